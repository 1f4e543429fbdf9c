"""Freshness: whether the figure of the last period is there and describes that period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from bsc_xl.scoring.absence import NO_DATA_CODE, NOT_APPLICABLE_CODE, Absence, Value, alike, is_number
from bsc_xl.scoring.period_window import Window
from bsc_xl.scoring.to_date import is_code, is_known


class Freshness(StrEnum):
    """The states of a figure in time."""

    NOT_APPLICABLE = "not applicable"
    NOT_DUE = "not due"
    FRESH = "fresh"
    LATE = "late"
    STALE = "stale"
    FUTURE = "future"
    REPEATED = "repeated"


def is_due(period_end: date | None, grace_days: int, report_date: date) -> bool:
    """Whether a period's figure is due: its last day and the grace days after it are reached."""
    return period_end is not None and (report_date - period_end).days >= grace_days


def entry_absence(
    latest: Value, window: Window, period_end: date | None, grace_days: int, report_date: date, *, typed: bool
) -> Absence | None:
    """Why the last period has no usable entry; None where it has one.

    Args:
        latest: the entry of the last period that is over.
        window: the measure's window; where none is over, nothing is due.
        period_end: last day of that period.
        grace_days: days after it until the figure is due.
        report_date: the day on which the report is made.
        typed: the entry is a word, not a number.

    Returns:
        Not due until ``period_end`` plus grace is reached, late from then on; not applicable for the code
        "n/a", missing for "no data"; not a number for any other word in a measure of numbers.
    """
    if not window.exists or period_end is None:
        return Absence.NOT_DUE
    if is_known(latest, typed=typed):
        return None
    if is_code(latest, NOT_APPLICABLE_CODE):
        return Absence.NOT_APPLICABLE
    if is_code(latest, NO_DATA_CODE):
        return Absence.MISSING
    if latest is None or latest == "":
        return Absence.LATE if is_due(period_end, grace_days, report_date) else Absence.NOT_DUE
    return Absence.NOT_A_NUMBER


def is_repeated(entries: Sequence[Value], window: Window, periods: int, *, percent: bool, static: bool) -> bool:
    """True where the last value equals that of each of the n periods before.

    0, 100 (or 100 %) and measures declared static are exempt.
    """
    latest = entries[window.last - 1]
    first = window.last - periods * window.step
    if static or not is_number(latest) or latest in (0, 100) or (percent and latest == 1) or first < 1:
        return False
    before = (entries[column - 1] for column in range(first, window.last, window.step))
    return all(is_number(cell) and alike(cell, latest) for cell in before)


def freshness_of(
    absence: Absence | None,
    as_of: date | None,
    period_start: date | None,
    report_date: date,
    *,
    is_newest: bool,
    repeated: bool,
) -> Freshness:
    """The state of the last period's figure.

    Args:
        absence: as from `entry_absence`.
        as_of: cut-off date of the newest figure, or None.
        period_start: first day of the period it claims.
        report_date: the day on which the report is made.
        is_newest: no later period has a figure, so that ``as_of`` belongs to this one.
        repeated: as from `is_repeated`.

    Returns:
        The first that holds of: not due, not applicable, late, future, stale, repeated; else fresh.
    """
    if absence is Absence.NOT_DUE:
        return Freshness.NOT_DUE
    if absence is Absence.NOT_APPLICABLE:
        return Freshness.NOT_APPLICABLE
    if absence is not None and absence is not Absence.NOT_A_NUMBER:
        return Freshness.LATE
    if as_of is not None and is_newest:
        if as_of > report_date:
            return Freshness.FUTURE
        if period_start is not None and as_of < period_start:
            return Freshness.STALE
    return Freshness.REPEATED if repeated else Freshness.FRESH
