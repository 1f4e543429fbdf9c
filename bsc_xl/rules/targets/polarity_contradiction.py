"""TGT003: a target, red flag or score asks for the worse direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bsc_xl.model import Measure, Method, Polarity
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring.absence import alike


class Contradiction(NamedTuple):
    """A column of the definition that contradicts the polarity, what stands there and what would fit."""

    column: str
    found: str
    expected: str


def contradictions(measure: Measure, points: Sequence[tuple[float, float]] = ()) -> Iterator[Contradiction]:
    """What contradicts a measure's polarity; ``points`` are value and score, in the order of values."""
    if measure.polarity is Polarity.ON_TARGET:
        return
    higher = measure.polarity is Polarity.HIGHER
    way = "higher is better" if higher else "lower is better"
    method, target, baseline, red_flag = measure.scoring_method, measure.target, measure.baseline, measure.red_flag
    if method is Method.BANDS:
        if len(points) > 1 and _is_worse(points[-1][1], points[0][1], higher=higher):
            expected = f"scores that {'rise' if higher else 'fall'} with the value"
            yield Contradiction("polarity", f"{way}, but the points give {_slope(points)}", expected)
        return
    if not isinstance(target, float):
        return
    if isinstance(baseline, float) and _is_worse(target, baseline, higher=higher):
        found = f"a target of {target:.10g} from {baseline:.10g}, though {way}"
        yield Contradiction("target", found, f"{'more' if higher else 'less'} than {baseline:.10g}")
    if red_flag is not None and _is_worse(target, red_flag, higher=higher):
        found = f"a red flag of {red_flag:.10g} beyond the target of {target:.10g}, though {way}"
        yield Contradiction("red_flag", found, f"{'less' if higher else 'more'} than {target:.10g}")


def _is_worse(value: float, than: float, *, higher: bool) -> bool:
    return not alike(value, than) and (value < than) == higher


def _slope(points: Sequence[tuple[float, float]]) -> str:
    (low, first), (high, last) = points[0], points[-1]
    return f"{first:g} for {low:.10g} and {last:g} for {high:.10g}"


def _check(case: Case) -> Iterator[Finding]:
    points: dict[str, list[tuple[float, float]]] = {}
    for point in case.card.points:
        points.setdefault(point.measure, []).append((point.value, point.score))
    for measure in case.card.measures:
        for one in contradictions(measure, sorted(points.get(measure.id, ()))):
            yield case.about_definition("TGT003", measure.id, one.column, one.found, one.expected)


RULE = Rule(
    code="TGT003",
    name="polarity-contradiction",
    severity=Severity.ERROR,
    title="A target or threshold asks for the worse direction.",
    why="Either the target or the polarity is wrong: a result that gets worse would be praised, or the measure cannot "
    "be scored at all.",
    remedy="Check target, baseline, red flag and polarity in the definition, and issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="TGT003 Sales!AQ9: a target of 80 from 90, though higher is better; expected more than 90",
    limits="A target that equals the baseline is TGT006's. Targets by period may go down and up: seasons do.",
)
