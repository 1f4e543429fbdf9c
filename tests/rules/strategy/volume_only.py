"""LOG006: objectives that only volumes measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bsc_xl.model import Scorecard, ValueType
from bsc_xl.rules.definition_places import objective_cell
from tests.rules.definitions import place, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject, built_from
from tests.rules.small import figures_of


def _counting(card: Scorecard, measure: str, name: str, uom: str, **fields: Any) -> Scorecard:
    """A measure that became a plain count, with figures to match."""
    plain = {"value_type": ValueType.NUMBER, "qualitative": False, "scale": "", "baseline": 50.0, "target": 90.0}
    spoilt = with_measure(card, measure, name=name, unit_of_measurement=uom, **(plain | fields))
    others = tuple(actual for actual in spoilt.actuals if actual.measure != measure)
    return replace(spoilt, actuals=(*others, *figures_of(spoilt, spoilt.measure_by_id[measure])), targets=())


def _learn(first: tuple[str, str], second: tuple[str, str]) -> Spoilt:
    card = _counting(_counting(small(), "co.training", *first), "co.grade", *second)
    made = built_from(card)
    return Spoilt.at(made.reading, place(objective_cell(made.case, "learn")))


def _by_name(_: Subject) -> Iterator[Spoilt]:
    yield _learn(("Number of people in courses", "staff"), ("Number of courses held", "dates"))
    yield _learn(("Total number of lessons", "lessons"), ("Count of certificates", "papers"))


def _by_unit(_: Subject) -> Iterator[Spoilt]:
    yield _learn(("Training", "hours"), ("Courses held", "courses"))
    yield _learn(("Lessons", "Events"), ("Readers of the guide", "people"))


def _by_both(_: Subject) -> Iterator[Spoilt]:
    yield _learn(("Number of lessons", "lessons"), ("Training", "hours"))
    yield _learn(("Training", "hours"), ("Volume of handouts", "sheets"))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("LOG006", "measures that are counts by their names", _by_name, SMALL),
    Mutation("LOG006", "measures that are counts by their units of measurement", _by_unit, SMALL),
    Mutation("LOG006", "counts of both kinds", _by_both, SMALL),
)
