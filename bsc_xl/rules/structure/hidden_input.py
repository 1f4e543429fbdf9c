"""STR012: cells in which people type are hidden."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.structure.hidden_inputs import hidden_inputs


def _check(case: Case) -> Iterator[Finding]:
    for sheet, received in case.pairs:
        for ref, found in hidden_inputs(sheet, received):
            yield case.finding("STR012", sheet, ref, found, "shown")


RULE = Rule(
    code="STR012",
    name="hidden-input",
    severity=Severity.WARNING,
    title="Cells in which people type are hidden.",
    why="Figures in hidden rows or columns count, but nobody looks at them; missing ones are not missed.",
    remedy="Show the row or column: select its neighbours, right-click, Unhide.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.PERSON,
    example="STR012 Sales!R9: row 9 with entries is hidden",
    limits="Rows hidden by a filter, and hidden columns of definitions and workings, are as people want them.",
)
