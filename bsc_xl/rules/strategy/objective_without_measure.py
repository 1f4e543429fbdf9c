"""LOG004: nothing measures an objective."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import live_objectives, objective_cell
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    measured = {measure.objective for measure in case.card.measures}
    if not measured:
        return
    for objective in live_objectives(case.card):
        if objective.id not in measured:
            found = f"no unit has a measure of {objective.name}"
            yield objective_cell(case, objective.id).finding(case, "LOG004", found, "at least one measure")


RULE = Rule(
    code="LOG004",
    name="objective-without-measure",
    severity=Severity.ERROR,
    title="Nothing measures an objective.",
    why="Nobody will know whether it is reached. It has no score, and its weight falls to the objectives beside it.",
    remedy="Give it a measure in the definition, or take it out of force; then issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="LOG004 Strategy!A31: no unit has a measure of Launch faster; expected at least one measure",
    limits="Objectives that are not in force are passed over. A measure without a target counts: it is TGT001's.",
)
