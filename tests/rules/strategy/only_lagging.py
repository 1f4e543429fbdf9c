"""LOG005: no leading measure."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.definition_places import perspective_cell
from tests.rules.definitions import place, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject, built_from

_LEADING = {"co.loyalty": "customer", "co.delivery": "process", "co.training": "learning"}


def _lagging(*measures: str) -> Spoilt:
    card = small()
    for measure in measures:
        card = with_measure(card, measure, leading=False)
    made = built_from(card)
    return Spoilt.at(made.reading, *(place(perspective_cell(made.case, _LEADING[one])) for one in measures))


def _one(_: Subject) -> Iterator[Spoilt]:
    for measure in _LEADING:
        yield _lagging(measure)


def _two(_: Subject) -> Iterator[Spoilt]:
    yield _lagging("co.loyalty", "co.delivery")
    yield _lagging("co.loyalty", "co.training")
    yield _lagging("co.delivery", "co.training")


def _all(_: Subject) -> Iterator[Spoilt]:
    card = small()
    for measure in _LEADING:
        card = with_measure(card, measure, leading=False)
    yield Spoilt.at(built_from(card).reading, ("Strategy", ""))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("LOG005", "a perspective without leading measure", _one, SMALL),
    Mutation("LOG005", "two perspectives without leading measure", _two, SMALL),
    Mutation("LOG005", "no leading measure at all", _all, SMALL),
)
