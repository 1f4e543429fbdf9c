"""TGT002: a target has no date by which it is to be reached."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Method
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.targets.target_facts import has_target, timed

_STANDING = (Method.RANGE, Method.BANDS)


def _check(case: Case) -> Iterator[Finding]:
    with_periods = timed(case.card)
    for measure in case.card.measures:
        if measure.due is not None or measure.id in with_periods or measure.target is None or measure.static:
            continue
        if has_target(measure, with_periods) and measure.scoring_method not in _STANDING:
            yield case.about_definition("TGT002", measure.id, "due", "a target without a due date", "a due date")


RULE = Rule(
    code="TGT002",
    name="no-deadline",
    severity=Severity.WARNING,
    title="A target has no due date.",
    why="A target without a date is never missed. What is expected by now cannot be told either, so the whole target "
    "is taken for every period.",
    remedy="Say in the definition by when it is to be reached, or give targets by period.",
    check=_check,
    needs=(Need.ISSUED,),
    example="TGT002 Sales!AS9: a target without a due date; expected a due date",
    limits="A range that is to be kept, a score through points and a measure that is declared static need none.",
)
