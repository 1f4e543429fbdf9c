"""Reads a definition workbook: sheets by name, columns by heading, cells by value."""

from __future__ import annotations

import difflib
import re
import warnings
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.definition.cells import MAX_TEXT, is_blank, shown
from bsc_xl.io.definition.raw import RawDefinition, RawRow
from bsc_xl.io.definition.record import Table
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.sheet_scan import last_used_row, valueless_formulas
from bsc_xl.io.definition.tables import meant_column, to_scorecard, unknown_column
from bsc_xl.io.preflight import check_workbook_file
from bsc_xl.model import Fault, Scorecard, Severity

MAX_COLUMNS = 256
BLANK_ROWS = 1000  # so many in a row end a table
_HEADING_WITHIN = 20
_OWN_SHEETS = frozenset({"guide", "lists"})
_MANIFEST = "_bsc"
_OF_A_SCORECARD = {"start", "dashboard", "checks", "lists"}
_SIMILAR = 0.8


@dataclass(frozen=True, slots=True)
class _ErrorCell:
    """A cell that shows an Excel error, or a formula that was never calculated."""

    text: str


@dataclass(slots=True)
class _Result:
    tables: dict[str, tuple[RawRow, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lost: set[tuple[str, str]] = field(default_factory=set)


def read_definition_xlsx(path: Path) -> tuple[Scorecard | None, list[Fault]]:
    """Read a definition from an Excel workbook.

    Args:
        path: the file.

    Returns:
        The scorecard, or None where an error stops it, and every fault with the row as Excel counts it.

    Raises:
        UnreadableInput: no workbook, damaged, unsafe, protected, or a workbook of another kind.
    """
    return to_scorecard(read_raw(path))


def read_raw(path: Path) -> RawDefinition:
    """The tables of a definition workbook, as they stand there.

    Args:
        path: the file.

    Raises:
        UnreadableInput: as ``read_definition_xlsx``.
    """
    check_workbook_file(path)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts that are of no interest here
        try:
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                return _read_book(path, book.worksheets)
            finally:
                book.close()
        except UnreadableInput:
            raise
        except Exception as error:  # openpyxl raises whatever its parser stumbles over
            remedy = "open it in Excel, let it repair the file and save it as .xlsx"
            raise UnreadableInput(f"{path.name} is damaged ({type(error).__name__}): {remedy}.") from error


def _read_book(path: Path, sheets: list[Any]) -> RawDefinition:
    sheets = [sheet for sheet in sheets if hasattr(sheet, "iter_rows")]
    by_table = {sheet.title.strip().casefold(): sheet for sheet in sheets}
    if _MANIFEST in by_table or by_table.keys() >= _OF_A_SCORECARD:
        what = "a scorecard workbook that was built from a definition"
        raise UnreadableInput(f"{path.name} is {what}, not a definition: give the definition itself.")
    result = _Result()
    result.faults.extend(_wrong_names(by_table, result))
    if not result.faults and not by_table.keys() & TABLES.keys():
        names = ", ".join(shown(sheet.title) for sheet in sheets[:5])
        wanted = "A definition has the sheets Scorecard, Perspectives, Objectives, Units and Measures"
        raise UnreadableInput(
            f"{path.name} is no definition; its sheets are: {names}. {wanted}; bsc-xl init writes one."
        )
    for name, table in TABLES.items():
        if name in by_table:
            rows = _rows(path, by_table[name], result, table)
            _read_scorecard(table, rows, result) if name == "scorecard" else _read_table(table, rows, result)
    return RawDefinition(result.tables, tuple(result.faults), frozenset(result.lost))


def _wrong_names(by_table: dict[str, Any], result: _Result) -> Iterator[Fault]:
    """Sheets that are none of a definition's but are called almost like one."""
    for name, sheet in by_table.items():
        if name in TABLES or name in _OWN_SHEETS:
            continue
        if near := difflib.get_close_matches(name, TABLES, n=1, cutoff=_SIMILAR):
            meant = near[0]
            hint = f"Did you mean {TABLES[meant].sheet}?"
            severity = Severity.WARNING if meant in by_table else Severity.ERROR
            if severity is Severity.ERROR:
                result.lost.add((meant, ""))
            yield Fault(shown(sheet.title), None, "", "a wrong sheet name", "a sheet of the definition", hint, severity)


def _rows(path: Path, sheet: Any, result: _Result, table: Table) -> Iterator[tuple[int, list[Any]]]:
    """Rows that hold something, with their number; stops where nothing follows for long."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(sheet._worksheet_path)
    empty_formulas = valueless_formulas(xml)
    sheet.reset_dimensions()  # what a file says about its size may be wrong, both ways
    blank = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        values = [None if cell.value is None else _value(cell) for cell in cells]
        for column in empty_formulas.get(number, ()):
            if column <= MAX_COLUMNS:
                values[column - 1] = _ErrorCell("a formula that was never calculated")
        if any(value is not None for value in values):
            blank = 0
            yield number, values
        elif (blank := blank + 1) >= BLANK_ROWS:
            if (last := last_used_row(xml)) > number:
                allowed = f"no gap of {BLANK_ROWS:,} blank rows"
                result.faults.append(Fault(table.name, None, "", f"cells in row {last}", allowed, "Delete them."))
            return


def _value(cell: Any) -> object:
    if cell.data_type == "e":
        return _ErrorCell(str(cell.value))
    if isinstance(cell.value, str):
        # Longer than any cell of Excel's: enough is kept for the fault. A small file can hold many such texts.
        text = cell.value[: 2 * MAX_TEXT + 1]
        # Excel stores a carriage return so, and openpyxl leaves it.
        text = text.replace("_x000D_", "")
        return None if is_blank(text) else text
    value: object = cell.value
    return value


def _heading(rows: list[tuple[int, list[Any]]], known: set[str]) -> int:
    """Position of the row with the headings: the one of the first rows that has the most known names."""
    counts = [sum(1 for value in values if _folded(value) in known) for _, values in rows[:_HEADING_WITHIN]]
    most = max(counts, default=0)
    return counts.index(most) if most else -1


def _folded(value: object) -> str:
    return re.sub(r"[\s_]+", "_", str(value)[:200].strip().strip("*").strip().casefold()) if value is not None else ""


def _read_scorecard(table: Table, rows: Iterator[tuple[int, list[Any]]], result: _Result) -> None:
    """The vertical sheet: a setting and its value in each row."""
    lines = list(rows)
    at = _heading(lines, {"setting", "value"})
    heading = [_folded(value) for value in lines[at][1]] if at >= 0 else []
    if not {"setting", "value"} <= set(heading):
        allowed = "a heading row with setting and value"
        result.faults.append(Fault(table.name, None, "", _first(lines), allowed))
        result.lost.add((table.name, ""))
        result.tables[table.name] = (RawRow("", {}),)
        return
    name_at, value_at = heading.index("setting"), heading.index("value")
    cells: dict[str, Any] = {}
    places: dict[str, str] = {}
    strangers: list[str] = []
    for number, values in lines[at + 1 :]:
        name, value, place = _folded(values[name_at]), values[value_at], f"row {number}"
        if name.startswith("#") or (not name and value is None):
            continue
        if name not in table.column_by_name:
            result.faults.append(unknown_column(table, shown(values[name_at] or ""), place))
            strangers.append(name)
        elif name in places:
            result.faults.append(Fault(table.name, None, name, "twice", "each setting once", place=place))
        else:
            places[name] = place
            _put(table, (0, name, place), value, cells, result)
    result.lost |= _meant(table, strangers, places)
    result.tables[table.name] = (RawRow("", cells, places),)


def _read_table(table: Table, rows: Iterator[tuple[int, list[Any]]], result: _Result) -> None:
    first: list[tuple[int, list[Any]]] = []
    for line in rows:
        first.append(line)
        if len(first) == _HEADING_WITHIN:
            break
    at = _heading(first, set(table.column_by_name))
    if at < 0:
        if first:
            wanted = ", ".join(column.title for column in table.columns if column.required)
            result.faults.append(Fault(table.name, None, "", _first(first), f"a heading row with {wanted}"))
            result.lost.add((table.name, ""))
        return
    number, heading = first[at]
    columns = _columns(table, heading, f"row {number}", result)
    found: list[RawRow] = []
    for number, values in _chained(first[at + 1 :], rows):
        cells: dict[str, Any] = {}
        given = {name: values[column] for column, name in columns.items() if values[column] is not None}
        for name, value in given.items():
            _put(table, (len(found), name, f"row {number}"), value, cells, result)
        if given:
            found.append(RawRow(f"row {number}", cells))
    result.tables[table.name] = tuple(found)


def _chained(
    first: list[tuple[int, list[Any]]], rest: Iterator[tuple[int, list[Any]]]
) -> Iterator[tuple[int, list[Any]]]:
    yield from first
    yield from rest


def _columns(table: Table, heading: list[Any], place: str, result: _Result) -> dict[int, str]:
    """Column names by position; wrong, double and missing headings become faults, each mistake one."""
    columns: dict[int, str] = {}
    strangers: list[str] = []
    for column, value in enumerate(heading):
        name = _folded(value)
        if not name or name.startswith("#"):
            continue
        if name not in table.column_by_name:
            result.faults.append(unknown_column(table, shown(value), place))
            strangers.append(name)
        elif name in columns.values():
            result.faults.append(Fault(table.name, None, name, "twice", "each column once", place=place))
        else:
            columns[column] = name
    result.lost |= _meant(table, strangers, columns.values())
    for wanted in table.columns:
        missing = wanted.required and wanted.name not in columns.values()
        if missing and (table.name, wanted.name) not in result.lost:
            result.faults.append(Fault(table.name, None, wanted.name, "no such column", "this column", place=place))
            result.lost.add((table.name, wanted.name))
    return columns


def _meant(table: Table, strangers: list[str], present: Collection[str]) -> set[tuple[str, str]]:
    """The columns that are missing because their names are mistyped."""
    return {
        (table.name, name) for name in (meant_column(table, word) for word in strangers) if name and name not in present
    }


def _put(table: Table, cell: tuple[int, str, str], value: object, cells: dict[str, Any], result: _Result) -> None:
    """Keep a cell's value, or note that it shows an error."""
    row, name, place = cell
    if isinstance(value, _ErrorCell):
        hint = "Open the workbook in Excel, save it, or type the value."
        result.faults.append(Fault(table.name, row, name, value.text, "a value", hint, place=place))
    elif value is not None:
        cells[name] = value


def _first(lines: list[tuple[int, list[Any]]]) -> str:
    values = [shown(value) for value in lines[0][1] if value is not None] if lines else []
    return ", ".join(values[:5]) or "an empty sheet"
