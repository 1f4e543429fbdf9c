"""TGT001: a scored measure has no target."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.targets.target_facts import lacking, scored, timed

_EXPECTED = {
    "target": "a target, or targets by period",
    "low": "a range from low to high",
    "high": "a range from low to high",
    "red_flag": "a red flag beside the goal",
}


def _check(case: Case) -> Iterator[Finding]:
    with_periods = timed(case.card)
    for measure in scored(case.card):
        column = lacking(measure, with_periods)
        if column:
            words = column.replace("_", " ")
            yield case.about_definition("TGT001", measure.id, column, f"no {words}", _EXPECTED[column])


RULE = Rule(
    code="TGT001",
    name="missing",
    severity=Severity.ERROR,
    title="A measure counts for the score and has no target.",
    why="Nobody can say whether it goes well, so it has no score, and its weight falls to the measures beside it.",
    remedy="Set a target in the definition; or give the measure a weight of 0 if it is only watched. Then issue the "
    "workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="TGT001 Sales!AQ9: no target; expected a target, or targets by period",
    limits="Measures with a weight of 0 are only watched and need none; yes or no, labels and points carry their own "
    "scores.",
)
