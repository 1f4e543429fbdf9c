"""The labels, headings and definitions that are not those that were issued, each with the rule that watches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bsc_xl.layout.types import CellValue
from bsc_xl.received import StoredValue
from bsc_xl.rules.agreement import agrees, shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_cells import WORDS, rule_for
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.form import FormSheet
from bsc_xl.rules.repairs import SetValue


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A fixed cell that holds something else than was issued, and the rule that watches it."""

    code: str
    sheet: FormSheet
    ref: str
    issued: CellValue
    found: StoredValue | None


def changed_cells(case: Case) -> Iterator[ChangedCell]:
    """Every fixed cell that differs, sheet by sheet; cells with formulas of people's own are told elsewhere."""
    if case.changed_cells is None:
        case.changed_cells = tuple(_changed(case))
    yield from case.changed_cells


def _changed(case: Case) -> Iterator[ChangedCell]:
    date1904 = case.book.date1904
    for sheet, received in case.pairs:
        get = received.values.get
        unequal = [(ref, issued) for ref, issued in sheet.fixed.items() if get(ref) != issued]
        for ref, issued in unequal:
            found = get(ref)
            if agrees(issued, found, date1904=date1904) or ref in received.formulas:
                continue
            about = sheet.about(ref)
            code = rule_for(sheet.sheet.kind, about.table, about.column) if about.row >= 0 and about.table else WORDS
            yield ChangedCell(code, sheet, ref, issued, found)


def told(case: Case, change: ChangedCell) -> Finding:
    """The finding about a changed cell, with the repair that puts back what was issued."""
    repair = SetValue(case.received_name(change.sheet.name), change.ref, change.issued)
    about = change.sheet.about(change.ref)
    what = f"{about.heading}: " if about.heading and about.row >= 0 else ""
    return case.finding(
        change.code, change.sheet, change.ref, what + shown(change.found), shown(change.issued), repair=repair
    )
