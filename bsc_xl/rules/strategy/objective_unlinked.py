"""LOG001: an objective that leads to nothing and follows from nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import live_objectives, objective_cell, strategy_sheet
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    card = case.card
    objectives = live_objectives(card)
    if len(objectives) < 2:
        return
    linked = {end for link in card.links for end in (link.cause, link.effect)}
    if not linked:
        found = f"no links between the {len(objectives)} objectives"
        yield strategy_sheet(case).finding(case, "LOG001", found, "which objective leads to which")
        return
    for objective in objectives:
        if objective.id not in linked:
            found = f"{objective.name} is linked to no other objective"
            yield objective_cell(case, objective.id).finding(case, "LOG001", found, "what it leads to, or follows from")


RULE = Rule(
    code="LOG001",
    name="objective-unlinked",
    severity=Severity.WARNING,
    title="An objective has no part in the chain of cause and effect.",
    why="A strategy says why one thing leads to another. An objective without a link is a wish beside it, or a link "
    "was forgotten.",
    remedy="Link it in the definition to what it leads to or follows from, or drop it; then issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="LOG001 Strategy!A31: Cut paper is linked to no other objective",
    limits="Where a scorecard has no links at all, that is one finding about the Strategy sheet.",
)
