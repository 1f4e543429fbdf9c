"""Reads a sheet of an Excel workbook as a table, with the row numbers that Excel shows.

openpyxl reads it, not pandas: pandas turns a cell with ``#DIV/0!`` into an empty one, and then a figure would have
disappeared without a word.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from bsc_xl.errors import UnreadableInput
from bsc_xl.facts.cell import as_text, is_empty
from bsc_xl.facts.sources import Guard, Row, SourceTable, existing
from bsc_xl.model.fault import nearest

if TYPE_CHECKING:
    from openpyxl import Workbook

_SUFFIXES = (".xlsx", ".xlsm")
# What openpyxl was seen to raise on damaged files.
_DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, ParseError)


def read_excel(
    path: Path,
    *,
    sheet: str | int = 1,
    header_row: int = 1,
    prefer: Sequence[str] = (),
    guard: Guard | None = None,
) -> SourceTable:
    """Read a sheet of an Excel workbook: values, not formulas.

    Args:
        path: an .xlsx or .xlsm file.
        sheet: its name (whatever the case), or its number from 1.
        header_row: the row with the names of the columns.
        prefer: names of sheets that go before ``sheet`` where the workbook has one of them.
        guard: looks at the file before it is opened.

    Raises:
        UnreadableInput: no such file or sheet, not an Excel workbook, a damaged one, or a header without names.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UnreadableInput(f"{path}: only .xlsx and .xlsm are read; open it in Excel and save it as .xlsx.")
    existing(path)
    if guard is not None:
        guard(path)
    with _opened(path) as book:
        name = _sheet_name(path, book.sheetnames, sheet, prefer)
        header: tuple[str, ...] = ()
        for number, cells in _cells(book, name):
            if number >= header_row:
                header = tuple(as_text(cell) for cell in cells) if number == header_row else ()
                break
    while header and not header[-1]:
        header = header[:-1]
    if not header:
        raise UnreadableInput(f"{path}: row {header_row} of sheet {name!r} has no column names.")
    return SourceTable(f"{path.name}, sheet {name!r}", header, _rows(path, name, header_row, len(header)))


def _sheet_name(path: Path, names: Sequence[str], sheet: str | int, prefer: Sequence[str]) -> str:
    folded = {name.casefold(): name for name in names}
    for wanted in prefer:
        if wanted.casefold() in folded:
            return folded[wanted.casefold()]
    if isinstance(sheet, int) and 1 <= sheet <= len(names):
        return names[sheet - 1]
    found = None if isinstance(sheet, int) else folded.get(sheet.casefold())
    if found is None:
        listed = ", ".join(repr(name) for name in names)
        hint = nearest(str(sheet), names)
        raise UnreadableInput(f"{path}: there is no sheet {sheet!r}. {hint} Its sheets: {listed}.".replace("  ", " "))
    return found


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    """The workbook, read as a stream; what goes wrong while it is read is said in words."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    book = None
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        yield book
    except (*_DAMAGED, InvalidFileException) as error:
        raise UnreadableInput(f"{path}: this is no Excel workbook, or a damaged one ({error}).") from error
    finally:
        if book is not None:
            book.close()


def _cells(book: Workbook, name: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    sheet: Any = book[name]
    if not hasattr(sheet, "iter_rows"):
        raise UnreadableInput(f"Sheet {name!r} is a chart, not a table.")
    if hasattr(sheet, "reset_dimensions"):  # what a file says about its own size is often wrong
        sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(values_only=True), 1)


def _rows(path: Path, name: str, header_row: int, width: int) -> Iterator[Row]:
    """Every row below the header down to the last one that is filled; cells right of the table are passed over."""
    waiting = 0
    with _opened(path) as book:
        for number, cells in _cells(book, name):
            if number <= header_row:
                continue
            if all(is_empty(cell) for cell in cells[:width]):
                waiting += 1  # formatted rows below the table are not rows of it
                continue
            for blank in range(number - waiting, number):
                yield blank, (None,) * width, ""
            waiting = 0
            yield number, (*cells[:width], *[None] * (width - len(cells))), ""
