"""Formulas as text: moved to another cell as Excel moves a shared formula, and with a sheet under another name."""

from __future__ import annotations

import re
from collections.abc import Callable

from bsc_xl.io.xlsx_patch.ranges import LAST_COLUMN, LAST_ROW
from bsc_xl.layout.addresses import column_letter, column_number, quoted

_BARE = r"[^\W\d][\w.]*"
_TOKEN = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<error>\#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!|GETTING_DATA))
  | (?P<sheet>(?:'(?:[^']|'')*'|(?:\[[^\[\]]*\])?{_BARE}(?::{_BARE})?)!)
  | (?P<table>\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\])
  | (?P<rows>\$?\d{{1,7}}:\$?\d{{1,7}}(?![\w.(]))
  | (?P<columns>\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}(?![\w.(!$]))
  | (?P<cell>\$?[A-Za-z]{{1,3}}\$?\d{{1,7}}(?![\w.(!]))
  | (?P<word>\w[\w.\\?]*)
    """,
    re.VERBOSE,
)
_PART = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d{0,7})")


def moved(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads so many rows further down and columns further right; what has a dollar stays.

    What would leave the sheet comes in again at its other end, as in Excel.
    """

    def move(found: re.Match[str]) -> str:
        if found.lastgroup not in ("cell", "rows", "columns"):
            return found[0]
        corners = [_moved_corner(corner, rows, columns) for corner in found[0].split(":")]
        return found[0] if None in corners else ":".join(corner or "" for corner in corners)

    return _TOKEN.sub(move, formula)


def _moved_corner(corner: str, rows: int, columns: int) -> str | None:
    """A corner of a range, moved; None where it is a name that only looks like one."""
    found = _PART.fullmatch(corner)
    if found is None:
        return None
    fixed_column, letters, fixed_row, digits = found.groups()
    if not letters:  # of whole rows: the dollar stands before the number, where a column's would
        fixed_row = fixed_column or fixed_row
        fixed_column = ""
    if letters:
        column = column_number(letters.upper())
        if column > LAST_COLUMN:
            return None
        letters = column_letter(column if fixed_column else (column + columns) % (LAST_COLUMN + 1))
    if digits:
        row = int(digits)
        if not 0 < row <= LAST_ROW:
            return None
        digits = str(row if fixed_row else (row + rows - 1) % LAST_ROW + 1)
    return f"{fixed_column}{letters}{fixed_row}{digits}"


def renamed(formula: str, old: str, new: str) -> str:
    """A formula in which a sheet of the workbook goes under another name; other workbooks' sheets keep theirs."""
    return with_sheets(formula, lambda name: new if name.casefold() == old.casefold() else name)


def with_sheets(formula: str, name_of: Callable[[str], str]) -> str:
    """A formula with the name of each sheet of the workbook changed; what does not change stays as it is written."""

    def change(found: re.Match[str]) -> str:
        if found.lastgroup != "sheet" or "[" in found[0]:
            return found[0]
        said = found[0][:-1]
        said = said[1:-1].replace("''", "'") if said.startswith("'") else said
        names = said.split(":")
        changed = [name_of(name) for name in names]
        return found[0] if changed == names else quoted(":".join(changed)) + "!"

    return _TOKEN.sub(change, formula) if "!" in formula else formula
