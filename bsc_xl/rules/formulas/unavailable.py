"""Cells that call the functions of bsc-xl and were calculated where these were not available."""

from __future__ import annotations

from bsc_xl.received import ErrorValue, ReceivedSheet

_ERRORS = frozenset(("#NAME?", "#VALUE!"))


def is_unavailable(sheet: ReceivedSheet, ref: str) -> bool:
    """Whether a cell shows the error of a program that does not know the functions."""
    value = sheet.values.get(ref)
    formula = sheet.formulas.get(ref) or sheet.formulas.get(_anchor(sheet, ref), "")
    return isinstance(value, ErrorValue) and value.text in _ERRORS and "BSC_" in formula.upper()


def unavailable(sheet: ReceivedSheet) -> list[str]:
    """The cells of a sheet that show it."""
    return [ref for ref in errors_on(sheet) if is_unavailable(sheet, ref)]


def errors_on(sheet: ReceivedSheet) -> dict[str, ErrorValue]:
    """The cells of a sheet that show an error."""
    if ErrorValue not in set(map(type, sheet.values.values())):  # nearly always, and quickly known
        return {}
    return {ref: value for ref, value in sheet.values.items() if isinstance(value, ErrorValue)}


def _anchor(sheet: ReceivedSheet, ref: str) -> str:
    """The first cell of the array formula over one column that fills a cell."""
    letters = ref.rstrip("0123456789")
    row = int(ref[len(letters) :])
    for first, area in sheet.arrays.items():
        _, _, last = area.partition(":")
        one_column = first.rstrip("0123456789") == letters == last.rstrip("0123456789")
        if one_column and int(first[len(letters) :]) <= row <= int(last[len(letters) :]):
            return first
    return ""
