"""Rollup: methods, redistribution of weight, coverage and bounds, nested as deep as a scorecard goes."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.scoring import Rollup, aggregate, roll_up
from bsc_xl.scoring.rollup import NOTHING_DUE, leaf
from tests.scoring import strategies
from tests.scoring.strategies import METHODS, close, examples, leaves, method_names, scales, trees

BLANK = leaf(None)
NOT_DUE = leaf(None, is_due=False)


def mean(*pairs: tuple[float, Rollup]) -> Rollup:
    return roll_up("mean", [weight for weight, _ in pairs], [child for _, child in pairs])


@pytest.mark.parametrize(
    ("method", "wanted"),
    [("mean", 52), ("worst", 20), ("best", 80), ("geometric", (80**0.5 * 40**0.3 * 20**0.2))],
)
def test_methods(method: str, wanted: float) -> None:
    weights = [0.5, 0.3, 0.2] if method == "geometric" else [0.45, 0.35, 0.1]
    wanted = (0.45 * 80 + 0.35 * 40 + 0.1 * 20) / 0.9 if method == "mean" else wanted
    assert aggregate(method, weights, [80, 40, 20]) == pytest.approx(wanted)


def test_the_geometric_mean_punishes_imbalance_and_a_zero_most() -> None:
    assert aggregate("geometric", [1, 1], [90, 10]) == pytest.approx(30)
    assert aggregate("geometric", [1, 1], [50, 50]) == pytest.approx(50)
    assert aggregate("geometric", [1, 1], [100, 0]) == 0
    assert aggregate("geometric", [1, 3], [10, 90]) == pytest.approx(10**0.25 * 90**0.75)


@pytest.mark.parametrize("method", METHODS)
def test_weights_of_zero_do_not_count(method: str) -> None:
    assert aggregate(method, [0, 1, 0], [0, 50, 100]) == pytest.approx(50)
    assert aggregate(method, [0, 0], [1, 2]) is None
    assert aggregate(method, [], []) is None
    assert roll_up(method, [0, 1], [BLANK, leaf(50)]) == roll_up(method, [1], [leaf(50)])


@pytest.mark.parametrize("method", METHODS)
def test_as_many_weights_as_children(method: str) -> None:
    with pytest.raises(ValueError, match=r"zip\(\) argument"):
        aggregate(method, [1, 2], [1])
    with pytest.raises(ValueError, match=r"zip\(\) argument"):
        roll_up(method, [1], [leaf(1), leaf(2)])


def test_a_measure_as_a_child() -> None:
    assert leaf(71) == Rollup(71, 1, 71, 71)
    assert leaf(0) == Rollup(0, 1, 0, 0)  # a score of 0 is a score
    assert leaf(None) == Rollup(None, 0, 0, 100)
    assert leaf(None, 120) == Rollup(None, 0, 0, 120)
    assert leaf(None, is_due=False) == NOTHING_DUE


def test_the_weight_of_unscored_children_goes_to_the_others_in_proportion() -> None:
    found = mean((0.5, leaf(80)), (0.3, BLANK), (0.2, leaf(60)))
    assert found.score == pytest.approx((0.5 * 80 + 0.2 * 60) / 0.7)
    assert found.coverage == pytest.approx(0.7)
    assert [found.low, found.high] == pytest.approx([52, 82])


def test_what_is_not_due_leaves_coverage_and_bounds_alone() -> None:
    assert mean((0.5, leaf(80)), (0.3, NOT_DUE), (0.2, leaf(60))) == mean((0.5, leaf(80)), (0.2, leaf(60)))
    assert mean((1, NOT_DUE), (1, NOT_DUE)) == NOTHING_DUE
    assert mean() == NOTHING_DUE
    assert mean((0, leaf(50))) == NOTHING_DUE


def test_nothing_scored_but_something_due() -> None:
    assert mean((1, BLANK), (1, NOT_DUE)) == Rollup(None, 0, 0, 100)


@pytest.mark.parametrize(
    ("method", "score", "low", "high"),
    [
        ("worst", 60, 0, 60),
        ("best", 80, 80, 100),
        ("geometric", 4800**0.5, 0, 480_000 ** (1 / 3)),
        ("mean", 70, 140 / 3, 80),
    ],
)
def test_bounds_by_method(method: str, score: float, low: float, high: float) -> None:
    found = roll_up(method, [1, 1, 1], [leaf(80), BLANK, leaf(60)])
    assert (found.score, found.low, found.high) == pytest.approx((score, low, high))


def test_bounds_reach_up_to_a_higher_cap() -> None:
    assert mean((1, leaf(110, 120)), (1, leaf(None, 120))) == Rollup(110, 0.5, 55, 115)


def test_coverage_and_bounds_are_handed_upwards() -> None:
    half = mean((1, leaf(80)), (1, BLANK))
    assert half == Rollup(80, 0.5, 40, 90)
    parent = mean((3, half), (1, leaf(40)), (4, mean((1, BLANK))))
    assert parent.score == pytest.approx((3 * 80 + 40) / 4)
    assert parent.coverage == pytest.approx((3 * 0.5 + 1) / 8)
    assert parent.low == pytest.approx((3 * 40 + 40) / 8)
    assert parent.high == pytest.approx((3 * 90 + 40 + 4 * 100) / 8)


PAIRS = st.lists(st.tuples(strategies.weights, trees), min_size=1, max_size=6)
Pairs = list[tuple[float, Rollup]]


def rolled(method: str, pairs: Pairs) -> Rollup:
    return roll_up(method, [weight for weight, _ in pairs], [child for _, child in pairs])


def same(found: Rollup, wanted: Rollup) -> bool:
    return all(close(getattr(found, name), getattr(wanted, name)) for name in ("score", "coverage", "low", "high"))


@examples
@given(method_names, PAIRS)
def test_a_rollup_lies_within_its_children(method: str, pairs: Pairs) -> None:
    scores = [child.score for _, child in pairs if child.score is not None]
    found = rolled(method, pairs).score
    if not scores:
        assert found is None
        return
    assert found is not None
    assert min(scores) - 1e-9 <= found <= max(scores) + 1e-9


@examples
@given(trees)
def test_bounds_contain_the_score_however_deep(found: Rollup) -> None:
    if found.coverage is None:
        assert found == NOTHING_DUE
        return
    assert found.low is not None
    assert found.high is not None
    assert -1e-9 <= found.low <= found.high + 1e-9 <= 100 + 2e-9
    assert -1e-9 <= found.coverage <= 1 + 1e-9
    if found.score is None:
        assert (found.coverage, found.low) == (0, 0)
        assert found.high == pytest.approx(100)
    else:
        assert found.coverage > 0
        assert found.low - 1e-9 <= found.score <= found.high + 1e-9


@examples
@given(method_names, st.lists(st.tuples(strategies.weights, leaves), min_size=1, max_size=6), st.data())
def test_bounds_are_kept_whatever_the_unscored_turn_out_to_be(method: str, pairs: Pairs, data: st.DataObject) -> None:
    before = rolled(method, pairs)
    settled = [(w, leaf(data.draw(strategies.scores)) if child.coverage == 0 else child) for w, child in pairs]
    after = rolled(method, settled).score
    if after is not None:
        assert before.low is not None
        assert before.high is not None
        assert before.low - 1e-9 <= after <= before.high + 1e-9


@examples
@given(method_names, PAIRS)
def test_where_all_is_scored_the_bounds_are_the_score(method: str, pairs: Pairs) -> None:
    whole = [(weight, leaf(child.score)) for weight, child in pairs if child.score is not None]
    found = rolled(method, whole)
    if whole:
        assert same(found, Rollup(found.score, 1, found.score, found.score))


@examples
@given(method_names, PAIRS, strategies.weights)
def test_a_blank_child_never_becomes_a_zero(method: str, pairs: Pairs, weight: float) -> None:
    before, after = rolled(method, pairs), rolled(method, [*pairs, (weight, BLANK)])
    assert after.score == before.score
    if before.coverage:
        assert after.coverage is not None
        assert after.coverage < before.coverage
    assert same(rolled(method, [*pairs, (weight, NOT_DUE)]), before)


@examples
@given(method_names, PAIRS, scales)
def test_the_scale_of_the_weights_does_not_matter(method: str, pairs: Pairs, by: float) -> None:
    assert same(rolled(method, [(weight * by, child) for weight, child in pairs]), rolled(method, pairs))


@examples
@given(method_names, PAIRS, st.randoms(use_true_random=False))
def test_nor_does_the_order_of_the_children(method: str, pairs: Pairs, chance: Random) -> None:
    mixed = list(pairs)
    chance.shuffle(mixed)
    assert same(rolled(method, mixed), rolled(method, pairs))


@examples
@given(method_names, PAIRS, st.integers(0, 5), strategies.scores)
def test_a_better_child_never_makes_a_worse_parent(method: str, pairs: Pairs, at: int, score: float) -> None:
    at %= len(pairs)
    weight, child = pairs[at]
    if child.score is None or score < child.score:
        return
    better = [*pairs[:at], (weight, Rollup(score, child.coverage, child.low, child.high)), *pairs[at + 1 :]]
    before, after = rolled(method, pairs).score, rolled(method, better).score
    assert before is not None
    assert after is not None
    assert after >= before - 1e-9


@examples
@given(method_names, st.lists(st.tuples(strategies.weights, strategies.scores), min_size=1, max_size=6))
def test_a_single_level_is_the_aggregate(method: str, pairs: list[tuple[float, float]]) -> None:
    weights, scores = [w for w, _ in pairs], [s for _, s in pairs]
    assert close(roll_up(method, weights, [leaf(s) for s in scores]).score, aggregate(method, weights, scores))


@examples
@given(strategies.weights, strategies.scores, st.integers(1, 6))
def test_the_means_agree_on_equal_children(weight: float, score: float, count: int) -> None:
    for method in METHODS:
        found = aggregate(method, [weight] * count, [score] * count)
        assert close(found, score)


@examples
@given(st.lists(st.tuples(strategies.weights, strategies.scores), min_size=1, max_size=6))
def test_worst_geometric_mean_best_stand_in_this_order(pairs: list[tuple[float, float]]) -> None:
    found = [
        aggregate(how, [w for w, _ in pairs], [s for _, s in pairs]) or 0.0
        for how in ("worst", "geometric", "mean", "best")
    ]
    assert all(a <= b + 1e-9 for a, b in pairwise(found))
