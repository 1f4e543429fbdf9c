"""Finds what is wrong with measures: baseline, target, range, scale, weighting and cascade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bsc_xl.model.entities import Measure, Scorecard
from bsc_xl.model.fault import Fault, Severity, nearest
from bsc_xl.model.period import Frequency, PeriodError
from bsc_xl.model.vocabulary import Aggregation, Cascade, Method, Polarity, ValueType

_WARN = Severity.WARNING
_YES_NO = ("yes", "no")
CASCADE_ROLLUPS = (Aggregation.SUM, Aggregation.AVERAGE, Aggregation.WEIGHTED, Aggregation.MAX, Aggregation.MIN)


def measure_faults(card: Scorecard) -> Iterator[Fault]:
    """Faults of the measures table, row by row. References are checked elsewhere; unknown ones are passed over."""
    scales: dict[str, list[str]] = {}
    for label in card.scales:
        scales.setdefault(label.scale, []).append(label.label)
    points = Counter(point.measure for point in card.points)
    yield from _point_faults(card)
    profiles = {profile.profile for profile in card.profiles}
    for row, measure in enumerate(card.measures):
        yield from _value_faults(row, measure, scales)
        yield from _range_faults(row, measure, points[measure.id])
        yield from _time_faults(card, row, measure)
        yield from _weighting_faults(card, row, measure)
        yield from _cascade_faults(card, row, measure)
        if measure.profile and measure.profile not in profiles:
            hint = nearest(measure.profile, profiles)
            yield Fault("measures", row, "profile", measure.profile, "a profile from profiles", hint)


def _point_faults(card: Scorecard) -> Iterator[Fault]:
    seen: set[tuple[str, float]] = set()
    for row, point in enumerate(card.points):
        if (point.measure, point.value) in seen:
            allowed, hint = "another value than the measure's other points", "As it stands, it is not scorable."
            yield Fault("points", row, "value", f"{point.value:g}", allowed, hint, _WARN)
        seen.add((point.measure, point.value))


def _value_faults(row: int, measure: Measure, scales: dict[str, list[str]]) -> Iterator[Fault]:
    allowed = "a number"
    labels: tuple[str, ...] = ()
    if measure.value_type is ValueType.ORDINAL:
        if measure.scale not in scales:
            yield Fault("measures", row, "scale", measure.scale, "a scale from scales", nearest(measure.scale, scales))
            return
        labels = tuple(scales[measure.scale])
    elif measure.value_type is ValueType.YES_NO:
        labels = _YES_NO
    if labels:
        allowed = "one of " + ", ".join(labels)
    for column in ("baseline", "target"):
        value = getattr(measure, column)
        if value is None:
            continue
        if labels:
            wrong = not isinstance(value, str) or value.casefold() not in [label.casefold() for label in labels]
        else:
            wrong = isinstance(value, str)
        if wrong:
            yield Fault("measures", row, column, str(value), allowed, nearest(str(value), labels))
    if not 0 <= measure.decimals <= 10:
        yield Fault("measures", row, "decimals", str(measure.decimals), "0 to 10")
    if measure.grace_days < 0:
        yield Fault("measures", row, "grace_days", str(measure.grace_days), "0 or more")
    if measure.value_type.is_typed and measure.aggregation is not Aggregation.LAST:
        yield Fault("measures", row, "aggregation", measure.aggregation, f"last, as its entries are {allowed}")


def _range_faults(row: int, measure: Measure, points: int) -> Iterator[Fault]:
    method = measure.scoring_method
    by_type = {
        ValueType.YES_NO: Method.YES_NO,
        ValueType.ORDINAL: Method.ORDINAL,
        ValueType.MILESTONE: Method.MILESTONE,
    }
    needed = by_type.get(measure.value_type)
    if (needed and method is not needed) or (method in by_type.values() and method is not needed):
        allowed = f"{needed}, as its value type is {measure.value_type}" if needed else "a method for numbers"
        yield Fault("measures", row, "method", method, allowed)
    if method is Method.RANGE:
        ladder = [("floor", measure.floor), ("low", measure.low), ("high", measure.high), ("ceiling", measure.ceiling)]
        known = [(name, value) for name, value in ladder if value is not None]
        for (name_a, a), (name_b, b) in pairwise(known):
            if a > b or (a == b and {name_a, name_b} != {"low", "high"}):
                yield Fault("measures", row, name_b, f"{b:g}", f"more than {name_a} ({a:g})")
    elif measure.polarity is Polarity.ON_TARGET and method in (Method.LINEAR, Method.RATIO):
        yield Fault("measures", row, "method", method, "range or bands, as its polarity is ON_TARGET")
    if method is Method.BANDS and points < 2:
        yield Fault("measures", row, "method", method, "two or more rows in points for this measure")
    target, baseline = measure.target, measure.baseline
    if method is Method.LINEAR and isinstance(target, float) and isinstance(baseline, float):
        wrong = target < baseline if measure.polarity is Polarity.HIGHER else target > baseline
        if wrong or target == baseline:
            side = "above" if measure.polarity is Polarity.HIGHER else "below"
            allowed, hint = f"a target {side} the baseline ({baseline:g})", "As it stands, it is not scorable."
            yield Fault("measures", row, "target", f"{target:g}", allowed, hint, _WARN)


def _time_faults(card: Scorecard, row: int, measure: Measure) -> Iterator[Fault]:
    if measure.baseline_period:
        try:
            card.calendar.period(measure.baseline_period)
        except PeriodError:
            hint = "Write 2026-10, FY2026-Q1, FY2026-H1 or FY2026."
            yield Fault("measures", row, "baseline_period", measure.baseline_period, "a period", hint)
    if measure.start and measure.due and measure.start >= measure.due:
        yield Fault("measures", row, "due", measure.due.isoformat(), f"a day after start ({measure.start})", "", _WARN)
    low, high = measure.plausible_minimum, measure.plausible_maximum
    if low is not None and high is not None and low > high:
        yield Fault("measures", row, "plausible_maximum", f"{high:g}", f"at least plausible_minimum ({low:g})")


def _weighting_faults(card: Scorecard, row: int, measure: Measure) -> Iterator[Fault]:
    if not measure.weighted_by:
        if measure.aggregation is Aggregation.WEIGHTED:
            yield Fault("measures", row, "weighted_by", "", "the measure whose entries weight this one")
        return
    other = card.measure_by_id.get(measure.weighted_by)
    if other is None:
        return
    if other.id == measure.id or other.unit != measure.unit:
        yield Fault("measures", row, "weighted_by", other.id, "another measure of the same unit")
    if other.value_type.is_typed:
        yield Fault("measures", row, "weighted_by", other.id, f"a measure with numbers; it has {other.value_type}")
    if other.frequency is not measure.frequency:
        allowed = f"a measure of the same frequency ({measure.frequency}); it is {other.frequency}"
        yield Fault("measures", row, "weighted_by", other.id, allowed)


def _cascade_faults(card: Scorecard, row: int, measure: Measure) -> Iterator[Fault]:
    if measure.rollup is not None and measure.rollup not in CASCADE_ROLLUPS:
        yield Fault("measures", row, "rollup", measure.rollup, "one of " + ", ".join(CASCADE_ROLLUPS))
    if measure.cascade is not Cascade.UNIQUE and not measure.parent_measure:
        allowed = f"a measure of a unit above, as its cascade is {measure.cascade}"
        yield Fault("measures", row, "parent_measure", "", allowed)
    parent = card.measure_by_id.get(measure.parent_measure)
    if parent is None or measure.cascade is Cascade.UNIQUE:
        return
    if not _is_below(card, measure.unit, parent.unit):
        allowed = f"a measure of a unit above {measure.unit}; {parent.unit} is not"
        yield Fault("measures", row, "parent_measure", parent.id, allowed)
    if measure.cascade is Cascade.CONTRIBUTORY:
        yield from _contribution_faults(row, measure, parent)


def _contribution_faults(row: int, measure: Measure, parent: Measure) -> Iterator[Fault]:
    pairs: tuple[tuple[str, str | Frequency], ...] = (
        ("frequency", parent.frequency),
        ("unit_of_measurement", parent.unit_of_measurement),
        ("value_type", parent.value_type),
    )
    for column, wanted in pairs:
        found = getattr(measure, column)
        if found != wanted:
            yield Fault("measures", row, column, str(found), f"{wanted}, as {parent.id} has, which it feeds")
    if measure.value_type.is_typed:
        yield Fault("measures", row, "cascade", measure.cascade, "shared or unique, as its entries are words")
    if parent.cascade_rollup is Aggregation.WEIGHTED and not measure.weighted_by:
        yield Fault("measures", row, "weighted_by", "", f"the measure that weights it in {parent.id}")


def _is_below(card: Scorecard, unit: str, above: str) -> bool:
    seen: set[str] = set()
    node = card.unit_by_id[unit].parent if unit in card.unit_by_id else ""
    while node and node not in seen:
        if node == above:
            return True
        seen.add(node)
        node = card.unit_by_id[node].parent if node in card.unit_by_id else ""
    return False
