"""Carries out repairs in a copy of a workbook and says what changed, with old and new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bsc_xl.errors import UnreadableInput, WrongUsage
from bsc_xl.io.xlsx_patch.cell_edits import CellEdit, edit_cells
from bsc_xl.io.xlsx_patch.input_rules import add_validation
from bsc_xl.io.xlsx_patch.markup import utf8
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.parts import Book, drop_part
from bsc_xl.io.xlsx_patch.renaming import rename_sheets
from bsc_xl.io.xlsx_patch.sheet_frame import SheetFrame
from bsc_xl.io.xlsx_patch.sheet_protection import protect
from bsc_xl.io.xlsx_patch.status_colours import add_status_formats
from bsc_xl.io.xlsx_patch.styles import Styles
from bsc_xl.io.xlsx_patch.tabs import select_tab
from bsc_xl.io.xlsx_patch.workbook_edits import calculate_automatically, set_name, set_states
from bsc_xl.layout.addresses import sheet_names
from bsc_xl.received.repairs import (
    AddStatusFormats,
    AddValidation,
    ProtectSheet,
    RenameSheet,
    Repair,
    SetCalculation,
    SetFormula,
    SetName,
    SetState,
    SetValue,
    StoreValue,
)


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
        edits: what to do, in any order; sheets go by the names that they have in the file, also where one of the edits
            gives another name. Of several edits of one cell the last counts.

    Returns:
        What changed: first in the workbook, then sheet by sheet. What is already as it should be is left alone; with
        nothing to do, the copy is the same file byte for byte.

    Raises:
        WrongUsage: there is no sheet of a name, a new name is taken, or nothing would be left to see.
        UnreadableInput: the workbook is damaged or unsafe.
        ValueError: a number that Excel does not have, or an address that is none.
    """
    package = Package(source)
    changes = _Edits(package, edits).make()
    package.write(target)
    return tuple(changes)


class _Edits:
    """Edits of one workbook, by the place of the sheet that they concern."""

    def __init__(self, package: Package, edits: Sequence[Repair]) -> None:
        self.package, self.edits = package, edits
        self.book = Book(package)
        self.from_1904 = self.book.from_1904()
        self._texts: list[str] | None = None
        self._styles: Styles | None = None
        self._found: list[tuple[int, Change]] = []
        self._index = {sheet.name.casefold(): sheet.index for sheet in self.book.sheets}

    def make(self) -> list[Change]:
        """Make them all."""
        self._rename()
        self._workbook()
        self._cells()
        self._frames()
        return [change for _, change in sorted(self._found, key=lambda found: found[0])]

    def index(self, name: str, *, with_cells: bool = False) -> int:
        """The place of a sheet; ``with_cells``: it must be one that has cells, and no chart, say."""
        index = self._index.get(name.casefold())
        if index is None or self.book.sheets[index].part not in self.package:
            raise WrongUsage(f"{self.package.name} has no sheet {name}.")
        if with_cells and self.book.sheets[index].kind != "worksheet":
            raise WrongUsage(f"The sheet {name} of {self.package.name} has no cells.")
        return index

    def texts(self) -> list[str]:
        """The shared texts, read once."""
        if self._texts is None:
            self._texts = self.book.texts()
        return self._texts

    def changed(self, index: int, ref: str, words: tuple[str, str] | None) -> None:
        """Note a change; -1 for the workbook."""
        if words is not None:
            name = self.book.sheets[index].name if index >= 0 else ""
            self._found.append((index, Change(name, ref, *words)))

    def _rename(self) -> None:
        names = {self.index(one.sheet): one.name for one in self.edits if isinstance(one, RenameSheet)}
        sheets = self.book.sheets
        names = {index: name for index, name in names.items() if sheets[index].name != name}
        if not names:
            return
        after = [names.get(sheet.index, sheet.name).casefold() for sheet in sheets]
        for index, name in names.items():
            if sheet_names([name]) != [name]:
                raise WrongUsage(f"Excel takes no sheet with the name {name!r}.")
            if after.count(name.casefold()) > 1:
                raise WrongUsage(f"{self.package.name} has another sheet {name} already.")
            self.changed(index, "", (f"sheet {sheets[index].name}", f"sheet {name}"))
        rename_sheets(self.book, {sheets[index].name: name for index, name in names.items()})

    def _workbook(self) -> None:
        document = self.book.document()
        for one in self.edits:
            if isinstance(one, SetName):
                self.changed(-1, one.name, set_name(document, one.name, one.refers_to))
        if any(isinstance(one, SetCalculation) for one in self.edits):
            self.changed(-1, "", calculate_automatically(document))
        wanted = {self.index(one.sheet): one.state for one in self.edits if isinstance(one, SetState)}
        states = {index: state for index, state in wanted.items() if self.book.sheets[index].state != state}
        moved = set_states(document, states) if states else None
        for index, state in states.items():
            self.changed(index, "", (self.book.sheets[index].state, state))
        self.package.replace(self.book.part, document.spliced())
        if moved:
            for index in moved:
                select_tab(self.package, self.book.sheets[index].part, selected=index == moved[1])

    def _cells(self) -> None:
        by_sheet: dict[int, dict[str, CellEdit]] = {}
        for one in self.edits:
            if isinstance(one, SetFormula | SetValue | StoreValue):
                cells = by_sheet.setdefault(self.index(one.sheet, with_cells=True), {})
                ref = one.ref.replace("$", "").upper()
                cells[ref] = _cell_edit(one, ref, cells.get(ref))
        moved = False
        for index, edits in by_sheet.items():
            part = self.book.sheets[index].part
            done = edit_cells(utf8(self.package.read(part)), edits, self.texts, from_1904=self.from_1904)
            if done.words:
                self.package.replace(part, done.data)
            moved |= done.formulas_moved
            for ref, (old, new) in done.words.items():
                note = f"; the other cells of {done.frozen[ref]} keep their values" if ref in done.frozen else ""
                self.changed(index, ref, (old, new + note))
        chain = self.book.related("calcChain") if moved else ""
        if (
            chain
        ):  # Excel makes the list of formula cells anew where there is none, and repairs the file where it is wrong
            drop_part(self.package, self.book.part, chain)

    def _frames(self) -> None:
        frames: dict[int, SheetFrame] = {}
        for one in self.edits:
            if isinstance(one, AddValidation | ProtectSheet | AddStatusFormats):
                index = self.index(one.sheet, with_cells=True)
                if index not in frames:
                    frames[index] = SheetFrame(self.package.read(self.book.sheets[index].part))
                self._frame(index, frames[index], one)
        touched = {index for index, _ in self._found}
        for index, frame in frames.items():
            if index in touched:
                self.package.replace(self.book.sheets[index].part, frame.whole())
        if self._styles is not None:
            self.package.replace(self.book.related("styles"), self._styles.whole())

    def _frame(self, index: int, frame: SheetFrame, one: AddValidation | ProtectSheet | AddStatusFormats) -> None:
        if isinstance(one, AddValidation):
            self.changed(index, " ".join(one.validation.ranges), add_validation(frame, one.validation))
        elif isinstance(one, ProtectSheet):
            self.changed(index, "", protect(frame))
        else:
            words = add_status_formats(frame, self.styles(), one.ranges, one.formats)
            self.changed(index, " ".join(one.ranges), words)

    def styles(self) -> Styles:
        """The workbook's looks, to which others are added."""
        part = self.book.related("styles")
        if not part:
            raise UnreadableInput(f"{self.package.name} has no styles, so nothing can be coloured in it.")
        if self._styles is None:
            self._styles = Styles(self.package.read(part))
        return self._styles


def _cell_edit(one: SetFormula | SetValue | StoreValue, ref: str, before: CellEdit | None) -> CellEdit:
    if isinstance(one, SetFormula):
        block = (one.block or ref) if one.array else ""
        return CellEdit(one.value, one.formula.removeprefix("="), block.replace("$", "").upper())
    if isinstance(one, SetValue):
        return CellEdit(one.value)
    if before is not None and not before.stores:
        return CellEdit(one.value, before.formula, before.block)
    return CellEdit(one.value, stores=True)
