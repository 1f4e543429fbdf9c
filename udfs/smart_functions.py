"""Functions for SMART: why each of the five letters fails, and the mask of the letters."""

from bsc_xl.scoring import SmartFacts, Verdict, columns, mask
from bsc_xl.scoring.smart import LETTERS

from .pieces import TYPED, aggregations_of, entries_of, methods_of, setting, windows_of
from .ranges import Columns, column, day, days, number, rows, text
from .registry import excel_function


@excel_function
def BSC_SMARTWHY(
    measure_name,
    definition,
    unit_of_measurement,
    polarity,
    owner,
    source,
    frequency,
    target,
    baseline,
    low,
    high,
    period_targets,
    year_targets,
    method,
    aggregation,
    objective,
    theme,
    weight,
    parent_missing,
    start_day,
    due_day,
    due_column,
    entries,
    grace_days,
    period_columns,
    report_column,
    year_columns,
    period_ends,
    report_day,
    plan_start,
    plan_end,
    stretch=None,
):
    """Five columns: why S, M, A, R and T fail; blank where they pass."""
    frame, cells = Columns.of_block(entries), entries_of(entries)
    windows = windows_of(frame, period_columns, report_column, year_columns)
    ends, today = days(period_ends), day(report_day)
    typed = [name in TYPED for name in methods_of(frame, method)]
    shares = columns.period_share(aggregations_of(frame, aggregation), windows)
    targets, lows, highs = frame.items(target), frame.numbers(low), frame.numbers(high)
    words = (measure_name, definition, unit_of_measurement, polarity, owner, source, frequency)
    in_order = (  # as the fields of SmartFacts are
        *(frame.texts(value) for value in words),
        _has_target(frame, targets, lows, highs, (period_targets, year_targets)),
        [item is not None for item in frame.items(baseline)],
        *(columns.scaled(frame.numbers(value), shares) for value in (target, baseline, low, high)),
        typed,
        frame.texts(objective),
        frame.texts(theme),
        [item or 0.0 for item in frame.numbers(weight)],
        frame.flags(parent_missing),
        frame.days(start_day),
        frame.days(due_day),
        frame.numbers(due_column),
    )
    plan = (day(plan_start), day(plan_end), len(ends))
    facts = [SmartFacts(*row, *plan) for row in zip(*in_order, strict=True)]  # type: ignore[call-arg]  # a row a measure
    actual = columns.has_actual(cells, windows, typed)
    due = columns.one_is_due(windows, ends, frame.whole(grace_days, 0), today)
    verdicts = columns.smart(facts, cells, windows, actual, due, setting(stretch, 1.5))
    return [[verdict.reason for verdict in five] for five in verdicts]


def _has_target(frame, targets, lows, highs, blocks):
    """Whether each measure has a target: its own, a range, or one of a period or year."""
    figures = [[any(number(cell) is not None for cell in row) for row in frame.block(block)] for block in blocks]
    return [
        target is not None or (low is not None and high is not None) or any(of_periods)
        for target, low, high, *of_periods in zip(targets, lows, highs, *figures, strict=True)
    ]


@excel_function
def BSC_SMART(reasons):
    """Masks such as SM-RT, from the five columns of reasons."""
    return column(
        [
            mask(Verdict(letter, text(reason)) for letter, reason in zip(LETTERS, five, strict=False))
            for five in rows(reasons)
        ]
    )
