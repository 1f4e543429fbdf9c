"""Puts facts into the cells of the grid: for every measure one row of values, and why a fact found no cell.

Standard library only, and one dictionary look-up a fact: it runs on millions of facts and inside spreadsheets.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from bsc_xl.model.entities import Actual, Measure, Scorecard, Unit
from bsc_xl.model.fault import nearest
from bsc_xl.model.period import Frequency
from bsc_xl.model.vocabulary import ValueType

PERIOD_REMEDY = "Write 2026-10, FY2026-Q1, FY2026-H1 or FY2026."
MAX_HINTS = 200

Cell: TypeAlias = float | str | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """One fact, or row of a file, that cannot be used.

    Attributes:
        row: the row as its author counts it: the line of a sheet or CSV file, the row of a query's answer, or the
            position in a list of facts, from 1. 0 where it has no row of its own.
        column: the column's name as the author sees it.
        found: what stands there, as text.
        reason: why it cannot be used, in words.
        remedy: what to do about it, or an empty text.
        entries: how many entries it concerns: 1, or more where a whole row of a wide layout cannot be used.
    """

    row: int
    column: str
    found: str
    reason: str
    remedy: str = ""
    entries: int = 1

    def at(self, row: int, column: str = "") -> Rejected:
        """The same rejection at a row, and under another column's name where one is given."""
        return replace(self, row=row, column=column or self.column)

    def __str__(self) -> str:
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"row {self.row}, {self.column}: found {self.found or 'nothing'}: {self.reason}.{remedy}"


@dataclass(frozen=True)
class Entries:
    """What stands in the entry cells of every measure.

    Attributes:
        values: by measure id, one value a column of the grid (index 0 is column 1): a number, a text (a label, ``yes``,
            ``no``, ``n/a`` or ``no data``) or None where nothing is known. A measure that is computed from those
            below it has a row without values.
        as_of: by measure id, the cut-off date of its newest known value; None where it has none.
        notes: by measure id, the note of the newest period that has one; an empty text where there is none.
        unused: facts that stand in no cell, in the order of the facts, ``row`` being the position from 1.
    """

    values: dict[str, list[Cell]]
    as_of: dict[str, date | None]
    notes: dict[str, str]
    unused: tuple[Rejected, ...]


class Places:
    """Finds the measure and the grid column that a fact's texts mean; every period text is read only once."""

    def __init__(self, scorecard: Scorecard) -> None:
        self._card = scorecard
        self._grid = scorecard.grid
        self._count = len(self._grid.periods)
        self._measures: dict[str, Measure] = dict(scorecard.measure_by_id)
        self._folded = {measure.id.casefold(): measure for measure in scorecard.measures}
        self._columns: dict[tuple[Frequency, str], int | Rejected] = {}
        self._unknown: dict[str, Rejected] = {}

    def measure(self, text: str) -> Measure | Rejected:
        """The measure with this id, whatever its case; a rejection with the nearest id where there is none."""
        measure = self._measures.get(text) or self._folded.get(text.strip().casefold())
        if measure is not None:
            self._measures[text] = measure
            return measure
        if not text.strip():
            return Rejected(0, "measure", text, "no measure is named")
        if text not in self._unknown:
            # A file of another scorecard has thousands of unknown ids, and each search for a hint goes through all ids.
            hint = _hint(text, self._card.measures) if len(self._unknown) < MAX_HINTS else ""
            self._unknown[text] = Rejected(0, "measure", text, "no measure has this id", hint)
        return self._unknown[text]

    def unit(self, text: str, measure: Measure) -> Rejected | None:
        """None where the unit is the measure's own or is left out; else why the two do not go together."""
        wanted = text.strip().casefold()
        if not wanted or wanted == measure.unit.casefold():
            return None
        if any(wanted == unit.casefold() for unit in self._card.unit_by_id):
            remedy = f"Write {measure.unit}, or leave the unit out."
            return Rejected(0, "unit", text, f"the measure {measure.id} belongs to {measure.unit}", remedy)
        return Rejected(0, "unit", text, "no unit has this id", _hint(text, self._card.units))

    def column(self, measure: Measure, period: str) -> int | Rejected:
        """The grid column (from 1) of a period for a measure, or why it has none."""
        key = (measure.frequency, period)
        found = self._columns.get(key)
        if found is None:
            found = self._columns[key] = self._read(measure.frequency, period)
        return found

    def _read(self, frequency: Frequency, text: str) -> int | Rejected:
        try:
            period = self._card.calendar.period(text)
            column = self._grid.column(period)
            example = self._card.calendar.containing(period.end, frequency).id
        except ValueError:  # no period at all, or one at the end of time
            return Rejected(0, "period", text, "this is no period", PERIOD_REMEDY)
        if period.frequency is not frequency:
            reason = f"the measure is {frequency}, the period is {period.frequency}"
            return Rejected(0, "period", text, reason, f"Write a period such as {example}.")
        if not 1 <= column <= self._count:
            plan = f"FY{self._card.first_year} to FY{self._card.last_year}"
            remedy = "Widen the plan in the definition, or leave the row out."
            return Rejected(0, "period", text, f"the period lies outside the plan, {plan}", remedy)
        return column

    def computed(self, measure: Measure, found: str) -> Rejected | None:
        """Why a figure for this measure is not wanted: its figures come from below; else None."""
        below = self._card.contributors.get(measure.id)
        if not below:
            return None
        ids = ", ".join(child.id for child in below[:3]) + (", ..." if len(below) > 3 else "")
        reason = f"the figures of {measure.id} are computed from the measures below it"
        return Rejected(0, "actual", found, reason, f"Give the figures of {ids}.")


def _hint(text: str, records: Sequence[Measure | Unit]) -> str:
    """The id that was meant: of the one record with this name, else the nearest id."""
    named = [record.id for record in records if record.name.casefold() == text.strip().casefold()]
    return f"Write its id, {named[0]}." if len(named) == 1 else nearest(text, (record.id for record in records))


@dataclass(slots=True)
class _Row:
    """The cells of one measure while facts come in; a cell holds the fact that won it and its position."""

    measure: Measure
    cells: list[tuple[int, Actual] | None]
    computed: bool
    note_column: int = 0
    note: str = ""


def entries(scorecard: Scorecard, facts: Iterable[Actual]) -> Entries:
    """Put facts into the cells of the grid.

    Args:
        scorecard: a sound scorecard (``bsc_xl.model.check`` finds no error).
        facts: in order: where two facts are for the same cell, the later one wins, and the earlier one is listed as
            unused where it said something else. A blank fact (no value and no null reason) wins no cell from one that
            says something; its note counts.

    Returns:
        Entries with a row for every measure, and every fact that found no cell. Values are taken as they are: a label
        that the scale does not have stays in its cell, for scoring says what is wrong with it.
    """
    places = Places(scorecard)
    count = len(scorecard.grid.periods)
    rows = {m.id: _Row(m, [None] * count, m.id in scorecard.contributors) for m in scorecard.measures}
    columns: dict[tuple[Frequency, str], int] = {}
    unused: list[Rejected] = []
    for position, fact in enumerate(facts, 1):
        row = rows.get(fact.measure)
        column = None if row is None else columns.get((row.measure.frequency, fact.period))
        # The short way for nearly all facts; everything unusual takes the long one.
        if row is None or column is None or (fact.unit and fact.unit != row.measure.unit) or row.computed:
            found = _find(places, rows, fact)
            if isinstance(found, Rejected):
                unused.append(found.at(position))
                continue
            row, column = found
            columns[row.measure.frequency, fact.period] = column
        if (lost := _enter(row, column, position, fact)) is not None:
            unused.append(lost)
    unused.sort(key=lambda rejected: rejected.row)
    return Entries(
        {name: [_cell(row.measure, cell) for cell in row.cells] for name, row in rows.items()},
        {name: _newest_as_of(row) for name, row in rows.items()},
        {name: row.note for name, row in rows.items()},
        tuple(unused),
    )


def _find(places: Places, rows: dict[str, _Row], fact: Actual) -> tuple[_Row, int] | Rejected:
    measure = places.measure(fact.measure)
    if isinstance(measure, Rejected):
        return measure
    if (wrong := places.unit(fact.unit, measure)) is not None:
        return wrong
    column = places.column(measure, fact.period)
    if isinstance(column, Rejected):
        return column
    if not _is_blank(fact) and (computed := places.computed(measure, said(fact))) is not None:
        return computed
    return rows[measure.id], column


def _enter(row: _Row, column: int, position: int, fact: Actual) -> Rejected | None:
    """Put a fact into its cell; returns the rejection of the fact that loses by it."""
    if fact.note and column >= row.note_column:
        row.note, row.note_column = fact.note, column
    if isinstance(fact.actual, float) and not math.isfinite(fact.actual):
        return Rejected(
            position, "actual", str(fact.actual), "this is no finite number", "Write a number or leave it out."
        )
    if _is_blank(fact):
        return None
    before = row.cells[column - 1]
    row.cells[column - 1] = (position, fact)
    if before is None or _cell(row.measure, before) == _cell(row.measure, (position, fact)):
        return None
    return Rejected(
        before[0],
        "actual",
        said(before[1]),
        f"a later fact (number {position}) for {row.measure.id} in {fact.period} says {said(fact)}",
        "Keep one of the two.",
    )


def _is_blank(fact: Actual) -> bool:
    return fact.null_reason is None and (fact.actual is None or fact.actual == "")


def said(fact: Actual) -> str:
    """What a fact says, as text: its value, else its null reason, else an empty text."""
    if fact.actual is None or fact.actual == "":
        return str(fact.null_reason or "")
    if isinstance(fact.actual, bool):
        return "yes" if fact.actual else "no"
    return fact.actual if isinstance(fact.actual, str) else f"{fact.actual:.15g}"


def _cell(measure: Measure, cell: tuple[int, Actual] | None) -> Cell:
    if cell is None:
        return None
    value = cell[1].actual
    if value is None or value == "":
        return str(cell[1].null_reason)
    if isinstance(value, str):
        return value
    if isinstance(value, bool) and measure.value_type is ValueType.YES_NO:
        return "yes" if value else "no"
    return float(value)


def _newest_as_of(row: _Row) -> date | None:
    """The cut-off date of the newest value; "n/a" and "no data" say nothing about freshness."""
    for cell in reversed(row.cells):
        if cell is not None and cell[1].actual is not None and cell[1].actual != "":
            return cell[1].as_of
    return None
