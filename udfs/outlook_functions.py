"""Functions that look back and ahead: trend, forecast, needed, freshness."""

from bsc_xl.scoring import columns

from .pieces import (
    TYPED,
    absences_of,
    aggregations_of,
    entries_of,
    lines_of,
    methods_of,
    polarities_of,
    setting,
    windows_of,
)
from .ranges import Columns, column, day, days, one, text, whole
from .registry import excel_function


@excel_function
def BSC_TREND(
    entries,
    method,
    polarity,
    aggregation,
    low,
    high,
    period_columns,
    report_column,
    year_columns,
    line_periods=None,
    dead_band=None,
):
    """Trends."""
    frame, cells = Columns.of_block(entries), entries_of(entries)
    windows = windows_of(frame, period_columns, report_column, year_columns)
    lines = lines_of(cells, methods_of(frame, method), windows, line_periods)
    shares = columns.period_share(aggregations_of(frame, aggregation), windows)
    lows, highs = (columns.scaled(frame.numbers(limit), shares) for limit in (low, high))
    signs = columns.sign(polarities_of(frame, polarity), columns.latest(cells, windows), lows, highs)
    return column(columns.trend(lines, [window.step for window in windows], signs, setting(dead_band, 0.01)))


@excel_function
def BSC_FORECAST(
    value,
    entries,
    method,
    aggregation,
    share,
    period_columns,
    report_column,
    year_columns,
    line_periods=None,
):
    """Values expected at the end of the fiscal year."""
    frame, cells = Columns.of_block(entries), entries_of(entries)
    windows = windows_of(frame, period_columns, report_column, year_columns)
    lines = lines_of(cells, methods_of(frame, method), windows, line_periods)
    shares = [item or 0.0 for item in frame.numbers(share)]
    values = absences_of(frame.items(value))
    return column(columns.forecast(values, shares, lines, windows, aggregations_of(frame, aggregation)))


@excel_function
def BSC_NEEDED(value, year_target, entries, aggregation, period_columns, report_column, year_columns):
    """What each remaining period must bring."""
    frame, cells = Columns.of_block(entries), entries_of(entries)
    windows = windows_of(frame, period_columns, report_column, year_columns)
    values, known = absences_of(frame.items(value)), columns.known(cells, windows)
    return column(
        columns.needed(values, frame.numbers(year_target), known, windows, aggregations_of(frame, aggregation))
    )


@excel_function
def BSC_FRESHNESS(
    entries,
    as_of,
    method,
    value_type,
    static_figure,
    grace_days,
    period_columns,
    report_column,
    year_columns,
    period_starts,
    period_ends,
    report_day,
    repeat_periods=None,
):
    """The state of each last figure in time."""
    frame, cells = Columns.of_block(entries), entries_of(entries)
    windows = windows_of(frame, period_columns, report_column, year_columns)
    today = day(report_day)
    typed = [name in TYPED for name in methods_of(frame, method)]
    ends, starts = days(period_ends), days(period_starts)
    absent = columns.entry_absences(cells, windows, ends, frame.whole(grace_days, 0), typed, today)
    percent = [name == "percent" for name in frame.texts(value_type)]
    again = columns.repeated(cells, windows, percent, frame.flags(static_figure), whole(one(repeat_periods), 3))
    begun, newest = columns.period_starts(windows, starts), columns.newest(cells, windows)
    return column([text(word) for word in columns.freshness(absent, frame.days(as_of), begun, newest, again, today)])
