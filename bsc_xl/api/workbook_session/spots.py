"""Cells of an open workbook: their addresses, the blocks they make together, and what may be written into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from numbers import Real
from typing import NamedTuple

from bsc_xl.layout.addresses import cell

Value = float | str | date | None
Rows = Sequence[Sequence[object]]
"""The values of a range, row by row, as xlwings gives them with ``ndim=2``."""
_PLAIN = frozenset(("yes", "no", "n/a", "no data"))


class Spot(NamedTuple):
    """A cell; rows count from 1, column 0 is A."""

    sheet: str
    row: int
    column: int

    @property
    def ref(self) -> str:
        """The address on its sheet."""
        return cell(self.row, self.column)

    def __str__(self) -> str:
        return f"{self.sheet}!{self.ref}"


class Rectangle(NamedTuple):
    """A block of cells."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def ref(self) -> str:
        """The address on its sheet."""
        return f"{cell(self.top, self.left)}:{cell(self.bottom, self.right)}"

    def spots(self) -> list[list[Spot]]:
        """Its cells, row by row."""
        columns = range(self.left, self.right + 1)
        return [[Spot(self.sheet, row, column) for column in columns] for row in range(self.top, self.bottom + 1)]


class Write(NamedTuple):
    """Values for a range; one call of Excel writes them."""

    sheet: str
    ref: str
    values: list[list[object]]


def rectangles(spots: Iterable[Spot]) -> list[Rectangle]:
    """Cells as few blocks that cover exactly these: runs in a row, put together where rows below have the same run."""
    found: list[Rectangle] = []
    open_: dict[tuple[str, int, int], int] = {}  # sheet, left and right of a run -> its number in `found`
    for run in _runs(spots):
        key = (run.sheet, run.left, run.right)
        number = open_.get(key)
        if number is not None and found[number].bottom == run.top - 1:
            found[number] = found[number]._replace(bottom=run.top)
        else:
            open_[key] = len(found)
            found.append(run)
    return found


def _runs(spots: Iterable[Spot]) -> list[Rectangle]:
    found: list[Rectangle] = []
    for spot in sorted(set(spots)):
        last = found[-1] if found else None
        if last and (last.sheet, last.top, last.right + 1) == (spot.sheet, spot.row, spot.column):
            found[-1] = last._replace(right=spot.column)
        else:
            found.append(Rectangle(spot.sheet, spot.row, spot.column, spot.row, spot.column))
    return found


def writes(values: Mapping[Spot, Value]) -> list[Write]:
    """New values as few writes."""
    return [
        Write(block.sheet, block.ref, [[for_cell(values[spot]) for spot in row] for row in block.spots()])
        for block in rectangles(values)
    ]


def for_cell(value: object) -> object:
    """A value as it is written: a text keeps from Excel, by an apostrophe, that it looks like a number or a formula."""
    if isinstance(value, str):
        return value if value in _PLAIN else f"'{value}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


def from_cell(value: object) -> Value:
    """A value as it was read: a number, a text, a day or None."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str | date):
        return value
    return float(value) if isinstance(value, Real) or hasattr(value, "__float__") else str(value)
