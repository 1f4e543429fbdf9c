"""TGT004: thresholds are out of order, so that no score can follow from them."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Measure, Method
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import point_cell
from bsc_xl.rules.faults import ORDER, faults_of
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring.absence import alike


def _check(case: Case) -> Iterator[Finding]:
    yield from faults_of(case, ORDER)
    if case.lacks(Need.ISSUED):
        return
    for measure in case.card.measures:
        yield from _of_measure(case, measure)
    yield from _points(case)


def _of_measure(case: Case, measure: Measure) -> Iterator[Finding]:
    method, target, red_flag, low = measure.scoring_method, measure.target, measure.red_flag, measure.low
    if (
        method is Method.GOAL_RED_FLAG
        and red_flag is not None
        and isinstance(target, float)
        and alike(target, red_flag)
    ):
        found = f"goal and red flag are both {target:.10g}"
        yield case.about_definition("TGT004", measure.id, "red_flag", found, "a red flag other than the goal")
    if method is Method.RANGE and low is not None and low == measure.high:
        missing = [name for name in ("floor", "ceiling") if getattr(measure, name) is None]
        if missing:
            found = f"the range is the single value {low:.10g}, without {' and '.join(missing)}"
            yield case.about_definition(
                "TGT004", measure.id, "high", found, f"more than {low:.10g}, or a floor and ceiling"
            )


def _points(case: Case) -> Iterator[Finding]:
    seen: set[tuple[str, float]] = set()
    for point in case.card.points:
        if (point.measure, point.value) in seen and case.card.measure_by_id[point.measure].method is Method.BANDS:
            sheet, ref = point_cell(case, point.measure, point.value)
            found = f"two scores for the value {point.value:.10g}"
            yield case.finding("TGT004", sheet, ref, found, "one score a value", measure=point.measure)
        seen.add((point.measure, point.value))


RULE = Rule(
    code="TGT004",
    name="threshold-order",
    severity=Severity.BLOCKER,
    title="Thresholds are out of order.",
    why="Floor, low, high and ceiling, goal and red flag, or the points of a score must rise one after the other; "
    "otherwise the measure has no score, or a wrong one.",
    remedy="Put the thresholds in order in the definition and issue the workbook again.",
    check=_check,
    needs=(Need.BOOK,),
    example="TGT004 Sales!AT9: goal and red flag are both 45; expected a red flag other than the goal",
    limits="It judges the thresholds that were issued; changed ones are TGT005's. A definition whose range is out of "
    "order cannot be used at all: then the finding stands at the hidden sheet that carries it.",
)
