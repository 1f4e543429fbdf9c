"""From raw tables to a checked scorecard with every fault named as its author sees it, and back."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from pydantic import ValidationError

from bsc_xl.errors import InvalidDefinition
from bsc_xl.io.definition import cells
from bsc_xl.io.definition.raw import RawDefinition, RawRow
from bsc_xl.io.definition.record import Kind, Table
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.trust import Damage, believable
from bsc_xl.model import Actual, Fault, Measure, Scorecard, Settings, ValueType, check
from bsc_xl.model.check import TAKEN_ID, has_errors
from bsc_xl.model.entities import DEFAULT_BANDS

_SETTINGS = tuple(entry.name for entry in fields(Settings) if entry.name != "bands")
_LISTS = tuple(name for name in TABLES if name not in ("scorecard", "bands"))
_WANTED = {
    Kind.ID: "an id",
    Kind.NAME: "a name",
    Kind.PERIOD: "a period",
    Kind.COLOUR: "a colour as six digits RRGGBB",
    Kind.NUMBER: "a number",
    Kind.INTEGER: "a whole number",
}
_PLACEHOLDERS = {Kind.NUMBER: 0.0, Kind.MONEY: 0.0, Kind.INTEGER: 0}


@dataclass(slots=True)
class _Reading:
    """What has been understood so far: entities by table, faults, and which cells could not be read."""

    raw: RawDefinition
    faults: list[Fault] = field(default_factory=list)
    damage: Damage = field(default_factory=Damage)

    def fault(self, table: str, row: int, column: str, found: str, allowed: str, hint: str = "") -> None:
        place = self.raw.tables[table][row].place_of(column)
        shown_row = None if table == "scorecard" else row
        self.faults.append(Fault(table, shown_row, column, found, allowed, hint, place=place))
        self.damage.add(table, row, column)


def to_scorecard(raw: RawDefinition) -> tuple[Scorecard | None, list[Fault]]:
    """Understand a definition and list everything that is wrong with it.

    Args:
        raw: the tables of a file.

    Returns:
        The scorecard, or None where an error stops it, and all faults: the file's, the cells', the model's, in
        the order of the tables. A cell that cannot be read causes one fault and no others that merely follow from it.
    """
    reading = _Reading(raw)
    for fault in raw.faults:
        if fault.row is not None:
            reading.damage.add(fault.table, fault.row, fault.column)
    for table, column in raw.lost:
        reading.damage.add_column(table, column)
    rows = {name: _rows(reading, table) for name, table in TABLES.items()}
    if not rows["scorecard"]:
        reading.faults.append(_missing_scorecard())
    card = _settled(reading, _assemble(rows))
    if rows["scorecard"]:
        reading.faults.extend(_placed(raw, fault) for fault in believable(check(card), card, reading.damage))
    faults = _ordered([*raw.faults, *reading.faults])
    return (None if has_errors(faults) else card), faults


def from_scorecard(card: Scorecard) -> RawDefinition:
    """The tables of a scorecard, with every value written out, defaults too.

    Args:
        card: any scorecard, sound or not.

    Returns:
        Rows whose cells hold plain values (text, numbers, booleans, dates, lists of ids); empty ones are left out.
    """
    plan = {name: getattr(card, name) for name in TABLES["scorecard"].column_by_name if name not in _SETTINGS}
    plan.update({name: getattr(card.settings, name) for name in _SETTINGS})
    tables: dict[str, tuple[RawRow, ...]] = {"scorecard": (RawRow("", _plain(plan)),)}
    for name in (*_LISTS, "bands"):
        entities = card.settings.bands if name == "bands" else getattr(card, name)
        columns = TABLES[name].column_by_name
        values = ({column: getattr(entity, column) for column in columns} for entity in entities)
        tables[name] = tuple(RawRow(f"record {row}", _plain(cells)) for row, cells in enumerate(values, 1))
    return RawDefinition(tables)


def writable(card: Scorecard) -> RawDefinition:
    """The tables of a scorecard, as ``from_scorecard`` gives them, if what is written can be read again.

    Raises:
        InvalidDefinition: a value that no cell can hold, or a required one that is missing.
    """
    reading = _Reading(from_scorecard(card))
    for table in TABLES.values():
        _rows(reading, table)
    if reading.faults:
        raise InvalidDefinition(_ordered(reading.faults))
    return reading.raw


def meant_column(table: Table, found: str) -> str:
    """The column that a mistyped heading most likely means, or an empty text."""
    word = "_".join(found.strip().strip("*").split()).casefold()
    matches = difflib.get_close_matches(word, table.column_by_name, n=1, cutoff=0.6) if len(word) < 100 else []
    return matches[0] if matches else ""


def unknown_column(table: Table, found: str, place: str = "") -> Fault:
    """The fault of a column that its table does not have."""
    meant = meant_column(table, found)
    hint = f"Did you mean {meant}?" if meant else "Columns: " + ", ".join(table.column_by_name) + "."
    return Fault(
        table.name, None, cells.shown(found), "an unknown column", f"a column of {table.name}", hint, place=place
    )


def unknown_table(found: str, kind: str = "table", place: str = "") -> Fault:
    """The fault of a table or sheet that a definition does not have."""
    meant = difflib.get_close_matches(found.casefold()[:100], TABLES, n=1, cutoff=0.6)
    hint = f"Did you mean {meant[0]}?" if meant else "Known: " + ", ".join(TABLES) + "."
    return Fault(found, None, "", f"an unknown {kind}", f"a {kind} of the definition", hint, place=place)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else getattr(value, "value", value)
        for name, value in values.items()
        if value not in (None, "", ())
    }


def _missing_scorecard() -> Fault:
    return Fault("scorecard", None, "", "no such table", "name, organisation, first_year and last_year at least")


def _rows(reading: _Reading, table: Table) -> list[dict[str, Any]]:
    return [_entity_values(reading, table, row) for row in range(len(reading.raw.tables.get(table.name, ())))]


def _entity_values(reading: _Reading, table: Table, row: int) -> dict[str, Any]:
    """The values of one row; a cell that cannot be read is a fault and has its default, or a placeholder."""
    given = {
        name: value for name, value in reading.raw.tables[table.name][row].cells.items() if not cells.is_blank(value)
    }
    damaged = reading.damage.columns(table.name, row)
    for name in damaged:
        given.pop(name, None)
    given.update({name: _placeholder(table, name) for name in damaged if _is_required(table, name)})
    try:
        record = table.record.model_validate(given)
    except ValidationError as invalid:
        for column, found, allowed, hint in _cell_faults(table, invalid):
            if allowed:
                reading.fault(table.name, row, column, found, allowed, hint)
            reading.damage.add(table.name, row, column)
            given.pop(column, None)
            if _is_required(table, column):
                given[column] = _placeholder(table, column)
        record = table.record.model_validate(given)
    return {name: getattr(record, name) for name in table.column_by_name}


def _is_required(table: Table, name: str) -> bool:
    return name in table.column_by_name and table.column_by_name[name].required


def _placeholder(table: Table, name: str) -> object:
    return _PLACEHOLDERS.get(table.column_by_name[name].kind, "")


def _cell_faults(table: Table, invalid: ValidationError) -> Iterator[tuple[str, str, str, str]]:
    """Column, found, allowed and hint of each cell that pydantic refused."""
    errors = invalid.errors(include_url=False)
    strangers = [str(error["loc"][0]) for error in errors if error["type"] == "extra_forbidden"]
    meant = {meant_column(table, name) for name in strangers}
    for error in errors:
        column = str(error["loc"][0])
        if error["type"] == "extra_forbidden":
            fault = unknown_column(table, column)
            yield column, fault.found, fault.allowed, fault.hint
        elif error["type"] == "missing":
            # A mistyped name is one mistake, and told once.
            yield column, "", "" if column in meant else _wanted(table, column), ""
        else:
            context = error.get("ctx", {})
            yield column, cells.shown(error["input"]), str(context["allowed"]), str(context["hint"])


def _wanted(table: Table, name: str) -> str:
    column = table.column_by_name[name]
    if column.target:
        return f"an id from {column.target}"
    return _WANTED.get(column.kind, "text")


def _assemble(rows: Mapping[str, list[dict[str, Any]]]) -> Scorecard:
    nothing: dict[str, Any] = {"name": "", "organisation": "", "first_year": 2000, "last_year": 2000}
    plan = dict(rows["scorecard"][0]) if rows["scorecard"] else nothing
    steering: dict[str, Any] = {name: plan.pop(name) for name in _SETTINGS if name in plan}
    bands = tuple(TABLES["bands"].entity(**values) for values in rows["bands"]) or DEFAULT_BANDS
    lists: dict[str, Any] = {name: tuple(TABLES[name].entity(**values) for values in rows[name]) for name in _LISTS}
    return Scorecard(**plan, settings=Settings(**steering, bands=bands), **lists)


def _settled(reading: _Reading, card: Scorecard) -> Scorecard:
    """The scorecard with each figure as the kind that its measure's value type wants: 5 may be the label "5"."""
    measures = tuple(_settled_measure(reading, row, measure) for row, measure in enumerate(card.measures))
    types = {measure.id: measure.value_type for measure in measures}
    actuals = tuple(_settled_actual(reading, row, actual, types) for row, actual in enumerate(card.actuals))
    return replace(card, measures=measures, actuals=actuals)


def _settled_measure(reading: _Reading, row: int, measure: Measure) -> Measure:
    if "value_type" in reading.damage.columns("measures", row):
        return measure
    changed: dict[str, Any] = {
        name: _figure(reading, ("measures", row, name), getattr(measure, name), measure.value_type)
        for name in ("baseline", "target")
    }
    return measure if changed == {name: getattr(measure, name) for name in changed} else replace(measure, **changed)


def _settled_actual(reading: _Reading, row: int, actual: Actual, types: Mapping[str, ValueType]) -> Actual:
    if actual.actual is None or actual.measure not in types:
        return actual
    return replace(actual, actual=_figure(reading, ("actuals", row, "actual"), actual.actual, types[actual.measure]))


def _figure(
    reading: _Reading, cell: tuple[str, int, str], value: float | str | None, kind: ValueType
) -> float | str | None:
    if value is None:
        return None
    if kind is ValueType.YES_NO:
        return cells.yes_or_no_word(value)
    if kind is ValueType.ORDINAL:
        return cells.as_word(value)
    if isinstance(value, str):
        try:
            return cells.number(value)
        except cells.CellError as error:
            context = error.context or {}
            reading.fault(*cell, cells.shown(value), str(context["allowed"]), str(context["hint"]))
            return None
    return value


def _placed(raw: RawDefinition, fault: Fault) -> Fault:
    """A fault of the model with its row as the author sees it."""
    fault = replace(fault, found=cells.shown(fault.found))
    rows = raw.tables.get(fault.table, ())
    if fault.table == "scorecard" and rows:
        return fault.at(rows[0].place_of(fault.column))
    if fault.row is None or fault.row >= len(rows):
        return fault
    placed = fault.at(rows[fault.row].place_of(fault.column))
    if fault.allowed == TAKEN_ID:
        folded = fault.found.casefold()
        first = next(row for row in rows if str(row.cells.get("id", "")).strip().casefold() == folded)
        return replace(placed, hint=f"{first.place} has it.")
    return placed


def _ordered(faults: list[Fault]) -> list[Fault]:
    """In the order in which their author meets them; what is unknown comes before its table's columns."""
    tables = {name: number for number, name in enumerate(TABLES)}
    columns = {(name, column): number for name in TABLES for number, column in enumerate(TABLES[name].column_by_name)}

    def position(fault: Fault) -> tuple[int, int, int]:
        row = -1 if fault.row is None else fault.row
        return tables.get(fault.table, -1), row, columns.get((fault.table, fault.column), -1)

    return sorted(faults, key=position)
