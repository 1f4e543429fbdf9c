"""Addresses of cells and ranges as the file writes them: checked, and turned into numbers."""

from __future__ import annotations

import re

from bsc_xl.io.xlsx_read.limits import COLUMNS, ROWS
from bsc_xl.layout.addresses import column_number

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_MOST_KEPT = 300_000


class CellKeys(dict[str, int]):
    """The place of each address in reading order: row times 16,384 plus column, both from 0; -1 for no address.

    Sheets use the same addresses over and over, so each is worked out once and kept, up to a limit.
    """

    def __missing__(self, ref: str) -> int:
        found = _CELL.fullmatch(ref)
        key = -1
        if found:
            column, row = column_number(found[1]), int(found[2]) - 1
            if column < COLUMNS and row < ROWS:
                key = row * COLUMNS + column
        if len(self) < _MOST_KEPT:
            self[ref] = key
        return key


KEYS = CellKeys()


def corners(written: str) -> tuple[int, int, int, int] | None:
    """Top row, left column, bottom row, right column of a range such as `B2:C9` or `B2`, from 1; None if it is none."""
    first, _, last = written.partition(":")
    begin, end = _CORNER.fullmatch(first), _CORNER.fullmatch(last or first)
    if not begin or not end:
        return None
    left, top = column_number(begin[1].upper()) + 1, int(begin[2])
    right, bottom = column_number(end[1].upper()) + 1, int(end[2])
    if max(left, right) > COLUMNS or max(top, bottom) > ROWS:
        return None
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
