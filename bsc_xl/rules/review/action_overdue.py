"""REV002: an action should have been done by now."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.review.rows import measure_of, ref_of, review_rows, sheet_of
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    if case.judgement.period_trouble:
        return
    day = case.evaluation.point.day
    for number, review in review_rows(case):
        if review.action and review.due is not None and not review.done and review.due < day:
            words = f"the action was due on {review.due} and is not done at the report date, {day}"
            ref, measure = ref_of(case, "due", number), measure_of(case, review)
            yield case.finding("REV002", sheet_of(case), ref, words, "done, or a new day", measure=measure)


RULE = Rule(
    code="REV002",
    name="action-overdue",
    severity=Severity.WARNING,
    title="An action is overdue.",
    why="What was decided has not happened, so the measure has no reason to get better.",
    remedy="Do it and write yes in the column Done; or decide anew, with a new day.",
    check=_check,
    needs=(Need.RESULTS,),
    example="REV002 Reviews!G7: the action was due on 2026-10-31 and is not done at the report date, 2026-11-15",
    limits="The report date decides, not today. Actions without a day are not meant.",
)
