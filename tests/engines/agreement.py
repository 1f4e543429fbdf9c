"""Holds a spreadsheet program's values against the core's, cell by cell; stored values are spoiled first."""

from __future__ import annotations

import math
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook

from bsc_xl.layout.types import CellValue, Workbook

POISON = "-98765.4321"
RELATIVE = 1e-9
# Differences of sums that cancel out (a slope of a level line) have no relative size.
ABSOLUTE = 1e-11
_STORED = re.compile(rb"(<f(?: [^>]*)?>[^<]*</f>)<v>[^<]*</v>")


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which the program and the core disagree."""

    sheet: str
    ref: str
    expected: CellValue
    found: object
    formula: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.ref}: core {self.expected!r}, engine {self.found!r} {self.formula[:300]}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many cells were compared, and which differ."""

    compared: int
    differences: tuple[Difference, ...]


def poison(source: Path, target: Path) -> int:
    """Copy a workbook with every stored value of a formula replaced by a wrong number; returns how many there were."""
    count = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = data.replace(b' t="str"><f', b"><f")
                data, found = _STORED.subn(rb"\1<v>" + POISON.encode() + rb"</v>", data)
                count += found
            new.writestr(name, data)
    return count


def same(expected: CellValue, found: object) -> bool:
    """Equal as numbers (1e-9), or exactly as text; a blank text and no value are the same."""
    if expected is None or expected == "":
        return found is None or found == ""
    if isinstance(expected, str):
        return found == expected
    if isinstance(expected, date):
        found_day = found.date() if isinstance(found, datetime) else found
        return found_day == expected
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        return False
    return math.isclose(expected, found, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def compare(layout: Workbook, recalculated: Path) -> Agreement:
    """Hold every calculated cell of a recalculated workbook against the layout's value."""
    book = load_workbook(recalculated, data_only=True)
    cells = list(layout.calculated())
    differences = []
    for sheet, ref, formula, value, _ in cells:
        found = book[sheet][ref].value
        if not same(value, found):
            differences.append(Difference(sheet, ref, value, found, formula))
    return Agreement(len(cells), tuple(differences))
