"""The scoring core for columns of measures: sequences in, sequences out, one item a measure.

This is what spreadsheets call: one call computes a whole column. All sequences of a call are of one length, else
ValueError; what is the same for all measures (the report column, the columns of a year, settings) comes as one value.
Each function says what `bsc_xl.scoring` says of one measure, by calling it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bsc_xl.scoring.absence import Absence, Value, is_number
from bsc_xl.scoring.attainment import Thresholds, attainment_of, times
from bsc_xl.scoring.freshness import Freshness, entry_absence, freshness_of, is_due, is_repeated
from bsc_xl.scoring.outlook import forecast_of, needed_of
from bsc_xl.scoring.period_window import Window, window
from bsc_xl.scoring.rollup import Rollup, aggregate, roll_up
from bsc_xl.scoring.smart import SmartFacts, Verdict, smart_of
from bsc_xl.scoring.status import is_met, score_of, status_of
from bsc_xl.scoring.targets import TargetPath, expected_of, year_target_of
from bsc_xl.scoring.to_date import is_known, to_date_of
from bsc_xl.scoring.trend import Line, Trend, better_sign, line_of, trend_of

if TYPE_CHECKING:
    from typing import TypeAlias

Entries = Sequence[Sequence[Value]]
Found: TypeAlias = "float | str | Absence"  # in quotes for the Python of earlier LibreOffice releases


def windows(step: Sequence[int], report: int, per_year: int) -> list[Window]:
    """The window of each measure at the report column; ``step`` is its columns a period."""
    return [window(report, one, per_year) for one in step]


def latest(entries: Entries, window: Sequence[Window]) -> list[Value]:
    """Entries of the last period that is over; None where none is."""
    return [cells[win.last - 1] if win.exists else None for cells, win in zip(entries, window, strict=True)]


def known(entries: Entries, window: Sequence[Window]) -> list[int]:
    """How many periods of each window have a number."""
    return [
        sum(is_number(cells[column]) for column in win.columns()) if win.exists else 0
        for cells, win in zip(entries, window, strict=True)
    ]


def newest(entries: Entries, window: Sequence[Window]) -> list[bool]:
    """Whether no period after the window has an entry."""
    return [
        all(cell is None or cell == "" for cell in cells[win.last :])
        for cells, win in zip(entries, window, strict=True)
    ]


def period_share(aggregation: Sequence[str], window: Sequence[Window]) -> list[float]:
    """Share of a yearly amount that falls to one period: for sums one period of the year, else 1."""
    rows = zip(aggregation, window, strict=True)
    return [win.step / win.per_year if how == "sum" else 1.0 for how, win in rows]


def scaled(value: Sequence[float | None], factor: Sequence[float]) -> list[float | None]:
    """Values times factors; a blank stays blank."""
    return [times(one, share) for one, share in zip(value, factor, strict=True)]


def even_shares(per_year: int) -> list[float]:
    """The cumulative shares of a year whose periods bring the same."""
    return [(column + 1) / per_year for column in range(per_year)]


def period_starts(window: Sequence[Window], starts: Sequence[date | None]) -> list[date | None]:
    """First days of the last periods, from the first days of the grid's columns."""
    return [starts[win.last - win.step] if win.exists else None for win in window]


def entry_absences(
    entries: Entries,
    window: Sequence[Window],
    ends: Sequence[date | None],
    grace_days: Sequence[int],
    typed: Sequence[bool],
    report_date: date,
) -> list[Absence | None]:
    """Why each last period has no usable entry; ``ends`` are the last days of the grid's columns."""
    rows = zip(latest(entries, window), window, grace_days, typed, strict=True)
    return [
        entry_absence(cell, win, ends[win.last - 1] if win.exists else None, grace, report_date, typed=words)
        for cell, win, grace, words in rows
    ]


def has_actual(entries: Entries, window: Sequence[Window], typed: Sequence[bool]) -> list[bool]:
    """Whether each measure has a value in any period up to its window's end."""
    rows = zip(entries, window, typed, strict=True)
    return [any(is_known(cell, typed=words) for cell in cells[: win.last]) for cells, win, words in rows]


def one_is_due(
    window: Sequence[Window], ends: Sequence[date | None], grace_days: Sequence[int], report_date: date
) -> list[bool]:
    """Whether the first period of each measure is over, and its grace days too."""
    return [
        win.exists and is_due(ends[win.step - 1], grace, report_date)
        for win, grace in zip(window, grace_days, strict=True)
    ]


def to_date(
    entries: Entries,
    window: Sequence[Window],
    aggregation: Sequence[str],
    weights: Sequence[Sequence[Value] | None],
    typed: Sequence[bool],
) -> list[Found]:
    """Values to date; ``weights`` are the entries of each measure's weighting measure, or None."""
    rows = zip(entries, window, aggregation, weights, typed, strict=True)
    return [to_date_of(cells, win, how, by, typed=words) for cells, win, how, by, words in rows]


def expected(path: Sequence[TargetPath], window: Sequence[Window]) -> list[float | None]:
    """Targets to date, in the unit of measurement; None where there is none."""
    return [expected_of(one, win) for one, win in zip(path, window, strict=True)]


def year_target(path: Sequence[TargetPath], window: Sequence[Window]) -> list[float | None]:
    """Targets at the end of the windows' fiscal year; None where there is none."""
    return [year_target_of(one, win) for one, win in zip(path, window, strict=True)]


def attainment(
    value: Sequence[Found],
    expected: Sequence[float | None],
    thresholds: Sequence[Thresholds],
    factor: Sequence[float],
) -> list[float | Absence]:
    """Attainments, unitless, 1 = reached; an absence is handed on."""
    return [attainment_of(*row) for row in zip(value, expected, thresholds, factor, strict=True)]


def score(attainment: Sequence[float | Absence], cap: float = 100.0) -> list[float | Absence]:
    """Scores, 0..cap; an absence is handed on."""
    return [score_of(one, cap) for one in attainment]


def met(
    value: Sequence[Found],
    expected: Sequence[float | None],
    attainment: Sequence[float | Absence],
    thresholds: Sequence[Thresholds],
    factor: Sequence[float],
) -> list[bool]:
    """Whether each target is reached, decided on the numbers; an absence is never met."""
    return [is_met(*row) for row in zip(value, expected, attainment, thresholds, factor, strict=True)]


def status(
    value: Sequence[Found],
    expected: Sequence[float | None],
    score: Sequence[float | Absence],
    met: Sequence[bool],
    thresholds: Sequence[Thresholds],
    factor: Sequence[float],
    band_names: Sequence[str],
    band_minimums: Sequence[float],
) -> list[str]:
    """Status words: a band, goal, between, below red flag, or the absence in its own words."""
    rows = zip(value, expected, score, met, thresholds, factor, strict=True)
    return [
        status_of(one, target, points, reached, limits, band_names, band_minimums, share)
        for one, target, points, reached, limits, share in rows
    ]


def line(entries: Entries, last: Sequence[int], periods: int = 6) -> list[Line | None]:
    """Least-squares lines over the last known values; None with fewer than 3."""
    return [line_of(cells, column, periods) for cells, column in zip(entries, last, strict=True)]


def trend(
    line: Sequence[Line | None], step: Sequence[int], sign: Sequence[int], dead_band: float = 0.01
) -> list[Trend | None]:
    """Improving, flat or worsening; None without a line."""
    return [trend_of(*row, dead_band) for row in zip(line, step, sign, strict=True)]


def sign(
    polarity: Sequence[str],
    latest: Sequence[Value],
    low: Sequence[float | None],
    high: Sequence[float | None],
) -> list[int]:
    """Which way is better from each latest value: 1, -1, or 0 where a range is kept."""
    return [better_sign(*row) for row in zip(polarity, latest, low, high, strict=True)]


def forecast(
    value: Sequence[Found],
    share: Sequence[float],
    line: Sequence[Line | None],
    window: Sequence[Window],
    aggregation: Sequence[str],
) -> list[float | None]:
    """Values expected at the end of the fiscal year; None where that cannot be said."""
    return [forecast_of(*row) for row in zip(value, share, line, window, aggregation, strict=True)]


def needed(
    value: Sequence[Found],
    year_target: Sequence[float | None],
    known: Sequence[int],
    window: Sequence[Window],
    aggregation: Sequence[str],
) -> list[float | None]:
    """What each remaining period must bring; None where that cannot be said."""
    return [needed_of(*row) for row in zip(value, year_target, known, window, aggregation, strict=True)]


def repeated(
    entries: Entries,
    window: Sequence[Window],
    percent: Sequence[bool],
    static: Sequence[bool],
    periods: int = 3,
) -> list[bool]:
    """Whether each last value equals those of the periods before; never where no period is over."""
    rows = zip(entries, window, percent, static, strict=True)
    return [
        win.exists and is_repeated(cells, win, periods, percent=share, static=fixed)
        for cells, win, share, fixed in rows
    ]


def freshness(
    absence: Sequence[Absence | None],
    as_of: Sequence[date | None],
    period_start: Sequence[date | None],
    is_newest: Sequence[bool],
    repeated: Sequence[bool],
    report_date: date,
) -> list[Freshness]:
    """The state of each last figure in time."""
    rows = zip(absence, as_of, period_start, is_newest, repeated, strict=True)
    return [
        freshness_of(absent, day, start, report_date, is_newest=newest, repeated=again)
        for absent, day, start, newest, again in rows
    ]


def smart(
    facts: Sequence[SmartFacts],
    entries: Entries,
    window: Sequence[Window],
    has_actual: Sequence[bool],
    one_is_due: Sequence[bool],
    stretch: float = 1.5,
) -> list[tuple[Verdict, Verdict, Verdict, Verdict, Verdict]]:
    """The five verdicts of each measure, in the order of the letters."""
    rows = zip(facts, entries, window, has_actual, one_is_due, strict=True)
    return [
        smart_of(fact, cells, win, has_actual=actual, one_is_due=due, stretch=stretch)
        for fact, cells, win, actual, due in rows
    ]


def rolled_up(
    parents: Sequence[str],
    methods: Sequence[str],
    child_of: Sequence[str],
    weights: Sequence[float],
    children: Sequence[Rollup],
) -> list[Rollup]:
    """The rollup of each parent over the children that name it.

    Args:
        parents: keys, one a parent, with ``methods`` beside them.
        child_of: the key of each child's parent, with ``weights`` and ``children`` beside it.
    """
    groups: dict[str, list[tuple[float, Rollup]]] = {parent: [] for parent in parents}
    for key, weight, child in zip(child_of, weights, children, strict=True):
        if key in groups:
            groups[key].append((weight, child))
    found = []
    for parent, method in zip(parents, methods, strict=True):
        members = groups[parent]
        found.append(roll_up(method, [weight for weight, _ in members], [child for _, child in members]))
    return found


def aggregated(
    parents: Sequence[str],
    methods: Sequence[str],
    child_of: Sequence[str],
    weights: Sequence[float],
    values: Sequence[float | None],
) -> list[float | None]:
    """One number a parent from the children that name it; a child without a value does not count."""
    groups: dict[str, list[tuple[float, float]]] = {parent: [] for parent in parents}
    for key, weight, value in zip(child_of, weights, values, strict=True):
        if key in groups and value is not None:
            groups[key].append((weight, value))
    return [
        aggregate(method, [w for w, _ in groups[parent]], [v for _, v in groups[parent]])
        for parent, method in zip(parents, methods, strict=True)
    ]
