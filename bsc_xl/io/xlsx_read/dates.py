"""Dates that a file writes as text (ISO 8601), as Excel counts days."""

from __future__ import annotations

from datetime import UTC, datetime, time

_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_FALSE_LEAP_DAY = 60  # Excel counts 29 February 1900, which was none


def serial_of(text: str, *, date1904: bool) -> float | None:
    """The days that Excel counts for a date, a date with time, or a time; None if the text is none of them."""
    text = text.strip(" \t\r\n")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _time_of(text)
    if moment.tzinfo:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    passed = moment - (_EPOCH_1904 if date1904 else _EPOCH)
    days = passed.days + (passed.seconds + passed.microseconds / 1e6) / 86_400
    return days - 1 if not date1904 and 0 < days < _FALSE_LEAP_DAY + 1 else days


def _time_of(text: str) -> float | None:
    try:
        moment = time.fromisoformat(text)
    except ValueError:
        return None
    return (moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6) / 86_400
