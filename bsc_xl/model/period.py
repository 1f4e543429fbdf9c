"""Periods of any fiscal year: months, quarters, half-years and years side by side on one grid."""

from __future__ import annotations

import calendar as _calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property


class PeriodError(ValueError):
    """A text that names no period."""


class Frequency(StrEnum):
    """How often a measure has a value."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    ANNUAL = "annual"

    @property
    def months(self) -> int:
        """Months one period lasts: 1, 3, 6 or 12."""
        return _MONTHS[self]


_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.ANNUAL: 12}
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_FISCAL = re.compile(r"FY(\d{4})(?:-(Q|H)([1-4]))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time with both ends inclusive.

    ``ordinal`` counts periods of the same frequency from the fiscal year 0, so that periods subtract.
    ``id`` is ``2026-10`` for a month, ``FY2026-Q1``, ``FY2026-H1`` and ``FY2026`` for the others; a
    fiscal year carries the calendar year in which it ends.
    """

    ordinal: int
    frequency: Frequency
    id: str
    start: date
    end: date

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns texts and dates into periods for a fiscal year that starts in ``first_month`` (1 to 12)."""

    first_month: int = 1

    def _build(self, frequency: Frequency, ordinal: int) -> Period:
        step = frequency.months
        first = ordinal * step + self.first_month - 1  # months since January of year 0
        last = first + step - 1
        last_year, last_month = divmod(last, 12)
        if first < 12 or last_year > 9999:
            raise PeriodError("a period outside the years 1 to 9999")
        start = date(first // 12, first % 12 + 1, 1)
        end = date(last_year, last_month + 1, _calendar.monthrange(last_year, last_month + 1)[1])
        per_year = 12 // step
        year_label = ordinal // per_year + (0 if self.first_month == 1 else 1)
        number = ordinal % per_year + 1
        names = {1: f"{start:%Y-%m}", 3: f"FY{year_label:04d}-Q{number}", 6: f"FY{year_label:04d}-H{number}"}
        return Period(ordinal, frequency, names.get(step, f"FY{year_label:04d}"), start, end)

    def period(self, text: str) -> Period:
        """Read a period's id.

        Args:
            text: ``2026-10``, ``FY2026-Q1``, ``FY2026-H2`` or ``FY2026`` (a bare ``2026`` is a fiscal year).

        Raises:
            PeriodError: the text is none of these.
        """
        words = str(text).strip()
        if words.isdigit() and len(words) == 4:
            words = f"FY{words}"
        if (match := _MONTH.fullmatch(words)) and 1 <= int(match[2]) <= 12 and int(match[1]) > 0:
            return self.containing(date(int(match[1]), int(match[2]), 1), Frequency.MONTHLY)
        if (match := _FISCAL.fullmatch(words)) and int(match[1]) > 1:
            year = int(match[1]) - (0 if self.first_month == 1 else 1)
            kind = (match[2] or "").upper()
            number = int(match[3] or 1)
            if not (kind == "H" and number > 2):
                frequency, per_year = {
                    "Q": (Frequency.QUARTERLY, 4),
                    "H": (Frequency.HALF_YEARLY, 2),
                    "": (Frequency.ANNUAL, 1),
                }[kind]
                return self._build(frequency, year * per_year + number - 1)
        raise PeriodError(f"{text!r} is no period; write 2026-10, FY2026-Q1, FY2026-H1 or FY2026")

    def containing(self, day: date, frequency: Frequency) -> Period:
        """The period of this frequency in which a day lies."""
        return self._build(frequency, self.ordinal(day, frequency))

    def ordinal(self, day: date, frequency: Frequency) -> int:
        """The number of that period, counted from the fiscal year 0."""
        return (day.year * 12 + day.month - self.first_month) // frequency.months

    def shift(self, period: Period, count: int) -> Period:
        """The period ``count`` later (earlier where negative), of the same frequency."""
        return self._build(period.frequency, period.ordinal + count)

    def fiscal_year(self, period: Period) -> Period:
        """The fiscal year that holds a period."""
        return self.containing(period.start, Frequency.ANNUAL)


@dataclass(frozen=True)
class Grid:
    """The columns of a workbook: every base period of the plan, whole fiscal years from first to last.

    Columns count from 1, as in the formulas. A measure of a coarser frequency has its value in the
    column in which its period ends: a quarterly measure on a monthly grid in columns 3, 6, 9 and so on.
    """

    calendar: Calendar
    base: Frequency
    first_year: int
    last_year: int

    @property
    def per_year(self) -> int:
        """Base periods in a fiscal year: 12, 4, 2 or 1."""
        return 12 // self.base.months

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The base periods, one a column."""
        first = self.calendar.containing(self.calendar.period(f"FY{self.first_year:04d}").start, self.base)
        count = (self.last_year - self.first_year + 1) * self.per_year
        return tuple(self.calendar.shift(first, number) for number in range(count))

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """The fiscal years of the plan."""
        return tuple(self.calendar.period(f"FY{year:04d}") for year in range(self.first_year, self.last_year + 1))

    @property
    def start(self) -> date:
        """First day of the plan."""
        return self.periods[0].start

    @property
    def end(self) -> date:
        """Last day of the plan."""
        return self.periods[-1].end

    def step(self, frequency: Frequency) -> int:
        """Base columns between two values of a measure of this frequency."""
        return max(1, frequency.months // self.base.months)

    def column(self, period: Period) -> int:
        """Column (from 1) in which a period ends; below 1 or above the last one outside the plan."""
        return self.calendar.containing(period.end, self.base).ordinal - self.periods[0].ordinal + 1

    def column_of_day(self, day: date) -> int:
        """Column (from 1) in which a day lies; below 1 or above the last one outside the plan.

        Any day has one, those of a period that would end after the year 9999 too.
        """
        return self.calendar.ordinal(day, self.base) - self.periods[0].ordinal + 1


def as_day(value: date | datetime) -> date:
    """A date without its time of day."""
    return value.date() if isinstance(value, datetime) else value
