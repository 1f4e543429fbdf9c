"""Finds formulas that lead back to themselves, starting from those that were not issued: issued ones never do."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_xl.layout.addresses import cell, place_of
from bsc_xl.rules.agreement import Precedents
from bsc_xl.rules.canonical import Area, areas
from bsc_xl.rules.case import Case

_MOST = 200_000  # steps: a search that long is given up, and says nothing

Place = tuple[str, str]


def circular(case: Case, starts: Sequence[Place]) -> dict[Place, str]:
    """Those of the cells that depend on themselves, each with the way round in words.

    Args:
        case: the workbook.
        starts: names of sheets as received, and addresses.
    """
    if not starts:
        return {}
    search = _Search(case)
    found = {}
    for start in starts:
        way = search.round(start)
        if way:
            found[start] = " > ".join(ref if sheet == start[0] else f"{sheet}!{ref}" for sheet, ref in way[:6])
    return found


class _Search:
    def __init__(self, case: Case) -> None:
        self.formulas = {sheet.name: sheet.formulas for sheet in case.book.sheets}
        self.names = {sheet.name.casefold(): sheet.name for sheet in case.book.sheets}
        self.precedents = Precedents({name.name: name.refers_to for name in case.book.names})
        self.arrays = {sheet.name: sheet.arrays for sheet in case.book.sheets}
        self.blocks: dict[str, list[tuple[str, Area]]] = {}
        self.columns: dict[str, dict[int, list[int]]] = {}

    def round(self, start: Place) -> list[Place]:
        """A way from a cell back to itself; empty if there is none."""
        came: dict[Place, Place] = {}
        waiting, steps = [start], 0
        while waiting:
            place = waiting.pop()
            for reads in self._reads(place):
                steps += 1
                if reads == start:
                    return self._way(came, start, place)
                if steps > _MOST:
                    return []
                if reads not in came:
                    came[reads] = place
                    waiting.append(reads)
        return []

    @staticmethod
    def _way(came: dict[Place, Place], start: Place, last: Place) -> list[Place]:
        way = [start, last] if last != start else [start]
        while way[-1] != start and came[way[-1]] != start:
            way.append(came[way[-1]])
        return [start, *[place for place in reversed(way) if place != start], start]

    def _reads(self, place: Place) -> list[Place]:
        """The cells with formulas that a cell's formula reads."""
        sheet, ref = place
        found = []
        for area in self.precedents.of(self.formulas[sheet][ref], sheet):
            name = self.names.get(area.sheet)
            if name is not None:
                found += [(name, other) for other in self._in(name, area)]
                found += [(name, first) for first, block in self._blocks(name) if _meet(block, area)]
        return found

    def _blocks(self, sheet: str) -> list[tuple[str, Area]]:
        """The array formulas over several cells: reading one of their cells is reading their first."""
        if sheet not in self.blocks:
            several = ((first, block) for first, block in self.arrays[sheet].items() if ":" in block)
            self.blocks[sheet] = [(first, areas(block, sheet)[0]) for first, block in several]
        return self.blocks[sheet]

    def _in(self, sheet: str, area: Area) -> list[str]:
        formulas = self.formulas[sheet]
        if (area.bottom - area.top) * (area.right - area.left) < 4:
            rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
            return [ref for row in rows for column in columns if (ref := cell(row, column)) in formulas]
        if sheet not in self.columns:
            of_sheet = self.columns[sheet] = {}
            for ref in formulas:
                row, column = place_of(ref)
                of_sheet.setdefault(column, []).append(row)
        return [
            cell(row, column)
            for column, rows in self.columns[sheet].items()
            if area.left <= column <= area.right
            for row in rows
            if area.top <= row <= area.bottom
        ]


def _meet(one: Area, other: Area) -> bool:
    return one.top <= other.bottom and other.top <= one.bottom and one.left <= other.right and other.left <= one.right
