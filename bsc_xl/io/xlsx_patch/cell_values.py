"""Values of cells as a file writes them: what type a cell says it has, and the text between its tags."""

from __future__ import annotations

import math
from datetime import date, datetime

from bsc_xl.io.xlsx_patch.markup import cell_text, content, without_codes
from bsc_xl.layout.types import CellValue
from bsc_xl.received.values import ErrorValue

StoredLike = CellValue | ErrorValue
_EPOCH = date(1899, 12, 30).toordinal()
_DAYS_1904 = 1462  # workbooks of the old Mac count days from 1904


def as_written(value: StoredLike, *, from_1904: bool = False) -> tuple[str, str]:
    """The type (attribute ``t``, empty for numbers) and the content of ``v`` for a value that a formula has.

    Raises:
        ValueError: a number that Excel does not have: infinite, or none.
    """
    if value is None:
        return "str", ""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, ErrorValue):
        return "e", cell_text(value.text)
    if isinstance(value, str):
        return "str", cell_text(value)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return "", str(day.toordinal() - _EPOCH - (_DAYS_1904 if from_1904 else 0))
    if not math.isfinite(value):
        raise ValueError(f"{value} is no value of a cell")
    return "", repr(value)


def same(kind: str, raw: bytes | None, value: StoredLike, *, from_1904: bool = False) -> bool:
    """Whether a formula's stored value (its type, and the content of ``v`` or None without one) is this value."""
    wanted_kind, wanted = as_written(value, from_1904=from_1904)
    if raw is None or (kind or "n") != (wanted_kind or "n"):
        return False
    said = content(raw)
    if not wanted_kind:
        try:
            return float(said) == float(wanted)
        except ValueError:
            return False
    return said == content(wanted.encode())


def in_words(value: StoredLike) -> str:
    """A value as a person reads it in a list of changes."""
    if value is None or value == "":
        return "empty"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return f"{value:.15g}"
    return f'"{value}"' if isinstance(value, str) else str(value)


def said(kind: str, raw: bytes | None, texts: list[str] | None) -> StoredLike:
    """The value that a cell shows, by its type and its content; ``texts`` are the workbook's shared ones."""
    if raw is None:
        return None
    text = content(raw)
    if kind == "s":
        known = texts is not None and text.strip().isdigit() and int(text) < len(texts)
        return texts[int(text)] if known and texts is not None else None
    if kind in ("str", "inlineStr", "d"):
        return without_codes(text)
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind == "e":
        return ErrorValue(text)
    try:
        return float(text)
    except ValueError:
        return text or None
