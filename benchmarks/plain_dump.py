"""A layout as plain tuples and dicts, so that other libraries can write the very same workbook by their ordinary calls.

    python plain_dump.py FILE [UNITS MEASURES PERIODS]

writes one pickle a sheet into FILE, after one for the workbook, and prints what the workbook is in numbers. A cell is
(row from 0, column from 0, what, value or formula, stored value of a formula, number of its format); what is n(umber),
s(tring), d(ate), b(lank), f(ormula) or a(rray formula).
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from made_scorecard import made_scorecard
from write_bsc_xl import layout_of

from bsc_xl.io.xlsx_write import workbook as writer
from bsc_xl.io.xlsx_write.styles import Styles
from bsc_xl.layout.types import CellValue, Sheet, Workbook

PlainCell = tuple[int, int, str, Any, Any, int]


class Formats:
    """Stands for an XlsxWriter workbook where formats are made: keeps their properties and gives numbers."""

    def __init__(self) -> None:
        self.properties: list[dict[str, Any]] = []

    def add_format(self, properties: dict[str, Any]) -> int:
        """Number of a new format."""
        self.properties.append(properties)
        return len(self.properties) - 1


class Calls:
    """Stands for an XlsxWriter worksheet: writes down which of its methods are called with what."""

    def __init__(self) -> None:
        self.made: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self.cells: Any = None

    def take(self, cells: Any) -> None:
        """What the product's own worksheet has instead of calls for cells."""
        self.cells = cells

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: self.made.append((name, args, kwargs))


class Book:
    """Stands for an XlsxWriter workbook where sheets are added."""

    def __init__(self) -> None:
        self.calls = Calls()

    def add_worksheet(self, *_: Any, **__: Any) -> Calls:
        """The one that writes calls down."""
        return self.calls


def plain_sheet(layout: Workbook, sheet: Sheet, styles: Styles) -> dict[str, Any]:
    """One sheet."""
    book = Book()
    writer._add_sheet(book, layout, sheet, styles)
    return {
        "name": sheet.name,
        "cells": sorted(_cells(sheet, styles), key=lambda cell: cell[:2]),
        "heights": dict(sheet.heights),
        "calls": [call for call in book.calls.made if call[0] != "write_url"],
        "links": {(call[1][0], call[1][1]): call[1][2] for call in book.calls.made if call[0] == "write_url"},
    }


def _cells(sheet: Sheet, styles: Styles) -> Iterator[PlainCell]:
    for loose in sheet.loose:
        yield _cell(loose.row, loose.column, loose.value, loose.formula, loose.array, styles.of(loose.style))
    for table in sheet.tables:
        for number, column in enumerate(table.columns, table.left):
            yield _cell(table.top, number, column.title, None, False, styles.of(column.heading_style))
            for row in range(table.rows):
                style = styles.of(column.style(row))
                formula = column.formula_of(row, table.first + row)
                yield _cell(table.first + row, number, column.values[row], formula, column.array, style)


def _cell(row: int, column: int, value: CellValue, formula: str | None, array: bool, style: Any) -> PlainCell:
    if formula:
        stored = (value - date(1899, 12, 30)).days if isinstance(value, date) else "" if value is None else value
        return (row - 1, column, "a" if array else "f", formula, stored, style)
    if value is None or value == "":
        return (row - 1, column, "b", None, None, style)
    what = "s" if isinstance(value, str) else "d" if isinstance(value, date) else "n"
    return (row - 1, column, what, str(value) if what == "s" else value, None, style)


def dump(layout: Workbook, path: Path) -> dict[str, int]:
    """Write the pickles; returns what the workbook is in numbers."""
    formats = Formats()
    styles = Styles(formats)
    cells = formulas = arrays = characters = 0
    sheets = path.with_suffix(".sheets")
    with sheets.open("wb") as file:
        for sheet in layout.sheets:
            plain = plain_sheet(layout, sheet, styles)
            pickle.dump(plain, file, protocol=5)
            texts = [cell[3] for cell in plain["cells"] if cell[2] in "fa"]
            cells += len(plain["cells"])
            formulas += len(texts)
            arrays += sum(cell[2] == "a" for cell in plain["cells"])
            characters += sum(map(len, texts))
    # The formats are complete only after the last sheet, but come first in the file.
    head = {"formats": formats.properties, "names": dict(layout.names), "sheets": len(layout.sheets)}
    with path.open("wb") as file:
        pickle.dump(head, file, protocol=5)
        file.write(sheets.read_bytes())
    sheets.unlink()
    return {
        "sheets": len(layout.sheets),
        "cells": cells,
        "formulas": formulas,
        "arrays": arrays,
        "characters": characters,
        "formats": len(formats.properties),
    }


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[2:]]
    print(json.dumps(dump(layout_of(made_scorecard(*sizes)), Path(sys.argv[1]))))
