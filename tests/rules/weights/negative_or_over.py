"""WGT002: weights beyond 0 and 1."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.definition_places import objective_cell, perspective_weight_cell, unit_cell
from tests.rules.definitions import (
    at_measure,
    place,
    small,
    unusable,
    with_measure,
    with_objective,
    with_perspective,
    with_unit,
)
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _percentage(_: Subject) -> Iterator[Spoilt]:
    for measure, weight in (("co.margin", 60.0), ("co.cost", 40.0), ("co.delivery", 70.0), ("co.loyalty", 1.5)):
        yield at_measure(with_measure(small(), measure, weight=weight), measure, "weight")


def _others(_: Subject) -> Iterator[Spoilt]:
    """Objectives, perspectives and units."""
    for objective in ("grow", "waste"):
        made = built_from(with_objective(small(), objective, weight=50.0))
        yield Spoilt.at(made.reading, place(objective_cell(made.case, objective, "weight")))
    made = built_from(with_perspective(small(), "learning", weight=1.1))
    cells = [place(perspective_weight_cell(made.case, "learning"))]
    yield Spoilt.at(made.reading, *cells)
    made = built_from(with_unit(small(), "south", weight=1.4))
    yield Spoilt.at(made.reading, place(unit_cell(made.case, "south", "weight")))


def _negative(subject: Subject) -> Iterator[Spoilt]:
    for measure in ("co.margin", "co.cost", "co.stock", "co.training"):
        yield unusable(subject, with_measure(small(), measure, weight=-0.2))


def _negative_others(subject: Subject) -> Iterator[Spoilt]:
    yield unusable(subject, with_objective(small(), "earn", weight=-0.5))
    yield unusable(subject, with_perspective(small(), "customer", weight=-0.1))
    yield unusable(subject, with_unit(small(), "south", weight=-1.0))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("WGT002", "a measure's weight over 1", _percentage, SMALL),
    Mutation("WGT002", "a weight of others over 1", _others, SMALL),
    Mutation("WGT002", "a measure's weight below 0", _negative, SMALL),
    Mutation("WGT002", "a weight of others below 0", _negative_others, SMALL),
)
