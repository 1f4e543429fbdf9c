"""Days as spreadsheets count them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bsc_xl.scoring.absence import is_number

_ZERO = date(1899, 12, 30)
_LAST = (date.max - _ZERO).days


def day_of(value: object) -> date | None:
    """The day that a cell holds.

    Args:
        value: a serial number (1 is 1899-12-31, from 60 on as in Excel; a time of day is cut off), a date or datetime.

    Returns:
        The day, or None for anything else and for serials that no calendar has.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if is_number(value) and 0 < value <= _LAST:
        return _ZERO + timedelta(days=int(value))
    return None
