"""LOG004: objectives that nothing measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Link, Objective, Scorecard
from bsc_xl.rules.definition_places import objective_cell
from tests.rules.definitions import place, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _at(card: Scorecard, objective: str) -> Spoilt:
    made = built_from(card)
    return Spoilt.at(made.reading, place(objective_cell(made.case, objective)))


def _added(_: Subject) -> Iterator[Spoilt]:
    for perspective in ("financial", "customer", "process", "learning"):
        new = Objective("new", "Find new ways", perspective, "growth", "Ideas.", "Head of Sales")
        links = (*small().links, Link("learn", "new", "Ideas come from skill."))
        yield _at(replace(small(), objectives=(*small().objectives, new), links=links), "new")


def _moved(_: Subject) -> Iterator[Spoilt]:
    """All its measures were put under another objective."""
    for measures, objective, target in (
        (("co.energy", "south.defects"), "waste", "deliver"),
        (("co.margin", "co.cost"), "earn", "waste"),
    ):
        card = small()
        for measure in measures:
            card = with_measure(card, measure, objective=target, weight=None)
        yield _at(card, objective)


def _dropped(_: Subject) -> Iterator[Spoilt]:
    for objective in ("earn", "waste"):
        measures = tuple(measure for measure in small().measures if measure.objective != objective)
        kept = {measure.id for measure in measures}
        actuals = tuple(actual for actual in small().actuals if actual.measure in kept)
        points = tuple(point for point in small().points if point.measure in kept)
        yield _at(replace(small(), measures=measures, actuals=actuals, points=points), objective)


SMALL = ("small native",)
MUTATIONS = (
    Mutation("LOG004", "an objective added without a measure", _added, SMALL),
    Mutation("LOG004", "the measures of an objective moved", _moved, SMALL),
    Mutation("LOG004", "the measures of an objective dropped", _dropped, SMALL),
)
