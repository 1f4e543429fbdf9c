"""STR003: a sheet has another name."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import RenameSheet
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for issued in case.alignment.renamed.values():
        name = case.received_name(issued)
        yield Finding("STR003", name, "", f"the sheet is called {name}", issued, repair=RenameSheet(name, issued))


RULE = Rule(
    code="STR003",
    name="sheet-renamed",
    severity=Severity.ERROR,
    title="A sheet has another name.",
    why="Whoever collects the workbooks finds sheets by their names; macros and links look for them too.",
    remedy="Give it its name again: bsc-xl fix does it in a copy.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="STR003 Sales 2026: the sheet is called Sales 2026; expected Sales",
    limits="A sheet is recognised when six of ten of its texts stand where they were issued.",
)
