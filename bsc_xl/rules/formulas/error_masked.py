"""FML007: a formula was wrapped so that it hides its errors."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.formulas.telling import told
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from told(case, "FML007", "{detail} was put around the formula: ={found}")


RULE = Rule(
    code="FML007",
    name="error-masked",
    severity=Severity.WARNING,
    title="A formula was wrapped so that it hides its errors.",
    why="An error says that something is missing or wrong. Replaced by a blank or a zero it looks like a result.",
    remedy="Put the issued formula back with bsc-xl fix, and mend what causes the error.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="FML007 Sales!G9: IFERROR was put around the formula: =IFERROR(...,0)",
    limits="",
)
