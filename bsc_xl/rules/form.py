"""The form that was issued, cell by cell: what is fixed, what is calculated, where people type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bsc_xl.layout.addresses import cell, column_letter, place_of
from bsc_xl.layout.types import CALCULATED, CellValue, Column, Kind, Sheet, Table, Workbook
from bsc_xl.rules.definition_cells import rule_for

OWN_SHEETS = frozenset(("carried", "undo"))
"""Kinds of sheets that rules of form leave alone: the manifest has rules of its own, macros write the other."""


class About(NamedTuple):
    """What an issued cell is.

    table, column: keys in the layout; empty for a cell outside tables. heading: the column's. row: in the table, from
    0. label: the row's first text. measure: id of the measure whose row it is. period: id of the period whose entry
    or target it is.
    """

    table: str = ""
    column: str = ""
    heading: str = ""
    row: int = 0
    label: str = ""
    measure: str = ""
    period: str = ""
    kind: Kind | None = None


class CalculatedColumn(NamedTuple):
    """The calculated cells of one column of a table: their addresses, and which rows of the table they are."""

    table: int
    column: int
    refs: tuple[str, ...]
    rows: tuple[int, ...]


class EntryRow(NamedTuple):
    """The entry cells of a measure: one address a column of the grid, and what each is for."""

    measure: str
    refs: tuple[str, ...]
    kinds: tuple[Kind, ...]
    as_of: str
    note: str


@dataclass(frozen=True)
class FormSheet:
    """One sheet of the form."""

    sheet: Sheet

    @property
    def name(self) -> str:
        """Its issued name."""
        return self.sheet.name

    @cached_property
    def fixed(self) -> Mapping[str, CellValue]:
        """Labels, headings and definitions by address; None for a definition that is blank."""
        found: dict[str, CellValue] = {}
        for loose in self.sheet.loose:
            if not loose.formula and loose.style.kind is not Kind.INPUT and loose.value is not None:
                found[cell(loose.row, loose.column)] = loose.value
        for table in self.sheet.tables:
            for number, column in enumerate(table.columns, table.left):
                letter = column_letter(number)
                if table.heading:
                    found[f"{letter}{table.top}"] = column.title or None
                if column.kinds is None and (column.kind in CALCULATED or column.kind is Kind.INPUT):
                    continue
                for row, value in enumerate(column.values):
                    if column.kind_of(row) in (Kind.DEFINITION, Kind.LINK, Kind.LABEL, Kind.NOTE):
                        found[f"{letter}{table.first + row}"] = value
        return found

    @cached_property
    def watched(self) -> Mapping[str, Mapping[str, CellValue]]:
        """The fixed cells of tables, below their headings, by the code of the rule that watches them."""
        found: dict[str, dict[str, CellValue]] = {}
        for table, number, column in self._columns():
            code, letter = rule_for(self.sheet.kind, table.key, column.key), column_letter(number)
            for row in range(table.first, table.last + 1):
                ref = f"{letter}{row}"
                if ref in self.fixed:
                    found.setdefault(code, {})[ref] = self.fixed[ref]
        return found

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Those of the fixed cells that hold words."""
        return {ref: value for ref, value in self.fixed.items() if isinstance(value, str) and value}

    @cached_property
    def formulas(self) -> Mapping[str, str]:
        """Formulas by address, without "="; an array formula over several cells stands at its first."""
        return {
            made.ref: made.formula.removeprefix("=") for made in self.sheet.calculated() if made.ref not in self.filled
        }

    @cached_property
    def arrays(self) -> Mapping[str, str]:
        """The range of every array formula by its first cell."""
        found = {
            cell(loose.row, loose.column): cell(loose.row, loose.column) for loose in self.sheet.loose if loose.array
        }
        for table, number, column in self._columns():
            letter = column_letter(number)
            if column.array:
                refs = (f"{letter}{table.first + row}" for row in range(table.rows) if column.formula_of(row, 1))
                found.update((ref, ref) for ref in refs)
            for block in column.blocks:
                if not block.filled and block.rows:
                    first, last = table.first + block.first, table.first + block.first + block.rows - 1
                    found[f"{letter}{first}"] = f"{letter}{first}:{column_letter(number + block.columns - 1)}{last}"
        return found

    @cached_property
    def filled(self) -> Mapping[str, str]:
        """The cells that another one's array formula fills, with that one's address."""
        found = {}
        for table, number, column in self._columns():
            for block in column.blocks:
                if block.filled:
                    continue
                first = f"{column_letter(number)}{table.first + block.first}"
                for across in range(block.columns):
                    letter = column_letter(number + across)
                    for row in range(block.first, block.first + block.rows):
                        found[f"{letter}{table.first + row}"] = first
                found.pop(first, None)
        return found

    @cached_property
    def calculated(self) -> tuple[CalculatedColumn, ...]:
        """The calculated cells of the tables, column by column; see `values`."""
        found = []
        for place, table in enumerate(self.sheet.tables):
            for number, column in enumerate(table.columns):
                letter = column_letter(table.left + number)
                rows = tuple(row for row in range(table.rows) if column.blocks or column.formula_of(row, 1))
                if rows:
                    found.append(
                        CalculatedColumn(place, number, tuple(f"{letter}{table.first + r}" for r in rows), rows)
                    )
        return tuple(found)

    def values(self, sheet: Sheet) -> Iterator[tuple[Sequence[str], Sequence[CellValue]]]:
        """Addresses and values of the calculated cells, where a sheet of the same form has the values."""
        loose = [(cell(one.row, one.column), one.value) for one in sheet.loose if one.formula]
        if loose:
            yield [ref for ref, _ in loose], [value for _, value in loose]
        for place, number, refs, rows in self.calculated:
            values = sheet.tables[place].columns[number].values
            yield refs, values if len(rows) == len(values) else [values[row] for row in rows]

    @cached_property
    def inputs(self) -> Mapping[str, None]:
        """The cells in which people type, in order; a mapping so that looking one up is quick."""
        found = [cell(loose.row, loose.column) for loose in self.sheet.loose if loose.style.kind is Kind.INPUT]
        for table, number, column in self._columns():
            letter = column_letter(number)
            found += [f"{letter}{table.first + r}" for r in range(table.rows) if column.kind_of(r) is Kind.INPUT]
        return dict.fromkeys(found)

    @cached_property
    def input_rows(self) -> Mapping[int, str]:
        """The first input cell of each row that has one, by the row's number."""
        found: dict[int, str] = {}
        for ref in self.inputs:
            found.setdefault(place_of(ref)[0], ref)
        return found

    @cached_property
    def input_columns(self) -> Mapping[int, str]:
        """The first input cell of each column that has one, by the column's number (0 is A)."""
        found: dict[int, str] = {}
        for ref in self.inputs:
            found.setdefault(place_of(ref)[1], ref)
        return found

    @cached_property
    def entries(self) -> tuple[EntryRow, ...]:
        """On a unit's tab, the entries of its measures."""
        if self.sheet.kind != "unit":
            return ()
        table = self.sheet.table("measures")
        first = table.column_number("note") + 1
        columns = table.columns[first - table.left : table.column_number("id") - table.left]
        letters = [column_letter(first + number) for number in range(len(columns))]
        as_of, note = (column_letter(table.column_number(key)) for key in ("as_of", "note"))
        ids = next(column for column in table.columns if column.key == "id").values
        return tuple(
            EntryRow(
                str(measure),
                tuple(f"{letter}{row}" for letter in letters),
                tuple(column.kind_of(row - table.first) for column in columns),
                f"{as_of}{row}",
                f"{note}{row}",
            )
            for row, measure in enumerate(ids, table.first)
        )

    def about(self, ref: str) -> About:
        """What an issued cell is; an empty record for a cell that is not of the form."""
        row, column = place_of(ref)
        for table in self.sheet.tables:
            if table.top <= row <= table.last and table.left <= column < table.left + len(table.columns):
                return self._about(table, row - table.first, table.columns[column - table.left])
        loose = next((one for one in self.sheet.loose if (one.row, one.column) == (row, column)), None)
        return About(kind=loose.style.kind) if loose else About()

    def _about(self, table: Table, row: int, column: Column) -> About:
        if row < 0:
            return About(table.key, column.key, column.title, row, kind=Kind.HEADING)
        keyed = {one.key: one for one in table.columns}
        label = str(table.columns[0].values[row] or "") if table.columns else ""
        measure = str(keyed["id"].values[row]) if "id" in keyed and table.key in ("measures", "register") else ""
        period = column.key.split(" ")[-1] if table.key == "measures" and column.key not in _OWN_KEYS else ""
        return About(table.key, column.key, column.title, row, label, measure, period, column.kind_of(row))

    def ref(self, table: str, key: str, row: int) -> str:
        """The address of a column's cell in a row (from 0) of a table."""
        found = self.sheet.table(table)
        return cell(found.first + row, found.column_number(key))

    def _columns(self) -> Iterator[tuple[Table, int, Column]]:
        for table in self.sheet.tables:
            for number, column in enumerate(table.columns, table.left):
                yield table, number, column


def _own_keys() -> frozenset[str]:
    from bsc_xl.layout.measure_columns import DEFINITIONS, RESULTS, WORKINGS
    from bsc_xl.layout.plan import PLACED

    keys = [*(column.key for column in RESULTS), *(column.key for column in DEFINITIONS)]
    return frozenset((*keys, *PLACED, *(key for key, _, _ in WORKINGS), "as_of", "note"))


_OWN_KEYS = _own_keys()


@dataclass(frozen=True)
class Form:
    """The whole form of a layout."""

    layout: Workbook

    @cached_property
    def sheets(self) -> Mapping[str, FormSheet]:
        """Sheets by issued name, in order."""
        return {sheet.name: FormSheet(sheet) for sheet in self.layout.sheets}

    @cached_property
    def checked(self) -> tuple[FormSheet, ...]:
        """The sheets whose cells are compared; without those of the program itself."""
        return tuple(sheet for sheet in self.sheets.values() if sheet.sheet.kind not in OWN_SHEETS)

    @cached_property
    def tab_of(self) -> Mapping[str, FormSheet]:
        """The tab on which each measure is entered."""
        return {row.measure: sheet for sheet in self.sheets.values() for row in sheet.entries}

    @cached_property
    def entry_of(self) -> Mapping[str, EntryRow]:
        """The entry cells of each measure."""
        return {row.measure: row for sheet in self.sheets.values() for row in sheet.entries}

    def definition_ref(self, measure: str, key: str) -> str:
        """The address, on the measure's tab, of a column of its definition or results."""
        sheet = self.tab_of[measure]
        rows = [row.measure for row in sheet.entries]
        return sheet.ref("measures", key, rows.index(measure))
