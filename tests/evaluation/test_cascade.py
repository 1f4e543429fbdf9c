"""Cascade: a parent's figures from those of the units below, period by period, up the whole tree."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.evaluation.cascade import bottom_up, cascaded, combine
from bsc_xl.model import Aggregation, Cascade, Frequency, Measure, Scorecard, Unit
from bsc_xl.scoring import Value
from tests.evaluation.cards import BASE, card, evaluator, measure
from tests.scoring import strategies
from tests.scoring.strategies import close, examples

CELLS = st.lists(st.one_of(strategies.numbers, st.none(), st.sampled_from(("n/a", "no data"))), max_size=6)
METHODS = ("sum", "average", "weighted", "max", "min")
SUM, WEIGHTED = Aggregation.SUM, Aggregation.WEIGHTED


@pytest.mark.parametrize(
    ("cells", "sum_", "average", "largest", "least"),
    [
        ([4.0, 1.0, 7.0], 12, 4, 7, 1),
        ([4.0, 0.0], 4, 2, 4, 0),
        ([4.0, None], None, 4, 4, 4),  # a blank never counts as zero
        ([4.0, ""], None, 4, 4, 4),
        ([4.0, "no data"], None, 4, 4, 4),
        ([4.0, "n/a"], 4, 4, 4, 4),
        ([4.0, "N/A", None], None, 4, 4, 4),
        ([-4.0, -1.0], -5, -2.5, -1, -4),
        (["n/a", "n/a"], None, None, None, None),
        ([None], None, None, None, None),
        ([], None, None, None, None),
    ],
)
def test_combine(
    cells: list[Value], sum_: float | None, average: float | None, largest: float | None, least: float | None
) -> None:
    found = [combine(method, cells) for method in ("sum", "average", "max", "min")]
    assert found == [sum_, average, largest, least]


@pytest.mark.parametrize(
    ("cells", "weights", "wanted"),
    [
        ([0.9, 0.5], [100.0, 300.0], 0.6),
        ([0.9, 0.5], [100.0, None], 0.9),
        ([0.9, None], [100.0, 300.0], 0.9),
        ([0.9, 0.5], ["n/a", None], None),
        ([0.9, 0.5], [0.0, 0.0], None),
        ([None, None], [1.0, 1.0], None),
    ],
)
def test_combine_by_weight(cells: list[Value], weights: list[Value], wanted: float | None) -> None:
    assert combine("weighted", cells, weights) == pytest.approx(wanted)


def test_as_many_weights_as_contributors() -> None:
    with pytest.raises(ValueError, match=r"zip\(\) argument"):
        combine("weighted", [1.0, 2.0], [1.0])


@examples
@given(CELLS, st.sampled_from(METHODS[1:]))
def test_a_blank_contributor_changes_no_mean(cells: list[Value], method: str) -> None:
    ones: list[Value] = [1.0] * len(cells)
    assert combine(method, [*cells, None], [*ones, 1.0]) == combine(method, cells, ones)


@examples
@given(CELLS)
def test_a_sum_is_whole_or_it_is_missing(cells: list[Value]) -> None:
    whole = all(isinstance(cell, float) or cell == "n/a" for cell in cells) and any(
        isinstance(cell, float) for cell in cells
    )
    found = combine("sum", cells)
    assert close(found, strategies.total(cells) if whole else None)
    assert combine("sum", [*cells, None]) is None


@examples
@given(st.lists(strategies.numbers, min_size=1, max_size=6), st.sampled_from(METHODS[1:]))
def test_a_mean_lies_within_its_contributors(cells: list[Value], method: str) -> None:
    numbers = [cell for cell in cells if isinstance(cell, float)]
    found = combine(method, cells, [2.0] * len(cells))
    assert found is not None
    assert min(numbers) - 1e-9 <= found <= max(numbers) + 1e-9


def fed(parent: str, **values: Any) -> dict[str, Any]:
    return {"parent_measure": parent, "cascade": Cascade.CONTRIBUTORY, **values}


UNITS = (*BASE.units, Unit("shop", "Shop", "east"), Unit("yard", "Yard", "east"))


def three_levels(order: tuple[int, ...] = (0, 1, 2, 3, 4)) -> Scorecard:
    measures = (
        measure("all", aggregation=SUM),
        measure("east", unit="east", aggregation=SUM, **fed("all")),
        measure("west", unit="west", aggregation=SUM, **fed("all")),
        measure("shop", unit="shop", aggregation=SUM, **fed("east")),
        measure("yard", unit="yard", aggregation=SUM, **fed("east")),
    )
    return card(*(measures[place] for place in order), units=UNITS)


ROWS: dict[str, list[Value]] = {
    "all": [900.0] * 24,  # typed over a computed row: not looked at
    "west": [1.0, 2.0, None, *[None] * 21],
    "shop": [10.0, 20.0, 30.0, *[None] * 21],
    "yard": [100.0, None, 300.0, *[None] * 21],
}


@pytest.mark.parametrize("order", list(permutations(range(5))))
def test_figures_climb_the_tree_whatever_the_order_of_the_measures(order: tuple[int, ...]) -> None:
    found = cascaded(three_levels(order), ROWS)
    assert found["east"][:4] == [110, None, 330, None]
    assert found["all"][:4] == [111, None, None, None]
    assert {name: found[name] for name in ("west", "shop", "yard")} == {
        name: ROWS[name] for name in ("west", "shop", "yard")
    }
    assert [m.id for m in bottom_up(three_levels(order))] == ["east", "all"]


def test_a_contributor_without_any_row_is_a_gap() -> None:
    found = cascaded(three_levels(), {"shop": [10.0] * 24, "yard": [1.0] * 24})
    assert found["east"] == [11] * 24
    assert found["all"] == [None] * 24


def test_the_rows_given_are_left_alone() -> None:
    given_rows = {name: list(row) for name, row in ROWS.items()}
    cascaded(three_levels(), given_rows)
    assert given_rows == ROWS


def test_shared_and_unique_measures_feed_nothing() -> None:
    for kind in (Cascade.SHARED, Cascade.UNIQUE):
        below = measure("east", unit="east", parent_measure="all", cascade=kind)
        found = cascaded(card(measure("all"), below), {"all": [5.0] * 24, "east": [1.0] * 24})
        assert found["all"] == [5] * 24


def test_a_quarterly_parent_has_its_figures_where_its_periods_end() -> None:
    quarterly: dict[str, Any] = {"frequency": Frequency.QUARTERLY, "aggregation": SUM}
    scorecard = card(
        measure("all", **quarterly),
        measure("east", unit="east", **quarterly, **fed("all")),
        measure("monthly"),  # makes the grid one of months
    )
    found = cascaded(scorecard, {"east": [float(n) for n in range(1, 25)]})
    assert found["all"][:7] == [None, None, 3, None, None, 6, None]


def test_the_rollup_given_comes_before_that_of_the_aggregation() -> None:
    for rollup, wanted in ((None, 4), (SUM, 8), (Aggregation.MAX, 7), (Aggregation.MIN, 1)):
        scorecard = card(
            measure("all", rollup=rollup),
            measure("east", unit="east", **fed("all")),
            measure("west", unit="west", **fed("all")),
        )
        assert cascaded(scorecard, {"east": [1.0] * 24, "west": [7.0] * 24})["all"][0] == wanted


def weighted_card(order: tuple[int, ...]) -> Scorecard:
    """A share of each division, weighted by its staff, which itself is the sum of its teams."""
    share = {"aggregation": WEIGHTED, "rollup": WEIGHTED}
    measures: tuple[Measure, ...] = (
        measure("share", **share, weighted_by="staff"),
        measure("staff"),
        measure("share-e", unit="east", **share, **fed("share", weighted_by="staff-e")),
        measure("staff-e", unit="east", aggregation=SUM),
        measure("share-w", unit="west", **share, **fed("share", weighted_by="staff-w")),
        measure("staff-w", unit="west"),
        measure("staff-s", unit="shop", aggregation=SUM, **fed("staff-e")),
        measure("staff-y", unit="yard", aggregation=SUM, **fed("staff-e")),
    )
    return card(*(measures[place] for place in order), units=UNITS)


@pytest.mark.parametrize("order", [tuple(range(8)), tuple(reversed(range(8))), (6, 7, 0, 1, 2, 3, 4, 5)])
def test_a_weight_that_is_fed_from_below_is_computed_before_it_weights(order: tuple[int, ...]) -> None:
    rows: dict[str, list[Value]] = {
        "share-e": [0.9] * 24,
        "share-w": [0.5] * 24,
        "staff-s": [40.0] * 24,
        "staff-y": [60.0] * 24,
        "staff-w": [300.0] * 24,
    }
    found = cascaded(weighted_card(order), rows)
    assert found["staff-e"] == [100] * 24
    assert found["share"] == pytest.approx([0.6] * 24)


def test_a_computed_measure_has_no_cut_off_date_of_its_own() -> None:
    scorecard = three_levels()
    found = evaluator(scorecard, ROWS, {m.id: date(2025, 1, 31) for m in scorecard.measures}).at("2025-01").measures
    assert {name: one.as_of is None for name, one in found.items()} == {
        "all": True,
        "east": True,
        "west": False,
        "shop": False,
        "yard": False,
    }
    assert found["all"].to_date == 111
