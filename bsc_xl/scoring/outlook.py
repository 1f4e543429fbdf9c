"""Pace, forecast for the fiscal year's end, and what each remaining period must bring."""

from __future__ import annotations

from bsc_xl.scoring.absence import is_number
from bsc_xl.scoring.period_window import Window
from bsc_xl.scoring.trend import Line


def pace_of(to_date: object, expected: float | None) -> float | None:
    """To date / expected; 1 is on plan. None without a number for both or with an expected 0."""
    return to_date / expected if is_number(to_date) and expected else None


def needed_of(to_date: object, year_target: float | None, known: int, window: Window, aggregation: str) -> float | None:
    """The value each remaining period of the fiscal year must bring so that the year's target is met.

    Args:
        to_date: value to date.
        year_target: target at the end of the fiscal year.
        known: periods of the window that have a number.
        window: the window of the value to date.
        aggregation: how periods become the year's value; with "weighted" the coming weights are unknown, so None.

    Returns:
        For sums the rest spread evenly, for averages what lifts the average to the target, else the target
        itself. None where no period remains, nothing is known or there is no target.
    """
    remaining = window.remaining
    if not is_number(to_date) or year_target is None or remaining < 1 or aggregation == "weighted":
        return None
    if aggregation == "sum":
        return (year_target - to_date) / remaining
    if aggregation == "average":
        return (year_target * (known + remaining) - to_date * known) / remaining
    return year_target


def forecast_of(to_date: object, share: float, line: Line | None, window: Window, aggregation: str) -> float | None:
    """The value expected at the end of the fiscal year if things go on as they are.

    Args:
        to_date: value to date; an absence or a word has no forecast.
        share: share of the year's total expected to date, 0 to 1; only looked at for sums.
        line: the least-squares line over the last known values; only looked at for levels.
        window: the window of the value to date.
        aggregation: how periods become the year's value.

    Returns:
        For sums the run rate, to date / share of the year; for levels the least-squares line at the year's last
        column. None without a value to date, with a share of 0, or with fewer than 3 known values.
    """
    if not is_number(to_date):
        return None
    if aggregation == "sum":
        return to_date / share if share > 0 else None
    return line.at(window.year_end) if line else None
