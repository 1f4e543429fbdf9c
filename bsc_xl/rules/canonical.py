"""Formulas in one spelling, so that only a change of meaning counts as a change; and the cells that a formula reads.

Programs that save a workbook spell the same formula differently: white space, letters of function names, quotes around
names of sheets, `TRUE()` for `TRUE`, 1E-12 for 0.000000000001, prefixes of newer functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from bsc_xl.layout.addresses import column_number

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!|<[^<>]*>!)
    |(?P<word>\$?[^\W\d][\w.$]*)
    |(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
    |(?P<space>\s+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_SHEET = re.compile(r"'(?:[^']|'')+'!|[^\W\d][\w.]*!")
_PREFIX = re.compile(r"_XL(?:FN|WS|PM)\.")
_TRUTH = re.compile(r"\b(TRUE|FALSE)\(\)")
_DECIMAL = re.compile(r"(?<![\w.$])(?:\d+\.\d*|\.\d+|\d+(?=E[+-]?\d))(?:E[+-]?\d+)?(?![\w.])")
_ONE_CELL = re.compile(r"(?<![\w$])(\$?[A-Z]{1,3}\$?\d+):\1(?!\w)")
_SPACES = {ord(space): None for space in " \t\r\n\xa0"}


def canonical(formula: str, renamed: Mapping[str, str] | None = None) -> str:
    """A formula in one spelling; ``renamed`` gives other names to sheets (keys in small letters)."""
    return _canonical(formula) if not renamed else _spelled(formula, renamed)


@lru_cache(maxsize=100_000)
def _canonical(formula: str) -> str:
    return _spelled(formula, {})


def _spelled(formula: str, renamed: Mapping[str, str]) -> str:
    """Change only what stands outside texts; thousands of formulas are spelled, so each step looks before it works."""
    parts = formula.split('"')
    if "'" in formula and any(part.count("'") % 2 for part in parts[::2]):
        return formula  # a quote inside the name of a sheet: as it stands, or it is a change
    for number in range(0, len(parts), 2):
        parts[number] = _outside(parts[number], renamed)
    return '"'.join(parts)


def _outside(text: str, renamed: Mapping[str, str]) -> str:
    if "!" in text:
        text = _SHEET.sub(lambda found: _marked(found[0], renamed), text)
    text = text.translate(_SPACES).upper()
    if "_XL" in text:
        text = _PREFIX.sub("", text)
    if "()" in text:
        text = _TRUTH.sub(r"\1", text)
    if _DECIMAL.search(text):
        text = _DECIMAL.sub(lambda found: repr(float(found[0])), text)
    return _ONE_CELL.sub(r"\1", text) if ":" in text else text


def _marked(text: str, renamed: Mapping[str, str]) -> str:
    name = sheet_of(text).casefold()
    return f"<{renamed.get(name, name).casefold()}>!".replace(" ", "\x01")


def sheet_of(text: str) -> str:
    """The name in `'Sales North'!`, `Sales!` or `<sales>!`, as it stands in a formula in one spelling."""
    name = text.removesuffix("!")
    if name.startswith("<"):
        return name[1:-1].replace("\x01", " ")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


class Area(NamedTuple):
    """A rectangle of cells; rows from 1, columns from 0 (A)."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell lies in it; names of sheets in small letters."""
        return sheet == self.sheet and self.top <= row <= self.bottom and self.left <= column <= self.right


_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z", re.IGNORECASE)
_COLUMNS = re.compile(r"\$?([A-Z]{1,3})\Z", re.IGNORECASE)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_383


@lru_cache(maxsize=50_000)
def areas(formula: str, sheet: str) -> tuple[Area, ...]:
    """The cells that a formula on a sheet names, by their addresses.

    Args:
        formula: without "=".
        sheet: name of its sheet.

    Returns:
        One area a reference, names of sheets in small letters. Defined names are not looked up: see `words`.
    """
    return tuple(_areas(formula, sheet.casefold()))


def _areas(formula: str, sheet: str) -> Iterator[Area]:
    tokens = [(t.lastgroup, t[0]) for t in _TOKEN.finditer(formula) if t.lastgroup != "space"]
    place, number = sheet, 0
    while number < len(tokens):
        kind, text = tokens[number]
        number += 1
        if kind == "sheet":
            place = sheet_of(text).casefold()
            continue
        if kind in ("word", "number", "other"):
            start = _corner(text)
            end = start
            if number + 1 < len(tokens) and tokens[number][1] == ":":
                after = _corner(tokens[number + 1][1])
                if start and after:
                    end, number = after, number + 2
            if start and end and (end is not start or _REFERENCE.match(text)):
                yield Area(
                    place, min(start[0], end[0]), min(start[1], end[1]), max(start[2], end[2]), max(start[3], end[3])
                )
        place = sheet


def _corner(text: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right of a cell, a whole row or a whole column."""
    if found := _REFERENCE.match(text):
        row, column = int(found[2]), column_number(found[1].upper())
        return row, column, row, column
    if text.strip("$").isdigit():
        row = int(text.strip("$"))
        return row, 0, row, _LAST_COLUMN
    if found := _COLUMNS.match(text):
        column = column_number(found[1].upper())
        return 1, column, _LAST_ROW, column
    return None


@lru_cache(maxsize=20_000)
def pieces(formula: str) -> tuple[tuple[str, str], ...]:
    """The parts of a formula in one spelling: kind (text, sheet, reference, word, number, other) and text."""
    found = []
    for token in _TOKEN.finditer(formula):
        kind, text = str(token.lastgroup), token[0]
        if kind != "space":
            found.append(("reference" if kind == "word" and _REFERENCE.match(text) else kind, text))
    return tuple(found)


@lru_cache(maxsize=50_000)
def words(formula: str) -> frozenset[str]:
    """All words of a formula outside texts in small letters: functions, defined names, addresses."""
    return frozenset(t[0].casefold() for t in _TOKEN.finditer(formula) if t.lastgroup == "word")


@lru_cache(maxsize=50_000)
def relative(formula: str, row: int, column: int) -> str:
    """A formula in one spelling with relative references as distances: equal all the way down a column.

    Args:
        formula: without "=".
        row: of its cell, from 1.
        column: of its cell, from 0.
    """
    parts = []
    for token in _TOKEN.finditer(_canonical(formula)):
        found = _REFERENCE_PARTS.match(token[0]) if token.lastgroup == "word" else None
        if found is None:
            parts.append(token[0])
            continue
        fixed_column, letters, fixed_row, digits = found.groups()
        across = f"C{column_number(letters)}" if fixed_column else f"C[{column_number(letters) - column}]"
        parts.append((f"R{digits}" if fixed_row else f"R[{int(digits) - row}]") + across)
    return "".join(parts)


_REFERENCE_PARTS = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})\Z")
