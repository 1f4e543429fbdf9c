"""Reads the cells of a workbook that was built by bsc-xl, and the definition that it carries."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bsc_xl.errors import BscError, UnreadableInput
from bsc_xl.io.preflight import check_workbook_file
from bsc_xl.layout.sheets import carried

Cells = Mapping[tuple[int, int], object]
"""Values by row and column, both from 1; blank cells are left out."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class BuiltWorkbook:
    """An open workbook; usable inside the block that `open_built` gives."""

    name: str
    head: Mapping[str, object]
    definition: str
    _book: Any

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of all sheets."""
        return tuple(self._book.sheetnames)

    def cells(self, sheet: str) -> Cells:
        """The values of a sheet.

        Raises:
            UnreadableInput: there is no such sheet, or it is damaged.
        """
        if sheet not in self._book.sheetnames:
            raise UnreadableInput(f"{self.name} has no sheet {sheet}: it was renamed or deleted; put it back.")
        return _reading(self.name, lambda: _values(self._book[sheet]))


@contextmanager
def open_built(path: Path) -> Iterator[BuiltWorkbook]:
    """Open a workbook that was built by bsc-xl.

    Raises:
        UnreadableInput: it is missing, unsafe or damaged, or was not built by bsc-xl.
    """
    check_workbook_file(path)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts that are of no interest here
        book = _reading(path.name, lambda: load_workbook(path, read_only=True, data_only=True))
        try:
            head, definition = _carried(path.name, book)
            yield BuiltWorkbook(path.name, head, definition, book)
        finally:
            book.close()


def _carried(name: str, book: Any) -> tuple[Mapping[str, object], str]:
    if carried.SHEET not in book.sheetnames:
        remedy = "If it is a definition, build it: bsc-xl build"
        raise UnreadableInput(f"{name} carries no definition, so bsc-xl did not build it. {remedy} {name} -o ...")
    cells = _reading(name, lambda: _values(book[carried.SHEET]))
    head = {
        str(value): cells.get((row, 2)) for (row, column), value in cells.items() if column == 1 and row < carried.FIRST
    }
    pieces = [
        value for (row, column), value in sorted(cells.items(), key=_place) if column == 1 and row >= carried.FIRST
    ]
    try:
        return head, carried.carried_text(pieces, head)
    except ValueError as error:
        made_by = head.get("made by") or "another version of bsc-xl"
        raise UnreadableInput(
            f"{name} was made by {made_by}, and its definition cannot be read here ({error}): use that version."
        ) from None


def _place(item: tuple[tuple[int, int], object]) -> tuple[int, int]:
    return item[0]


def _values(sheet: Any) -> dict[tuple[int, int], object]:
    return {
        (cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
    }


def _reading(name: str, read: Callable[[], _T]) -> _T:
    try:
        return read()
    except BscError:
        raise
    except Exception as error:  # openpyxl raises whatever its parser stumbles over
        remedy = "open it in Excel, let it repair the file and save it"
        raise UnreadableInput(f"{name} is damaged ({type(error).__name__}): {remedy}.") from error
