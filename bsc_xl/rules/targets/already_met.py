"""TGT006: a target asks for nothing, as it was met before it was set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.model import Aggregation, Measure, Method, Polarity, ValueType
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring import is_number, to_date_of, window
from bsc_xl.scoring.absence import alike

_KEPT = re.compile(
    r"\b(keep|kept|maintain\w*|hold|sustain\w*|retain|at least|at most|no more than|not more than)\b", re.I
)
_METHODS = (Method.LINEAR, Method.RATIO, Method.GOAL_RED_FLAG)


def _check(case: Case) -> Iterator[Finding]:
    for measure in case.card.measures:
        target = measure.target
        if measure.weight == 0 or not isinstance(target, float) or _is_kept(measure, target):
            continue
        if isinstance(measure.baseline, float):
            if alike(target, measure.baseline):
                words = ": it cannot be scored" if measure.scoring_method is Method.LINEAR else ""
                yield _finding(case, measure, f"the target is the baseline, {target:.10g}{words}")
            continue
        before = _last_year(case, measure)
        if before is not None and _meets(measure, before, target):
            yield _finding(case, measure, f"the year before had {before:.10g}, and the target is {target:.10g}")


def _finding(case: Case, measure: Measure, found: str) -> Finding:
    wanted = "more" if measure.polarity is Polarity.HIGHER else "less"
    return case.about_definition("TGT006", measure.id, "target", found, f"a target that asks for {wanted}")


def _is_kept(measure: Measure, target: float) -> bool:
    """Whether nothing better is wanted or possible."""
    if measure.static or measure.polarity is Polarity.ON_TARGET or measure.scoring_method not in _METHODS:
        return True
    if _KEPT.search(measure.name) or _KEPT.search(measure.definition):
        return True
    if measure.polarity is Polarity.LOWER:
        return target <= (measure.plausible_minimum or 0.0)
    percent = measure.value_type is ValueType.PERCENT
    best = 1.0 if percent else 100.0 if "%" in measure.unit_of_measurement else measure.plausible_maximum
    return best is not None and target >= best


def _meets(measure: Measure, value: float, target: float) -> bool:
    return value >= target if measure.polarity is Polarity.HIGHER else value <= target


def _last_year(case: Case, measure: Measure) -> float | None:
    """The measure's value at the end of the fiscal year before that of the report period, where it is to be trusted."""
    evaluation: Evaluation = case.evaluation
    inputs, grid = evaluation.measures[measure.id].inputs, evaluation.point.grid
    end = (evaluation.point.column - 1) // grid.per_year * grid.per_year
    if not end or inputs.typed or measure.aggregation is Aggregation.WEIGHTED:
        return None
    win = window(end, inputs.step, grid.per_year)
    entries = evaluation.evaluator.row(measure.id)
    if case.doubted(measure.id) or not all(is_number(entries[column]) for column in win.columns()):
        return None
    value = to_date_of(entries, win, measure.aggregation, None)
    return value if is_number(value) else None


RULE = Rule(
    code="TGT006",
    name="already-met",
    severity=Severity.INFORMATION,
    title="A target asks for no more than there was before.",
    why="It is met by doing nothing, and lifts the score of what is beside it.",
    remedy="Nothing, if the level is to be held: say so in the measure's definition, or declare it static. Else ask "
    "for more.",
    check=_check,
    needs=(Need.RESULTS,),
    example="TGT006 Sales!AQ9: the year before had 95, and the target is 90; expected a target that asks for more",
    limits="Ranges, static measures, measures that say that a level is kept, and targets at the best value there is "
    "(100 %, 0 accidents) are passed over. The year before is looked at where no baseline is given.",
    last=True,
)
