"""Puts formulas and values into the cells of a sheet; all other cells keep their bytes, what they calculate, and how.

A cell that is overwritten may have given its formula to others: the ones that follow a shared formula then get it
written out, and the other cells of an array formula keep their values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bsc_xl.io.xlsx_patch.cell_inserts import insertions
from bsc_xl.io.xlsx_patch.cell_scan import CellPlace, FormulaPlace, scan
from bsc_xl.io.xlsx_patch.cell_values import StoredLike, as_written, in_words, said, same
from bsc_xl.io.xlsx_patch.cell_xml import calculated, constant, formula_xml, raw_value, with_content, with_stored
from bsc_xl.io.xlsx_patch.joined_formulas import JoinedFormulas
from bsc_xl.io.xlsx_patch.ranges import Box, box, place
from bsc_xl.io.xlsx_patch.spans import prefix_at, splice, tag_end

_REF = re.compile(rb"""(\sref\s*=\s*)(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What a cell is to hold: a formula with its value, a value, or (``stores``) a new value for what it calculates."""

    value: StoredLike
    formula: str | None = None
    block: str = ""  # the range that an array formula fills; empty for an ordinary one
    stores: bool = False


@dataclass
class CellChanges:
    """What was done to a sheet.

    data: its new bytes. words: old and new of each changed cell. formulas_moved: whether other cells than before have
    formulas. frozen: the range of each array formula that was broken up, by the cell that broke it; the other cells of
    the range keep their values.
    """

    data: bytes
    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    formulas_moved: bool = False
    frozen: dict[str, str] = field(default_factory=dict)


def edit_cells(
    data: bytes, edits: Mapping[str, CellEdit], texts: Callable[[], list[str]], *, from_1904: bool = False
) -> CellChanges:
    """Edit cells of one sheet.

    Args:
        data: the sheet's part, in UTF-8.
        edits: by address; a value that is to be stored is left out where nothing calculates it.
        texts: gives the workbook's shared texts, should they be needed.
        from_1904: whether the workbook counts its days from 1904.
    """
    return _Sheet(data, edits, texts, from_1904=from_1904).edited()


class _Sheet:
    def __init__(
        self, data: bytes, edits: Mapping[str, CellEdit], texts: Callable[[], list[str]], *, from_1904: bool
    ) -> None:
        self.data, self.edits, self.texts, self.from_1904 = data, edits, texts, from_1904
        blocks = {ref: box(edit.block) for ref, edit in edits.items() if edit.block}
        self.filled = {_ref(at) for ref, block in blocks.items() for at in block.cells() if _ref(at) != ref}
        self.scan = scan(data, {*edits, *self.filled})
        self.joined = JoinedFormulas(self.scan)
        self.result = CellChanges(data)
        self.changes: dict[int, tuple[int, bytes]] = {}  # first byte -> first byte after, and what stands there now

    def edited(self) -> CellChanges:
        self._replace_all()
        self._empty_blocks()
        self._keep_neighbours()
        new = self._missing()
        changes = [(start, end, 0, xml) for start, (end, xml) in self.changes.items()]
        self.result.data = splice(self.data, changes + insertions(self.scan, new))
        return self.result

    def _replace_all(self) -> None:
        for ref, edit in self.edits.items():
            here = self.scan.cells.get(ref)
            if here is None or (edit.stores and not self._calculates(here)) or not self._differs(here, edit):
                continue
            old = self._words(here)
            self.changes[here.start] = here.end, self._cell(here, edit)
            self.result.words[ref] = old, self._new_words(edit, here.formula)
            if not edit.stores:
                self.result.formulas_moved |= (here.formula is None) != (edit.formula is None)

    def _calculates(self, here: CellPlace) -> bool:
        return here.formula is not None or here.ref in self.filled or self.joined.fills(here.ref)

    def _differs(self, here: CellPlace, edit: CellEdit) -> bool:
        kind, raw = here.attributes.get("t", ""), raw_value(self.data, here)
        if edit.stores:
            return not same(kind, raw, edit.value, from_1904=self.from_1904)
        formula = here.formula
        if (None if formula is None else self.joined.text(formula)) != edit.formula:
            return True
        if formula is not None:
            array = formula.attributes.get("ref", "") if formula.attributes.get("t") == "array" else ""
            return array != edit.block or not same(kind, raw, edit.value, from_1904=self.from_1904)
        value, wanted = self._said(here), _as_read(edit.value, from_1904=self.from_1904)
        return type(value) is not type(wanted) or value != wanted

    def _cell(self, here: CellPlace, edit: CellEdit) -> bytes:
        prefix = prefix_at(self.data, here.start)
        if edit.stores:
            formula = here.formula
            kept = b"" if formula is None else self.data[formula.start : formula.end]
            return with_stored(self.data, here, edit.value, kept, from_1904=self.from_1904)
        return with_content(self.data, here, *self._content(prefix, edit))

    def _content(self, prefix: str, edit: CellEdit) -> tuple[str, bytes]:
        if edit.formula is None:
            return constant(prefix, edit.value, from_1904=self.from_1904)
        formula = formula_xml(prefix, edit.formula, edit.block)
        return calculated(prefix, formula, edit.value, from_1904=self.from_1904)

    def _empty_blocks(self) -> None:
        """Where an array formula is put, the cells that it fills have no formula of their own."""
        for ref in self.filled:
            here = self.scan.cells.get(ref)
            edited = ref in self.edits and not self.edits[ref].stores
            if here is None or here.formula is None or edited:
                continue
            old = self._words(here)
            edit = self.edits.get(ref)
            value = edit.value if edit else self._said(here)
            self.changes[here.start] = here.end, with_stored(self.data, here, value, b"", from_1904=self.from_1904)
            self.result.words[ref] = old, f"{in_words(value)}, filled by an array formula"
            self.result.formulas_moved = True

    def _keep_neighbours(self) -> None:
        """What others had from a cell that is overwritten: formulas are written out, arrays keep their first cell."""
        taken = {ref for ref in self.result.words if ref in self.filled or not self.edits[ref].stores}
        for formula in self.joined.joined:
            master = self.joined.master(formula)
            if formula.ref not in taken and master is not None and master.ref in taken:
                self._write_out(formula)
        for formula, block in self.joined.blocks:
            broken = "" if block.single else next((ref for ref in sorted(taken) if block.holds(place(ref))), "")
            if broken:
                self._break_up(formula, block, broken, taken)

    def _write_out(self, formula: FormulaPlace) -> None:
        xml = formula_xml(prefix_at(self.data, formula.start), self.joined.text(formula))
        here = self.scan.cells.get(formula.ref)
        if here is not None and here.start in self.changes:  # its stored value is renewed as well
            value = self.edits[formula.ref].value
            self.changes[here.start] = here.end, with_stored(self.data, here, value, xml, from_1904=self.from_1904)
        else:
            self.changes[formula.start] = formula.end, xml

    def _break_up(self, formula: FormulaPlace, block: Box, broken: str, taken: set[str]) -> None:
        if formula.ref not in taken:
            here = self.scan.cells.get(formula.ref)
            tag = self.data[formula.start : tag_end(self.data, formula.start)]
            new = _REF.sub(rb'\1"' + formula.ref.encode() + b'"', tag, count=1)
            if here is not None and here.start in self.changes:
                end, xml = self.changes[here.start]
                self.changes[here.start] = end, xml.replace(tag, new, 1)
            else:
                self.changes[formula.start] = formula.start + len(tag), new
        elif any(edit.block and box(edit.block) == block for edit in self.edits.values()):
            return  # restored as a whole
        self.result.frozen[broken] = str(block)

    def _missing(self) -> dict[str, Callable[[str], tuple[str, bytes]]]:
        """What gives type and content, for a prefix, of each cell that there is not yet."""
        new: dict[str, Callable[[str], tuple[str, bytes]]] = {}
        for ref, edit in self.edits.items():
            blank = edit.formula is None and edit.value in (None, "")
            if ref in self.scan.cells or blank or (edit.stores and not self._fills(ref)):
                continue
            new[ref] = lambda prefix, edit=edit: (  # type: ignore[misc]  # its own edit for each
                calculated(prefix, b"", edit.value, from_1904=self.from_1904)
                if edit.stores
                else self._content(prefix, edit)
            )
            self.result.words[ref] = "empty", self._new_words(edit, None)
            self.result.formulas_moved |= edit.formula is not None
        return new

    def _fills(self, ref: str) -> bool:
        return ref in self.filled or self.joined.fills(ref)

    def _said(self, here: CellPlace) -> StoredLike:
        kind = here.attributes.get("t", "")
        return said(kind, raw_value(self.data, here), self.texts() if kind == "s" else None)

    def _words(self, here: CellPlace) -> str:
        value = in_words(self._said(here))
        return value if here.formula is None else f"={self.joined.text(here.formula)} ({value})"

    def _new_words(self, edit: CellEdit, formula: FormulaPlace | None) -> str:
        kept = self.joined.text(formula) if edit.stores and formula is not None else edit.formula
        value = in_words(edit.value)
        return value if kept is None else f"={kept} ({value})"


def _ref(at: tuple[int, int]) -> str:
    return str(Box(*at, *at))


def _as_read(value: StoredLike, *, from_1904: bool) -> StoredLike:
    """A value as a file gives it back."""
    if value == "" or value is None:
        return None
    kind, written = as_written(value, from_1904=from_1904)
    return value if kind else float(written)
