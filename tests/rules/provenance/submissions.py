"""PRV002 to PRV004: workbooks of others, sent twice, or too late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bsc_xl.api.validating import Choices, known
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.sheets.carried import SHEET, carried_sheet, manifest_in
from bsc_xl.received import Reading
from bsc_xl.rules.case import Case, Wishes
from bsc_xl.rules.submission import PERIOD_REF
from tests.rules.harness import Mutation, Spoilt, Subject, changed, stored


def _issued_to(subject: Subject, unit: str) -> Reading:
    """The workbook with a sound manifest that names a recipient."""
    carrier = subject.case.carrier
    manifest = replace(manifest_in(carrier.head or {}), unit=unit)
    cells = {
        (SHEET, cell(one.row, one.column)): stored(one.value)
        for one in carried_sheet(carrier.definition, manifest).loose
    }
    custom = dict.fromkeys(subject.book.properties.custom, manifest.short)
    properties = replace(subject.book.properties, custom=custom)
    return changed(subject, cells, recalculated=False, properties=properties)


def _wish(unit: str) -> Choices:
    return Choices(wishes=Wishes(unit=unit))


def _other_unit(subject: Subject) -> Iterator[Spoilt]:
    units = [unit.id for unit in subject.card.units]
    for issued, wanted in pairwise(units[1:5]):
        yield Spoilt.at(_issued_to(subject, issued), (SHEET, "B9"), choices=_wish(wanted))


def _unknown_unit(subject: Subject) -> Iterator[Spoilt]:
    yield Spoilt.at(subject.reading, (SHEET, "B9"), choices=_wish("nobody"))


def _parent(subject: Subject) -> Iterator[Spoilt]:
    top, below = subject.card.units[0].id, subject.card.units[1].id
    yield Spoilt.at(_issued_to(subject, top), (SHEET, "B9"), choices=_wish(below))


def _earlier(subject: Subject, reading: Reading) -> tuple[Case, ...]:
    return (known(reading, Choices()),)


def _same_file(subject: Subject) -> Iterator[Spoilt]:
    yield Spoilt.at(subject.reading, ("", ""), previous=_earlier(subject, subject.reading))


def _same_figures(subject: Subject) -> Iterator[Spoilt]:
    """The file was saved again; nothing else."""
    again = replace(subject.reading, digest="0" * 64)
    yield Spoilt.at(again, ("", ""), previous=_earlier(subject, subject.reading))


def _same_but_colour(subject: Subject) -> Iterator[Spoilt]:
    again = replace(changed(subject, styles=subject.book.styles * 2), digest="1" * 64)
    yield Spoilt.at(again, ("", ""), previous=_earlier(subject, subject.reading))


def _later(subject: Subject, steps: int) -> Iterator[Spoilt]:
    periods = subject.card.grid.periods
    column = subject.case.submission.column or 1
    if column + steps > len(periods):
        return
    later = changed(subject, {("Start", PERIOD_REF): periods[column + steps - 1].id})
    earlier = _earlier(subject, replace(later, digest="2" * 64))
    yield Spoilt.at(subject.reading, ("", ""), previous=earlier, choices=Choices(select=("PRV",)))


def _next(subject: Subject) -> Iterator[Spoilt]:
    yield from _later(subject, 1)


def _year(subject: Subject) -> Iterator[Spoilt]:
    yield from _later(subject, 6)


def _among(subject: Subject) -> Iterator[Spoilt]:
    """One of two earlier submissions is for a later period."""
    for spoilt in _later(subject, 2):
        before = replace(changed(subject, {("Start", PERIOD_REF): subject.card.grid.periods[0].id}), digest="3" * 64)
        yield replace(spoilt, previous=(*_earlier(subject, before), *spoilt.previous))


MUTATIONS = (
    Mutation("PRV002", "issued to another unit", _other_unit),
    Mutation("PRV002", "a unit that the workbook does not have", _unknown_unit),
    Mutation("PRV002", "issued to the unit above", _parent),
    Mutation("PRV003", "the same file", _same_file),
    Mutation("PRV003", "the same figures, saved again", _same_figures),
    Mutation("PRV003", "the same figures with other looks", _same_but_colour),
    Mutation("PRV004", "the next period is there", _next, ("demo native",)),
    Mutation("PRV004", "a period half a year later is there", _year, ("demo native",)),
    Mutation("PRV004", "one of two is later", _among, ("demo native",)),
)
