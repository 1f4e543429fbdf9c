"""Whether a stored value is the one that was computed anew, and which differences come first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from bsc_xl.layout.addresses import place_of
from bsc_xl.layout.types import CellValue
from bsc_xl.received import ErrorValue, StoredValue
from bsc_xl.rules.canonical import Area, areas, words

RELATIVE, ABSOLUTE = 1e-9, 1e-11
"""Numbers agree when they differ by less: programs add in another order, and sums cancel out."""
_EPOCH = date(1899, 12, 30).toordinal()
_SHIFT_1904 = 1462


def agrees(expected: CellValue, stored: StoredValue | None, *, date1904: bool = False) -> bool:
    """Whether a cell holds the value that it must have; blanks and empty texts are the same."""
    if expected is None or expected == "":
        return stored is None or stored == ""
    if isinstance(expected, bool):
        return stored is expected or (isinstance(stored, float) and stored == float(expected))
    if isinstance(expected, date):
        expected = float(expected.toordinal() - _EPOCH - (_SHIFT_1904 if date1904 else 0))
    if isinstance(expected, str):
        return isinstance(stored, str) and (stored == expected or _tidy(stored) == _tidy(expected))
    if isinstance(stored, bool) or not isinstance(stored, int | float):
        return False
    return abs(stored - expected) <= max(ABSOLUTE, RELATIVE * max(abs(stored), abs(expected)))


def _tidy(text: str) -> str:
    """A text without what files cannot carry or programs change: control characters, kinds of line ends."""
    return "".join(
        c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else " " for c in text.replace("\r\n", "\n")
    )


def shown(value: CellValue | StoredValue, *, blank: str = "nothing") -> str:
    """A value in words, as short as it stays readable."""
    if value is None or value == "":
        return blank
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value:.10g}"
    text = str(value) if isinstance(value, ErrorValue) else f"'{value}'"
    return text if len(text) <= 60 else text[:57] + "...'"


class Cells:
    """A set of cells that can be asked quickly whether an area holds one of them."""

    def __init__(self, cells: Iterable[tuple[str, str]]) -> None:
        """``cells``: names of sheets and addresses."""
        self._columns: dict[tuple[str, int], list[int]] = {}
        for sheet, ref in cells:
            row, column = place_of(ref)
            self._columns.setdefault((sheet.casefold(), column), []).append(row)
        for rows in self._columns.values():
            rows.sort()
        self._lefts: dict[str, list[int]] = {}
        for sheet, column in sorted(self._columns):
            self._lefts.setdefault(sheet, []).append(column)

    def touches(self, area: Area, but: tuple[str, int, int] | None = None) -> bool:
        """Whether one of the cells lies in an area, apart from one given by sheet, row and column."""
        columns = self._lefts.get(area.sheet, [])
        for column in columns[bisect_left(columns, area.left) :]:
            if column > area.right:
                return False
            rows = self._columns[area.sheet, column]
            for row in rows[bisect_left(rows, area.top) :]:
                if row > area.bottom:
                    break
                if (area.sheet, row, column) != but:
                    return True
        return False


class Precedents:
    """Finds the cells that formulas read, through defined names too."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """``names``: what each defined name stands for."""
        self._names = {name.casefold(): place.removeprefix("=") for name, place in names.items()}

    @cached_property
    def _areas(self) -> Mapping[str, tuple[Area, ...]]:
        return {name: areas(place, "") for name, place in self._names.items()}

    def of(self, formula: str, sheet: str) -> list[Area]:
        """The areas that a formula on a sheet reads."""
        found = list(areas(formula, sheet))
        for word in words(formula):
            found += self._areas.get(word, ())
        return found
