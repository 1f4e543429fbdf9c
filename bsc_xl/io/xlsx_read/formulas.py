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
        longest = self._context.limits.formula
        columns = zip(tokens.refs, tokens.formulas, tokens.keys, strict=True)
        found = {ref: text for ref, text, key in columns if text or key}
        lengths = list(map(len, found.values()))
        if lengths and max(lengths) > longest:
            for ref, text in found.items():
                self._check_length(ref, text)
        if self._cells.formulas:
            self._cells.formulas.update(found)
        else:
            self._cells.formulas = found
        if any(tokens.keys):
            self._special(tokens)

    def _special(self, tokens: Tokens) -> None:
        """Formulas with attributes: shared, array, data table, or only with marks of no interest."""
        # Array formulas of one cell are many, and need no closer look.
        alone = {
            key: given["ref"]
            for key, given in tokens.attributes.items()
            if len(given) == 2 and given.get("t") == "array" and KEYS[given.get("ref", "")] >= 0
        }
        special = [
            (ref, text, key) for ref, text, key in zip(tokens.refs, tokens.formulas, tokens.keys, strict=True) if key
        ]
        self._cells.arrays.update({ref: alone[key] for ref, _, key in special if key in alone})
        for ref, text, key in special:
            if key not in alone:
                self._with_attributes(ref, tokens.attributes.get(key, {}), text)

    def _with_attributes(self, ref: str, attributes: Mapping[str, str], text: str) -> None:
        kind = attributes.get("t", "normal")
        if kind == "shared" and "si" in attributes:
            self._shared.append((ref, attributes["si"].strip(), text))
        elif kind in ("array", "dataTable"):
            self._block(ref, attributes.get("ref", ""))
            if kind == "dataTable" and not text:
                self._cells.formulas[ref] = _data_table(attributes)

    def _block(self, ref: str, block: str) -> None:
        if min(KEYS[corner] for corner in block.split(":", 1)) < 0 and corners(block) is None:
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
            elif group in current:
                key, formula = current[group]
                here = KEYS[ref]
                moved = formula.moved(here // COLUMNS - key // COLUMNS, here % COLUMNS - key % COLUMNS)
                self._context.count_formulas(len(moved))
                self._cells.formulas[ref] = moved
            else:
                self._note(ref, f"The cell shares formula {shown(group)}, which the sheet does not have.")

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
