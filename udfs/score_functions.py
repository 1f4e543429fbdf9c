"""Functions for the score of a measure: to date, expected, attainment, score, status."""

from bsc_xl.scoring import Absence, columns

from .pieces import (
    TYPED,
    absences_of,
    aggregations_of,
    blanks_of,
    entries_of,
    factors_of,
    methods_of,
    paths_of,
    points_of,
    scales_of,
    setting,
    shares_of,
    thresholds_of,
    windows_of,
)
from .ranges import Columns, Unusable, column, flat, number, text
from .registry import excel_function


@excel_function
def BSC_TODATE(entries, aggregation, period_columns, report_column, year_columns, method=None, weight_row=None):
    """Values to date."""
    frame, cells = Columns.of_block(entries), entries_of(entries)
    by_row = dict(enumerate(cells, 1))
    weights = [by_row.get(row) for row in frame.whole(weight_row, 0)]
    typed = [name in TYPED for name in methods_of(frame, method)]
    windows = windows_of(frame, period_columns, report_column, year_columns)
    return column(blanks_of(columns.to_date(cells, windows, aggregations_of(frame, aggregation), weights, typed)))


@excel_function
def BSC_EXPECTED(
    method,
    aggregation,
    target,
    baseline,
    baseline_column,
    due_column,
    period_targets,
    year_targets,
    period_columns,
    report_column,
    year_columns,
    profiles=None,
    profile=None,
):
    """Targets to date."""
    frame = Columns.of(method, aggregation, target, baseline, baseline_column, due_column, period_columns)
    shares = shares_of(frame, profiles, profile, year_columns)
    blocks = (period_targets, year_targets)
    paths = paths_of(frame, method, aggregation, target, baseline, baseline_column, due_column, blocks, shares)
    found = columns.expected(paths, windows_of(frame, period_columns, report_column, year_columns))
    without = ("range", *TYPED)
    return column(
        [None if name in without else item for name, item in zip(methods_of(frame, method), found, strict=True)]
    )


@excel_function
def BSC_ATTAINMENT(
    value,
    expected,
    method,
    polarity,
    baseline=None,
    red_flag=None,
    low=None,
    high=None,
    floor=None,
    ceiling=None,
    factor=None,
    measure_id=None,
    point_keys=None,
    point_values=None,
    point_scores=None,
    scale_name=None,
    scale_keys=None,
    scale_scores=None,
):
    """Attainments."""
    frame = Columns.of(value, expected, method, polarity, baseline, red_flag, low, high, floor, ceiling, factor)
    points = points_of(frame, measure_id, point_keys, point_values, point_scores)
    labels = scales_of(frame, scale_name, scale_keys, scale_scores)
    limits = (baseline, red_flag, low, high, floor, ceiling)
    thresholds = thresholds_of(frame, method, polarity, limits, points, labels)
    values, factors = absences_of(frame.items(value)), factors_of(frame, factor)
    return column(blanks_of(columns.attainment(values, frame.numbers(expected), thresholds, factors)))


@excel_function
def BSC_SCORE(attainment, cap=None):
    """Scores."""
    frame = Columns.of(attainment)
    return column(blanks_of(columns.score(absences_of(frame.numbers(attainment)), setting(cap, 100.0))))


@excel_function
def BSC_STATUS(
    reason,
    value,
    expected,
    attainment,
    method,
    polarity,
    red_flag=None,
    factor=None,
    target=None,
    scale_name=None,
    scale_keys=None,
    scale_scores=None,
    band_names=None,
    band_minimums=None,
    cap=None,
):
    """Status words."""
    frame = Columns.of(reason, value, expected, attainment, method, polarity, red_flag, factor, target, scale_name)
    labels = scales_of(frame, scale_name, scale_keys, scale_scores)
    limits = (None, red_flag, None, None, None, None)
    thresholds = thresholds_of(frame, method, polarity, limits, None, labels, target)
    values, wanted, factors = absences_of(frame.items(value)), frame.numbers(expected), factors_of(frame, factor)
    found = [
        _absence(why) if item is None else item
        for item, why in zip(frame.numbers(attainment), frame.texts(reason), strict=True)
    ]
    points = columns.score(found, setting(cap, 100.0))
    met = columns.met(values, wanted, found, thresholds, factors)
    return column(columns.status(values, wanted, points, met, thresholds, factors, *_bands(band_names, band_minimums)))


def _absence(words):
    """The absence that these words name."""
    return next((known for known in Absence if known.value == words), Absence.MISSING)


def _bands(names, minimums):
    """Names and minimums of the bands; the usual three where none are given."""
    if names is None or minimums is None:
        return ["met", "near", "missed"], [95.0, 85.0, 0.0]
    words, limits = [text(item) for item in flat(names)], [number(item) or 0.0 for item in flat(minimums)]
    if len(words) != len(limits) or len(words) < 2:
        raise Unusable("two bands or more, each with a name and a minimum, are needed")
    return words, limits
