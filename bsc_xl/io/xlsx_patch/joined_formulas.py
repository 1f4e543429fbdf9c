"""Formulas that more than one cell has: shared ones, written once, and array formulas, which fill a block."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.io.xlsx_patch.cell_scan import FormulaPlace, SheetScan
from bsc_xl.io.xlsx_patch.formula_text import moved
from bsc_xl.io.xlsx_patch.ranges import Box, box, place


class JoinedFormulas:
    """The joined formulas of one sheet."""

    def __init__(self, scan: SheetScan) -> None:
        self._data = scan.data
        self.joined = scan.joined
        self._masters: dict[str, list[FormulaPlace]] = {}
        for formula in scan.joined:
            if formula.attributes.get("t") == "shared" and formula.text(scan.data):
                self._masters.setdefault(formula.attributes.get("si", ""), []).append(formula)
        self.blocks = list(_blocks(scan.joined))

    def fills(self, ref: str) -> bool:
        """Whether an array formula fills this cell."""
        at = place(ref)
        return any(block.holds(at) for _, block in self.blocks)

    def text(self, formula: FormulaPlace) -> str:
        """A formula as it reads in its cell."""
        written = formula.text(self._data)
        master = None if written or formula.attributes.get("t") != "shared" else self.master(formula)
        if master is None:
            return written
        (row, column), (to_row, to_column) = place(master.ref), place(formula.ref)
        return moved(master.text(self._data), to_row - row, to_column - column)

    def master(self, follower: FormulaPlace) -> FormulaPlace | None:
        """The formula that one without a text of its own follows; None if it has one, or nothing to follow.

        It is the last one before it with the same number; in some files it comes only after those that follow it.
        """
        if follower.attributes.get("t") != "shared" or follower.text(self._data):
            return None
        same_number = self._masters.get(follower.attributes.get("si", ""), [])
        before = [one for one in same_number if one.start <= follower.start]
        return before[-1] if before else next(iter(same_number), None)


def _blocks(joined: list[FormulaPlace]) -> Iterator[tuple[FormulaPlace, Box]]:
    for formula in joined:
        if formula.attributes.get("t") in ("array", "dataTable"):
            try:
                yield formula, box(formula.attributes.get("ref", formula.ref))
            except ValueError:
                yield formula, box(formula.ref)
