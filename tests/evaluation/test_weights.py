"""Weights in force: as given, equal where none is given, a blank among given ones as 0."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bsc_xl.evaluation.weights import in_force, measure_weights, objective_weights, perspective_weights, unit_weights
from bsc_xl.model import Objective, Perspective, Unit
from tests.evaluation.cards import BASE, card, measure


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ((None, None, None, None), (0.25, 0.25, 0.25, 0.25)),
        ((0.5, 0.3, 0.2), (0.5, 0.3, 0.2)),
        ((3.0, 1.0), (3.0, 1.0)),  # not normalised: a rollup does that
        ((0.5, None), (0.5, 0.0)),
        ((0.0, None), (0.0, 0.0)),
        ((0.0, 0.0), (0.0, 0.0)),
        ((), ()),
    ],
)
def test_siblings(given: tuple[float | None, ...], wanted: tuple[float, ...]) -> None:
    siblings = [Perspective(str(number), "", weight=weight) for number, weight in enumerate(given)]
    assert in_force(siblings) == {str(number): weight for number, weight in enumerate(wanted)}


def test_measures_are_siblings_in_one_objective_of_one_unit() -> None:
    found = measure_weights(
        card(
            measure("a"),
            measure("b"),
            measure("c", objective="please"),
            measure("d", unit="east"),
            measure("e", unit="west", weight=0.7),
            measure("f", unit="west"),
        )
    )
    assert found == {"a": 0.5, "b": 0.5, "c": 1, "d": 1, "e": 0.7, "f": 0}


def test_objectives_are_siblings_in_one_perspective_while_they_are_in_force() -> None:
    objectives = (
        Objective("earn", "", "fin"),
        Objective("save", "", "fin"),
        Objective("old", "", "fin", weight=0.9, active=False),
        Objective("please", "", "cus", weight=0.4),
    )
    assert objective_weights(replace(BASE, objectives=objectives)) == {
        "earn": 0.5,
        "save": 0.5,
        "old": 0,
        "please": 0.4,
    }


def test_perspectives_are_all_siblings() -> None:
    assert perspective_weights(BASE) == {"fin": 0.5, "cus": 0.5}


def test_units_are_siblings_below_the_same_parent() -> None:
    units = (*BASE.units, Unit("shop", "", "east", weight=2.0), Unit("yard", "", "east"))
    assert unit_weights(replace(BASE, units=units)) == {"top": 1, "east": 0.5, "west": 0.5, "shop": 2, "yard": 0}
