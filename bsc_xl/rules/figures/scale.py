"""Figures a hundred times too big or too small for a percentage, beyond plausible bounds, or with too many decimals."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_xl.model import Measure, ValueType
from bsc_xl.rules.plausibility.statistics import median

FRACTIONS = (ValueType.PERCENT, ValueType.MILESTONE)
HUNDRED = (30.0, 330.0)
"""So many times the usual size is taken for a percentage in the wrong scale."""
_FEW = 3
_OVER = 1.5  # a fraction up to here can be a real percentage over 100
_MORE_DECIMALS, _COMPUTED_DIGITS = 4, 13


def has_suspects(values: Sequence[float], measure: Measure) -> bool:
    """Whether one of a measure's figures may be in the wrong scale: a quick look that spares most measures the next."""
    if measure.value_type in FRACTIONS:
        sizes = [abs(value) for value in values if value]
        return bool(sizes) and (max(sizes) > _OVER or max(sizes) > HUNDRED[0] / 2 * median(sizes))
    in_percent = measure.value_type is ValueType.NUMBER and "%" in measure.unit_of_measurement
    return in_percent and any(value and abs(value) < _OVER for value in values)


def is_hundredfold(value: float, others: Sequence[float], declared: Sequence[float], measure: Measure) -> bool:
    """Whether a percentage was typed in the wrong scale: 93 for 0.93, or 0.93 where figures are in percent.

    Args:
        value: the entry.
        others: the measure's other entries.
        declared: its targets and baseline.
        measure: a fraction (percent, milestone) can be too big; a number in % can be too small.
    """
    if not value:
        return False
    if measure.value_type is ValueType.MILESTONE:
        return _OVER < value <= 100 * _OVER  # more than done there is not
    if measure.value_type in FRACTIONS:
        return _is_over(abs(value), others, declared)
    if measure.value_type is ValueType.NUMBER and "%" in measure.unit_of_measurement:
        return abs(value) < _OVER and _is_under(abs(value), others, declared)
    return False


def _is_over(size: float, others: Sequence[float], declared: Sequence[float]) -> bool:
    known = [abs(other) for other in others if other]
    if len(known) >= _FEW and _within(size, median(known)):
        # Where a quarter of the others is of this size too, sizes differ that much by nature.
        return 4 * sum(other >= size / 10 for other in known) <= len(known)
    return size > _OVER and any(_within(size, abs(one)) for one in declared if one)


def _is_under(size: float, others: Sequence[float], declared: Sequence[float]) -> bool:
    known = [abs(other) for other in others if other]
    if len(known) < _FEW or not 60 <= median(known) / size <= 170:
        return False
    return min(known) >= 10 * size and any(60 <= abs(one) / size <= 170 for one in declared)


def _within(size: float, usual: float) -> bool:
    return HUNDRED[0] * usual <= size <= HUNDRED[1] * usual


def bounds_of(measure: Measure) -> tuple[float | None, float | None]:
    """Smallest and largest plausible figure, as the definition says; a milestone lies between 0 and 1 by nature."""
    low, high = measure.plausible_minimum, measure.plausible_maximum
    if measure.value_type is ValueType.MILESTONE:
        return (0.0 if low is None else low), (1.0 if high is None else high)
    return low, high


def is_overprecise(value: float, measure: Measure) -> bool:
    """Whether a number was typed with far more decimals than declared; quotients with all digits are not meant."""
    declared = measure.decimals + (2 if measure.value_type in FRACTIONS else 0)
    if value == round(value, declared + _MORE_DECIMALS - 1):
        return False
    digits = repr(value).partition("e")
    if digits[1]:
        return False
    whole, _, part = digits[0].lstrip("-").partition(".")
    return len(part) >= declared + _MORE_DECIMALS and len((whole + part).lstrip("0")) < _COMPUTED_DIGITS
