"""LOG005: a perspective has no leading measure."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Scorecard
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import perspective_cell, strategy_sheet
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    card = case.card
    if not card.measures:
        return
    perspective_of = {objective.id: objective.perspective for objective in card.objectives}
    leading = {perspective_of.get(measure.objective) for measure in card.measures if measure.leading}
    if not leading:
        found = f"none of the {len(card.measures)} measures is called leading"
        yield strategy_sheet(case).finding(case, "LOG005", found, "leading measures beside the lagging ones")
        return
    measured = {perspective_of.get(measure.objective) for measure in card.measures}
    for perspective in card.perspectives:
        if perspective.id in measured - leading and perspective.id in _causes(card, perspective_of):
            found = f"no measure of {perspective.name} is leading"
            cell = perspective_cell(case, perspective.id)
            yield cell.finding(case, "LOG005", found, "a measure that tells early what will happen")


def _causes(card: Scorecard, perspective_of: dict[str, str]) -> set[str]:
    """The perspectives that lead to others; one that is only an effect may well be lagging."""
    ends = [(perspective_of.get(link.cause, ""), perspective_of.get(link.effect, "")) for link in card.links]
    return {cause for cause, effect in ends if cause != effect}


RULE = Rule(
    code="LOG005",
    name="only-lagging",
    severity=Severity.INFORMATION,
    title="A perspective has no leading measure.",
    why="Lagging measures tell what has happened, too late to do anything about it. Leading ones tell what is coming.",
    remedy="Find out what comes before the results and measure that too; or call measures leading that already are.",
    check=_check,
    needs=(Need.ISSUED,),
    example="LOG005 Strategy!A12: no measure of Process is leading",
    limits="It believes what the definition calls leading. A perspective that no link leads from, mostly the "
    "financial one, may be lagging. Where no measure at all is called leading, that is one finding.",
)
