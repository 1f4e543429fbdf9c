"""What should have been reached: the target expected to date and the target of the fiscal year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bsc_xl.scoring.absence import Value, is_number, settled
from bsc_xl.scoring.period_window import Window


@dataclass(frozen=True, slots=True)
class TargetPath:
    """Everything a measure says about its target.

    Attributes:
        aggregation: the measure's; for sums, ``target`` and ``year_targets`` are totals of a year.
        target: the final target, or None.
        baseline: where the measure started, or None.
        baseline_column: grid column of the baseline's period (may lie before the grid), or None.
        due_column: grid column in which the target is due, or None.
        period_targets: one cell a grid column, blank where that period has no target of its own.
        year_targets: one cell a fiscal year of the grid.
        shares: share of the year's total that is expected after each column of a fiscal year; the last is 1.
    """

    aggregation: str
    target: float | None
    baseline: float | None
    baseline_column: float | None
    due_column: float | None
    period_targets: Sequence[float | None]
    year_targets: Sequence[float | None]
    shares: Sequence[float]


def share_of(path: TargetPath, window: Window) -> float:
    """Share of the year's total expected by the end of the window (0 to 1; 0 where no period is over)."""
    return path.shares[window.position - 1] if window.exists else 0.0


def factor_of(path: TargetPath, window: Window) -> float:
    """What turns a yearly amount into an amount to date: the share for sums, 1 for levels."""
    return share_of(path, window) if path.aggregation == "sum" else 1.0


def elapsed(path: TargetPath, column: int) -> float:
    """Share of the way from the baseline's period to the due one at a column (0 to 1; 1 where one is unknown)."""
    start, due = path.baseline_column, path.due_column
    if start is None or due is None or due <= start:
        return 1.0
    return max(0.0, min(1.0, (column - start) / (due - start)))


def _on_path(path: TargetPath, column: int) -> float | None:
    if path.target is None:
        return None
    if path.baseline is None or path.baseline_column is None:
        return path.target
    value = path.baseline + (path.target - path.baseline) * elapsed(path, column)
    return settled(value, max(abs(path.baseline), abs(path.target)))


def from_periods(path: TargetPath, columns: range) -> float | None:
    """The period targets of these columns, aggregated like the actuals; None unless every one is given."""
    if path.aggregation == "last":
        return path.period_targets[columns[-1]]
    cells = [path.period_targets[column] for column in columns]
    given = [cell for cell in cells if cell is not None]
    if len(given) < len(cells):
        return None
    if path.aggregation == "sum":
        return float(sum(given))
    if path.aggregation == "max":
        return float(max(given))
    if path.aggregation == "min":
        return float(min(given))
    return sum(given) / len(given)


def given_for_year(path: TargetPath, window: Window) -> float | None:
    """The target given for the window's fiscal year as a whole."""
    return path.year_targets[(window.first - 1) // window.per_year]


def expected_of(path: TargetPath, window: Window) -> float | None:
    """The target to date: what "on target" means at the report period.

    Returns:
        The period targets, aggregated like the actuals, where all of the window are given; else the fiscal
        year's target (its share for sums); else for sums the share of ``target``, for levels the straight line
        from baseline to target. None where no period is over or there is no target.
    """
    if not window.exists:
        return None
    own = from_periods(path, window.columns())
    if own is not None:
        return own
    of_year = given_for_year(path, window)
    if of_year is not None:
        return of_year * factor_of(path, window)
    if path.aggregation == "sum":
        return None if path.target is None else path.target * share_of(path, window)
    return _on_path(path, window.last)


def year_target_of(path: TargetPath, window: Window) -> float | None:
    """The target at the end of the window's fiscal year: what the year as a whole is measured against.

    Returns:
        The period targets, aggregated like the actuals, where all of the year are given; else the fiscal year's
        target; else for sums ``target``, for levels the straight line from baseline to target. None where no period
        is over or there is no target.
    """
    if not window.exists:
        return None
    own = from_periods(path, window.columns_of_year())
    if own is not None:
        return own
    of_year = given_for_year(path, window)
    if of_year is not None:
        return of_year
    return path.target if path.aggregation == "sum" else _on_path(path, window.year_end)


def as_number(value: Value) -> float | None:
    """The number, or None for a word or a blank."""
    return value if is_number(value) else None
