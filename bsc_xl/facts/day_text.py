"""Reads days and periods however a source holds them: dates, texts, Excel's day numbers, period ids."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bsc_xl.evaluation.entries import PERIOD_REMEDY, Rejected
from bsc_xl.facts.cell import as_text
from bsc_xl.model import Calendar, Frequency

_EPOCH = date(1899, 12, 30)  # day 0 of Excel, right from March 1900 on
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: a number below is a year, and none above is a day of a scorecard
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def read_day(cell: object, written: str | None = None) -> date | None:
    """The day that a cell holds, or None where it holds none.

    Args:
        cell: a date or datetime, an Excel day number, or a text.
        written: how a text is written, as ``strptime`` takes it. Without it, ISO dates and dates with dots (day first)
            are read; dates with slashes are not, for nobody knows whether their day or their month comes first.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell)
    try:
        if written is not None and isinstance(cell, str):
            return datetime.strptime(text, written).date()  # noqa: DTZ007 - a day of a calendar, in no time zone
        if text.isascii() and text.isdigit() and int(text) in _SERIALS:
            return _EPOCH + timedelta(days=int(text))
        if match := _ISO.fullmatch(text):
            return date.fromisoformat(match[1])
        if match := _DOTTED.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    return None


class PeriodReader:
    """Turns the cells of a period column into period ids; each cell is read once for each frequency."""

    def __init__(self, calendar: Calendar, frequency: Frequency | None, written: str | None) -> None:
        self._calendar = calendar
        self._frequency = frequency
        self._written = written
        self._known: dict[tuple[object, Frequency | None], str | Rejected] = {}

    def read(self, cell: object, frequency: Frequency | None) -> str | Rejected:
        """The id of the period that a cell means.

        Args:
            cell: what stands in the period column: a period's id, a year, or a day.
            frequency: that of the measure, where it is known; the mapping's own goes before it.
        """
        if not isinstance(cell, str | int | float | date):
            cell = as_text(cell)
        key = (cell, frequency)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(cell, self._frequency or frequency)
        return found

    def _read(self, cell: object, frequency: Frequency | None) -> str | Rejected:
        text = as_text(cell)
        if not text:
            return Rejected(0, "period", "", "no period is given", PERIOD_REMEDY)
        if self._written is None or not isinstance(cell, str):
            try:
                return self._calendar.period(text).id
            except ValueError:
                pass  # a day, perhaps
        day = read_day(cell, self._written)
        if day is None:
            if self._written is not None:
                reason = f"this is no date written as {self._written}"
                return Rejected(0, "period", text, reason, "Correct it, or period_format in [dates].")
            return Rejected(0, "period", text, "this is no period", PERIOD_REMEDY)
        if frequency is None:
            remedy = 'Say frequency = "monthly" (or another one) in [dates].'
            return Rejected(0, "period", text, "this is a day, and nothing says how long its period is", remedy)
        try:
            return self._calendar.containing(day, frequency).id
        except ValueError:
            return Rejected(0, "period", text, "this day lies in no period", PERIOD_REMEDY)
