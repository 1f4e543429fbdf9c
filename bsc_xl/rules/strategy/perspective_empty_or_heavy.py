"""LOG003: a perspective has no objectives, no weight, or most of the weight."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.evaluation.weights import perspective_weights
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import live_objectives, perspective_cell, perspective_weight_cell
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule

HEAVY = 0.5
"""With three perspectives or more, one that counts for more than half outweighs all others together."""
_SEVERAL = 3


def _check(case: Case) -> Iterator[Finding]:
    card = case.card
    used = {objective.perspective for objective in live_objectives(card)}
    weights = perspective_weights(card)
    total = sum(weights.values())
    sound = all(0 <= weight <= 1 for weight in weights.values())  # else it is WGT002's
    for perspective in card.perspectives:
        weight = weights[perspective.id]
        if perspective.id not in used:
            found = f"{perspective.name} has no objective"
            yield perspective_cell(case, perspective.id).finding(case, "LOG003", found, "objectives, or no perspective")
        elif weight == 0:
            cell = perspective_weight_cell(case, perspective.id)
            yield cell.finding(case, "LOG003", f"{perspective.name} has no weight", "a weight above 0")
        elif sound and len(card.perspectives) >= _SEVERAL and weight / total > HEAVY:
            cell = perspective_weight_cell(case, perspective.id)
            found = f"{perspective.name} has {100 * weight / total:.0f} % of the weight"
            yield cell.finding(case, "LOG003", found, "at most 50 %")


RULE = Rule(
    code="LOG003",
    name="perspective-empty-or-heavy",
    severity=Severity.WARNING,
    title="A perspective is empty, or outweighs all others together.",
    why="A scorecard is balanced when it looks from several sides. One side that is empty, weightless or decides alone "
    "makes it a list of figures again.",
    remedy="Give the perspective objectives and a fair weight in the definition, and issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="LOG003 Group!C40: Financial has 60 % of the weight; expected at most 50 %",
    limits="Weights are judged where there are three perspectives or more.",
)
