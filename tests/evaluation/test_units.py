"""Rollups up the unit tree: objectives, perspectives, units; delegation, coverage, bounds, the critical cap."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.evaluation.units import UnitResult
from bsc_xl.model import Measure, Objective, Perspective, RollupMethod, Scorecard, Settings, Unit
from bsc_xl.scoring import Rollup, Value
from bsc_xl.scoring.rollup import NOTHING_DUE
from tests.evaluation.cards import BASE, card, evaluated, measure


def scored(*pairs: tuple[Measure, Value], **values: Any) -> Evaluation:
    """Each measure with its figure for January; the target is 100, so that the figure is the score."""
    rows: dict[str, list[Value]] = {one.id: [cell] for one, cell in pairs}
    return evaluated(card(*(one for one, _ in pairs), **values), rows, "2025-01")


def objective(unit: UnitResult, id_: str = "earn") -> Rollup:
    return next(found.rollup for found in unit.objectives if found.objective.id == id_)


def perspective(unit: UnitResult, id_: str = "fin") -> Rollup:
    return next(found.rollup for found in unit.perspectives if found.perspective.id == id_)


def test_from_measures_to_the_unit() -> None:
    found = scored(
        (measure("a", weight=0.75), 80.0),
        (measure("b", weight=0.25), 40.0),
        (measure("c", objective="please"), 50.0),
    ).top
    assert objective(found).score == pytest.approx(70)
    assert perspective(found).score == pytest.approx(70)
    assert perspective(found, "cus").score == pytest.approx(50)
    assert found.rollup == Rollup(pytest.approx(60), 1, pytest.approx(60), pytest.approx(60))  # type: ignore[arg-type]
    assert found.status == "missed"
    assert [one.inputs.measure.id for one in found.measures] == ["a", "b", "c"]


def test_what_is_missing_shows_in_coverage_and_bounds_all_the_way_up() -> None:
    found = scored((measure("a"), 80.0), (measure("b"), None), (measure("c", objective="please"), 100.0)).top
    assert objective(found) == Rollup(80, 0.5, 40, 90)
    assert found.rollup == Rollup(90, 0.75, 70, 95)


def test_a_perspective_without_anything_due_does_not_count() -> None:
    found = scored((measure("a"), 80.0), (measure("c", objective="please"), "n/a")).top
    assert perspective(found, "cus") == NOTHING_DUE
    assert found.rollup == Rollup(80, 1, 80, 80)
    assert [one.status for one in found.perspectives] == ["missed", "not due"]
    assert scored((measure("a"), 80.0)).top.rollup == Rollup(80, 1, 80, 80)


@pytest.mark.parametrize(("least", "status"), [(0.5, "met"), (0.51, "insufficient")])
def test_below_the_minimum_coverage_the_status_is_insufficient(least: float, status: str) -> None:
    found = scored((measure("a"), 100.0), (measure("b"), None), settings=Settings(minimum_coverage=least)).top
    assert found.objectives[0].status == status
    assert found.perspectives[0].status == status
    assert found.status == status
    assert found.rollup.score == 100


def test_weights_need_not_sum_to_1() -> None:
    found = scored((measure("a", weight=30.0), 80.0), (measure("b", weight=10.0), 40.0)).top
    assert objective(found).score == pytest.approx(70)


def test_a_measure_without_weight_does_not_count() -> None:
    found = scored((measure("a", weight=1.0), 80.0), (measure("b", weight=0.0), None)).top
    assert objective(found) == Rollup(80, 1, 80, 80)


def test_weights_of_objectives_and_perspectives() -> None:
    found = scored(
        (measure("a"), 80.0),
        (measure("b", objective="save"), 40.0),
        (measure("c", objective="please"), 50.0),
        objectives=(
            Objective("earn", "", "fin", weight=0.9),
            Objective("save", "", "fin", weight=0.1),
            *BASE.objectives[1:],
        ),
        perspectives=(Perspective("fin", "", weight=0.7), Perspective("cus", "", weight=0.3)),
    ).top
    assert perspective(found).score == pytest.approx(76)
    assert found.rollup.score == pytest.approx(0.7 * 76 + 0.3 * 50)
    assert [one.weight for one in found.objectives] == [0.9, 0.1, 1]
    assert [one.weight for one in found.perspectives] == [0.7, 0.3]


@pytest.mark.parametrize(
    ("method", "score"),
    [(RollupMethod.MEAN, 50), (RollupMethod.WORST, 20), (RollupMethod.BEST, 80), (RollupMethod.GEOMETRIC, 40)],
)
def test_methods_of_the_settings_of_an_objective_and_of_a_perspective(method: RollupMethod, score: float) -> None:
    pairs = ((measure("a"), 80.0), (measure("b"), 20.0))
    assert objective(scored(*pairs, settings=Settings(rollup=method)).top).score == pytest.approx(score)
    own = (Objective("earn", "", "fin", rollup=method),)
    assert objective(scored(*pairs, objectives=own).top).score == pytest.approx(score)
    spread = ((measure("a"), 80.0), (measure("b", objective="save"), 20.0))
    objectives = (Objective("earn", "", "fin"), Objective("save", "", "fin"))
    perspectives = (Perspective("fin", "", rollup=method), Perspective("cus", ""))
    found = scored(*spread, objectives=objectives, perspectives=perspectives).top
    assert perspective(found).score == pytest.approx(score)


def test_the_method_of_the_settings_also_rolls_up_perspectives() -> None:
    pairs = ((measure("a"), 80.0), (measure("c", objective="please"), 20.0))
    assert scored(*pairs, settings=Settings(rollup=RollupMethod.WORST)).top.rollup.score == 20


@pytest.mark.parametrize(
    ("critical", "figure", "capped", "status"),
    [
        (True, 10.0, True, "near"),
        (False, 10.0, False, "met"),
        (True, 90.0, False, "met"),  # near is not red
        (True, None, False, "met"),  # nor is late
        (True, "n/a", False, "met"),
    ],
)
def test_a_red_critical_measure_caps_its_objective_visibly(
    critical: bool, figure: Value, capped: bool, status: str
) -> None:
    found = scored(
        (measure("a", weight=0.99), 100.0), (measure("b", weight=0.01, critical=critical), figure)
    ).top.objectives[0]
    assert (found.capped, found.status) == (capped, status)
    assert found.rollup.score is not None
    assert found.rollup.score > 99  # the number stays as it is


def test_only_the_objective_itself_is_capped() -> None:
    found = scored((measure("a", weight=0.99), 100.0), (measure("b", weight=0.01, critical=True), 10.0)).top
    assert [found.objectives[0].status, found.perspectives[0].status, found.status] == ["near", "met", "met"]


def test_an_objective_not_in_force_is_left_out() -> None:
    objectives = (BASE.objectives[0], Objective("old", "", "fin", active=False), BASE.objectives[1])
    found = scored((measure("a"), 80.0), (measure("b", objective="old"), 0.0), objectives=objectives).top
    assert [one.objective.id for one in found.objectives] == ["earn"]
    assert found.rollup.score == 80
    assert len(found.measures) == 2


def test_objectives_stand_in_the_order_of_their_perspectives() -> None:
    objectives = tuple(reversed(BASE.objectives))
    found = scored((measure("c", objective="please"), 1.0), (measure("a"), 2.0), objectives=objectives).top
    assert [one.objective.id for one in found.objectives] == ["earn", "please"]


def test_without_measures_of_its_own_an_objective_comes_from_the_units_below() -> None:
    units = (BASE.units[0], Unit("east", "", "top", weight=3.0), Unit("west", "", "top", weight=1.0))
    found = scored((measure("e", unit="east"), 80.0), (measure("w", unit="west"), 40.0), units=units)
    top = found.top.objectives[0]
    assert top.rollup.score == pytest.approx(70)
    assert (top.own, [one.unit.id for one in top.delegated]) == (0, ["east", "west"])
    assert [one.weight for one in top.delegated] == [3, 1]
    assert found.top.measures == ()
    assert found.units["east"].objectives[0].own == 1


def test_with_measures_of_its_own_the_units_below_do_not_count() -> None:
    found = scored((measure("a"), 100.0), (measure("e", unit="east"), 0.0)).top.objectives[0]
    assert (found.rollup.score, found.own, found.delegated) == (100, 1, ())


def test_objectives_climb_several_levels_with_coverage_and_bounds() -> None:
    units = (*BASE.units, Unit("shop", "", "east"), Unit("yard", "", "east"))
    found = scored(
        (measure("s", unit="shop"), 80.0),
        (measure("y", unit="yard"), None),
        (measure("w", unit="west", objective="please"), 60.0),
        units=units,
    )
    assert objective(found.units["east"]) == Rollup(80, 0.5, 40, 90)
    assert objective(found.top) == Rollup(80, 0.5, 40, 90)
    assert objective(found.top, "please") == Rollup(60, 1, 60, 60)
    assert found.top.rollup == Rollup(70, 0.75, 50, 75)
    assert [one.objective.id for one in found.units["west"].objectives] == ["please"]
    assert list(found.units) == ["top", "east", "shop", "yard", "west"]


def test_a_cap_below_is_not_handed_up() -> None:
    found = scored(
        (measure("a", unit="east", weight=0.99), 100.0), (measure("b", unit="east", weight=0.01, critical=True), 10.0)
    )
    assert found.units["east"].objectives[0].status == "near"
    assert (found.top.objectives[0].capped, found.top.objectives[0].status) == (False, "met")


def test_a_unit_without_anything_is_not_due() -> None:
    found = scored((measure("a"), 80.0)).units["west"]
    assert (found.rollup, found.status, found.objectives) == (NOTHING_DUE, "not due", ())
    assert [one.rollup for one in found.perspectives] == [NOTHING_DUE, NOTHING_DUE]
    assert found.weight == 0.5


def test_the_order_of_measures_objectives_and_units_changes_no_score() -> None:
    pairs = (
        (measure("a", unit="east", weight=0.7), 81.0),
        (measure("b", unit="east", weight=0.2), 42.0),
        (measure("c", unit="west", objective="please"), 33.0),
        (measure("d", unit="west"), None),
    )
    there = scored(*pairs)
    flipped = replace(BASE, objectives=BASE.objectives[::-1], units=(BASE.units[0], *BASE.units[:0:-1]))
    assert isinstance(flipped, Scorecard)
    back = scored(*reversed(pairs), objectives=flipped.objectives, units=flipped.units)
    for name, unit in there.units.items():
        other = back.units[name].rollup
        assert [unit.rollup.score, unit.rollup.coverage] == pytest.approx([other.score, other.coverage])
        assert [unit.rollup.low, unit.rollup.high] == pytest.approx([other.low, other.high])
