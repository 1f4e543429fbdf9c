"""FML006 and FML008: errors in cells, of figures and of functions that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.received import ErrorValue, ReceivedSheet
from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed, with_sheets
from tests.rules.places import calculated, figures, spread


def _calculated(subject: Subject, error: str) -> Iterator[Spoilt]:
    for place in spread(calculated(subject), 12):
        yield Spoilt.at(changed(subject, {place: ErrorValue(error)}, recalculated=False), place)


def _divided(subject: Subject) -> Iterator[Spoilt]:
    yield from _calculated(subject, "#DIV/0!")


def _lost(subject: Subject) -> Iterator[Spoilt]:
    yield from _calculated(subject, "#REF!")


def _typed(subject: Subject) -> Iterator[Spoilt]:
    """An error pasted into an entry: what it does to the results is not told again."""
    for sheet, row, column in spread(figures(subject), 8):
        place = sheet, row.refs[column]
        yield Spoilt.at(changed(subject, {place: ErrorValue("#N/A")}, recalculated=False), place)


def _unknown(subject: Subject, error: str, sheets: int) -> Spoilt:
    """The calls of functions on the first sheets show an error."""
    found: list[ReceivedSheet] = []
    places: list[Place] = []
    for sheet in subject.book.sheets:
        calls = [ref for ref, formula in sheet.formulas.items() if "BSC_" in formula and "BSC_ENGINE" not in formula]
        if not calls or len(places) == sheets:
            found.append(sheet)
            continue
        errors = dict.fromkeys(calls, ErrorValue(error))
        found.append(replace(sheet, values=dict(sheet.values) | errors))
        places.append(
            (sheet.name, min(calls, key=lambda ref: (int(ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), len(ref), ref)))
        )
    return Spoilt.at(with_sheets(subject, found), *places)


def _on_one(subject: Subject) -> Iterator[Spoilt]:
    yield _unknown(subject, "#NAME?", 1)


def _on_all(subject: Subject) -> Iterator[Spoilt]:
    yield _unknown(subject, "#NAME?", 1000)


def _as_value(subject: Subject) -> Iterator[Spoilt]:
    yield _unknown(subject, "#VALUE!", 3)


MUTATIONS = (
    Mutation("FML006", "a division by zero stored", _divided),
    Mutation("FML006", "a lost reference stored", _lost),
    Mutation("FML006", "an error in an entry", _typed),
    Mutation("FML008", "#NAME? on one tab", _on_one, ("demo udf",)),
    Mutation("FML008", "#NAME? on all tabs", _on_all, ("demo udf", "city udf")),
    Mutation("FML008", "#VALUE! on three tabs", _as_value, ("demo udf",)),
)
