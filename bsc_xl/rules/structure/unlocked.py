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
    inputs, formulas, fixed, filled = sheet.inputs, sheet.formulas, sheet.fixed, sheet.filled
    found = [
        ref
        for ref, style in received.styles.items()
        if style in unlocked and ref not in inputs and (ref in formulas or ref in filled or ref in fixed)
    ]
    return sort_key(found)[0] if found else ""
