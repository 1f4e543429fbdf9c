"""Understands the formulas of a sheet: shared ones are written out, array formulas and data tables keep their range."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_xl.io.xlsx_read.context import Cells, Context
from bsc_xl.io.xlsx_read.grid import KEYS, corners
from bsc_xl.io.xlsx_read.limits import COLUMNS
from bsc_xl.io.xlsx_read.shared_formulas import SharedFormula, shared_formula
from bsc_xl.io.xlsx_read.tokens import Tokens
from bsc_xl.io.xlsx_read.troubles import shown


class FormulaReader:
    """Fills the formulas of one sheet from tokens in several pieces; shared ones can be written out only at the end.

    Args:
        cells: what was understood so far; it is added to.
        context: the book.
        sheet: the sheet's name.
        part: the sheet's part.
    """

    def __init__(self, cells: Cells, context: Context, sheet: str, part: str) -> None:
        self._cells = cells
        self._context = context
        self._sheet = sheet
        self._part = part
        self._shared: list[tuple[str, str, str]] = []

    def take(self, tokens: Tokens) -> None:
        """Understand the formulas among some more cells."""
        ordinary = {token[0]: token[4] for token in tokens.cells if token[4] and not token[3]}
        lengths = list(map(len, ordinary.values()))
        self._context.count_formulas(sum(lengths))
        if lengths and max(lengths) > self._context.limits.formula:
            for ref, text in ordinary.items():
                self._check_length(ref, text)
        self._cells.formulas.update(ordinary)
        for token in tokens.cells:
            if token[3]:
                self._special(token[0], tokens.attributes.get(token[3], {}), token[4])

    def _special(self, ref: str, attributes: Mapping[str, str], text: str) -> None:
        """A formula with attributes: shared, array, data table, or only with marks of no interest."""
        kind = attributes.get("t", "normal")
        if kind == "shared" and "si" in attributes:
            self._shared.append((ref, attributes["si"].strip(), text))
            self._cells.formulas.setdefault(ref, "")
            return
        if kind in ("array", "dataTable"):
            self._block(ref, attributes.get("ref", ""))
        self._add(ref, _data_table(attributes) if kind == "dataTable" and not text else text)

    def _add(self, ref: str, text: str) -> None:
        self._check_length(ref, text)
        self._context.count_formulas(len(text))
        self._cells.formulas[ref] = text

    def _block(self, ref: str, block: str) -> None:
        if corners(block) is None:
            self._note(ref, f"The formula fills the range {shown(block)}, which is none.")
            block = ref
        self._cells.arrays[ref] = block.replace("$", "").upper()

    def finish(self) -> None:
        """Write the shared formulas out.

        A cell without text takes the last formula of its group that stands before it, else the first after it.
        """
        found, self._shared = self._shared, []
        first: dict[str, tuple[int, SharedFormula]] = {}
        for ref, group, text in found:
            if text and group not in first:
                first[group] = KEYS[ref], self._taken_apart(ref, text)
        current = dict(first)
        begun: set[str] = set()
        for ref, group, text in found:
            if text:
                if group in begun:
                    current[group] = KEYS[ref], self._taken_apart(ref, text)
                begun.add(group)
                self._add(ref, text)
            elif group in current:
                key, formula = current[group]
                here = KEYS[ref]
                self._add(ref, formula.moved(here // COLUMNS - key // COLUMNS, here % COLUMNS - key % COLUMNS))
            else:
                self._note(ref, f"The cell shares formula {shown(group)}, which the sheet does not have.")
                self._add(ref, "")

    def _taken_apart(self, ref: str, text: str) -> SharedFormula:
        return shared_formula(text) if self._check_length(ref, text) else SharedFormula((text,))

    def _check_length(self, ref: str, text: str) -> bool:
        longest = self._context.limits.formula
        if len(text) > longest:
            self._note(ref, f"The formula has {len(text):,} characters; Excel holds {longest:,}.")
        return len(text) <= longest

    def _note(self, ref: str, words: str) -> None:
        self._context.troubles.add("PKG010", words, part=self._part, sheet=self._sheet, ref=ref)


def _data_table(attributes: Mapping[str, str]) -> str:
    """What Excel shows for a data table: TABLE(row input, column input)."""
    first, second = attributes.get("r1", ""), attributes.get("r2", "")
    if attributes.get("dt2D", "") in ("1", "true"):
        return f"TABLE({first},{second})"
    return f"TABLE({first},)" if attributes.get("dtr", "") in ("1", "true") else f"TABLE(,{first})"
