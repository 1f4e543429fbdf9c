"""REV004: somebody typed a status that the numbers do not bear out."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.evaluation.measures import MeasureResult, report_point
from bsc_xl.rules.agreement import shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.review.claims import Claim, claimed
from bsc_xl.rules.review.rows import column_of, measure_of, ref_of, review_rows, sheet_of
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring import Absence


def _check(case: Case) -> Iterator[Finding]:
    if case.judgement.period_trouble:
        return
    bands = case.evaluation.point.band_names
    for measure, note in case.submission.entries.notes.items():
        claim = claimed(note, bands) if note else None
        if claim and (words := contradiction(claim, case.results[measure])):
            sheet, ref = case.form.tab_of[measure], case.form.entry_of[measure].note
            yield case.finding("REV004", sheet, ref, words, case.results[measure].status, measure=measure)
    for number, review in review_rows(case):
        for key, text in (("cause", review.cause), ("action", review.action)):
            claim = claimed(text, bands) if text else None
            measure = measure_of(case, review)
            if not claim or not measure:
                continue
            result = _result_at(case, measure, review.period)
            if words := contradiction(claim, result):
                ref = ref_of(case, key, number)
                yield case.finding("REV004", sheet_of(case), ref, words, result.status, measure=measure)


def _result_at(case: Case, measure: str, period: str) -> MeasureResult:
    """The measure's result at a review's period; at the report period where it names none or a later one."""
    column = column_of(case, period)
    if column is None or column >= case.evaluation.point.column:
        return case.results[measure]
    point = report_point(case.card.grid, case.card.settings, column)
    return case.evaluation.evaluator.measure(measure, point)


def contradiction(claim: Claim, result: MeasureResult) -> str:
    """Why a claimed status is not that of the numbers, in words; empty where it may be, or nothing can be told."""
    if isinstance(result.score, Absence):
        return ""
    if (claim is Claim.GOOD) == result.met:
        return ""
    numbers = f"{shown(result.to_date)}, expected {shown(result.expected, blank='as defined')}"
    return f"said to be {claim.value}, but the numbers are {result.status}: {numbers}"


RULE = Rule(
    code="REV004",
    name="status-contradicts-values",
    severity=Severity.ERROR,
    title="A status was typed that the numbers do not bear out.",
    why="Whoever reads the note believes that the target is met, or missed, while the figures say the opposite: one of "
    "the two is wrong.",
    remedy="Correct the figure or the words. A status need not be typed: the workbook shows it.",
    check=_check,
    needs=(Need.RESULTS,),
    example="REV004 IT!O9: said to be met, but the numbers are missed: 0, expected 98; expected missed",
    limits="A note or review counts that consists of a status word (green, met, on track, grün ...), or names "
    "one after a word and a colon: 'published: green'. Red and amber are not told apart, as their limits differ from "
    "house to house; met or not is what counts.",
)
