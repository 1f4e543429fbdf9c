"""LOG002: circles of links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Link, Scorecard
from bsc_xl.rules.definition_places import link_cell
from tests.rules.definitions import place, small, unusable
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _with(*links: tuple[str, str]) -> Scorecard:
    return replace(small(), links=(*small().links, *(Link(cause, effect, "So they say.") for cause, effect in links)))


def _at(card: Scorecard, *numbers: int) -> Spoilt:
    made = built_from(card)
    return Spoilt.at(made.reading, *(place(link_cell(made.case, number)) for number in numbers))


def _back(_: Subject) -> Iterator[Spoilt]:
    """The way back of a link that is there."""
    for link in (("keep", "deliver"), ("deliver", "learn"), ("waste", "learn")):
        yield _at(_with(link), len(small().links))


def _far(_: Subject) -> Iterator[Spoilt]:
    """Circles over three objectives and more."""
    yield _at(_with(("keep", "learn")), len(small().links))
    yield _at(_with(("deliver", "waste"), ("waste", "keep"), ("keep", "deliver")), len(small().links) + 2)


def _two(_: Subject) -> Iterator[Spoilt]:
    count = len(small().links)
    yield _at(_with(("keep", "deliver"), ("waste", "learn")), count, count + 1)


def _itself(subject: Subject) -> Iterator[Spoilt]:
    for objective in ("keep", "learn", "grow"):
        yield unusable(subject, _with((objective, objective)))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("LOG002", "a link that leads back", _back, SMALL),
    Mutation("LOG002", "a long circle", _far, SMALL),
    Mutation("LOG002", "two circles", _two, SMALL),
    Mutation("LOG002", "an objective linked to itself", _itself, SMALL),
)
