"""What is wrong with a definition: one frozen record a fault, with its place and its remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the build; a warning is shown and the build goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        table: the definition's table, for example ``measures``.
        row: position of the record in its table, from 0; the reader of a file replaces ``place`` by what
            the author sees (``row 7``). None where the table as a whole is meant.
        column: the field's name, or an empty text.
        found: what stands there, as text.
        allowed: what may stand there, in words.
        hint: the nearest allowed text where a typing mistake is likely, or a remedy.
        place: the row as the author sees it.
    """

    table: str
    row: int | None
    column: str
    found: str
    allowed: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    place: str = ""

    def at(self, place: str) -> Fault:
        """The same fault with the row named as the author sees it."""
        return replace(self, place=place)

    def __str__(self) -> str:
        place = self.place or (f"record {self.row + 1}" if self.row is not None else "")
        where = ", ".join(part for part in (self.table, place, self.column) if part)
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}: found {self.found or 'nothing'}; allowed: {self.allowed}.{hint}"


def nearest(word: str, allowed: Iterable[str]) -> str:
    """A hint that names the most similar allowed text, or an empty text where none is similar."""
    if len(word) > 100:  # no typing mistake; comparing it would take long
        return ""
    candidates = list(allowed)
    folded = {candidate.casefold(): candidate for candidate in candidates}
    matches = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"Did you mean {folded[matches[0]]}?" if matches else ""
