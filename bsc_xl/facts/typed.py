"""What people typed into a built workbook, taken out of its input cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bsc_xl.evaluation.entries import Rejected
from bsc_xl.facts.cell import as_text
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.sheets import initiatives, reviews, start
from bsc_xl.layout.types import Kind, Sheet, Table, Workbook
from bsc_xl.model import Actual, Initiative, Measure, NullReason, Review, Scorecard, ValueType

Cells = Mapping[tuple[int, int], object]
_NULLS = {reason.value: reason for reason in NullReason}
_TYPED = (ValueType.YES_NO, ValueType.ORDINAL)


class MovedCells(ValueError):
    """Cells do not stand where the layout says."""


@dataclass
class Typed:
    """A scorecard as people left it in the workbook, and what of it cannot be used."""

    card: Scorecard
    rejected: list[Rejected] = field(default_factory=list)


def typed(layout: Workbook, card: Scorecard, cells_of: Callable[[str], Cells]) -> Typed:
    """Take all entries out of a workbook.

    Args:
        layout: where everything stands in it.
        card: the definition it was built from; its figures, reviews, spent and done are replaced.
        cells_of: gives the values of a sheet by row and column, both from 1.

    Raises:
        MovedCells: rows of a sheet are not those of the layout.
    """
    found = Typed(card)
    facts: list[Actual] = []
    for sheet in layout.sheets:
        if sheet.kind == "unit":
            facts.extend(_figures(_Place(sheet, sheet.table("measures"), cells_of(sheet.name)), found))
    head = cells_of(start.SHEET)
    found.card = replace(
        card,
        actuals=tuple(facts),
        reviews=tuple(_reviews(_place(layout, reviews.SHEET, "reviews", cells_of), found)),
        initiatives=tuple(_initiatives(_place(layout, initiatives.SHEET, "initiatives", cells_of), found)),
        report_period=as_text(head.get((start.PERIOD_ROW, 2))) or card.report_period,
        report_date=_day(head.get((start.DAY_ROW, 2)), start.SHEET, cell(start.DAY_ROW, 1), found),
    )
    return found


@dataclass(frozen=True)
class _Place:
    """A table and the cells of its sheet."""

    sheet: Sheet
    table: Table
    cells: Cells

    def value(self, key: str, row: int) -> object:
        """What stands in a column, in a row of the table (from 0); blank texts are nothing."""
        found = self.cells.get((self.table.first + row, self.table.column_number(key) + 1))
        return None if isinstance(found, str) and not found.strip() else found

    def words(self, key: str, row: int) -> str:
        """The same as text."""
        return as_text(self.value(key, row))

    def ref(self, key: str, row: int) -> str:
        """The address."""
        return cell(self.table.first + row, self.table.column_number(key))

    def check_ids(self, row: int, key: str = "id") -> str:
        """The id that stands in a row, which must be the layout's."""
        wanted = next(column for column in self.table.columns if column.key == key).values[row]
        if self.words(key, row) != as_text(wanted):
            raise MovedCells(
                f"{self.sheet.name}!{self.ref(key, row)} has {self.words(key, row) or 'nothing'}, not {wanted}"
            )
        return str(wanted)


def _place(layout: Workbook, name: str, key: str, cells_of: Callable[[str], Cells]) -> _Place:
    sheet = layout.sheet(name)
    return _Place(sheet, sheet.table(key), cells_of(name))


def _reject(found: Typed, sheet: str, ref: str, value: object, reason: str, remedy: str) -> None:
    row = int("".join(c for c in ref if c.isdigit()))
    found.rejected.append(Rejected(row, f"{sheet}!{ref}", as_text(value), reason, remedy))


def _figures(place: _Place, found: Typed) -> Iterator[Actual]:
    card = found.card
    for row in range(place.table.rows):
        measure = card.measure_by_id[place.check_ids(row)]
        facts = list(_entries(place, row, measure, found))
        yield from _with_notes(place, row, measure, facts, found)


def _entries(place: _Place, row: int, measure: Measure, found: Typed) -> Iterator[Actual]:
    card = found.card
    for period in card.grid.periods:
        column = next(c for c in place.table.columns if c.key == period.id)
        value = place.value(period.id, row)
        if value is None or column.kind_of(row) is not Kind.INPUT:
            continue
        name = card.calendar.containing(period.end, measure.frequency).id
        fact = _fact(measure, name, value)
        if fact is None:
            remedy = "Type a number, n/a or no data."
            _reject(found, place.sheet.name, place.ref(period.id, row), value, "this is no figure", remedy)
        else:
            yield fact


def _fact(measure: Measure, period: str, value: object) -> Actual | None:
    fact = Actual(measure.unit, measure.id, period)
    if isinstance(value, bool):
        return replace(fact, actual="yes" if value else "no") if measure.value_type is ValueType.YES_NO else None
    if isinstance(value, int | float):
        return replace(fact, actual=float(value))
    words = as_text(value)
    if words.lower() in _NULLS:
        return replace(fact, null_reason=_NULLS[words.lower()])
    return replace(fact, actual=words) if measure.value_type in _TYPED and isinstance(value, str) else None


def _with_notes(place: _Place, row: int, measure: Measure, facts: list[Actual], found: Typed) -> Iterator[Actual]:
    """The facts of a measure, with the day on the newest figure and the note on the newest fact."""
    as_of = _day(place.value("as_of", row), place.sheet.name, place.ref("as_of", row), found)
    newest = max((number for number, fact in enumerate(facts) if fact.actual is not None), default=None)
    if newest is not None:
        facts[newest] = replace(facts[newest], as_of=as_of)
    elif as_of is not None:
        remedy = "Type the figure too, or clear the day."
        _reject(found, place.sheet.name, place.ref("as_of", row), as_of, "a day without a figure", remedy)
    if note := place.words("note", row):
        if not facts:
            first = found.card.grid.periods[0]
            name = found.card.calendar.containing(first.end, measure.frequency).id
            facts.append(Actual(measure.unit, measure.id, name))
        facts[-1] = replace(facts[-1], note=note)
    yield from facts


def _reviews(place: _Place, found: Typed) -> Iterator[Review]:
    keys = [column.key for column in place.table.columns if column.kind is Kind.INPUT]
    for row in range(place.table.rows):
        if not any(place.words(key, row) for key in keys):
            continue
        words = {key: place.words(key, row) for key in keys}
        if words["measure"] not in found.card.measure_by_id:
            remedy = "Choose the measure's id from the list."
            _reject(
                found, place.sheet.name, place.ref("measure", row), words["measure"], "no measure has this id", remedy
            )
            continue
        yield Review(
            words["measure"],
            words["period"],
            words["cause"],
            words["action"],
            words["owner"],
            _day(place.value("due", row), place.sheet.name, place.ref("due", row), found),
            words["done"].lower() in ("yes", "true"),
        )


def _initiatives(place: _Place, found: Typed) -> Iterator[Initiative]:
    for row, initiative in enumerate(found.card.initiatives):
        place.check_ids(row)
        yield replace(
            initiative,
            spent=_number(place, "spent", row, found),
            percent_done=_number(place, "done", row, found),
            note=place.words("note", row),
        )


def _number(place: _Place, key: str, row: int, found: Typed) -> float | None:
    value = place.value(key, row)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    _reject(found, place.sheet.name, place.ref(key, row), value, "this is no number", "Type a number.")
    return None


def _day(value: object, sheet: str, ref: str, found: Typed) -> date | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    _reject(found, sheet, ref, value, "this is no date", "Type a date, such as 2026-11-15.")
    return None
