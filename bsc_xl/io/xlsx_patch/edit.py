"""Carries out repairs in a copy of a workbook and says what changed, with old and new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bsc_xl.errors import WrongUsage
from bsc_xl.io.xlsx_patch.cell_edits import CellEdit, edit_cells
from bsc_xl.io.xlsx_patch.markup import utf8
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.parts import Book, SheetPart, drop_part
from bsc_xl.received.repairs import Repair, SetFormula, SetValue, StoreValue


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed: the sheet (empty for the workbook), the cell or range (empty for the sheet), old and new."""

    sheet: str
    ref: str
    old: str
    new: str


def edit(source: Path, target: Path, edits: Sequence[Repair]) -> tuple[Change, ...]:
    """Write a copy of a workbook with these repairs done.

    Args:
        source: the workbook.
        target: the copy; it may be the same file.
        edits: what to do; sheets go by the names that they have in the file. Of several for one cell the last counts.

    Returns:
        What changed, in the order of the sheets. What is already as it should be is left alone; with nothing to do,
        the copy is the same file byte for byte.

    Raises:
        WrongUsage: there is no sheet of a name.
        UnreadableInput: the workbook is damaged or unsafe.
        ValueError: a number that Excel does not have, or an address that is none.
    """
    package = Package(source)
    changes = _Edits(package).make(edits)
    package.write(target)
    return tuple(changes)


class _Edits:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.book = Book(package)
        self._texts: list[str] | None = None

    def make(self, edits: Sequence[Repair]) -> list[Change]:
        return self._cells(edits)

    def sheet(self, name: str) -> SheetPart:
        sheet = self.book.sheet(name)
        if sheet is None or sheet.part not in self.package:
            raise WrongUsage(f"{self.package.name} has no sheet {name}.")
        return sheet

    def texts(self) -> list[str]:
        """The shared texts, read once."""
        if self._texts is None:
            self._texts = self.book.texts()
        return self._texts

    def _cells(self, edits: Iterable[Repair]) -> list[Change]:
        by_sheet: dict[int, dict[str, CellEdit]] = {}
        for one in edits:
            if isinstance(one, SetFormula | SetValue | StoreValue):
                cells = by_sheet.setdefault(self.sheet(one.sheet).index, {})
                ref = one.ref.replace("$", "").upper()
                cells[ref] = _cell_edit(one, ref, cells.get(ref))
        changes: list[Change] = []
        moved = False
        for index in sorted(by_sheet):
            sheet = self.book.sheets[index]
            data = utf8(self.package.read(sheet.part))
            done = edit_cells(data, by_sheet[index], self.texts, from_1904=self.book.from_1904())
            if done.words:
                self.package.replace(sheet.part, done.data)
            moved |= done.formulas_moved
            for ref, (old, new) in done.words.items():
                note = f"; the other cells of {done.frozen[ref]} keep their values" if ref in done.frozen else ""
                changes.append(Change(sheet.name, ref, old, new + note))
        if moved:
            self._drop_order_of_calculation()
        return changes

    def _drop_order_of_calculation(self) -> None:
        """Excel makes the list of formula cells anew where there is none, and repairs the file where it is wrong."""
        part = self.book.related("calcChain")
        if part:
            drop_part(self.package, self.book.part, part)


def _cell_edit(one: SetFormula | SetValue | StoreValue, ref: str, before: CellEdit | None) -> CellEdit:
    if isinstance(one, SetFormula):
        block = (one.block or ref) if one.array else ""
        return CellEdit(one.value, one.formula.removeprefix("="), block.replace("$", "").upper())
    if isinstance(one, SetValue):
        return CellEdit(one.value)
    if before is not None and not before.stores:
        return CellEdit(one.value, before.formula, before.block)
    return CellEdit(one.value, stores=True)
