"""STL009: a figure is dated after the report date, or stands in a period that is not over by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bsc_xl.evaluation.measures import report_point
from bsc_xl.layout.types import Kind
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring import Freshness
from bsc_xl.scoring.to_date import is_known


def _check(case: Case) -> Iterator[Finding]:
    if case.judgement.period_trouble:
        return
    day = _latest(case)
    first = next((number for number, period in enumerate(case.card.grid.periods) if period.end > day), None)
    for _, row in case.judgement.rows:
        result = case.results[row.measure]
        sheet = case.form.tab_of[row.measure]
        # The day beside figures of a later period, and days counted from 1904, are told by others.
        if result.freshness is Freshness.FUTURE and not case.book.date1904 and _is_told(case, result.as_of):
            words = f"as of {result.as_of}, after the report date"
            until = f"at most {case.evaluation.point.day}"
            yield case.finding("STL009", sheet, row.as_of, words, until, measure=row.measure)
        if first is None:
            continue
        typed = result.inputs.typed
        for column in range(first, len(row.refs)):
            if row.kinds[column] is Kind.INPUT and is_known(result.entries[column], typed=typed):
                period = case.card.grid.periods[column]
                words = f"a figure for a period that ends on {period.end}, after the report date"
                yield case.about_entry("STL009", row.measure, column + 1, words, "nothing yet")


def _is_told(case: Case, as_of: date | None) -> bool:
    """Whether the day is one that can be meant: others are UNT007."""
    return as_of is not None and (as_of - case.card.grid.end).days <= 20 * 366


def _latest(case: Case) -> date:
    """The latest day that the workbook knows of: a reader may have chosen an earlier report period than at issue."""
    point = case.evaluation.point
    days = [point.day]
    manifest = case.carrier.manifest
    if manifest is not None and manifest.period:
        try:
            column = case.card.report_column(manifest.period)
        except ValueError:
            return point.day
        days.append(report_point(case.card.grid, case.card.settings, column).day)
    return max(days)


RULE = Rule(
    code="STL009",
    name="future-dated",
    severity=Severity.ERROR,
    title="A figure lies in the future.",
    why="What has not happened cannot be reported: it is a forecast, a plan, or a slip in the date.",
    remedy="Correct the day, or take the figure out until its period is over. Forecasts have columns of their own.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STL009 Sales!N9: as of 2026-12-31, after the report date; expected at most 2026-11-15",
    limits="Periods count as over by the report date on Start, or by that of the issue where a reader chose an earlier "
    "one. Nothing is said of days in a workbook that counts from 1904 (UNT007).",
)
