"""Sees in a sheet's XML what openpyxl does not tell: formulas without a value, and where the last value stands."""

from __future__ import annotations

import re

_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
# A cell that has a formula and then ends, with no value or an empty one between.
_VALUELESS = re.compile(
    rb"<(?:\w+:)?c\b[^>]{0,300}?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]{0,300}>\s*"
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ROW = re.compile(rb"<(?:\w+:)?(?:row|c)\b[^>]{0,300}?\br=\"[A-Z]*([0-9]{1,7})\"")
_TEXT_CELL = re.compile(rb"\bt=\"str\"")
_MOST = 100_000


def valueless_formulas(xml: bytes) -> dict[int, list[int]]:
    """Columns (from 1) by row (from 1) of cells with a formula whose result is not stored.

    Args:
        xml: the sheet's part. A formula whose result is an empty text counts as calculated.
    """
    found: dict[int, list[int]] = {}
    if _FORMULA.search(xml):
        for count, match in enumerate(_VALUELESS.finditer(xml)):
            if count >= _MOST:
                break
            if not _TEXT_CELL.search(match[0]):
                found.setdefault(int(match[2]), []).append(_column(match[1]))
    return found


def last_used_row(xml: bytes) -> int:
    """The row (from 1) of the last cell that has a value, 0 where none has.

    Args:
        xml: the sheet's part.
    """
    body = xml[: xml.rfind(b"sheetData>")]
    end = max(body.rfind(b"v>"), body.rfind(b"t>"))
    start = max(0, end - 100_000)
    rows = [int(match[1]) for match in _ROW.finditer(body, start, max(end, 0))]
    return rows[-1] if rows else 0


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
