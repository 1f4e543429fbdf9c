"""CAS004: a typed figure is not the sum of the figures of the units below, though the definition says it is."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Aggregation, Cascade, Measure
from bsc_xl.rules.cascade.family_tree import children_of, half_step
from bsc_xl.rules.cascade.targets_do_not_add import adds_up
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring import is_number


def _check(case: Case) -> Iterator[Finding]:
    card = case.card
    children = children_of(card)
    for measure in card.measures:
        shared = [child for child in children.get(measure.id, ()) if child.cascade is Cascade.SHARED]
        typed = measure.id not in card.contributors
        if typed and shared and measure.rollup is Aggregation.SUM and not measure.value_type.is_typed:
            yield from _periods(case, measure, [one for one in shared if one.frequency is measure.frequency])


def _periods(case: Case, measure: Measure, children: list[Measure]) -> Iterator[Finding]:
    rows = case.evaluation.evaluator
    own, below = rows.row(measure.id), [rows.row(child.id) for child in children]
    slack = half_step(measure) + sum(half_step(child) for child in children)
    for column, total in enumerate(own, 1):
        cells = [row[column - 1] for row in below]
        parts = [cell for cell in cells if is_number(cell)]
        if children and is_number(total) and len(parts) == len(cells) and not adds_up(total, parts, slack):
            found = f"{total:.10g}, and the units below have {sum(parts):.10g}"
            yield case.about_entry("CAS004", measure.id, column, found, f"{sum(parts):.10g}")


RULE = Rule(
    code="CAS004",
    name="actuals-do-not-add",
    severity=Severity.ERROR,
    title="A typed total is not the sum of what the units below report.",
    why="Two figures for the same thing are in the workbook, and the score depends on which one is read.",
    remedy="Find out which figure is right. Where the total can follow from the parts, make them contributory.",
    check=_check,
    needs=(Need.RESULTS,),
    example="CAS004 Group!U9: 96.5, and the units below have 95.2; expected 95.2",
    limits="Totals of contributory measures are computed and need no check. Of shared measures, only those are added "
    "for which the definition names the rollup sum, and only beyond what the declared decimals can hide.",
)
