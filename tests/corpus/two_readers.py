"""Compares what the guarded reader and openpyxl see in a workbook: every value and every formula of every sheet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from bsc_xl.io.xlsx_read import read_guarded
from bsc_xl.received import ErrorValue, ReceivedBook, StoredValue

Seen = dict[str, object]


def differences(path: Path) -> list[str] | None:
    """What the two see differently, a line a cell; None where one of them does not open the file."""
    book = read_guarded(path).book
    if book is None:
        return None
    try:
        formulas, values = _opened(path, data_only=False), _opened(path, data_only=True)
    except Exception:  # noqa: BLE001  # openpyxl raises whatever its parser stumbles over
        return None
    names = [sheet.name for sheet in book.sheets]
    found = [] if names == formulas.sheetnames else [f"sheets: {names} {formulas.sheetnames}"]
    for name in [name for name in names if name in formulas.sheetnames]:
        theirs = _formulas(formulas[name])
        found += compared(f"{name} formula", our_formulas(book, name), theirs)
        stored = {ref: value for ref, value in our_values(book, name).items() if value != ""}
        found += compared(f"{name} value", stored, _values(values[name], book.date1904))
    return found


def compared(what: str, ours: Seen, theirs: Seen) -> list[str]:
    """The cells in which two readings differ."""
    return [
        f"{what} {ref}: {ours.get(ref)!r} {theirs.get(ref)!r}"
        for ref in sorted({*ours, *theirs})
        if not _alike(ours.get(ref), theirs.get(ref))
    ]


def our_formulas(book: ReceivedBook, sheet: str) -> Seen:
    """Formulas by address."""
    found = book.sheet(sheet)
    assert found is not None
    return dict(found.formulas)


def our_values(book: ReceivedBook, sheet: str) -> Seen:
    """Values by address; errors as their text."""
    found = book.sheet(sheet)
    assert found is not None
    return {ref: _plain(value) for ref, value in found.values.items()}


def _plain(value: StoredValue) -> object:
    return value.text if isinstance(value, ErrorValue) else value


def _alike(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, int | float) and not isinstance(other, bool):
        # Dates come back from openpyxl rounded to milliseconds.
        return abs(one - other) <= 1e-8 * max(1.0, abs(one))
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _opened(path: Path, *, data_only: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path, data_only=data_only)


def _cells(sheet: Any) -> Iterator[Any]:
    cells = getattr(sheet, "_cells", {})  # a chart sheet has none
    return (cell for cell in cells.values() if cell.value is not None)


def _formulas(sheet: Any) -> Seen:
    found: Seen = {}
    for cell in _cells(sheet):
        value = cell.value
        if isinstance(value, ArrayFormula):
            found[cell.coordinate] = (value.text or "").removeprefix("=")
        elif isinstance(value, DataTableFormula):
            first, second = value.r1 or "", value.r2 or ""
            both = f"TABLE({first},{second})"
            alone = f"TABLE({first},)" if value.dtr in ("1", True) else f"TABLE(,{first})"
            found[cell.coordinate] = both if value.dt2D in ("1", True) else alone
        elif cell.data_type == "f":
            found[cell.coordinate] = value.removeprefix("=")
    return found


def _values(sheet: Any, date1904: bool) -> Seen:
    return {cell.coordinate: _value(cell.value, date1904) for cell in _cells(sheet) if cell.value != ""}


def _value(value: object, date1904: bool) -> object:
    if isinstance(value, datetime | date | time | timedelta):
        epoch = CALENDAR_MAC_1904 if date1904 else CALENDAR_WINDOWS_1900
        return to_excel(value, epoch)  # type: ignore[no-untyped-call]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value
