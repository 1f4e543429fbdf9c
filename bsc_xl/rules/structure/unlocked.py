"""Which calculated or fixed cells somebody unlocked."""

from __future__ import annotations

from bsc_xl.received import ReceivedBook, ReceivedSheet
from bsc_xl.rules.alignment import sort_key
from bsc_xl.rules.form import FormSheet


def first_unlocked(sheet: FormSheet, received: ReceivedSheet, book: ReceivedBook) -> str:
    """The first cell with an issued formula or text that is not locked; empty where there is none."""
    unlocked = {number for number, style in enumerate(book.styles) if not style.locked}
    if not unlocked:
        return ""
    open_cells = {ref for ref, style in received.styles.items() if style in unlocked} - sheet.inputs.keys()
    found = [ref for ref in open_cells if ref in sheet.formulas or ref in sheet.filled or ref in sheet.fixed]
    return sort_key(found)[0] if found else ""
