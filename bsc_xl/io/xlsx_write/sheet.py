"""A sheet that writes a layout's cells straight as XML, and leaves everything else to XlsxWriter.

It overrides internals of XlsxWriter (`_write_sheet_data`, `_prepare_formula` and the table of texts), which is why
exactly one release of it is allowed: about nine tenths of the time that `write_formula` takes goes into work that a
layout has done already.
"""

from __future__ import annotations

from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.worksheet import Worksheet

from bsc_xl.io.xlsx_write.cells import SheetCells


class LateStrings(SharedStringTable):  # type: ignore[misc]  # XlsxWriter has no types here
    """A table of texts that still takes texts while the sheets are written."""

    def __init__(self) -> None:
        super().__init__()
        self._get_shared_string_index("")  # never empty, so that the package always has the part

    def _sort_string_data(self) -> None:
        """Called before the sheets are written: too early, so nothing happens."""

    @property
    def string_array(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self.string_table)

    @string_array.setter
    def string_array(self, value: list[str]) -> None:
        """The constructor of the base class sets an empty list."""


class LayoutWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types here
    """A worksheet whose cells come from a layout."""

    cells: SheetCells

    def take(self, cells: SheetCells) -> None:
        """Use the cells of a layout's sheet."""
        self.cells = cells
        self.ignore_write_string = True  # the text of a link is a cell of the layout, and XML in it would be copied
        self.dim_rowmin, self.dim_colmin = 0, 0
        self.dim_rowmax, self.dim_colmax = cells.extent()

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        """Formulas of rules and colours as they are: the layout writes the prefixes of newer functions itself.

        XlsxWriter tries 155 substitutions on each, which also change text inside quotes.
        """
        return formula.removeprefix("=")

    def _write_sheet_data(self) -> None:
        heights = self.cells.sheet.heights
        write = self.fh.write
        write("<sheetData>")
        for row, xml in self.cells.rows(self.str_table._get_shared_string_index).items():
            height = heights.get(row)
            size = f' ht="{height:g}" customHeight="1"' if height else ""
            write(f'<row r="{row}"{size}>')
            write("".join(xml))
            write("</row>")
        write("</sheetData>")
