"""What a source is once it is read: rows of cells as they stand there, each with the number its author sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from bsc_xl.errors import UnreadableInput
from bsc_xl.model.fault import nearest

Guard: TypeAlias = Callable[[Path], None]
"""Looks at a workbook before it is opened and raises UnreadableInput where that would be dangerous."""

Row: TypeAlias = tuple[int, tuple[Any, ...], str]
"""The row's number, its cells, and the text of cells beyond the last column (text files only)."""


@dataclass(frozen=True)
class SourceTable:
    """A source as it was found.

    Attributes:
        name: what to call it in messages.
        columns: names as written; empty texts where a column has none.
        rows: every row below the header, blank ones, too; to be gone through once.
        delimiter: what separates the columns of a text file; else an empty text.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    delimiter: str = ""

    def index(self, column: str) -> int | None:
        """The position of a column by its name, exactly or else whatever its case; None where there is none."""
        if column in self.columns:
            return self.columns.index(column)
        folded = [name.casefold() for name in self.columns]
        wanted = column.strip().casefold()
        return folded.index(wanted) if wanted and folded.count(wanted) == 1 else None

    def require(self, columns: Iterable[str]) -> dict[str, int]:
        """Positions of columns by name.

        Raises:
            UnreadableInput: some are missing or stand there twice; all of them are named, with the nearest ones.
        """
        faults = []
        found = {}
        for column in dict.fromkeys(columns):
            index = self.index(column)
            if self.columns.count(column) > 1:
                faults.append(f"There are two columns {column!r}.")
            elif index is None:
                faults.append(f"There is no column {column!r}. {nearest(column, self.columns)}".rstrip())
            else:
                found[column] = index
        if faults:
            listed = ", ".join(repr(name) for name in self.columns if name) or "none"
            raise UnreadableInput("\n".join([f"{self.name}: columns are missing.", *faults, f"Its columns: {listed}."]))
        return found


def existing(path: Path) -> Path:
    """The path, if a file with something in it is there.

    Raises:
        UnreadableInput: there is none, or it is empty.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableInput(f"{path}: there is no such file.") from error
    if not path.is_file():
        raise UnreadableInput(f"{path}: this is a folder, not a file.")
    if size == 0:
        raise UnreadableInput(f"{path}: the file is empty.")
    return path
