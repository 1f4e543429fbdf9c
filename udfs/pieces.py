"""Pieces that several functions have: windows, target paths, thresholds, scales and points from ranges."""

from bsc_xl.scoring import Absence, TargetPath, Thresholds, columns
from bsc_xl.scoring.attainment import METHODS, POLARITIES
from bsc_xl.scoring.to_date import AGGREGATIONS

from .ranges import count_of, entry, flat, number, one, rows, text, whole

TYPED = ("yes/no", "ordinal")


def methods_of(frame, method):
    """Scoring methods; a name that none has ends the call."""
    return frame.words(method, METHODS, "method")


def aggregations_of(frame, aggregation):
    """Aggregations; a name that none has ends the call."""
    return frame.words(aggregation, AGGREGATIONS, "aggregation")


def polarities_of(frame, polarity):
    """Polarities; a name that none has ends the call."""
    return frame.words(polarity, POLARITIES, "polarity")


def windows_of(frame, steps, report, per_year):
    """The window of every measure at the report column."""
    return columns.windows(frame.whole(steps, 1), whole(one(report), 0), count_of(per_year, 12))


def entries_of(block):
    """Entries as the core wants them."""
    return [[entry(cell) for cell in row] for row in rows(block)]


def absences_of(values):
    """Values to date as the core wants them: a blank is a missing one."""
    return [Absence.MISSING if value is None else value for value in values]


def blanks_of(found):
    """Results for cells: what is absent is a blank."""
    return [None if isinstance(value, Absence) else value for value in found]


def factors_of(frame, factor):
    """Factors; a blank is 1."""
    return [1.0 if item is None else item for item in frame.numbers(factor)]


def setting(value, usual):
    """A number given for all rows, or the usual one."""
    found = number(one(value))
    return usual if found is None else found


def scales_of(frame, names, keys, scores):
    """For every measure the labels of its scale with their scores; keys are such as ``rating|AAA``."""
    found: dict[str, dict[str, float]] = {}
    for key, score in zip(flat(keys), flat(scores), strict=False):
        scale, _, label = text(key).partition("|")
        if label and number(score) is not None:
            found.setdefault(scale.lower(), {})[label.lower()] = score
    return [found.get(name.lower()) for name in frame.texts(names)]


def points_of(frame, ids, keys, xs, ys):
    """For every measure the corners of its score."""
    found: dict[str, list[tuple[float, float]]] = {}
    for key, x, y in zip(flat(keys), flat(xs), flat(ys), strict=False):
        if text(key) and number(x) is not None and number(y) is not None:
            found.setdefault(text(key).lower(), []).append((x, y))
    return [tuple(found.get(name.lower(), ())) for name in frame.texts(ids)]


def thresholds_of(frame, method, polarity, limits=(), points=None, labels=None, targets=None):
    """Limits of every measure; ``limits`` are baseline, red flag, low, high, floor and ceiling."""
    fields = zip(
        methods_of(frame, method),
        polarities_of(frame, polarity),
        *(frame.numbers(value) for value in limits),
        points or [() for _ in range(frame.count)],
        labels or [None for _ in range(frame.count)],
        frame.texts(targets),
        strict=True,
    )
    return [Thresholds(*row) for row in fields]


def paths_of(frame, method, aggregation, target, baseline, baseline_column, due_column, blocks, shares):
    """Target paths; ``blocks`` are the targets by period and by year, ``shares`` one row a measure."""
    starts = [
        None if name == "goal and red flag" else start
        for name, start in zip(methods_of(frame, method), frame.numbers(baseline), strict=True)
    ]
    period_targets, year_targets = ([[number(cell) for cell in row] for row in frame.block(block)] for block in blocks)
    fields = zip(
        aggregations_of(frame, aggregation),
        frame.numbers(target),
        starts,
        frame.numbers(baseline_column),
        frame.numbers(due_column),
        period_targets,
        year_targets,
        shares,
        strict=True,
    )
    return [TargetPath(*row) for row in fields]


def shares_of(frame, profiles, profile, per_year):
    """The cumulative shares of the year for every measure: its profile's, or even ones."""
    even = columns.even_shares(count_of(per_year, 12))
    if profiles is None:
        return [even for _ in range(frame.count)]
    known = dict(enumerate([[number(cell) or 0.0 for cell in row] for row in rows(profiles)], 1))
    return [known.get(number, even) for number in frame.whole(profile, 1)]


def lines_of(cells, methods, windows, periods):
    """Trend lines; measures whose entries are words have none."""
    last = [0 if name in TYPED else window.last for name, window in zip(methods, windows, strict=True)]
    return columns.line(cells, last, count_of(periods, 6))
