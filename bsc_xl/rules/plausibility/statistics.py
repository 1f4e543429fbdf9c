"""Robust statistics of a measure's own history: pure functions over plain numbers.

Sources: median absolute deviation and the modified z-score, with its factor 0.6745 and the limit 3.5, from B. Iglewicz
and D. C. Hoaglin, "How to Detect and Handle Outliers", ASQC Quality Press, 1993.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

LIMIT = 3.5
"""A modified z-score beyond this is an outlier (Iglewicz and Hoaglin)."""
ENOUGH = 6
"""So many figures before, at least, to say what is usual."""
_POWERS = (10.0, 100.0, 1000.0, 1e6)
_SPAN = 5.0
_MARGIN, _FAR = 2.0, 0.2
_VARIED = 0.75


def median(values: Sequence[float]) -> float:
    """The middle value; of an even number the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def deviation(values: Sequence[float]) -> float:
    """The median absolute deviation from the median (MAD)."""
    centre = median(values)
    return median([abs(value - centre) for value in values])


def modified_z(value: float, values: Sequence[float], least: float) -> float:
    """The modified z-score, 0.6745 (x - median) / MAD.

    Args:
        value: x.
        values: what is usual.
        least: the deviation is taken to be at least this, so that rounded figures are not all outliers.
    """
    spread = max(deviation(values), least)
    return 0.6745 * (value - median(values)) / spread if spread else 0.0


def is_outlier(value: float, history: Sequence[float], least: float) -> bool:
    """Whether a figure and its step from the one before are both outliers among those of the history.

    A trend moves the level, seasons make steps big: only what is far out in both ways counts, and only if it lies
    outside all that was seen by twice the width of the history and is a fifth away from its middle.
    """
    if len(history) < ENOUGH:
        return False
    low, high = min(history), max(history)
    margin = _MARGIN * (high - low)
    if low - margin <= value <= high + margin or abs(value - median(history)) < _FAR * abs(median(history)):
        return False
    if abs(modified_z(value, history, least)) <= LIMIT:
        return False
    steps = [later - earlier for earlier, later in pairwise(history)]
    return abs(modified_z(value - history[-1], steps, least)) > LIMIT


def same_sign(history: Sequence[float]) -> bool:
    """Whether all figures are positive or all negative; 0 is neither."""
    return bool(history) and (min(history) > 0 or max(history) < 0)


def slipped_power(value: float, history: Sequence[float]) -> float | None:
    """The power of ten by which a figure is too big (10, 100 ...) or too small (0.1 ...); None where it is not.

    Only where the history is tight: five or more figures of one sign, the biggest at most five times the smallest, the
    figure far outside, and well inside once the decimal point is moved.
    """
    if len(history) < ENOUGH - 1 or not same_sign(history) or not value or (value > 0) != (history[0] > 0):
        return None
    sizes, size = [abs(one) for one in history], abs(value)
    low, high = min(sizes), max(sizes)
    if high > _SPAN * low or low / 4 < size < 4 * high:
        return None
    for power in _POWERS:
        for factor in (power, 1 / power):
            if low * 0.8 <= size / factor <= high * 1.25:
                return factor
    return None


def is_flipped(value: float, history: Sequence[float]) -> bool:
    """Whether only the sign of a figure is unusual: all before have the other one, and without it, it would fit."""
    if len(history) < ENOUGH - 1 or not same_sign(history) or not value or (value > 0) == (history[0] > 0):
        return False
    sizes = [abs(one) for one in history]
    return min(sizes) * 0.5 <= abs(value) <= max(sizes) * 1.5


def usually_varies(history: Sequence[float]) -> bool:
    """Whether at least three quarters of the figures differ from the one before them; five are needed to tell."""
    if len(history) < ENOUGH - 1:
        return False
    changed = sum(earlier != later for earlier, later in pairwise(history))
    return changed >= _VARIED * (len(history) - 1)


def is_odd_zero(history: Sequence[float]) -> bool:
    """Whether a 0 after these figures is odd: none was near 0, and counts were not so small that 0 happens by chance.

    A count that is 8 on the average is 0 once in 3,000 periods (Poisson), one that is 3 once in 20.
    """
    if len(history) < ENOUGH - 2 or not same_sign(history):
        return False
    sizes = [abs(one) for one in history]
    usual = median(sizes)
    if all(one == int(one) for one in sizes) and usual < 8:
        return False
    return min(sizes) >= 0.2 * usual
