"""STR001 to STR005: sheets and cells that are gone, new, renamed, hidden or moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bsc_xl.layout.addresses import cell, column_number
from bsc_xl.received import ReceivedSheet, State
from tests.rules.harness import Mutation, Spoilt, Subject, with_sheets
from tests.rules.places import spread

Spoil = Callable[[Subject], Iterator[Spoilt]]


def _without(subject: Subject, kind: str) -> Iterator[Spoilt]:
    forms = [form.name for form in subject.case.form.sheets.values() if form.sheet.kind == kind]
    for name in spread(forms, 3):
        rest = [sheet for sheet in subject.book.sheets if sheet.name != name]
        yield Spoilt.at(with_sheets(subject, rest), (name, ""))


def _no_tab(subject: Subject) -> Iterator[Spoilt]:
    yield from _without(subject, "unit")


def _no_lists(subject: Subject) -> Iterator[Spoilt]:
    yield from _without(subject, "lists")


def _no_reviews(subject: Subject) -> Iterator[Spoilt]:
    yield from _without(subject, "reviews")


def _added(subject: Subject, sheet: ReceivedSheet, first: bool = False) -> Spoilt:
    sheets = [sheet, *subject.book.sheets] if first else [*subject.book.sheets, sheet]
    return Spoilt.at(with_sheets(subject, sheets), (sheet.name, ""))


def _blank(subject: Subject) -> Iterator[Spoilt]:
    yield _added(subject, ReceivedSheet("Sheet1", "xl/worksheets/sheet99.xml"))


def _figures(subject: Subject) -> Iterator[Spoilt]:
    own = ReceivedSheet("My figures", "xl/worksheets/sheet99.xml", values={"A1": "Sales", "B1": 3.0})
    yield _added(subject, own, first=True)


def _hidden_one(subject: Subject) -> Iterator[Spoilt]:
    yield _added(subject, ReceivedSheet("x", "xl/worksheets/sheet99.xml", State.VERY_HIDDEN))


def _renamed(subject: Subject, name: str, new: str) -> Spoilt:
    """A sheet with another name, in formulas too, as spreadsheet programs do it."""
    quoted = {f"'{name}'!", f"{name}!"}

    def text(formula: str) -> str:
        for old in quoted:
            formula = formula.replace(old, f"'{new}'!")
        return formula

    sheets = []
    for sheet in subject.book.sheets:
        formulas = {ref: text(formula) for ref, formula in sheet.formulas.items()}
        sheets.append(replace(sheet, name=new if sheet.name == name else sheet.name, formulas=formulas))
    names = tuple(replace(one, refers_to=text(one.refers_to)) for one in subject.book.names)
    book = replace(subject.book, sheets=tuple(sheets), names=names)
    return Spoilt.at(replace(subject.reading, book=book), (new, ""))


def _each_renamed(kind: str, new: str) -> Spoil:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        forms = [form.name for form in subject.case.form.sheets.values() if form.sheet.kind == kind]
        for name in spread(forms, 3):
            yield _renamed(subject, name, new.format(name=name))

    return spoil


def _state(kind: str, state: State) -> Spoil:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        forms = [form.name for form in subject.case.form.sheets.values() if form.sheet.kind == kind]
        for name in spread(forms, 4):
            sheets = [replace(s, state=state) if s.name == name else s for s in subject.book.sheets]
            yield Spoilt.at(with_sheets(subject, sheets), (name, ""))

    return spoil


def _moved(sheet: ReceivedSheet, row: int, step: int) -> ReceivedSheet:
    """The cells from a row on stand further down or up; those that would overwrite others are gone."""

    def place(ref: str) -> str | None:
        letters = ref.rstrip("0123456789")
        number = int(ref[len(letters) :])
        if number < row:
            return ref
        return None if number + step < row and step < 0 else cell(number + step, column_number(letters))

    def moved(old: Mapping[str, Any]) -> dict[str, Any]:
        return {new: value for ref, value in old.items() if (new := place(ref)) is not None}

    return replace(sheet, values=moved(sheet.values), formulas=moved(sheet.formulas), styles=moved(sheet.styles))


def _rows(step: int, offset: int) -> Spoil:
    """Rows inserted or deleted within the measure table of tabs."""

    def spoil(subject: Subject) -> Iterator[Spoilt]:
        forms = [f for f in subject.case.form.sheets.values() if f.sheet.kind == "unit" and len(f.entries) > 3]
        for form in spread(forms, 4):
            row = form.sheet.table("measures").first + offset
            sheets = [_moved(s, row, step) if s.name == form.name else s for s in subject.book.sheets]
            first = next(ref for ref in form.fixed if ref == f"A{row - min(step, 0)}")
            yield Spoilt.at(with_sheets(subject, sheets), (form.name, first))

    return spoil


def _swapped(subject: Subject) -> Iterator[Spoilt]:
    """Two rows of measures exchanged, as a sort does."""
    forms = [f for f in subject.case.form.sheets.values() if f.sheet.kind == "unit" and len(f.entries) > 3]
    for form in spread(forms, 3):
        top = form.sheet.table("measures").first
        other = {str(top): str(top + 1), str(top + 1): str(top)}
        sheets = []
        for sheet in subject.book.sheets:
            if sheet.name == form.name:
                values = {_in_row(ref, other): value for ref, value in sheet.values.items()}
                sheet = replace(sheet, values=values)  # noqa: PLW2901
            sheets.append(sheet)
        yield Spoilt.at(with_sheets(subject, sheets), (form.name, f"A{top}"))


def _in_row(ref: str, other: dict[str, str]) -> str:
    letters = ref.rstrip("0123456789")
    row = ref[len(letters) :]
    return letters + other.get(row, row)


MUTATIONS = (
    Mutation("STR001", "a tab deleted", _no_tab),
    Mutation("STR001", "the lists deleted", _no_lists),
    Mutation("STR001", "the reviews deleted", _no_reviews),
    Mutation("STR002", "a blank sheet", _blank),
    Mutation("STR002", "a sheet with figures in front", _figures),
    Mutation("STR002", "a hidden sheet", _hidden_one),
    Mutation("STR003", "a tab renamed", _each_renamed("unit", "{name:.20} 2026"), ("demo native", "demo udf")),
    Mutation("STR003", "a perspective renamed", _each_renamed("perspective", "View of {name:.10}")),
    Mutation("STR003", "Start renamed", _each_renamed("start", "Anfang")),
    Mutation("STR004", "a tab hidden", _state("unit", State.HIDDEN)),
    Mutation("STR004", "a tab very hidden", _state("unit", State.VERY_HIDDEN)),
    Mutation("STR004", "the lists shown", _state("lists", State.VISIBLE)),
    Mutation("STR004", "the manifest shown", _state("carried", State.VISIBLE)),
    Mutation("STR005", "a row inserted", _rows(1, 2)),
    Mutation("STR005", "three rows inserted", _rows(3, 1)),
    Mutation("STR005", "a row deleted", _rows(-1, 1)),
    Mutation("STR005", "two rows exchanged", _swapped),
)
