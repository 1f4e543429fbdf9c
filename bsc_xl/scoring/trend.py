"""Trend: the least-squares line over the last known values, and whether it goes the right way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bsc_xl.scoring.absence import Value, at_least, at_most, is_number, settled
from bsc_xl.scoring.attainment import HIGHER, LOWER

FEWEST = 3  # points that a line needs


class Trend(StrEnum):
    """Better or worse by polarity, not up or down by number."""

    IMPROVING = "improving"
    FLAT = "flat"
    WORSENING = "worsening"


@dataclass(frozen=True, slots=True)
class Line:
    """A least-squares line; ``slope`` a grid column, ``mean`` the mean of its values."""

    slope: float
    mean: float
    mean_column: float

    def at(self, column: float) -> float:
        """The line's value at a grid column."""
        return self.mean + self.slope * (column - self.mean_column)


def line_of(entries: Sequence[Value], last: int, periods: int = 6) -> Line | None:
    """The line through the last known values up to a column.

    Args:
        entries: one cell a grid column; words and blanks are passed over.
        last: the last column that counts, from 1.
        periods: how many known values at most.

    Returns:
        The line, or None with fewer than 3 known values.
    """
    known: list[tuple[int, float]] = []
    for column in range(last, 0, -1):
        value = entries[column - 1]
        if is_number(value):
            known.append((column, value))
            if len(known) == periods:
                break
    count = len(known)
    if count < FEWEST:
        return None
    mean_x = sum(x for x, _ in known) / count
    mean_y = sum(y for _, y in reversed(known)) / count
    spread = sum((x - mean_x) ** 2 for x, _ in known)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in known) / spread
    return Line(settled(slope, max(abs(y) for _, y in known)), mean_y, mean_x)


def trend_of(line: Line | None, step: int, sign: int, dead_band: float = 0.01) -> Trend | None:
    """What a line means.

    Args:
        line: as from `line_of`.
        step: columns a period of the measure.
        sign: 1 where rising is better, -1 where falling is, 0 where a range is kept and nothing is to mend.
        dead_band: slope a period, as a share of the mean value, up to which the trend is flat.

    Returns:
        The trend, or None without a line.
    """
    if line is None:
        return None
    slope = line.slope * step
    if sign == 0 or at_most(abs(slope), dead_band * abs(line.mean)):
        return Trend.FLAT
    return Trend.IMPROVING if slope * sign > 0 else Trend.WORSENING


def better_sign(polarity: str, latest: Value, low: float | None, high: float | None) -> int:
    """Which way is better from here: by polarity, or for a range towards it (0 inside, or where it is not known)."""
    if polarity in (HIGHER, LOWER):
        return 1 if polarity == HIGHER else -1
    if not is_number(latest):
        return 0
    if low is not None and not at_least(latest, low):
        return 1
    return -1 if high is not None and not at_most(latest, high) else 0
