"""Reads one row of a source: who and when, then one value or, in a wide layout, one a period."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bsc_xl.evaluation.entries import Places, Rejected
from bsc_xl.facts.cell import as_text, is_empty
from bsc_xl.facts.day_text import PeriodReader, read_day
from bsc_xl.facts.mapping import Mapping
from bsc_xl.facts.repeats import Found
from bsc_xl.facts.sources import Row
from bsc_xl.facts.values import Nulls, ValueReader
from bsc_xl.model import Actual, Calendar, Measure, NullReason, Scorecard


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field of a fact comes from: a column by its position, or one value for all rows.

    ``label`` is the column's name as the author sees it, or the key of the mapping that gives the value.
    """

    label: str
    index: int | None
    value: str | None

    def of(self, cells: Sequence[Any]) -> Any:
        """What stands there in a row."""
        return self.value if self.index is None else cells[self.index]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a row where a value may stand; ``period`` is set where the column itself is a period."""

    value: Field
    period: str | None


@dataclass(frozen=True, slots=True)
class _Who:
    """What is the same for all values of a row."""

    measure: Measure | None
    fact: Actual  # without period and value


class RowReader:
    """Turns rows into facts and rejections."""

    def __init__(
        self,
        mapping: Mapping,
        fields: Dictionary[str, Field],
        spots: Sequence[Spot],
        values: ValueReader,
        nulls: Nulls,
        scorecard: Scorecard | None,
    ) -> None:
        self._fields = fields
        self._spots = spots
        self._values = values
        self._nulls = nulls
        self._places = Places(scorecard) if scorecard is not None else None
        calendar = scorecard.calendar if scorecard is not None else Calendar(mapping.dates.fiscal_year_start)
        self._periods = PeriodReader(calendar, mapping.dates.frequency, mapping.dates.period_format)
        self._as_of_format = mapping.dates.as_of_format
        self._renamed = {"unit": _folded(mapping.units), "measure": _folded(mapping.measures)}

    def read(self, row: Row, found: list[Found], rejected: list[Rejected]) -> int:
        """Read a row; facts and rejections are added to the lists.

        Returns:
            How many of its entries are blank.
        """
        number, cells, beyond = row
        if beyond:
            reason = "the row has more cells than the header has columns"
            remedy = "Put a text that has the delimiter in it between quotes."
            rejected.append(Rejected(number, "", beyond, reason, remedy, len(self._spots)))
            return 0
        filled = [spot for spot in self._spots if not self._nulls.is_blank(spot.value.of(cells)) or self._says(cells)]
        blanks = len(self._spots) - len(filled)
        if not filled:
            return blanks
        who = self._who(cells)
        if isinstance(who, Rejected):
            rejected.append(replace(who, row=number, entries=len(filled)))
            return blanks
        for spot in filled:
            fact = self._fact(who, spot, cells)
            if isinstance(fact, Rejected):
                rejected.append(fact.at(number))
            else:
                found.append(Found(number, spot.value.label, fact))
        return blanks

    def _says(self, cells: Sequence[Any]) -> bool:
        """True for a row without a value that says something all the same: why there is none, or a note.

        In a wide layout a note belongs to the row and makes no fact of its blank cells.
        """
        if self._spots[0].period is not None:
            return False
        own = (field for key in ("null_reason", "note") if (field := self._fields.get(key)) and field.index is not None)
        return any(not is_empty(field.of(cells)) for field in own)

    def _get(self, key: str, cells: Sequence[Any]) -> Any:
        field = self._fields.get(key)
        return None if field is None else field.of(cells)

    def _id(self, key: str, cells: Sequence[Any]) -> str:
        text = as_text(self._get(key, cells))
        return self._renamed[key].get(text.casefold(), text)

    def _rejected(self, key: str, rejection: Rejected, cells: Sequence[Any]) -> Rejected:
        """A rejection in the words of the source: its column's name, and what stands in it."""
        return replace(rejection, column=self._fields[key].label, found=as_text(self._get(key, cells)))

    def _who(self, cells: Sequence[Any]) -> _Who | Rejected:
        unit, name = self._id("unit", cells) if "unit" in self._fields else "", self._id("measure", cells)
        measure: Measure | None = None
        if self._places is not None:
            found = self._places.measure(name)
            if isinstance(found, Rejected):
                return self._rejected("measure", found, cells)
            if (wrong := self._places.unit(unit, found)) is not None:
                return self._rejected("unit", wrong, cells)
            measure, name, unit = found, found.id, found.unit
        elif not name:
            return self._rejected("measure", Rejected(0, "", "", "no measure is named"), cells)
        as_of = self._as_of(cells)
        if isinstance(as_of, Rejected):
            return as_of
        note = self._get("note", cells)
        note = note if isinstance(note, str) and note.strip() else as_text(note)
        return _Who(measure, Actual(unit, name, "", None, as_of, as_text(self._get("entered_by", cells)), note))

    def _as_of(self, cells: Sequence[Any]) -> date | Rejected | None:
        cell = self._get("as_of", cells)
        if is_empty(cell):
            return None
        day = read_day(cell, self._as_of_format)
        if day is not None:
            return day
        remedy = "Write 2026-10-31, or say how it is written as as_of_format in [dates]."
        return self._rejected("as_of", Rejected(0, "", "", "this is no date", remedy), cells)

    def _fact(self, who: _Who, spot: Spot, cells: Sequence[Any]) -> Actual | Rejected:
        period = self._period(who, spot, cells)
        if isinstance(period, Rejected):
            return period
        cell = spot.value.of(cells)
        if self._places is not None and who.measure is not None:
            computed = self._places.computed(who.measure, as_text(cell))
            if computed is not None and not self._nulls.is_blank(cell):
                return computed.at(0, spot.value.label)
        value: float | str | None = None
        null = self._null(cells)
        if isinstance(null, Rejected):
            return null
        if not self._nulls.is_blank(cell):
            read = self._values.read(cell, who.measure, who.fact.measure)
            if isinstance(read, Rejected):
                return replace(read, column=spot.value.label, found=as_text(cell))
            if isinstance(read, NullReason):
                null = null or read
            elif null is not None:
                reason = "a value and a reason why there is none stand side by side"
                return self._rejected("null_reason", Rejected(0, "", "", reason, "Leave one of them out."), cells)
            else:
                value = read
        fact = who.fact
        return Actual(fact.unit, fact.measure, period, value, fact.as_of, fact.entered_by, fact.note, null)

    def _period(self, who: _Who, spot: Spot, cells: Sequence[Any]) -> str | Rejected:
        """The period's id; with a scorecard one that has a cell for this measure."""
        frequency = who.measure.frequency if who.measure is not None else None
        label, found = spot.value.label, spot.value.label
        if spot.period is not None:
            period: str | Rejected = spot.period
        else:
            label, found = self._fields["period"].label, as_text(self._get("period", cells))
            period = self._periods.read(self._get("period", cells), frequency)
        if isinstance(period, str) and self._places is not None and who.measure is not None:
            column = self._places.column(who.measure, period)
            period = column if isinstance(column, Rejected) else period
        return replace(period, column=label, found=found) if isinstance(period, Rejected) else period

    def _null(self, cells: Sequence[Any]) -> NullReason | Rejected | None:
        cell = self._get("null_reason", cells)
        if self._nulls.is_blank(cell):
            return None
        reason = self._nulls.reason(cell)
        if reason is not None:
            return reason
        remedy = f"Write {' or '.join(NullReason)}, or say in [nulls] what this text stands for."
        return self._rejected("null_reason", Rejected(0, "", "", "this is no null reason", remedy), cells)


def _folded(names: Dictionary[str, str]) -> dict[str, str]:
    return {text.strip().casefold(): name for text, name in names.items()}
