"""Calls the functions of a layout as xlwings does inside Excel: its own `call_udf`, with its conversion of arguments.

Excel's side is played by small objects that answer as Excel's ranges do: a block's values as tuples, numbers as floats,
dates as times, blanks as None, an absent argument as the number that COM uses for it. Everything from there on is
xlwings' own code; on systems without pywin32, stand-ins take that library's place.
"""

from __future__ import annotations

import ctypes
import importlib
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock, patch

from bsc_xl.errors import EngineFailed
from bsc_xl.layout.addresses import column_letter, column_number
from bsc_xl.layout.types import CellValue, Column, Sheet, Workbook
from bsc_xl.xlwings_code import MODULE, registered_functions, xlwings_udfs

Place = tuple[str, str]
_RANGE_ID = "{00020846-0000-0000-C000-000000000046}"
_CALL = re.compile(r"=(BSC_\w+)\(([^()]*)\)")
# What stands around a call for LibreOffice's sake, and the values to date that are words.
_SHELL = re.compile(r"""_xlfn\.IFNA\((BSC_\w+\([^()]*\))(?:&"")?,""\)""")
_TYPED = re.compile(r"""=IF\([^()]*=1,IF\([^()]*\),(BSC_TODATE\([^()]*\))\)""")
_EITHER = re.compile(r"=IF\(([^()<>,]+)>0,(BSC_\w+\([^()]*\)),(BSC_\w+\([^()]*\))\)")
_ENGINE = "BSC_ENGINE()"
_ARGUMENT = re.compile(r"(?:'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[^,])+")
_REFERENCE = re.compile(r"(?:(?:'((?:[^']|'')+)'|(\w+))!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_MORE_OF_WINDOWS = ("win32api", "win32con", "win32event", "win32gui", "win32process", "win32timezone")
_SERVER = ("win32com.server", "win32com.server.dispatcher", "win32com.server.policy", "win32com.server.util")


def values_by_xlwings(layout: Workbook) -> dict[Place, CellValue]:
    """The value of every cell that a function of bsc-xl fills, by sheet and address.

    Args:
        layout: of the udf flavour; arguments are its values, so every call is judged by itself.

    Raises:
        EngineFailed: a formula is not a call as this module knows them.
    """
    with xlwings_calls() as call:
        return values_through(call, layout)


def values_through(
    call: Callable[..., Any], layout: Workbook, sheets: Collection[str] | None = None
) -> dict[Place, CellValue]:
    """As `values_by_xlwings`, by a way to call that the caller holds; of all sheets, or of those named."""
    book = _Book(layout)
    found: dict[Place, CellValue] = {}
    for sheet in layout.sheets:
        if sheets is None or sheet.name in sheets:
            found.update(_sheet_values(sheet, book, call))
    return found


@contextmanager
def xlwings_calls() -> Iterator[Callable[..., Any]]:
    """xlwings' own way to answer a call: takes a function's name and its arguments as Excel passes them."""
    module = registered_functions()
    with ExitStack() as stack:
        udfs = stack.enter_context(xlwings_udfs())
        if sys.platform != "win32":
            stack.enter_context(_excel_s_side())
        udfs.udf_modules[MODULE] = {"module": module, "filename": MODULE, "filetime": None}

        def call(name: str, *arguments: Any) -> Any:
            return udfs.call_udf(MODULE, name, arguments, None, ExcelRange(((None,),)))

        yield call


class ExcelRange:
    """A range as COM hands it to Python."""

    def __init__(self, rows: tuple[tuple[object, ...], ...]) -> None:
        self.rows = rows
        attributes = SimpleNamespace(iid=_RANGE_ID)
        described = SimpleNamespace(GetTypeAttr=lambda: attributes)
        self._oleobj_ = SimpleNamespace(GetTypeInfo=lambda: described)
        self.Rows = SimpleNamespace(Count=len(rows))
        self.Columns = SimpleNamespace(Count=len(rows[0]))
        self.Row = self.Column = 1
        self.Worksheet = SimpleNamespace(Parent=SimpleNamespace(Application=SimpleNamespace(Hwnd=1)))

    @property
    def Value(self) -> object:  # noqa: N802  # Excel's name for it
        """One cell's value, or a tuple of rows."""
        return self.rows[0][0] if len(self.rows) == len(self.rows[0]) == 1 else self.rows

    def GetAddress(self, *_: object, **__: object) -> str:  # noqa: N802  # Excel's name for it
        """Where the call stands: xlwings only wants to know that it is not writing there already."""
        return "$A$1"


class _Book:
    """Cells and names of a layout, as ranges."""

    def __init__(self, layout: Workbook) -> None:
        self._names = layout.names
        self._cells = {sheet.name: _cells(sheet) for sheet in layout.sheets}

    def argument(self, text: str, sheet: str) -> object:
        """What an argument of a formula on a sheet means: a text, a number, or a range."""
        if text.startswith('"'):
            return text[1:-1].replace('""', '"')
        try:
            return float(text)
        except ValueError:
            return self.range(text, sheet)

    def range(self, text: str, sheet: str) -> ExcelRange:
        """The range that a name or a reference means."""
        found = _REFERENCE.fullmatch(self._names.get(text, text))
        if not found:
            raise EngineFailed(f"{text} is neither a name nor a range of cells.")
        quoted, plain, left, top, right, bottom = found.groups()
        cells = self._cells[quoted.replace("''", "'") if quoted else plain or sheet]
        first, last = column_number(left), column_number(right or left)
        rows = range(int(top), int(bottom or top) + 1)
        return ExcelRange(tuple(tuple(cells.get((row, n)) for n in range(first, last + 1)) for row in rows))


def _cells(sheet: Sheet) -> dict[tuple[int, int], object]:
    found: dict[tuple[int, int], object] = {(c.row, c.column): _as_com(c.value) for c in sheet.loose}
    for table in sheet.tables:
        for number, column in enumerate(table.columns, table.left):
            for row in range(table.rows):
                found[table.first + row, number] = _as_com(column.values[row])
    return found


def _as_com(value: CellValue) -> object:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if value is None or isinstance(value, bool | str):
        return value
    return float(value)


def _sheet_values(sheet: Sheet, book: _Book, call: Callable[..., Any]) -> Iterator[tuple[Place, CellValue]]:
    for loose in sheet.loose:
        if _ENGINE in loose.formula:
            yield (sheet.name, f"{column_letter(loose.column)}{loose.row}"), f"live: {_one(call('BSC_ENGINE'))}"
        elif "BSC_" in loose.formula:
            answer = _answer(loose.formula, sheet.name, book, call)
            yield (sheet.name, f"{column_letter(loose.column)}{loose.row}"), _one(answer)
    for table in sheet.tables:
        for number, column in enumerate(table.columns, table.left):
            yield from _column_values(sheet.name, table.first, number, column, book, call)


def _column_values(
    sheet: str, first: int, number: int, column: Column, book: _Book, call: Callable[..., Any]
) -> Iterator[tuple[Place, CellValue]]:
    for block in column.blocks:
        if block.filled or not block.rows or "BSC_" not in block.formula:
            continue
        rows = _answer(block.formula, sheet, book, call)
        for down in range(block.rows):
            for right in range(block.columns):
                ref = f"{column_letter(number + right)}{first + block.first + down}"
                yield (sheet, ref), _filled(rows, down, right)


def _filled(rows: Any, down: int, right: int) -> CellValue:
    """What an array formula shows in one of its cells: a single answer everywhere, #N/A beyond the answer's end."""
    if not isinstance(rows, list | tuple):
        return _one(rows)
    if len(rows) == len(rows[0]) == 1:
        return _one(rows)
    within = down < len(rows) and right < len(rows[0])
    return _one(rows[down][right]) if within else "#N/A"


def _one(value: Any) -> CellValue:
    while isinstance(value, list | tuple):
        value = value[0]
    found: CellValue = value
    return found


def _answer(formula: str, sheet: str, book: _Book, call: Callable[..., Any]) -> Any:
    formula = _TYPED.sub(r"=\1", _SHELL.sub(r"\1", formula))
    if either := _EITHER.fullmatch(formula):
        wanted = [_is_positive(row[0]) for row in book.range(either[1], sheet).rows]
        first, second = (_answer(f"={text}", sheet, book, call) for text in either.groups()[1:])
        return [_row(first if this else second, down) for down, this in enumerate(wanted)]
    found = _CALL.fullmatch(formula)
    if not found:
        raise EngineFailed(f"{sheet}: {formula[:200]} is not a call.")
    arguments = [book.argument(text.strip(), sheet) for text in _ARGUMENT.findall(found[2])]
    return call(found[1], *arguments, *_left_out(found[1], len(arguments)))


def _is_positive(value: object) -> bool:
    """As a spreadsheet compares with 0: any text is more than any number, a blank is 0."""
    return isinstance(value, str) or (isinstance(value, int | float) and value > 0)


def _row(rows: Any, down: int) -> Any:
    return rows[down] if isinstance(rows, list | tuple) and len(rows) > 1 else rows[0]


def _left_out(name: str, given: int) -> list[int]:
    """VBA passes an argument that is left out as an error number."""
    return [-2147352572] * (len(getattr(registered_functions(), name).__xlfunc__["args"]) - given)


@contextmanager
def _excel_s_side() -> Iterator[None]:
    """xlwings' module for Excel on Windows, usable on other systems while the block runs."""
    import xlwings

    windows = _windows_modules()
    kept = {name: sys.modules.get(name) for name in windows}
    sys.modules.update(windows)
    known, usual = xlwings.engines.engines_by_name, xlwings.engines.active
    try:
        module = _xlwindows()
        setattr(xlwings, "_xlwindows", module)  # noqa: B010  # not there for type checkers on this system
        known["excel"] = engine = xlwings.main.Engine(impl=module.engine)
        setattr(xlwings.engines, "active", engine)  # noqa: B010  # untyped there
        sys.modules["xlwings.com_server"] = SimpleNamespace(loop=None)  # type: ignore[assignment]  # all that is asked of it
        yield
    finally:
        xlwings.engines.active = usual
        known.pop("excel", None)
        xlwings.__dict__.pop("_xlwindows", None)
        for name in ("xlwings._xlwindows", "xlwings.com_server"):
            sys.modules.pop(name, None)
        for name, before in kept.items():
            if before is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = before


@lru_cache(maxsize=1)
def _xlwindows() -> ModuleType:
    with ExitStack() as stack:
        for name in ("oledll", "windll", "PyDLL"):
            stack.enter_context(patch.object(ctypes, name, MagicMock(name=name), create=True))
        return importlib.import_module("xlwings._xlwindows")


@lru_cache(maxsize=1)
def _windows_modules() -> Mapping[str, Any]:
    names = ("win32com", "win32com.client", *_SERVER, *_MORE_OF_WINDOWS)
    found: dict[str, Any] = {name: MagicMock(name=name) for name in names}
    found["pythoncom"] = MagicMock(name="pythoncom", __file__="")
    found["pywintypes"] = SimpleNamespace(TimeType=datetime, IID=str, com_error=OSError)
    return found
