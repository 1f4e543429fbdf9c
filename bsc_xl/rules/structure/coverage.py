"""Whether ranges of cells are covered by others: for input rules and colours, which programs merge and split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bsc_xl.layout.addresses import cell
from bsc_xl.rules.canonical import Area, areas


def area_of(ref: str) -> Area:
    """A range without a sheet (`C7` or `C7:D9`) as an area."""
    return areas(ref, "")[0]


def first_uncovered(ref: str, covering: Sequence[Area]) -> str:
    """The first cell of a range, row by row, that none of the areas holds; empty where all are covered."""
    wanted = area_of(ref)
    if any(_holds(area, wanted) for area in covering):
        return ""
    for row in range(wanted.top, wanted.bottom + 1):
        for column in range(wanted.left, wanted.right + 1):
            if not any(area.holds("", row, column) for area in covering):
                return cell(row, column)
    return ""


def _holds(area: Area, other: Area) -> bool:
    rows = area.top <= other.top and other.bottom <= area.bottom
    return rows and area.left <= other.left and other.right <= area.right


def corner(ranges: Iterable[str]) -> tuple[int, int]:
    """Row and column of the cell that relative formulas of rules over these ranges are written for."""
    found = [area_of(ref) for ref in ranges]
    return min(area.top for area in found), min(area.left for area in found)
