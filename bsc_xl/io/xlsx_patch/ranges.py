"""Cell addresses and ranges as numbers, and what is left of ranges when others are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bsc_xl.layout.addresses import cell, column_letter, column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_383  # the column counts from 0
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,7})")


class Box(NamedTuple):
    """A range: rows from 1, columns from 0, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, at: tuple[int, int]) -> bool:
        """Whether the cell in this row and column is one of its cells."""
        return self.top <= at[0] <= self.bottom and self.left <= at[1] <= self.right

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right

    def meets(self, other: Box) -> bool:
        """Whether both have a cell in common."""
        return not (
            self.bottom < other.top or other.bottom < self.top or self.right < other.left or other.right < self.left
        )

    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of each of its cells."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def __str__(self) -> str:
        if self.left == 0 and self.right == LAST_COLUMN:
            return f"{self.top}:{self.bottom}"
        if self.top == 1 and self.bottom == LAST_ROW:
            return f"{column_letter(self.left)}:{column_letter(self.right)}"
        first = cell(self.top, self.left)
        last = cell(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=1 << 16)
def place(ref: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of a cell's address; raises ValueError where it is none."""
    found = _CELL.fullmatch(ref)
    row, column = (int(found[2]), column_number(found[1].upper())) if found else (0, 0)
    if not (0 < row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(f"{ref!r} is no address of a cell")
    return row, column


def box(ref: str) -> Box:
    """A range such as ``B2:C9``, ``B2``, ``A:C`` or ``3:5``, dollars or not; raises ValueError where it is none."""
    first, colon, last = ref.partition(":")
    corners = [_CORNER.fullmatch(corner) for corner in (first, last or first)]
    whole = _CELL.fullmatch(first) if not colon else first and last
    if corners[0] is None or corners[1] is None or not whole:
        raise ValueError(f"{ref!r} is no range")
    start, stop = (corner.groups() for corner in corners if corner is not None)
    rows = int(start[1] or 1), int(stop[1] or LAST_ROW)
    columns = (
        column_number(start[0].upper()) if start[0] else 0,
        column_number(stop[0].upper()) if stop[0] else LAST_COLUMN,
    )
    found = Box(min(rows), min(columns), max(rows), max(columns))
    if found.top < 1 or found.bottom > LAST_ROW or found.right > LAST_COLUMN:
        raise ValueError(f"{ref!r} reaches beyond a sheet")
    return found


def boxes(sqref: str) -> list[Box]:
    """The ranges of an attribute ``sqref``; what is none is left out."""
    found = []
    for ref in sqref.split():
        try:
            found.append(box(ref))
        except ValueError:
            continue
    return found


def without(kept: Iterable[Box], taken: Iterable[Box]) -> list[Box]:
    """What is left of ranges when others are taken out of them, as ranges that do not overlap more than before."""
    left = list(kept)
    for hole in taken:
        left = [piece for one in left for piece in _around(one, hole)]
    return left


def _around(one: Box, hole: Box) -> Iterator[Box]:
    if not one.meets(hole):
        yield one
        return
    top, bottom = max(one.top, hole.top), min(one.bottom, hole.bottom)
    if one.top < top:
        yield Box(one.top, one.left, top - 1, one.right)
    if one.left < hole.left:
        yield Box(top, one.left, bottom, hole.left - 1)
    if hole.right < one.right:
        yield Box(top, hole.right + 1, bottom, one.right)
    if bottom < one.bottom:
        yield Box(bottom + 1, one.left, one.bottom, one.right)
