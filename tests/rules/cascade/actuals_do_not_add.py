"""CAS004: typed totals that are not the sum of their parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from bsc_xl.model import Actual, Aggregation, Cascade, Scorecard
from tests.rules.definitions import small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject, built_from, changed

_TOTAL = "co.revenue"


@cache
def _typed() -> Subject:
    """The small scorecard with a total that is typed beside the figures of the units."""
    card = with_measure(small(), _TOTAL, rollup=Aggregation.SUM)
    for child in ("north.revenue", "south.revenue"):
        card = with_measure(card, child, cascade=Cascade.SHARED)
    return built_from(replace(card, actuals=(*card.actuals, *_totals(small()))))


def _totals(card: Scorecard) -> list[Actual]:
    found: dict[str, Actual] = {}
    for actual in card.actuals:
        if actual.measure in ("shop.revenue", "south.revenue") and isinstance(actual.actual, float):
            before = found.get(actual.period)
            total = actual.actual + (before.actual if before and isinstance(before.actual, float) else 0.0)
            found[actual.period] = replace(actual, unit="co", measure=_TOTAL, actual=round(total, 1))
    return list(found.values())


def _moved(by: float) -> Iterator[Spoilt]:
    subject = _typed()
    sheet, row = subject.case.form.tab_of[_TOTAL], subject.case.form.entry_of[_TOTAL]
    received = subject.book.sheet(sheet.name)
    for ref in row.refs[4:10:2]:
        value = received.values.get(ref) if received else None
        assert isinstance(value, float)
        place = (sheet.name, ref)
        yield Spoilt.at(changed(subject, {place: round(value + by, 1)}), place, subject=subject)


def _more(_: Subject) -> Iterator[Spoilt]:
    yield from _moved(4.0)


def _less(_: Subject) -> Iterator[Spoilt]:
    yield from _moved(-3.0)


def _part(_: Subject) -> Iterator[Spoilt]:
    """A part changed, and the total left."""
    subject = _typed()
    sheet, row = subject.case.form.tab_of[_TOTAL], subject.case.form.entry_of[_TOTAL]
    for child in ("south.revenue", "shop.revenue"):
        tab, cells = subject.case.form.tab_of[child], subject.case.form.entry_of[child]
        received = subject.book.sheet(tab.name)
        for column in (5, 8):
            value = received.values.get(cells.refs[column]) if received else None
            assert isinstance(value, float)
            reading = changed(subject, {(tab.name, cells.refs[column]): round(value + 2.5, 1)})
            yield Spoilt.at(reading, (sheet.name, row.refs[column]), subject=subject)


SMALL = ("small native",)
MUTATIONS = (
    Mutation("CAS004", "a total raised", _more, SMALL),
    Mutation("CAS004", "a total lowered", _less, SMALL),
    Mutation("CAS004", "a part changed, the total not", _part, SMALL),
)
