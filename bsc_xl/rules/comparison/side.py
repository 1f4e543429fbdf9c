"""One of two workbooks, as far as its cells stand where they were issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bsc_xl.evaluation.entries import Cell
from bsc_xl.layout.types import Kind
from bsc_xl.model import Initiative, Review, Scorecard
from bsc_xl.received import ReceivedSheet, StoredValue
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.form import OWN_SHEETS, EntryRow, FormSheet
from bsc_xl.rules.submission import Submission, entered, words


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure: which period it is for, what stands there, and where."""

    period: str
    value: Cell
    place: str


@dataclass(frozen=True)
class Side:
    """What people entered in a workbook; its form must be known."""

    case: Case

    @property
    def card(self) -> Scorecard:
        """The scorecard, without figures."""
        return self.case.card

    @cached_property
    def sheets(self) -> Mapping[str, ReceivedSheet]:
        """Received sheets by issued name whose cells stand in their places."""
        found = self.case.alignment
        return {name: sheet for name, sheet in found.sheets.items() if not found.moved(name)}

    @cached_property
    def entered(self) -> Submission:
        """What stands in these sheets; ask it only for what they have."""
        return Submission(self.card, self.case.form, self.sheets, self.case.book.date1904)

    @property
    def scored(self) -> bool:
        """Whether scores follow from its entries."""
        return not self.unscored

    @property
    def unscored(self) -> str:
        """Why no scores follow from its entries, in words; empty where they do."""
        for sheet, why in self.unplaced():
            return f"sheet {sheet}: {why}"
        return "" if self.entered.column else f"Start names no period of the plan ({self.entered.period or 'nothing'})"

    def unplaced(self) -> Iterator[tuple[str, str]]:
        """Issued sheets that cannot be compared, and why; without those of the program itself."""
        found = self.case.alignment
        for name in found.missing:
            if self.case.form.sheets[name].sheet.kind not in OWN_SHEETS:
                yield name, "it is missing"
        for shift in found.shifts:
            yield shift.sheet, f"its cells were moved ({shift.text} stands in {shift.now or 'another cell'})"

    def rows(self) -> Iterator[tuple[str, EntryRow]]:
        """Issued sheet and entry cells of every measure on a tab that stands in its place."""
        yield from ((name, row) for name, row in self._all_rows() if name in self.sheets)

    def _all_rows(self) -> Iterator[tuple[str, EntryRow]]:
        for name, sheet in self.case.form.sheets.items():
            for row in sheet.entries:
                yield name, row

    def typed(self, row: EntryRow) -> bool:
        """Whether a measure's figures are typed, and not computed from those below it."""
        return Kind.CALCULATION not in row.kinds

    def figures(self, name: str, row: EntryRow) -> dict[date, Entry]:
        """The figures of a measure by the last day of their period; blanks too."""
        calendar, grid = self.card.calendar, self.card.grid
        own, values = self.card.measure_by_id[row.measure].frequency, self.sheets[name].values
        found = {}
        for base, ref, kind in zip(grid.periods, row.refs, row.kinds, strict=True):
            period = calendar.containing(base.end, own).id if kind is Kind.INPUT else base.id
            value = entered(values.get(ref))
            found[base.end] = Entry(period, value.strip() if isinstance(value, str) else value, self.place(name, ref))
        return found

    def place(self, name: str, ref: str) -> str:
        """A cell of an issued sheet as Excel names it."""
        return Finding("", self.case.received_name(name), ref).place

    def form_sheet(self, kind: str) -> FormSheet:
        """The issued sheet of a kind of which there is one."""
        return next(sheet for sheet in self.case.form.sheets.values() if sheet.sheet.kind == kind)

    def has(self, kind: str) -> bool:
        """Whether the sheet of a kind, of which there is at most one, stands in its place."""
        return any(self.case.form.sheets[name].sheet.kind == kind for name in self.sheets)

    def text(self, name: str, ref: str) -> str:
        """What a cell holds, in words."""
        return words(self.entered.value(name, ref))

    def day(self, name: str, ref: str) -> str:
        """The day in a cell (2026-10-31); other contents as they are."""
        value: StoredValue | None = self.entered.value(name, ref)
        found = self.entered.day(value)
        return found.isoformat() if found else words(value)

    @cached_property
    def reviews(self) -> list[tuple[Review, str]]:
        """The reviews that say anything, and the place of each one's first cell."""
        sheet = self.form_sheet("reviews")
        rows = ((review, sheet.ref("reviews", "measure", row)) for row, review in enumerate(self.entered.reviews))
        return [(review, self.place(sheet.name, ref)) for review, ref in rows if review != Review("", "")]

    def initiative(self, row: int, key: str) -> tuple[float | str, str]:
        """What stands in an entry cell of an initiative (a number, or words), and its place."""
        sheet = self.form_sheet("initiatives")
        ref = sheet.ref("initiatives", key, row)
        value = self.entered.value(sheet.name, ref)
        if isinstance(value, float | int) and not isinstance(value, bool):
            return float(value), self.place(sheet.name, ref)
        return words(value), self.place(sheet.name, ref)

    @property
    def initiatives(self) -> dict[str, tuple[int, Initiative]]:
        """The initiatives of the definition by id, with their rows."""
        return {one.id: (row, one) for row, one in enumerate(self.card.initiatives)}
