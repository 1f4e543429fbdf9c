"""Which cells a formula reads: a value made of something that was not computed counts as not computed either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bsc_xl.engines.stored_cells import Place, StoredCells, cells_of
from bsc_xl.layout.addresses import cell, column_number

_TEXT = re.compile(r'"[^"]*"')
_CELL = r"\$?([A-Z]{1,3})\$?(\d+)"
_REFERENCE = re.compile(
    rf"(?:(?:'((?:[^']|'')+)'|(\b[\w.]+))!)?(?<![\w.$]){_CELL}(?::{_CELL})?(?![\w(])|\b([A-Za-z_][\w.]*)\b(?!\()"
)
_PLACE = re.compile(_CELL)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells on a sheet."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int

    def touches(self, cells: set[tuple[int, int]]) -> tuple[int, int] | None:
        """One of these cells (column, row) that lies inside; None if none does."""
        if (self.right - self.left + 1) * (self.bottom - self.top + 1) < len(cells):
            inside = ((c, r) for c in range(self.left, self.right + 1) for r in range(self.top, self.bottom + 1))
            return next((one for one in inside if one in cells), None)
        return next(
            (one for one in cells if self.left <= one[0] <= self.right and self.top <= one[1] <= self.bottom), None
        )


def areas(formula: str, sheet: str, names: Mapping[str, str]) -> Iterator[Area]:
    """The cells and ranges that a formula on a sheet names; defined names stand for what they refer to."""
    for quoted, plain, left, top, right, bottom, name in _REFERENCE.findall(_TEXT.sub('""', formula)):
        if not left:
            if name.lower() in names:
                yield from areas(names[name.lower()], sheet, {})
            continue
        first, last = column_number(left), column_number(right or left)
        yield Area(quoted.replace("''", "'") or plain or sheet, first, int(top), last, int(bottom or top))


def built_on(without: Iterable[Place], stored: StoredCells) -> dict[Place, Place]:
    """The cells that read one of these, directly or through others, each with one that it reads."""
    lost: dict[str, set[tuple[int, int]]] = {}
    for sheet, ref in without:
        lost.setdefault(sheet, set()).add(_column_and_row(ref))
    found: dict[Place, Place] = {}
    left = {
        (sheet, ref): tuple(dict.fromkeys(areas(one.formula, sheet, stored.names)))
        for (sheet, ref), one in stored.cells.items()
        if one.formula
    }
    grew = bool(lost)
    while grew:
        grew = False
        for place, read in list(left.items()):
            cause = _first(read, lost)
            if cause is None:
                continue
            grew = True
            del left[place]
            for ref in (place[1], *cells_of(stored.cells[place].block)):
                found[place[0], ref] = cause
                lost.setdefault(place[0], set()).add(_column_and_row(ref))
    return found


def _first(read: Iterable[Area], lost: Mapping[str, set[tuple[int, int]]]) -> Place | None:
    for area in read:
        touched = area.touches(lost[area.sheet]) if area.sheet in lost else None
        if touched:
            return area.sheet, cell(touched[1], touched[0])
    return None


def _column_and_row(ref: str) -> tuple[int, int]:
    letters, row = _PLACE.findall(ref)[0]
    return column_number(letters), int(row)
