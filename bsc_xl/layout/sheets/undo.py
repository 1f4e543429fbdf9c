"""The sheet `_undo`, which nobody sees: what stood in the cells that the last file of figures changed."""

from __future__ import annotations

from bsc_xl.layout.parts import text
from bsc_xl.layout.types import Kind, Sheet

SHEET = "_undo"
HEADINGS = ("sheet", "row", "column", "old", "new", "measure", "period")


def undo_sheet() -> Sheet:
    """The sheet, with nothing to undo."""
    loose = tuple(text(1, column, words, Kind.NOTE) for column, words in enumerate(HEADINGS))
    return Sheet(SHEET, "undo", loose=loose, hidden=True)
