"""Which cells a formula reads: a value made of something that was not computed counts as not computed either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bsc_xl.engines.stored_cells import Place, StoredCells, cells_of
from bsc_xl.layout.addresses import column_number

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
    lost = dict.fromkeys(without)
    if not lost:
        return {}
    readers = _Readers(stored)
    found: dict[Place, Place] = {}
    waiting = list(lost)
    while waiting:
        cause = waiting.pop()
        for sheet, ref in readers.of(cause):
            for place in ((sheet, other) for other in (ref, *cells_of(stored.cells[sheet, ref].block))):
                if place not in found and place not in lost:
                    found[place] = cause
                    waiting.append(place)
    return found


class _Readers:
    """Which formulas read a cell: looked up by its row for ranges of one row, else by its column."""

    def __init__(self, stored: StoredCells) -> None:
        self._by_row: dict[tuple[str, int], list[tuple[Area, Place]]] = {}
        self._by_column: dict[tuple[str, int], list[tuple[Area, Place]]] = {}
        for place, one in stored.cells.items():
            for area in dict.fromkeys(areas(one.formula, place[0], stored.names)) if one.formula else ():
                if area.top == area.bottom:
                    self._by_row.setdefault((area.sheet, area.top), []).append((area, place))
                    continue
                for column in range(area.left, area.right + 1):
                    self._by_column.setdefault((area.sheet, column), []).append((area, place))

    def of(self, place: Place) -> Iterator[Place]:
        """The places of formulas that read this one."""
        sheet, (column, row) = place[0], _column_and_row(place[1])
        for area, reader in self._by_row.get((sheet, row), ()):
            if area.left <= column <= area.right:
                yield reader
        for area, reader in self._by_column.get((sheet, column), ()):
            if area.top <= row <= area.bottom:
                yield reader


def _column_and_row(ref: str) -> tuple[int, int]:
    letters, row = _PLACE.findall(ref)[0]
    return column_number(letters), int(row)
