"""What a cell of a foreign source says, as text for people and as an id."""

from __future__ import annotations

from datetime import date, datetime


def as_text(cell: object) -> str:
    """A cell as its author reads it: no ".0" behind whole numbers, dates in ISO form, no blanks around; "" for None."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = not (cell.hour or cell.minute or cell.second or cell.microsecond)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def is_empty(cell: object) -> bool:
    """True for a cell with nothing, or nothing but white space, in it."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
