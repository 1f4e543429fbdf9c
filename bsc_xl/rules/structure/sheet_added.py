"""STR002: a sheet was added."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for sheet in case.alignment.added:
        yield Finding("STR002", sheet.name, "", f"the sheet {sheet.name} was added", "only issued sheets")


RULE = Rule(
    code="STR002",
    name="sheet-added",
    severity=Severity.WARNING,
    title="A sheet was added.",
    why="It is not collected, and nobody else knows what it is for; formulas may read figures from it.",
    remedy="Move it to a workbook of its own, or say what it is for.",
    check=_check,
    needs=(Need.ISSUED,),
    example="STR002 My figures: the sheet My figures was added",
    limits="",
)
