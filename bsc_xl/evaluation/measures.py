"""Everything the workbook shows of one measure at one report period, computed by the scoring core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bsc_xl.evaluation.measure_inputs import MeasureInputs
from bsc_xl.model import Grid, Settings, ValueType
from bsc_xl.scoring import (
    Absence,
    Freshness,
    Line,
    Trend,
    Value,
    Verdict,
    Window,
    attainment_of,
    entry_absence,
    expected_of,
    forecast_of,
    freshness_of,
    is_met,
    is_number,
    line_of,
    mask,
    needed_of,
    pace_of,
    score_of,
    smart_of,
    status_of,
    to_date_of,
    trend_of,
    window,
    year_target_of,
)
from bsc_xl.scoring.freshness import is_due, is_repeated
from bsc_xl.scoring.rollup import Rollup, leaf
from bsc_xl.scoring.status import is_red
from bsc_xl.scoring.targets import factor_of, share_of
from bsc_xl.scoring.to_date import is_known
from bsc_xl.scoring.trend import better_sign


@dataclass(frozen=True, slots=True)
class ReportPoint:
    """When the report is made and by which settings.

    Attributes:
        column: grid column of the report period, from 1.
        day: the report date.
        grid: the plan's columns.
        settings: thresholds in force.
    """

    column: int
    day: date
    grid: Grid
    settings: Settings
    band_names: tuple[str, ...]
    band_minimums: tuple[float, ...]

    def end_of(self, column: int) -> date | None:
        """Last day of a column's period; None for column 0."""
        return self.grid.periods[column - 1].end if column >= 1 else None


def report_point(grid: Grid, settings: Settings, column: int, day: date | None = None) -> ReportPoint:
    """The report point of a column; the day defaults to the period's end plus the days for closing."""
    names = tuple(band.name for band in settings.bands)
    minimums = tuple(band.minimum for band in settings.bands)
    made = day or grid.periods[column - 1].end + timedelta(days=settings.close_days)
    return ReportPoint(column, made, grid, settings, names, minimums)


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One measure at one report point; an absence or None wherever there is no number.

    Attributes:
        inputs: the measure and its targets.
        entries: one cell a grid column.
        window: the columns of the value to date.
        latest: the entry of the last period that is over.
        absent: why that is no usable value.
        to_date: its value in the fiscal year so far.
        expected: what that should be.
        attainment: unitless, 1 = reached.
        score: 0..cap.
        met: target reached, decided on the numbers.
        status: the word for it.
        rollup: the measure as a child of its objective.
        is_red: in the worst band.
    """

    inputs: MeasureInputs
    entries: Sequence[Value]
    as_of: date | None
    window: Window
    latest: Value
    absent: Absence | None
    known: int
    to_date: float | str | Absence
    share: float
    expected: float | None
    attainment: float | Absence
    score: float | Absence
    met: bool
    status: str
    pace: float | None
    year_target: float | None
    needed: float | None
    forecast: float | None
    line: Line | None
    sign: int
    trend: Trend | None
    newest: bool
    repeated: bool
    freshness: Freshness
    verdicts: tuple[Verdict, ...]
    rollup: Rollup
    is_red: bool
    trend_periods: int

    @property
    def smart(self) -> str:
        """The SMART mask."""
        return mask(self.verdicts)


def evaluate_measure(
    inputs: MeasureInputs,
    entries: Sequence[Value],
    as_of: date | None,
    weights: Sequence[Value] | None,
    point: ReportPoint,
) -> MeasureResult:
    """Score one measure.

    Args:
        inputs: the measure and its targets.
        entries: one cell a grid column.
        as_of: cut-off date of its newest figure.
        weights: the weighting measure's entries, where it is averaged by them.
        point: the report period and date.
    """
    measure, path, limits = inputs.measure, inputs.path, inputs.thresholds
    settings, typed = point.settings, inputs.typed
    win = window(point.column, inputs.step, point.grid.per_year)
    latest = entries[win.last - 1] if win.exists else None
    absent = entry_absence(latest, win, point.end_of(win.last), measure.grace_days, point.day, typed=typed)
    to_date = absent or to_date_of(entries, win, measure.aggregation, weights, typed=typed)
    share, factor = share_of(path, win), factor_of(path, win)
    expected = None if typed or limits.method == "range" else expected_of(path, win)
    attainment = attainment_of(to_date, expected, limits, factor)
    score = score_of(attainment, settings.cap)
    met = is_met(to_date, expected, attainment, limits, factor)
    status = status_of(to_date, expected, score, met, limits, point.band_names, point.band_minimums, factor)
    year_target = None if typed or limits.method == "range" else year_target_of(path, win)
    known = sum(is_number(entries[column]) for column in win.columns()) if win.exists else 0
    line = None if typed else line_of(entries, win.last, settings.trend_periods)
    sign = better_sign(measure.polarity, latest, inputs.smart.low, inputs.smart.high)
    newest = all(cell is None or cell == "" for cell in entries[win.last :])
    repeated = absent is None and _is_repeated(inputs, entries, win, settings)
    start = point.grid.periods[win.last - inputs.step].start if win.exists else None
    return MeasureResult(
        inputs=inputs,
        entries=entries,
        as_of=as_of,
        window=win,
        latest=latest,
        absent=absent,
        known=known,
        to_date=to_date,
        share=share,
        expected=expected,
        attainment=attainment,
        score=score,
        met=met,
        status=status,
        pace=pace_of(to_date, expected),
        year_target=year_target,
        needed=needed_of(to_date, year_target, known, win, measure.aggregation),
        forecast=forecast_of(to_date, share, line, win, measure.aggregation),
        line=line,
        sign=sign,
        trend=trend_of(line, inputs.step, sign, settings.trend_dead_band),
        newest=newest,
        repeated=repeated,
        freshness=freshness_of(absent, as_of, start, point.day, is_newest=newest, repeated=repeated),
        verdicts=_verdicts(inputs, entries, win, point),
        rollup=_as_child(score, settings.cap),
        is_red=is_red(status, point.band_names),
        trend_periods=settings.trend_periods,
    )


def _as_child(score: float | Absence, cap: float) -> Rollup:
    if isinstance(score, Absence):
        return leaf(None, cap, is_due=score.is_due)
    return leaf(score, cap)


def _is_repeated(inputs: MeasureInputs, entries: Sequence[Value], win: Window, settings: Settings) -> bool:
    percent = inputs.measure.value_type is ValueType.PERCENT
    return is_repeated(entries, win, settings.repeat_periods, percent=percent, static=inputs.measure.static)


def _verdicts(inputs: MeasureInputs, entries: Sequence[Value], win: Window, point: ReportPoint) -> tuple[Verdict, ...]:
    has_actual = any(is_known(cell, typed=inputs.typed) for cell in entries[: win.last])
    first_end = point.end_of(inputs.step)
    due = win.exists and is_due(first_end, inputs.measure.grace_days, point.day)
    stretch = point.settings.stretch
    return smart_of(inputs.smart, entries, win, has_actual=has_actual, one_is_due=due, stretch=stretch)
