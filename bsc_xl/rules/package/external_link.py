"""PKG008: the workbook reaches outside itself."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for link in case.book.links:
        yield Finding("PKG008", found=f"{link.kind}: {link.target[:200]}", part=link.part)


RULE = Rule(
    code="PKG008",
    name="external-link",
    severity=Severity.ERROR,
    title="The workbook takes something from outside.",
    why="Figures that come from another file or a connection change when that changes, and cannot be checked here. "
    "A link can also tell somebody that the file was opened.",
    remedy="Type or paste the values, then remove the link: Data, Edit Links, Break Link; or delete the connection.",
    check=_check,
    needs=(Need.BOOK,),
    fix=Fix.PERSON,
    example="PKG008 xl/externalLinks/externalLink1.xml: workbook: budget.xlsx",
    limits="Links that a reader clicks on are not meant.",
)
