"""WGT001: given weights that do not sum to 1."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.definition_places import objective_cell, perspective_weight_cell, unit_cell
from tests.rules.definitions import (
    at_measure,
    place,
    small,
    with_measure,
    with_objective,
    with_perspective,
    with_unit,
)
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _measures(_: Subject) -> Iterator[Spoilt]:
    pairs = (
        ("co.cost", "co.margin"),
        ("co.margin", "co.margin"),
        ("co.stock", "co.delivery"),
        ("co.grade", "co.training"),
    )
    for measure, first in pairs:
        for weight in (0.45, 0.7):
            yield at_measure(with_measure(small(), measure, weight=weight + 0.001), first, "weight")


def _objectives(_: Subject) -> Iterator[Spoilt]:
    for objective, first in (("earn", "grow"), ("grow", "grow"), ("waste", "deliver"), ("deliver", "deliver")):
        made = built_from(with_objective(small(), objective, weight=0.55))
        yield Spoilt.at(made.reading, place(objective_cell(made.case, first, "weight")))


def _perspectives(_: Subject) -> Iterator[Spoilt]:
    for perspective in ("financial", "customer", "process", "learning"):
        made = built_from(with_perspective(small(), perspective, weight=0.25))
        yield Spoilt.at(made.reading, place(perspective_weight_cell(made.case, "financial")))


def _units(_: Subject) -> Iterator[Spoilt]:
    for unit, weight in (("north", 0.5), ("south", 0.5), ("south", 0.3), ("north", 0.65)):
        made = built_from(with_unit(small(), unit, weight=weight))
        yield Spoilt.at(made.reading, place(unit_cell(made.case, "north", "weight")))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("WGT001", "a measure's weight that leaves the sum off 1", _measures, SMALL),
    Mutation("WGT001", "an objective's weight that leaves the sum off 1", _objectives, SMALL),
    Mutation("WGT001", "a perspective's weight that leaves the sum off 1", _perspectives, SMALL),
    Mutation("WGT001", "a unit's weight that leaves the sum off 1", _units, SMALL),
)
