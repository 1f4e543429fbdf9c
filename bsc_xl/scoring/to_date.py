"""A measure's value to date: its entries of the fiscal year, aggregated up to the report period."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_xl.scoring.absence import NO_DATA_CODE, NOT_APPLICABLE_CODE, Absence, Value, is_number, settled
from bsc_xl.scoring.period_window import Window

AGGREGATIONS = ("sum", "average", "last", "max", "min", "weighted")


def is_code(value: Value, code: str) -> bool:
    """True where an entry is this code for "no value", in any case of letters."""
    return type(value) is str and value.lower() == code


def is_known(value: Value, *, typed: bool) -> bool:
    """True where an entry is a value: a number, or for a typed measure any word that is no null code."""
    if typed:
        return type(value) is str and value != "" and value.lower() not in (NOT_APPLICABLE_CODE, NO_DATA_CODE)
    return is_number(value)


def gaps_of(entries: Sequence[Value], window: Window) -> int:
    """How many periods of the window have neither a number nor the code "n/a"."""
    cells = [entries[column] for column in window.columns()]
    return sum(not is_number(cell) and not is_code(cell, NOT_APPLICABLE_CODE) for cell in cells)


def to_date_of(
    entries: Sequence[Value],
    window: Window,
    aggregation: str,
    weights: Sequence[Value] | None = None,
    *,
    typed: bool = False,
) -> float | str | Absence:
    """Aggregate the entries of the fiscal year up to the report period.

    Args:
        entries: one cell a grid column; numbers in the measure's unit of measurement.
        window: the columns that count.
        aggregation: sum, average, last, max, min or weighted.
        weights: for weighted, the entries of the weighting measure, as long as ``entries``.
        typed: the entries are words (yes, AAA); the last one is the value to date.

    Returns:
        The value; ``MISSING`` where the last period has no value, or where a sum has a gap (a blank never
        counts as zero); ``NO_WEIGHTS`` where the weights sum to zero. An average of percentages is only right
        when it is weighted by their denominators.
    """
    last = entries[window.last - 1] if window.exists else None
    if not is_known(last, typed=typed):
        return Absence.MISSING
    if typed or aggregation == "last":
        return last  # type: ignore[return-value]  # known: a number or a word
    cells = [entries[column] for column in window.columns()]
    numbers = [cell for cell in cells if is_number(cell)]
    if aggregation == "sum":
        return Absence.MISSING if gaps_of(entries, window) else _sum(numbers)
    if aggregation == "average":
        return _sum(numbers) / len(numbers)
    if aggregation == "max":
        return float(max(numbers))
    if aggregation == "min":
        return float(min(numbers))
    return _weighted(cells, [weights[column] for column in window.columns()] if weights else [])


def _sum(numbers: Sequence[float]) -> float:
    return settled(float(sum(numbers)), max(map(abs, numbers)))


def _weighted(cells: Sequence[Value], weights: Sequence[Value]) -> float | Absence:
    total = 0.0
    weight_sum = 0.0
    for cell, weight in zip(cells, weights, strict=False):
        if is_number(cell) and is_number(weight):
            total += cell * weight
            weight_sum += weight
    return total / weight_sum if weight_sum else Absence.NO_WEIGHTS
