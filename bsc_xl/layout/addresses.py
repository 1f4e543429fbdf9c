"""Cell addresses and sheet names as formulas write them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

FORBIDDEN = "[]:*?/\\"
LONGEST = 31
_NEVER = FORBIDDEN + "\ufffe\uffff"  # XML cannot carry the last two


@cache
def column_letter(number: int) -> str:
    """Letters of a column; 0 is A."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Number of a column; A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell(row: int, column: int, *, absolute: bool = False) -> str:
    """Address of a cell; rows count from 1, column 0 is A."""
    letter = column_letter(column)
    return f"${letter}${row}" if absolute else f"{letter}{row}"


def place_of(ref: str) -> tuple[int, int]:
    """Row (from 1) and column (0 is A) of an address without dollars: what `cell` takes."""
    letters = ref.rstrip("0123456789")
    return int(ref[len(letters) :]), column_number(letters)


@cache
def quoted(sheet: str) -> str:
    """A sheet's name as formulas need it, always in quotes."""
    return "'" + sheet.replace("'", "''") + "'"


def at(sheet: str, row: int, column: int) -> str:
    """Absolute address of a cell of another sheet."""
    return f"{quoted(sheet)}!{cell(row, column, absolute=True)}"


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Names that Excel accepts, each different in the eyes of Excel (which ignores case).

    Args:
        wanted: what the sheets would be called.
        taken: names that are in use already.

    Returns:
        At most 31 UTF-16 units each, without the characters []:*?/\\, without a quote at either end, never
        "History" and never ending in ".py" (xlwings takes such sheets for code); a number in brackets tells equal
        ones apart.
    """
    used = {name.casefold() for name in taken} | {"history"}
    names = []
    for text in wanted:
        base = "".join(" " if c in _NEVER or ord(c) < 32 else c for c in text).strip(" '") or "Sheet"
        base = base.replace(".py", " py") if base.endswith(".py") else base
        name, number = cut(base, LONGEST).strip(" '"), 1
        while name.casefold() in used:
            number += 1
            suffix = f" ({number})"
            name = cut(base, LONGEST - len(suffix)).strip(" '") + suffix
        used.add(name.casefold())
        names.append(name)
    return names


def cut(text: str, length: int) -> str:
    """At most ``length`` UTF-16 units of a text: what Excel counts."""
    text = text[:length]
    while units(text) > length:
        text = text[:-1]
    return text


def units(text: str) -> int:
    """UTF-16 units of a text."""
    return len(text) + sum(character > "\uffff" for character in text)
