"""A small Excel in memory, for xlwings: books with values, formulas, locked cells and protection, made from a layout.

It is an engine by xlwings' own interface (`xlwings.base_classes`), so that macros run on it through xlwings' public
API. Like Excel, it refuses to write into locked cells of a protected sheet, takes texts for numbers, days and formulas
unless an apostrophe stands before them, and shows messages; here it also notes every write and message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar

import xlwings as xw
from xlwings import base_classes

from bsc_xl.layout.addresses import cell, column_number
from bsc_xl.layout.types import Kind, Workbook

Key = tuple[int, int]  # row and column, both from 1
_ADDRESS = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
NAME = "memory"


class ExcelRefused(Exception):
    """What COM raises."""


@dataclass
class SheetState:
    """A sheet: what stands in it and what is locked."""

    name: str
    values: dict[Key, Any] = field(default_factory=dict)
    formulas: dict[Key, str] = field(default_factory=dict)
    unlocked: set[Key] = field(default_factory=set)
    protection: tuple[Any, ...] | None = None
    password: str = ""

    def at(self, ref: str) -> Any:
        """What stands in a cell."""
        return self.values.get(_corners(ref)[0])

    def type_in(self, ref: str, value: Any) -> None:
        """What a person does who took the protection off, if need be."""
        key = _corners(ref)[0]
        self.formulas.pop(key, None)
        self.values[key] = value


@dataclass
class Excel:
    """The program: one open book, what is selected, and what was done to it."""

    sheets: list[SheetState]
    active: str
    selected: dict[str, tuple[Key, Key]] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    writes: list[tuple[str, str]] = field(default_factory=list)
    file: Any = False
    calculation: str = "automatic"
    calculated_while_writing: bool = False

    def sheet(self, name: str) -> SheetState:
        """A sheet by its name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def selection(self) -> str:
        """Sheet and address of what is selected."""
        first, last = self.selected.get(self.active, ((1, 1), (1, 1)))
        end = "" if first == last else f":{_ref(last)}"
        return f"{self.active}!{_ref(first)}{end}"


def open_in_memory(layout: Workbook) -> Excel:
    """A book just opened: everything stands in its cells, sheets are protected without a password."""
    sheets = [_state(sheet) for sheet in layout.sheets]
    return Excel(sheets, sheets[0].name)


def _state(sheet: Any) -> SheetState:
    found = SheetState(sheet.name, protection=())
    for loose in sheet.loose:
        _put(found, (loose.row, loose.column + 1), loose.value, loose.formula, loose.style.kind)
    for table in sheet.tables:
        for number, column in enumerate(table.columns, table.left + 1):
            if table.heading:
                _put(found, (table.top, number), column.title, "", Kind.HEADING)
            for row in range(table.rows):
                formula = column.formula_of(row, table.first + row) or ""
                _put(found, (table.first + row, number), column.values[row], formula, column.kind_of(row))
    return found


def _put(sheet: SheetState, key: Key, value: Any, formula: str, kind: Kind) -> None:
    if value is not None and value != "":
        sheet.values[key] = value
    if formula:
        sheet.formulas[key] = formula
    if kind is Kind.INPUT:
        sheet.unlocked.add(key)


def _corners(ref: str) -> tuple[Key, Key]:
    found = _ADDRESS.fullmatch(ref.replace("$", ""))
    assert found, ref
    left, top, right, bottom = found.groups()
    first = (int(top), column_number(left) + 1)
    return first, (int(bottom), column_number(right) + 1) if right else first


def _ref(key: Key) -> str:
    return cell(key[0], key[1] - 1)


def _typed(value: Any) -> Any:
    """What Excel makes of a value that is written."""
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    assert not value.startswith("="), f"a formula was written: {value}"
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value)
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return datetime(int(value[:4]), int(value[5:]), 1)
    return value.lower() == "true" if value.lower() in ("true", "false") else value


class _Range(base_classes.Range):
    def __init__(self, excel: Excel, sheet: SheetState, first: Key, last: Key) -> None:
        self.excel, self.state, self.first, self.last = excel, sheet, first, last

    def _keys(self) -> list[list[Key]]:
        columns = range(self.first[1], self.last[1] + 1)
        return [[(row, column) for column in columns] for row in range(self.first[0], self.last[0] + 1)]

    @property
    def api(self) -> Any:
        return _RangeApi(self)

    @property
    def sheet(self) -> Any:
        return _Sheet(self.excel, self.state)

    @property
    def row(self) -> int:
        return self.first[0]

    @property
    def column(self) -> int:
        return self.first[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, arg1: Any, arg2: Any = None) -> Any:
        key = (self.first[0] + arg1 - 1, self.first[1] + arg2 - 1)
        return _Range(self.excel, self.state, key, key)

    @property
    def raw_value(self) -> Any:
        rows = tuple(tuple(self.state.values.get(key) for key in row) for row in self._keys())
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, rows: Any) -> None:
        rows = rows if isinstance(rows, (list, tuple)) else [[rows]]
        self.excel.writes.append((self.state.name, f"{_ref(self.first)}:{_ref(self.last)}"))
        self.excel.calculated_while_writing |= self.excel.calculation != "manual"
        for keys, values in zip(self._keys(), rows, strict=True):
            for key, value in zip(keys, values, strict=True):
                self._refuse_locked(key)
                self.state.formulas.pop(key, None)
                if value is None or value == "":
                    self.state.values.pop(key, None)
                else:
                    self.state.values[key] = _typed(value)

    def _refuse_locked(self, key: Key) -> None:
        if self.state.protection is not None and key not in self.state.unlocked:
            raise ExcelRefused(f"{self.state.name}!{_ref(key)} is protected")

    @property  # type: ignore[misc]  # nobody writes formulas here
    def formula(self) -> Any:
        rows = tuple(tuple(self._formula(key) for key in row) for row in self._keys())
        return rows[0][0] if len(self) == 1 else rows

    def _formula(self, key: Key) -> str:
        return self.state.formulas.get(key) or str(self.state.values.get(key, ""))

    @property
    def address(self) -> str:
        return f"{_ref(self.first)}:{_ref(self.last)}"

    def clear_contents(self) -> None:
        for row in self._keys():
            for key in row:
                self._refuse_locked(key)
                self.state.values.pop(key, None)

    def select(self) -> None:
        if self.excel.active != self.state.name:
            raise ExcelRefused("only cells of the active sheet can be selected")
        self.excel.selected[self.state.name] = (self.first, self.last)


class _RangeApi:
    """What `Range.api` is in Excel, as far as macros use it."""

    _range: _Range

    def __init__(self, range_: _Range) -> None:
        object.__setattr__(self, "_range", range_)

    def __setattr__(self, name: str, value: Any) -> None:
        assert name == "Locked", name
        found = self._range
        if found.state.protection is not None:
            raise ExcelRefused("Unable to set the Locked property of the Range class")
        keys = {key for row in found._keys() for key in row}
        found.state.unlocked -= keys
        if not value:
            found.state.unlocked |= keys


class _SheetApi:
    """What `Sheet.api` is in Excel, as far as macros use it."""

    def __init__(self, sheet: SheetState) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802  # Excel's name for it
        return self._sheet.protection is not None

    def Unprotect(self, password: str = "") -> None:  # noqa: N802
        if password != self._sheet.password:
            raise ExcelRefused("The password you supplied is not correct.")
        self._sheet.protection = None

    def Protect(self, *arguments: Any) -> None:  # noqa: N802
        self._sheet.protection = arguments


class _Sheet(base_classes.Sheet):
    def __init__(self, excel: Excel, state: SheetState) -> None:
        self.excel, self.state = excel, state

    @property
    def api(self) -> Any:
        return _SheetApi(self.state)

    @property  # type: ignore[misc]  # nobody renames sheets here
    def name(self) -> str:
        return self.state.name

    @property
    def book(self) -> Any:
        return _Book(self.excel)

    def range(self, arg1: Any, arg2: Any = None) -> _Range:
        if isinstance(arg1, str):
            first, last = _corners(arg1)
        else:
            first = arg1.first if isinstance(arg1, _Range) else arg1
            last = (arg2.last if isinstance(arg2, _Range) else arg2) or first
        return _Range(self.excel, self.state, first, last)

    @property
    def used_range(self) -> _Range:
        keys = [*self.state.values, (1, 1)]
        last = (max(row for row, _ in keys), max(column for _, column in keys))
        return _Range(self.excel, self.state, (1, 1), last)

    def activate(self) -> None:
        self.excel.active = self.state.name


class _Sheets(base_classes.Sheets):
    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    @property
    def active(self) -> _Sheet:
        return self(self.excel.active)

    def __call__(self, name: Any) -> _Sheet:
        if isinstance(name, str):
            return _Sheet(self.excel, self.excel.sheet(name))
        return _Sheet(self.excel, self.excel.sheets[name - 1])

    def __len__(self) -> int:
        return len(self.excel.sheets)

    def __iter__(self) -> Iterator[_Sheet]:
        return (_Sheet(self.excel, sheet) for sheet in self.excel.sheets)


class _AppApi:
    """What `App.api` is in Excel, as far as macros use it."""

    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def GetOpenFilename(self, filters: str, number: int, title: str) -> Any:  # noqa: N802
        assert filters.count(",") == 1
        assert (number, bool(title)) == (1, True)
        return self._excel.file


class _App(base_classes.App):
    screen_updating = True

    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    @property
    def api(self) -> Any:
        return _AppApi(self.excel)

    @property
    def engine(self) -> Any:
        return xw.engines[NAME].impl

    @property
    def pid(self) -> int:
        return 1

    @property
    def selection(self) -> _Range:
        first, last = self.excel.selected.get(self.excel.active, ((1, 1), (1, 1)))
        return _Range(self.excel, self.excel.sheet(self.excel.active), first, last)

    @property
    def calculation(self) -> str:
        return self.excel.calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        self.excel.calculation = value

    def activate(self, steal_focus: bool = False) -> None:
        """There is no other."""

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        self.excel.messages.append(prompt)
        return "ok" if buttons == "ok" else self.excel.answers.pop(0)


class _Book(base_classes.Book):
    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    @property
    def name(self) -> str:
        return "scorecard.xlsm"

    @property
    def app(self) -> _App:
        return _App(self.excel)

    def activate(self) -> None:
        """There is no other."""

    @property
    def sheets(self) -> _Sheets:
        return _Sheets(self.excel)


class _Apps(base_classes.Apps):
    """The running programs: the one that was opened last."""

    running: ClassVar[list[Excel]] = []

    def keys(self) -> list[int]:
        return [1]

    def __iter__(self) -> Iterator[_App]:
        return (_App(excel) for excel in self.running[-1:])

    def __len__(self) -> int:
        return len(self.running[-1:])


class _Engine:
    """The engine's side of values: as xlwings' own engine for Excel on Windows does it."""

    name, type = NAME, "desktop"

    @property
    def apps(self) -> _Apps:
        return _Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, _dates: Any, empty_as: Any, _numbers: Any, err_to_str: bool) -> list[list[Any]]:
        return [[_read(value, empty_as, err_to_str) for value in row] for row in data]


def _read(value: Any, empty_as: Any, err_to_str: bool) -> Any:
    if value in ("", None):
        return empty_as
    if isinstance(value, str) and value.startswith("#"):  # an error of Excel's
        return value if err_to_str else None
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@contextmanager
def running(excel: Excel) -> Iterator[Excel]:
    """For as long as the block runs, this is the program that xlwings talks to, and its book the one that calls."""
    if NAME not in [engine.name for engine in xw.engines]:
        xw.engines.add(xw.main.Engine(impl=_Engine()))
    before = xw.engines.active
    xw.engines[NAME].activate()
    _Apps.running.append(excel)
    xw.Book(impl=_Book(excel)).set_mock_caller()
    try:
        yield excel
    finally:
        del xw.Book._mock_caller  # type: ignore[attr-defined]  # set by set_mock_caller
        _Apps.running.remove(excel)
        xw.engines.active = before
