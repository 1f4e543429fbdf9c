"""STL004, STL011 and STL012: figures that are overdue, zeros in their place, quarters that lag behind their months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Actual, Frequency
from bsc_xl.rules.judgement import Newest
from tests.rules.harness import Mutation, Place, Spoilt, Subject, built_from, changed, demo_card
from tests.rules.newest import newest, place_of, within
from tests.rules.places import entry_rows, spread


def _emptied(subject: Subject) -> Iterator[Spoilt]:
    for one in newest(subject, 6):
        place = place_of(subject, one)
        yield Spoilt.at(changed(subject, {place: None}), place)


def _noted(subject: Subject) -> Iterator[Spoilt]:
    """A note about something else is no reason."""
    for one in newest(subject, 4):
        place = place_of(subject, one)
        note = place[0], one.series.row.note
        yield Spoilt.at(changed(subject, {place: None, note: "Warmest July on record."}), place)


def _words(subject: Subject) -> Iterator[Spoilt]:
    for sheet, row in entry_rows(subject):
        result = subject.case.results[row.measure]
        if result.inputs.typed:
            place = sheet, row.refs[result.window.last - 1]
            yield Spoilt.at(changed(subject, {place: None}), place)


def _tab(subject: Subject) -> Iterator[Spoilt]:
    """All figures of a unit."""
    units = list(dict.fromkeys(one.measure.unit for one in subject.case.judgement.newest))
    for unit in spread(units, 3):
        places = [place_of(subject, one) for one in subject.case.judgement.newest if one.measure.unit == unit]
        yield Spoilt.at(changed(subject, dict.fromkeys(places)), *places)


def _big(one: Newest) -> bool:
    """Whether the measure's figures were all far from 0, and 0 is possible."""
    sizes = [abs(value) for value in one.history]
    return len(sizes) > 5 and min(sizes) > 0.4 * max(sizes) and within(one, 0.0) and one.measure.target != 0


def _zero(subject: Subject, *, whole: bool) -> Iterator[Spoilt]:
    def suits(one: Newest) -> bool:
        counts = all(value == int(value) for value in one.history)
        return _big(one) and counts is whole and (not whole or min(one.history) > 12)

    for one in newest(subject, 5, suits):
        place = place_of(subject, one)
        yield Spoilt.at(changed(subject, {place: 0.0}), place)


def _zero_amount(subject: Subject) -> Iterator[Spoilt]:
    yield from _zero(subject, whole=False)


def _zero_count(subject: Subject) -> Iterator[Spoilt]:
    yield from _zero(subject, whole=True)


def _zeros(subject: Subject) -> Iterator[Spoilt]:
    """Three measures at once."""
    places = [place_of(subject, one) for one in newest(subject, 3, lambda one: _big(one) and min(one.history) > 12)]
    yield Spoilt.at(changed(subject, dict.fromkeys(places, 0.0)), *places)


def _months(subject: Subject, value: float | None) -> Iterator[Spoilt]:
    """Quarterly measures whose figures were typed into the months."""
    for one in newest(subject, 5, lambda one: one.measure.frequency is Frequency.QUARTERLY and within(one, 0.0)):
        place = place_of(subject, one)
        cells: dict[Place, float | None] = {
            place_of(subject, one, at): one.value for at in range(one.column - one.series.step + 1, one.column)
        }
        yield Spoilt.at(changed(subject, cells | {place: value}), place)


def _blank_quarter(subject: Subject) -> Iterator[Spoilt]:
    yield from _months(subject, None)


def _zero_quarter(subject: Subject) -> Iterator[Spoilt]:
    yield from _months(subject, 0.0)


def _beside(subject: Subject) -> Iterator[Spoilt]:
    """A quarterly measure beside a monthly one of the same name: the quarter is blank or 0."""
    card = demo_card()
    monthly = next(m for m in card.measures if m.id == "logistics.cycle")
    quarterly = replace(monthly, id="logistics.cycle-quarter", frequency=Frequency.QUARTERLY, cascade=monthly.cascade)
    quarterly = replace(quarterly, parent_measure="", cascade=type(monthly.cascade).UNIQUE, weight=0.0)
    months = [fact for fact in card.actuals if fact.measure == monthly.id]
    facts = [
        Actual(monthly.unit, quarterly.id, f"FY{2024 + number // 4}-Q{number % 4 + 1}", month.actual, month.as_of)
        for number, month in enumerate(months[2::3])
    ]
    both = replace(card, measures=(*card.measures, quarterly), actuals=(*card.actuals, *facts))
    built = built_from(both)
    one = next(one for one in built.case.judgement.newest if one.measure.id == quarterly.id)
    place = place_of(built, one)
    for value in (None, 0.0):
        yield Spoilt.at(changed(built, {place: value}), place, subject=built)


NATIVE = ("demo native",)
MUTATIONS = (
    Mutation("STL004", "a figure deleted", _emptied),
    Mutation("STL004", "a figure deleted beside a note about another thing", _noted, NATIVE),
    Mutation("STL004", "a word deleted", _words, NATIVE),
    Mutation("STL004", "all figures of a unit deleted", _tab, NATIVE),
    Mutation("STL011", "0 for an amount or a share", _zero_amount),
    Mutation("STL011", "0 for a count", _zero_count, NATIVE),
    Mutation("STL011", "0 for three figures", _zeros, NATIVE),
    Mutation("STL012", "months typed, the quarter blank", _blank_quarter),
    Mutation("STL012", "months typed, the quarter 0", _zero_quarter, NATIVE),
    Mutation("STL012", "a quarterly measure behind its monthly twin", _beside, NATIVE),
)
