"""Entry cells in rows and columns that somebody hid."""

from __future__ import annotations

from collections.abc import Container, Iterator

from bsc_xl.layout.addresses import column_letter, place_of
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
            first_shown = _first_shown(sheet, column, hidden)
            if first_shown:
                yield first_shown, f"column {column_letter(column)} with entries is hidden"


def _first_shown(sheet: FormSheet, column: int, hidden: Container[int]) -> str:
    """The first input cell of a column outside hidden rows; empty where there is none."""
    places = ((ref, place_of(ref)) for ref in sheet.inputs)
    return next((ref for ref, (row, own) in places if own == column and row not in hidden), "")
