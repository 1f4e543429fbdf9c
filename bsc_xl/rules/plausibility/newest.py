"""Figures of the report period that can hardly be true, judged by the measure's own history and target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_xl.rules.figures.scale import FRACTIONS
from bsc_xl.rules.judgement import Newest, Suspicion
from bsc_xl.rules.plausibility.statistics import is_flipped, is_outlier, median, slipped_power
from bsc_xl.scoring.absence import alike

FEW_EQUAL = 4
"""So many figures of a unit must all equal their targets."""

Found = Iterator[tuple[tuple[str, int], Suspicion]]


def implausible(newest: Sequence[Newest]) -> Found:
    """Suspicions by measure and column: all equal to targets (STA005), else sign, decimal point, outlier."""
    columns: dict[tuple[str, int], list[Newest]] = {}
    for one in newest:
        columns.setdefault((one.measure.unit, one.column), []).append(one)
    for members in columns.values():
        equal = _all_equal(members)
        yield from equal
        if not equal:
            for one in members:
                if (suspicion := _alone(one)) is not None:
                    yield one.place, suspicion


def _alone(one: Newest) -> Suspicion | None:
    measure, value = one.measure, one.value
    if not value or one.note:
        return None
    range_words = f"{min(one.history):.10g} to {max(one.history):.10g}" if one.history else ""
    if is_flipped(value, one.history):
        words = f"{value:.10g} after figures from {range_words}"
        return Suspicion("STA003", measure.id, one.column, words, f"{-value:.10g}?")
    factor = slipped_power(value, one.history)
    if factor is not None:
        words = f"{value:.10g} after figures from {range_words}"
        return Suspicion("STA001", measure.id, one.column, words, f"{value / factor:.10g}?")
    if is_outlier(value, one.history, _least(one)):
        words = f"{value:.10g} is far from its history of {range_words}"
        return Suspicion("STA002", measure.id, one.column, words, f"about {median(one.history):.6g}")
    return None


def _least(one: Newest) -> float:
    """The least deviation of a history: what rounding does, and a hundredth of the usual size."""
    decimals = one.measure.decimals + (2 if one.measure.value_type in FRACTIONS else 0)
    return max(10.0**-decimals, 0.01 * abs(median(one.history))) if one.history else 0.0


def _all_equal(members: Sequence[Newest]) -> list[tuple[tuple[str, int], Suspicion]]:
    """Every figure's place with the one suspicion about them, where all of them equal their targets."""
    judged = [one for one in members if targets_of(one) and not is_bound(one)]
    if len(judged) < FEW_EQUAL or not all(equals_target(one) for one in judged):
        return []
    words = f"all {len(judged)} figures are exactly their targets"
    first, last = judged[0], judged[-1]
    suspicion = Suspicion("STA005", first.measure.id, first.column, words, "", last.measure.id)
    return [(one.place, suspicion) for one in judged]


def targets_of(one: Newest) -> list[float]:
    """What a figure could have been copied from: the target, that of the period, what is expected, a share of a sum."""
    path, result = one.result.inputs.path, one.result
    found = [path.period_targets[one.column - 1], path.target, result.expected, result.year_target]
    if path.aggregation == "sum" and result.year_target is not None:
        found.append(result.year_target * one.series.step / result.window.per_year)
    return [target for target in found if target is not None]


def equals_target(one: Newest) -> bool:
    """Whether a figure is exactly one of its targets."""
    return any(alike(one.value, target) for target in targets_of(one))


def is_bound(one: Newest) -> bool:
    """Whether a figure stands at the end of its scale, where targets stand too: 0, 100 %."""
    return one.value in (0.0, 100.0) or (one.measure.value_type in FRACTIONS and one.value == 1.0)
