"""Entry cells in rows and columns that somebody hid."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.addresses import column_letter, column_number
from bsc_xl.received import ReceivedSheet, State
from bsc_xl.rules.form import FormSheet


def hidden_inputs(sheet: FormSheet, received: ReceivedSheet) -> Iterator[tuple[str, str]]:
    """The first entry cell of each hidden row and column, and what is hidden, in words."""
    if sheet.sheet.hidden or received.state is not State.VISIBLE:
        return
    rows = frozenset() if received.filtered else received.hidden_rows
    columns = received.hidden_columns
    if not rows and not columns:
        return
    hidden_rows: dict[int, str] = {}
    hidden: dict[int, str] = {}
    for ref in sheet.inputs:
        letters = ref.rstrip("0123456789")
        row, column = int(ref[len(letters) :]), column_number(letters)
        if row in rows:
            hidden_rows.setdefault(row, ref)
        elif any(first <= column + 1 <= last for first, last in columns):
            hidden.setdefault(column, ref)
    for row, ref in hidden_rows.items():
        yield ref, f"row {row} with entries is hidden"
    for column, ref in hidden.items():
        yield ref, f"column {column_letter(column)} with entries is hidden"
