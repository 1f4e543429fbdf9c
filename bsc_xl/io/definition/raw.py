"""A definition as its author sees it, before anything is understood: tables of rows with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bsc_xl.model import Fault


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row with the cells that hold something.

    Attributes:
        place: the row as the author sees it: ``row 7`` or ``measures[3] (id FIN-1)``.
        cells: content by column name; blank cells are left out.
        places: where a single cell stands elsewhere than its row, as on the vertical scorecard sheet.
    """

    place: str
    cells: Mapping[str, Any]
    places: Mapping[str, str] = field(default_factory=dict)

    def place_of(self, column: str) -> str:
        """The place of one cell."""
        return self.places.get(column, self.place)


@dataclass(frozen=True, slots=True)
class RawDefinition:
    """All tables that a file holds.

    Attributes:
        tables: rows by table name; only names that a definition knows.
        faults: what the reader of the file could already see is wrong: unknown tables and columns, error cells.
        lost: table and column of what is missing as a whole and named in ``faults`` already; no column: all of them.
    """

    tables: Mapping[str, tuple[RawRow, ...]]
    faults: tuple[Fault, ...] = ()
    lost: frozenset[tuple[str, str]] = frozenset()
