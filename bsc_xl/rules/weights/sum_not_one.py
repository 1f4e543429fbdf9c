"""WGT001: weights that were given do not sum to 1."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.weights.siblings import siblings

NEAR = 0.001
"""Weights are typed with two or three decimals, so their sum may be off by this much."""
_SHOWN = 6


def _check(case: Case) -> Iterator[Finding]:
    for group in siblings(case.card):
        given = [(member.id, member.weight) for member in group.members if member.weight is not None]
        weights = [weight for _, weight in given]
        total = sum(weights)
        # Weights of 0 alone mean that the group is only watched; one beyond 0 and 1 is WGT002's.
        if total == 0 or abs(total - 1) <= NEAR or any(not 0 <= weight <= 1 for weight in weights):
            continue
        sheet, ref = group.cell(case, given[0][0])
        shown = ", ".join(f"{weight:g}" for weight in weights[:_SHOWN]) + (", ..." if len(weights) > _SHOWN else "")
        found = f"the weights of the {group.words(case.card)} sum to {total:.4g} ({shown})"
        yield case.finding("WGT001", sheet, ref, found, "1")


RULE = Rule(
    code="WGT001",
    name="sum-not-one",
    severity=Severity.ERROR,
    title="Weights that were given do not sum to 1.",
    why="Scores are computed in proportion, so each weight counts for more or less than was agreed and read on the "
    "page.",
    remedy="Agree on weights that sum to 1, or take them all out for equal ones; then issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="WGT001 Sales!AK9: the weights of the measures of Grow sales in Sales sum to 0.9 (0.5, 0.4); expected 1",
    limits="It judges the weights that were issued; changed ones are WGT003's. A sum that is off by 0.001 is rounding. "
    "Groups without weights count equally, and groups with nothing but 0 are only watched.",
)
