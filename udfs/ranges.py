"""Turns what a spreadsheet hands over into columns, and columns into what it takes back. Nothing is computed here.

Programs differ: xlwings gives lists of rows with None for blanks and errors and datetimes for dates, LibreOffice gives
tuples of tuples and serial numbers, others plain values for single cells. All of them end as lists of one item a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any

from bsc_xl.scoring import Value, is_number
from bsc_xl.scoring.day import day_of

CANNOT = "bsc-xl cannot compute this; check the arguments"


class Unusable(Exception):
    """Arguments that do not go together, said in a few words for the cell."""


def cell(value: Any) -> Any:
    """One cell: None for blanks, empty texts and errors; numbers as floats; words, dates, truth values as they are."""
    if value is None or value == "":
        return None
    if isinstance(value, (bool, str, date)):
        return value
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None  # an error value, in the shape that the program gives it
    return number if number == number else None


def rows(value: Any) -> list[list[Any]]:
    """A range as a list of rows; a single cell is one row of one, a flat sequence one row."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        return [[cell(value)]]
    if not value:
        return [[None]]
    if not isinstance(value[0], (list, tuple)):
        return [[cell(item) for item in value]]
    return [[cell(item) for item in row] for row in value]


def flat(value: Any) -> list[Any]:
    """A range of one row or one column as a list."""
    table = rows(value)
    if len(table) == 1:
        return table[0]
    if len(table[0]) == 1:
        return [row[0] for row in table]
    raise Unusable("a range of one row or one column is needed")


class Columns:
    """The columns of one call: all of one length, single cells repeated for every row."""

    def __init__(self, count: int) -> None:
        self.count = count

    @classmethod
    def of(cls, *values: Any) -> Columns:
        """As many rows as the longest of these ranges.

        Raises:
            Unusable: a range is neither a single cell nor as long as the longest.
        """
        lengths = {len(flat(value)) for value in values}
        count = sorted(lengths)[-1]
        odd = sorted(lengths.difference((1, count)))
        if odd:
            raise Unusable(f"ranges differ in length: {odd[0]} and {count} rows")
        return cls(count)

    @classmethod
    def of_block(cls, block: Any) -> Columns:
        """As many rows as a block has."""
        return cls(len(rows(block)))

    def items(self, value: Any) -> list[Any]:
        """A column; a single cell is repeated."""
        found = flat(value)
        if len(found) == self.count:
            return found
        if len(found) == 1:
            return [found[0] for _ in range(self.count)]
        raise Unusable(f"ranges differ in length: {len(found)} and {self.count} rows")

    def block(self, value: Any) -> list[list[Any]]:
        """A block of as many rows as the other ranges; a single cell is repeated."""
        found = rows(value)
        if len(found) == self.count:
            return found
        if len(found) == 1:
            return [list(found[0]) for _ in range(self.count)]
        raise Unusable(f"ranges differ in length: {len(found)} and {self.count} rows")

    def numbers(self, value: Any) -> list[float | None]:
        """Numbers; anything else is None."""
        return [number(item) for item in self.items(value)]

    def texts(self, value: Any) -> list[str]:
        """Texts; anything else is an empty one."""
        return [text(item) for item in self.items(value)]

    def words(self, value: Any, known: Sequence[str], what: str) -> list[str]:
        """Texts that must be one of those known; blanks are let pass.

        Raises:
            Unusable: another text, which it names.
        """
        found = self.texts(value)
        for word in found:
            if word and word not in known:
                raise Unusable(f"{what}: {word[:40]} is none of {', '.join(known)}")
        return found

    def whole(self, value: Any, otherwise: int) -> list[int]:
        """Whole numbers; anything else is the value given."""
        return [whole(item, otherwise) for item in self.items(value)]

    def flags(self, value: Any) -> list[bool]:
        """True for TRUE and for numbers other than 0."""
        return [flag(item) for item in self.items(value)]

    def days(self, value: Any) -> list[date | None]:
        """Days of dates and serial numbers."""
        return [day_of(item) for item in self.items(value)]


def number(value: Any) -> float | None:
    """A number; a text that looks like one is a text."""
    return float(value) if is_number(value) else None


def text(value: Any) -> str:
    """A text; anything else is an empty one."""
    return value if isinstance(value, str) else ""


def whole(value: Any, otherwise: int) -> int:
    """A whole number, cut off; anything else is the value given."""
    return int(value) if is_number(value) else otherwise


def count_of(value: Any, otherwise: int) -> int:
    """A single cell that counts something: 1 or more; the number given where there is none."""
    found = whole(one(value), otherwise)
    return found if found > 0 else 1


def flag(value: Any) -> bool:
    """True for TRUE and for numbers other than 0."""
    return bool(value) if isinstance(value, (bool, float, int)) else False


def days(value: Any) -> list[date | None]:
    """The days of one row or one column of dates or serial numbers."""
    return [day_of(item) for item in flat(value)]


def day(value: Any) -> date:
    """The day in a single cell.

    Raises:
        Unusable: it holds none.
    """
    found = day_of(one(value))
    if found is None:
        raise Unusable("a date is needed")
    return found


def entry(value: Any) -> Value:
    """An entry of a measure: a number or a word."""
    return value if isinstance(value, str) else number(value)


def one(value: Any) -> Any:
    """The first cell of a range."""
    return rows(value)[0][0]


def column(values: Sequence[Any]) -> list[list[Any]]:
    """A column for the spreadsheet: one item a row, blanks as empty texts."""
    return [[shown(value)] for value in values]


def shown(value: Any) -> Any:
    """A value for a cell."""
    return "" if value is None else value


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose failures come as a few words in the cell, never as an exception's text."""

    @wraps(function)
    def answer(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except Unusable as error:
            return [[str(error)]]
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            return [[CANNOT]]

    return answer
