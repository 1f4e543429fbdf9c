"""TGT004: thresholds out of order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Point
from bsc_xl.rules.definition_places import point_cell
from tests.rules.definitions import at_measure, place, small, unusable, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _ladder(subject: Subject) -> Iterator[Spoilt]:
    for column, value in (("low", 31.0), ("high", 19.0), ("floor", 21.0), ("ceiling", 29.0), ("floor", 50.0)):
        yield unusable(subject, with_measure(small(), "co.stock", **{column: value}))


def _same_goal(_: Subject) -> Iterator[Spoilt]:
    yield at_measure(with_measure(small(), "co.loyalty", red_flag=45.0), "co.loyalty", "red_flag")
    yield at_measure(with_measure(small(), "co.loyalty", target=25.0, baseline=20.0), "co.loyalty", "red_flag")


def _single_value(_: Subject) -> Iterator[Spoilt]:
    for missing in ({"floor": None}, {"ceiling": None}, {"floor": None, "ceiling": None}):
        yield at_measure(with_measure(small(), "co.stock", low=25.0, high=25.0, **missing), "co.stock", "high")


def _points(_: Subject) -> Iterator[Spoilt]:
    card = small()
    for value, score in ((40.0, 100.0), (46.0, 80.0), (56.0, 0.0)):
        made = built_from(replace(card, points=(*card.points, Point("co.energy", value, score))))
        yield Spoilt.at(made.reading, place(point_cell(made.case, "co.energy", value)))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("TGT004", "a range out of order", _ladder, SMALL),
    Mutation("TGT004", "a red flag that is the goal", _same_goal, SMALL),
    Mutation("TGT004", "a range of a single value", _single_value, SMALL),
    Mutation("TGT004", "two points for one value", _points, SMALL),
)
