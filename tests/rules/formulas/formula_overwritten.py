"""FML001: values typed over formulas."""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed
from tests.rules.places import calculated, spread


def _typed(subject: Subject, value: float | str | None) -> Iterator[Spoilt]:
    for place in spread(calculated(subject), 40):
        yield Spoilt.at(changed(subject, {place: value}, formulas={place: None}, recalculated=False), place)


def _number(subject: Subject) -> Iterator[Spoilt]:
    yield from _typed(subject, 97.0)


def _text(subject: Subject) -> Iterator[Spoilt]:
    yield from _typed(subject, "met")


def _emptied(subject: Subject) -> Iterator[Spoilt]:
    yield from _typed(subject, None)


def _kept(subject: Subject) -> Iterator[Spoilt]:
    """The value that the formula had, pasted over it: everything looks as before."""
    for place in spread(calculated(subject), 40):
        yield Spoilt.at(changed(subject, formulas={place: None}, recalculated=False), place)


def _several(subject: Subject) -> Iterator[Spoilt]:
    places: list[Place] = spread(calculated(subject), 5)
    yield Spoilt.at(changed(subject, formulas=dict.fromkeys(places), recalculated=False), *places)


MUTATIONS = (
    Mutation("FML001", "a number typed over a formula", _number),
    Mutation("FML001", "a word typed over a formula", _text),
    Mutation("FML001", "a formula deleted", _emptied),
    Mutation("FML001", "a formula replaced by its value", _kept),
    Mutation("FML001", "five formulas replaced by their values", _several, ("demo native", "city native")),
)
