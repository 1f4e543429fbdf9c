"""STL002 and STL003: results that were not stored, workbooks that do not calculate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bsc_xl.received import Calculation
from bsc_xl.rules.alignment import sort_key
from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed
from tests.rules.places import calculated, spread


def _stored(subject: Subject) -> list[Place]:
    found = []
    for sheet, ref in calculated(subject):
        received = subject.book.sheet(sheet)
        if received and received.values.get(ref, "") != "":
            found.append((sheet, ref))
    return found


def _one(subject: Subject) -> Iterator[Spoilt]:
    for place in spread(_stored(subject), 12):
        yield Spoilt.at(changed(subject, {place: None}, recalculated=False), place)


def _sheets(count: int) -> Callable[[Subject], Iterator[Spoilt]]:
    """All values of calculated cells of some sheets, as openpyxl loses them."""

    def spoil(subject: Subject) -> Iterator[Spoilt]:
        names = list(dict.fromkeys(sheet for sheet, _ in _stored(subject)))[:count]
        places, cells = [], {}
        for name in names:
            form, received = subject.case.form.sheets[name], subject.book.sheet(name)
            refs = [ref for ref in (*form.formulas, *form.filled) if received and received.values.get(ref, "") != ""]
            places.append((name, sort_key(refs)[0]))
            cells.update(dict.fromkeys((name, ref) for ref in refs))
        yield Spoilt.at(changed(subject, cells, recalculated=False), *places)

    return spoil


def _calculation(calculation: Calculation) -> Callable[[Subject], Iterator[Spoilt]]:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        book = replace(subject.book, calculation=calculation)
        yield Spoilt.at(replace(subject.reading, book=book), ("", ""))

    return spoil


BOTH = ("demo native", "demo udf", "city native")
MUTATIONS = (
    Mutation("STL002", "one value lost", _one),
    Mutation("STL002", "all values of one sheet lost", _sheets(1), BOTH),
    Mutation("STL002", "all values of all sheets lost", _sheets(1000), BOTH),
    Mutation("STL003", "calculation switched to manual", _calculation(Calculation("manual")), BOTH),
    Mutation("STL003", "manual and iterative", _calculation(Calculation("manual", iterate=True)), BOTH),
    Mutation("STL003", "manual, calculated on opening", _calculation(Calculation("manual", full_on_load=True)), BOTH),
)
