"""The values that cells of a file hold: numbers, texts, truth values and errors; dates are numbers of days."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error such as `#DIV/0!`, as the file writes it."""

    text: str

    def __str__(self) -> str:
        return self.text


StoredValue = float | str | bool | ErrorValue
"""What a cell holds. Integers are floats too; an empty cell has no value and is left out of every mapping."""
