"""CAS002: figures and units that the cascade does not reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Aggregation, Cascade, Unit
from bsc_xl.rules.definition_places import unit_cell
from tests.rules.definitions import at_measure, place, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _nobody_contributes(_: Subject) -> Iterator[Spoilt]:
    for measure, rollup in (
        ("co.margin", "average"),
        ("co.cost", "average"),
        ("co.training", "sum"),
        ("co.stock", "max"),
    ):
        spoilt = with_measure(small(), measure, rollup=Aggregation(rollup))
        yield at_measure(spoilt, measure, "parent_measure")


def _left_out(_: Subject) -> Iterator[Spoilt]:
    for measure in ("south.delivery", "north.delivery"):
        spoilt = with_measure(small(), measure, cascade=Cascade.UNIQUE, parent_measure="")
        yield at_measure(spoilt, measure, "cascade")


def _idle_unit(_: Subject) -> Iterator[Spoilt]:
    for parent in ("north", "south", "co"):
        made = built_from(replace(small(), units=(*small().units, Unit("new", "New", parent, "team", "Head", None))))
        if parent == "co":
            made = built_from(replace(small(), units=(*small().units, Unit("new", "New", parent, "team", "Head", 0.0))))
        yield Spoilt.at(made.reading, place(unit_cell(made.case, "new", "name")))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("CAS002", "a rollup without contributions", _nobody_contributes, SMALL),
    Mutation("CAS002", "a unit that no longer contributes", _left_out, SMALL),
    Mutation("CAS002", "a unit without measures", _idle_unit, SMALL),
)
