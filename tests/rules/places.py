"""Places in valid workbooks where mutations are done: calculated cells, entries, labels, spread over all sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bsc_xl.layout.types import CellValue, Kind
from bsc_xl.rules.form import EntryRow, FormSheet
from tests.rules.harness import Place, Subject

_T = TypeVar("_T")


def spread(places: Sequence[_T], count: int) -> list[_T]:
    """At most so many of them, evenly over the whole, the first and the last included."""
    if len(places) <= count or count < 2:
        return list(places[:count])
    step = (len(places) - 1) / (count - 1)
    return [places[round(number * step)] for number in range(count)]


def calculated(subject: Subject) -> list[Place]:
    """Every cell with a formula of its own on every sheet, column by column."""
    return [(sheet.name, ref) for sheet in subject.case.form.checked for ref in sheet.formulas]


def fixed(subject: Subject) -> list[tuple[FormSheet, str]]:
    """Every label, heading and definition that is not blank."""
    checked = subject.case.form.checked
    return [(sheet, ref) for sheet in checked for ref, value in sheet.fixed.items() if value not in (None, "")]


def entry_rows(subject: Subject) -> list[tuple[str, EntryRow]]:
    """Sheet and entry cells of every measure whose figures are typed."""
    return [
        (sheet.name, row)
        for sheet in subject.case.form.sheets.values()
        for row in sheet.entries
        if Kind.CALCULATION not in row.kinds
    ]


def figures(subject: Subject) -> list[tuple[str, EntryRow, int]]:
    """Sheet, row and grid column (from 0) of every entry that holds a number."""
    found = []
    for name, row in entry_rows(subject):
        sheet = subject.book.sheet(name)
        for column, ref in enumerate(row.refs):
            if sheet and isinstance(sheet.values.get(ref), float):
                found.append((name, row, column))
    return found


def watched(subject: Subject, code: str, kind: str) -> list[tuple[Place, CellValue]]:
    """The fixed cells that a rule watches on sheets of a kind, with the values that were issued."""
    return [
        ((sheet.name, ref), value)
        for sheet in subject.case.form.checked
        if sheet.sheet.kind == kind
        for ref, value in sheet.watched.get(code, {}).items()
    ]
