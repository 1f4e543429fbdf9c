"""Writes shared formulas out: the same formula seen from another cell, its relative references moved along."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bsc_xl.io.xlsx_read.limits import COLUMNS, ROWS
from bsc_xl.layout.addresses import column_letter, column_number

_LOST = "#REF!"
_NOT_ON = r"(?![\w.(!\[])"  # no longer name, no function, no sheet, no table
_PIECES = re.compile(
    rf"""
      "(?:[^"]|"")*"                                          # a text
    | '(?:[^']|'')*'                                          # a quoted sheet
    | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]                # another book, or the column of a table
    | \$?[A-Za-z]{{1,3}}\$?[0-9]{{1,7}}:\$?[A-Za-z]{{1,3}}\$?[0-9]{{1,7}}!  # two sheets whose names look like cells
    | (?P<columns>\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}){_NOT_ON}
    | (?P<rows>\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}){_NOT_ON}
    | (?P<cell>\$?[A-Za-z]{{1,3}}\$?[0-9]{{1,7}}){_NOT_ON}
    | [^\W\d][\w.\\?]*                                        # a name or function
    | (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?        # a number
    """,
    re.VERBOSE | re.DOTALL,
)
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")
_COLUMNS = re.compile(r"(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})")
_ROWS = re.compile(r"(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})")
_Shift = Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """A shared formula, taken apart once.

    Attributes:
        pieces: texts that stay, and functions that give a reference moved by so many rows and columns.
    """

    pieces: tuple[str | _Shift, ...]

    def moved(self, rows: int, columns: int) -> str:
        """The formula of a cell so many rows below and columns right of the one that has it."""
        return "".join([piece if isinstance(piece, str) else piece(rows, columns) for piece in self.pieces])


def shared_formula(text: str) -> SharedFormula:
    """Take a formula apart, the one of the cell that has it, without "="."""
    pieces: list[str | _Shift] = []
    at = 0
    for found in _PIECES.finditer(text):
        if found.lastgroup:
            pieces += [text[at : found.start()], _reference(found.lastgroup, found[0])]
            at = found.end()
    return SharedFormula((*pieces, text[at:]))


def _reference(kind: str, text: str) -> str | _Shift:
    if kind == "cell":
        found = _CELL.fullmatch(text)
        return _cell(text, *found.groups()) if found else text
    if kind == "columns":
        found = _COLUMNS.fullmatch(text)
        return _columns(text, *found.groups()) if found else text
    found = _ROWS.fullmatch(text)
    return _rows(text, *found.groups()) if found else text


def _cell(text: str, fixed_column: str, letters: str, fixed_row: str, digits: str) -> str | _Shift:
    column, row = column_number(letters.upper()), int(digits)
    if column >= COLUMNS or not 1 <= row <= ROWS or (fixed_column and fixed_row):
        return text

    def moved(rows: int, columns: int) -> str:
        new_column = column if fixed_column else column + columns
        new_row = row if fixed_row else row + rows
        if not (0 <= new_column < COLUMNS and 1 <= new_row <= ROWS):
            return _LOST
        return f"{fixed_column}{column_letter(new_column)}{fixed_row}{new_row}"

    return moved


def _columns(text: str, fixed_first: str, first: str, fixed_last: str, last: str) -> str | _Shift:
    left, right = column_number(first.upper()), column_number(last.upper())
    if max(left, right) >= COLUMNS or (fixed_first and fixed_last):
        return text

    def moved(_: int, columns: int) -> str:
        new_left = left if fixed_first else left + columns
        new_right = right if fixed_last else right + columns
        if not (0 <= new_left < COLUMNS and 0 <= new_right < COLUMNS):
            return _LOST
        return f"{fixed_first}{column_letter(new_left)}:{fixed_last}{column_letter(new_right)}"

    return moved


def _rows(text: str, fixed_first: str, first: str, fixed_last: str, last: str) -> str | _Shift:
    top, bottom = int(first), int(last)
    if not (1 <= top <= ROWS and 1 <= bottom <= ROWS) or (fixed_first and fixed_last):
        return text

    def moved(rows: int, _: int) -> str:
        new_top = top if fixed_first else top + rows
        new_bottom = bottom if fixed_last else bottom + rows
        if not (1 <= new_top <= ROWS and 1 <= new_bottom <= ROWS):
            return _LOST
        return f"{fixed_first}{new_top}:{fixed_last}{new_bottom}"

    return moved
