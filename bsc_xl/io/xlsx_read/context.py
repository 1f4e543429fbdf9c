"""What the reading of every sheet of one book shares: limits, troubles, shared texts and how much is left to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.troubles import Mark, Troubles, blocked
from bsc_xl.received import StoredValue


@dataclass
class Context:
    """The book that is being read.

    Attributes:
        texts: shared texts by their number as cells write it.
        date1904: whether days are counted from 1904.
        looks: canonical texts of the differential formats; sheets append those that they bring along.
    """

    limits: Limits
    troubles: Troubles
    texts: Mapping[str, str] = field(default_factory=dict)
    date1904: bool = False
    looks: list[str] = field(default_factory=list)
    _cells: int = 0
    _formulas: int = 0

    def count_cells(self, number: int) -> None:
        """Note that so many more cells were read; raises Blocked above the limit."""
        self._cells += number
        if self._cells > self.limits.cells:
            words = f"The workbook has more than {self.limits.cells:,} cells."
            raise blocked("PKG004", words, "Remove the sheets, rows and columns that are not needed.")

    def count_formulas(self, characters: int) -> None:
        """Note that so many more characters of formulas were read; raises Blocked above the limit."""
        self._formulas += characters
        if self._formulas > self.limits.formulas:
            words = "The shared formulas of the workbook are longer than all honest ones together."
            raise blocked("PKG004", words, "Do not open the file; ask where it comes from.")

    def mark(self) -> tuple[int, int, int, Mark]:
        """Where the reading stands, for `back_to`."""
        return self._cells, self._formulas, len(self.looks), self.troubles.mark()

    def back_to(self, mark: tuple[int, int, int, Mark]) -> None:
        """Forget what was noted since a mark, because the same sheet is read again in another way."""
        self._cells, self._formulas, looks, troubles = mark
        del self.looks[looks:]
        self.troubles.back_to(troubles)


@dataclass
class Cells:
    """The cells of one sheet as they are gathered; see `bsc_xl.received.ReceivedSheet`."""

    values: dict[str, StoredValue] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    arrays: dict[str, str] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
