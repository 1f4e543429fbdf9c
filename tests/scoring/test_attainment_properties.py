"""Attainment: what holds for all numbers: monotone, symmetrical, independent of the unit of measurement."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bsc_xl.scoring import Absence, Thresholds, attainment_of, columns, goal_red_flag, linear, ratio, within_range
from bsc_xl.scoring.attainment import HIGHER, LOWER, ON_TARGET, through_points
from tests.scoring.strategies import as_number, close, examples, numbers, polarities, positive, scales, scores

RISING = st.lists(st.tuples(numbers, scores), min_size=2, max_size=6, unique_by=lambda point: point[0]).map(sorted)
OPTIONAL = st.one_of(st.none(), numbers)


@st.composite
def limits(draw: st.DrawFn) -> tuple[Thresholds, float | None]:
    """Thresholds of any method for numbers, and a target to date that may or may not suit them."""
    method = draw(st.sampled_from(("linear", "ratio", "range", "goal and red flag", "bands", "milestone")))
    found = Thresholds(
        method,
        ON_TARGET if method == "range" else draw(polarities),
        baseline=draw(OPTIONAL),
        red_flag=draw(OPTIONAL),
        low=draw(OPTIONAL),
        high=draw(OPTIONAL),
        floor=draw(OPTIONAL),
        ceiling=draw(OPTIONAL),
        points=tuple(draw(RISING)),
    )
    return found, draw(OPTIONAL)


def scaled(value: float | None, by: float, shift: float = 0.0) -> float | None:
    return None if value is None else value * by + shift


def in_other_unit(given_limits: Thresholds, by: float, shift: float = 0.0) -> Thresholds:
    t = given_limits
    return Thresholds(
        t.method,
        t.polarity,
        scaled(t.baseline, by, shift),
        scaled(t.red_flag, by, shift),
        scaled(t.low, by, shift),
        scaled(t.high, by, shift),
        scaled(t.floor, by, shift),
        scaled(t.ceiling, by, shift),
        tuple((x * by + shift, y) for x, y in t.points),
    )


@examples
@given(numbers, numbers, numbers, numbers, polarities)
def test_linear_is_monotone_by_polarity(a: float, b: float, target: float, baseline: float, polarity: str) -> None:
    low, high = (linear(x, target, baseline, polarity) for x in sorted((a, b)))
    if isinstance(low, Absence):
        assert high is low
        return
    assert low <= as_number(high) if polarity == HIGHER else low >= as_number(high)


@examples
@given(numbers, numbers, st.one_of(numbers, st.just(0.0)), OPTIONAL, polarities)
def test_ratio_is_monotone_by_polarity(
    a: float, b: float, target: float, red_flag: float | None, polarity: str
) -> None:
    low, high = (ratio(x, target, polarity, red_flag) for x in sorted((a, b)))
    if isinstance(low, Absence):
        assert high is low
        return
    assert low <= as_number(high) if polarity == HIGHER else low >= as_number(high)


@examples
@given(numbers, numbers, numbers, numbers)
def test_goal_and_red_flag_rises_from_the_red_flag_to_the_goal(a: float, b: float, goal: float, red: float) -> None:
    assume(goal != red)
    low, high = (as_number(goal_red_flag(x, goal, red)) for x in sorted((a, b)))
    assert low <= high if goal > red else low >= high


@examples
@given(numbers, numbers, positive, positive, OPTIONAL, OPTIONAL)
def test_range_is_never_better_farther_away(
    at: float, low: float, width: float, farther: float, floor: float | None, ceiling: float | None
) -> None:
    high = low + width
    assume(floor is None or floor <= low)
    assume(ceiling is None or ceiling >= high)
    here = as_number(within_range(at, low, high, floor, ceiling))
    assert here <= 1
    assert (here == 1) == (low <= at <= high)
    away = at - farther if at < low else at + farther
    if not low <= at <= high:
        assert as_number(within_range(away, low, high, floor, ceiling)) <= here


@examples
@given(numbers, numbers, RISING)
def test_bands_are_monotone_where_their_scores_are(a: float, b: float, points: list[tuple[float, float]]) -> None:
    rising = [(x, y) for (x, _), y in zip(points, sorted(y for _, y in points), strict=True)]
    low, high = (as_number(through_points(x, rising)) for x in sorted((a, b)))
    assert low <= high + 1e-12


@examples
@given(numbers, RISING)
def test_bands_stay_between_their_scores_and_go_through_their_points(
    at: float, points: list[tuple[float, float]]
) -> None:
    found = 100 * as_number(through_points(at, points))
    ys = [y for _, y in points]
    assert min(ys) - 1e-9 <= found <= max(ys) + 1e-9
    for x, y in points:
        assert close(100 * as_number(through_points(x, points)), y)


@examples
@given(limits(), numbers, scales)
def test_no_method_depends_on_the_unit_of_measurement(
    drawn: tuple[Thresholds, float | None], actual: float, by: float
) -> None:
    thresholds, expected = drawn
    before = attainment_of(actual, expected, thresholds)
    assert close(attainment_of(actual * by, scaled(expected, by), in_other_unit(thresholds, by)), before)


@examples
@given(limits(), numbers, scales, numbers)
def test_nor_on_where_the_scale_has_its_zero_unless_it_is_a_ratio(
    drawn: tuple[Thresholds, float | None], actual: float, by: float, shift: float
) -> None:
    thresholds, expected = drawn
    assume(thresholds.method not in ("ratio", "milestone"))
    before = attainment_of(actual, expected, thresholds)
    moved = in_other_unit(thresholds, by, shift)
    assert close(attainment_of(actual * by + shift, scaled(expected, by, shift), moved), before)


@examples
@given(numbers, numbers, numbers)
def test_higher_of_a_measure_is_lower_of_its_negative(actual: float, target: float, baseline: float) -> None:
    assert linear(actual, target, baseline, HIGHER) == linear(-actual, -target, -baseline, LOWER)
    assert linear(actual, target, baseline, LOWER) == linear(-actual, -target, -baseline, HIGHER)
    assert goal_red_flag(actual, target, baseline) == goal_red_flag(-actual, -target, -baseline)


@examples
@given(numbers, positive, positive)
def test_a_range_looks_alike_from_both_sides(actual: float, low: float, width: float) -> None:
    high = low + width
    assert close(within_range(actual, low, high), within_range(-actual, -high, -low))


@examples
@given(numbers, numbers, polarities)
def test_linear_is_0_at_the_baseline_and_1_at_the_target(target: float, baseline: float, polarity: str) -> None:
    assume((target > baseline) if polarity == HIGHER else (target < baseline))
    assert linear(baseline, target, baseline, polarity) == 0
    assert linear(target, target, baseline, polarity) == 1


@examples
@given(limits(), numbers, st.sampled_from((0.25, 0.5, 1.0)))
def test_a_share_of_the_year_is_a_change_of_unit(
    drawn: tuple[Thresholds, float | None], actual: float, factor: float
) -> None:
    thresholds, expected = drawn
    whole = attainment_of(actual, expected, thresholds)
    assert close(attainment_of(actual * factor, scaled(expected, factor), thresholds, factor), whole)


VALUES = st.one_of(numbers, st.sampled_from(("yes", "n/a", *Absence)))


@examples
@given(st.lists(st.tuples(VALUES, limits(), st.sampled_from((0.5, 1.0))), max_size=8))
def test_a_column_is_its_rows(rows: list[tuple[float | str, tuple[Thresholds, float | None], float]]) -> None:
    values, pairs, factors = ([row[i] for row in rows] for i in range(3))
    column = columns.attainment(values, [p[1] for p in pairs], [p[0] for p in pairs], factors)  # type: ignore[arg-type, index, misc]
    assert column == [attainment_of(value, pair[1], pair[0], factor) for value, pair, factor in rows]


def test_columns_of_unequal_length_are_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match=r"zip\(\) argument"):
        columns.attainment([1.0, 2.0], [1.0], [Thresholds("ratio")], [1.0])


def test_lower_is_better_never_takes_a_negative_actual_for_bad() -> None:
    assert as_number(ratio(-5, 10, LOWER)) > as_number(ratio(5, 10, LOWER))
