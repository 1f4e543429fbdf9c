"""CAS006: owners and data providers who are not named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.rules.definition_places import objective_cell
from tests.rules.definitions import (
    at_measure,
    demo_measures,
    in_demo,
    measure_place,
    place,
    small,
    with_measure,
    with_objective,
)
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _measure(_: Subject) -> Iterator[Spoilt]:
    for measure in ("co.margin", "south.defects", "shop.revenue", "co.grade"):
        yield at_measure(with_measure(small(), measure, owner=""), measure, "owner")
    yield at_measure(with_measure(small(), "co.cost", owner="", data_provider=""), "co.cost", "owner")


def _provider(_: Subject) -> Iterator[Spoilt]:
    for measure in ("co.margin", "south.defects", "co.training"):
        yield at_measure(with_measure(small(), measure, data_provider=""), measure, "data_provider")


def _objective(_: Subject) -> Iterator[Spoilt]:
    for objective in ("grow", "waste", "learn"):
        made = built_from(with_objective(small(), objective, owner=""))
        yield Spoilt.at(made.reading, place(objective_cell(made.case, objective, "owner")))


def _all(_: Subject) -> Iterator[Spoilt]:
    """Nobody for anything of a kind: one finding over the range."""
    made = built_from(replace(small(), objectives=tuple(replace(one, owner="") for one in small().objectives)))
    sheet, first = place(objective_cell(made.case, "grow", "owner"))
    last = objective_cell(made.case, "learn", "owner").ref
    yield Spoilt.at(made.reading, (sheet, f"{first}:{last}"))
    card = small()
    ids = [measure.id for measure in card.measures_of_unit["south"]]
    for measure in ids:
        card = with_measure(card, measure, owner="")
    made = built_from(card)
    places = [measure_place(made, measure, "owner") for measure in (ids[0], ids[-1])]
    yield Spoilt.at(made.reading, (places[0][0], f"{places[0][1]}:{places[1][1]}"))


def _many(subject: Subject) -> Iterator[Spoilt]:
    yield in_demo(demo_measures(subject, 8), "owner", owner="")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("CAS006", "a measure without owner", _measure, SMALL),
    Mutation("CAS006", "a measure without data provider", _provider, SMALL),
    Mutation("CAS006", "an objective without owner", _objective, SMALL),
    Mutation("CAS006", "no owner anywhere", _all, SMALL),
    Mutation("CAS006", "eight measures of the demo without owner", _many, ("demo native",)),
)
