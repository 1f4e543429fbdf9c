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
    hidden = {row: ref for row, ref in sheet.input_rows.items() if row in rows}
    for row, ref in hidden.items():
        yield ref, f"row {row} with entries is hidden"
    for column in sheet.input_columns:
        if any(first <= column + 1 <= last for first, last in received.hidden_columns):
            first_shown = next((r for r in sheet.inputs if _column(r) == column and _row(r) not in hidden), "")
            if first_shown:
                yield first_shown, f"column {column_letter(column)} with entries is hidden"


def _column(ref: str) -> int:
    return column_number(ref.rstrip("0123456789"))


def _row(ref: str) -> int:
    return int(ref[len(ref.rstrip("0123456789")) :])
