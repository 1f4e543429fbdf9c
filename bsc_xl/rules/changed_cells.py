"""The fixed cells of a workbook that no longer hold what was issued, for the rules that watch them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bsc_xl.layout.types import CellValue
from bsc_xl.received import StoredValue
from bsc_xl.rules.agreement import agrees, shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.form import FormSheet
from bsc_xl.rules.submission import Submission


class ChangedCell(NamedTuple):
    """A changed cell: what it holds now and what it held, both in words, and which column of which row it is."""

    sheet: FormSheet
    ref: str
    now: str
    issued: CellValue

    @property
    def what(self) -> str:
        """The heading of its column and the name of its row."""
        about = self.sheet.about(self.ref)
        return " of ".join(part.strip() for part in (about.heading, about.label) if part.strip())


def changed_cells(case: Case, code: str) -> Iterator[ChangedCell]:
    """The changed cells that a rule watches, sheet by sheet; those on sheets whose cells were moved cannot be told."""
    date1904 = case.book.date1904
    for sheet, received in case.pairs:
        get, formulas = received.values.get, received.formulas
        for ref, issued in sheet.watched.get(code, {}).items():
            value = get(ref)
            # A formula in its place is told by the rules of formulas.
            if value != issued and ref not in formulas and not agrees(issued, value, date1904=date1904):
                yield ChangedCell(sheet, ref, _words(case, value, issued), issued)


def _words(case: Case, value: StoredValue | None, issued: CellValue) -> str:
    """What the cell holds now; a number where a date was issued as the day that it stands for."""
    day = Submission(case.card, case.form, {}, case.book.date1904).day(value) if isinstance(issued, date) else None
    return day.isoformat() if day else shown(value)
