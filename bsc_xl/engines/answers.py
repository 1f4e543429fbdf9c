"""What engines answer for cells: values as cells hold them, or a failure that says why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from bsc_xl.engines.stored_cells import Place, StoredCells

Value = float | str | bool
"""What a cell holds; dates are serial numbers and blanks are empty texts."""
NO_VALUE = "the engine has no value for it"
_LIKE_A_NUMBER = re.compile(r"\s*[-+]?\d+(\.\d*)?(e[-+]?\d+)?\s*", re.IGNORECASE)
_EPOCH = date(1899, 12, 30).toordinal()


class Failure:
    """Stands where a value would, and says why there is none."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


Answers = Mapping[Place, object]
"""An engine's own values, or failures, by place."""


def plain(value: object) -> Value | Failure:
    """A value of an engine as a number, a text or a truth value; anything else is a failure."""
    if isinstance(value, (str, bool, float, Failure)):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, datetime):
        midnight = value.replace(hour=0, minute=0, second=0, microsecond=0)
        return value.toordinal() - _EPOCH + (value - midnight).total_seconds() / 86400
    if isinstance(value, date):
        return float(value.toordinal() - _EPOCH)
    return Failure(NO_VALUE if value is None else f"a value of an unknown kind: {type(value).__name__}")


def texts_like_numbers(stored: StoredCells) -> Iterator[tuple[Place, Failure]]:
    """Typed texts that engines with a looser view than Excel's take for numbers, as failures."""
    for place, cell in stored.cells.items():
        if isinstance(cell.value, str) and not cell.formula and _LIKE_A_NUMBER.fullmatch(cell.value):
            yield place, Failure("the text in it is taken for a number")
