"""LOG001: objectives outside the chain of cause and effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Scorecard
from bsc_xl.rules.definition_places import objective_cell
from tests.rules.definitions import place, small
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _without(*ends: tuple[str, str]) -> Scorecard:
    links = tuple(link for link in small().links if (link.cause, link.effect) not in ends)
    return replace(small(), links=links)


def _at(card: Scorecard, *objectives: str) -> Spoilt:
    made = built_from(card)
    return Spoilt.at(made.reading, *(place(objective_cell(made.case, one)) for one in objectives))


def _effect(_: Subject) -> Iterator[Spoilt]:
    yield _at(_without(("keep", "grow")), "grow")
    yield _at(_without(("waste", "earn")), "earn")
    yield _at(_without(("waste", "earn"), ("keep", "grow")), "earn", "grow")


def _cause(_: Subject) -> Iterator[Spoilt]:
    yield _at(_without(("learn", "deliver"), ("learn", "waste")), "learn")
    yield _at(_without(("learn", "deliver"), ("deliver", "keep")), "deliver")
    yield _at(_without(("waste", "earn"), ("learn", "waste")), "earn", "waste")


def _all(_: Subject) -> Iterator[Spoilt]:
    yield Spoilt.at(built_from(replace(small(), links=())).reading, ("Strategy", ""))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("LOG001", "a link to an effect taken out", _effect, SMALL),
    Mutation("LOG001", "the links of an objective taken out", _cause, SMALL),
    Mutation("LOG001", "all links taken out", _all, SMALL),
)
