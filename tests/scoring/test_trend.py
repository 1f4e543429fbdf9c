"""Trend: the least-squares line over the last known values, turned by polarity, with a dead band."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bsc_xl.scoring import Line, Trend, Value, line_of, trend_of
from bsc_xl.scoring.attainment import HIGHER, LOWER, ON_TARGET
from bsc_xl.scoring.trend import better_sign
from tests.scoring.strategies import examples, numbers, rows, scales

UP, FLAT, DOWN = Trend.IMPROVING, Trend.FLAT, Trend.WORSENING


def test_a_line_through_a_straight_row() -> None:
    line = line_of([1.0, 3.0, 5.0, 7.0], 4)
    assert line == Line(2, 4, 2.5)
    assert line.at(12) == 23


def test_blanks_and_words_are_passed_over_but_keep_their_place_in_time() -> None:
    line = line_of([1.0, None, "n/a", 7.0, "", 11.0], 6)
    assert line is not None
    assert line.slope == pytest.approx(2)
    assert line.at(2) == pytest.approx(3)


@pytest.mark.parametrize(
    ("row", "last"),
    [([], 0), ([1.0, 2.0], 2), ([1.0, None, 2.0], 3), ([1.0, 2.0, 3.0], 2), (["a", "b", "c"], 3), ([1.0] * 5, 0)],
)
def test_fewer_than_three_known_values_make_no_line(row: list[Value], last: int) -> None:
    assert line_of(row, last) is None


def test_only_the_last_known_values_count() -> None:
    row: list[Value] = [900.0, 900.0, 1.0, None, 2.0, 3.0, 4.0, 5.0, 6.0, 900.0]
    line = line_of(row, 9)  # the six known ones up to column 9 are in columns 3 and 5 to 9
    assert line is not None
    assert line.mean == pytest.approx(3.5)
    assert line.mean_column == pytest.approx(38 / 6)
    shorter = line_of(row, 9, 3)
    assert shorter == Line(1, 5, 8)


@pytest.mark.parametrize(
    ("slope", "sign", "wanted"),
    [
        (2.0, 1, UP),
        (-2.0, 1, DOWN),
        (2.0, -1, DOWN),
        (-2.0, -1, UP),
        (2.0, 0, FLAT),
        (0.0, 1, FLAT),
        (1.0, 1, FLAT),  # exactly the dead band of 1 % of 100
        (1.001, 1, UP),
        (-1.0, 1, FLAT),
        (-1.001, 1, DOWN),
        (-1.001, -1, UP),
    ],
)
def test_a_trend_is_turned_by_polarity_and_has_a_dead_band(slope: float, sign: int, wanted: Trend) -> None:
    assert trend_of(Line(slope, 100, 3), 1, sign) is wanted
    assert trend_of(Line(slope, -100, 3), 1, sign) is wanted


def test_the_dead_band_is_a_period_and_can_be_set() -> None:
    assert trend_of(Line(0.5, 100, 3), 1, 1) is FLAT
    assert trend_of(Line(0.5, 100, 3), 3, 1) is UP  # half a unit a month is one and a half a quarter
    assert trend_of(Line(4, 100, 3), 1, 1, 0.05) is FLAT
    assert trend_of(Line(0.001, 100, 3), 1, 1, 0.0) is UP
    assert trend_of(Line(0.001, 0, 3), 1, 1) is UP


@pytest.mark.parametrize("unit", [1.0, 0.01, 0.02, 0.002, 0.003, 7.7])
def test_the_dead_band_is_kept_whatever_binary_rounding_did(unit: float) -> None:
    assert trend_of(line_of([99 * unit, 100 * unit, 101 * unit], 3), 1, 1) is FLAT
    assert trend_of(line_of([0.99, 1.00, 1.01], 3), 1, 1) is FLAT
    assert trend_of(line_of([98.9 * unit, 100 * unit, 101.1 * unit], 3), 1, 1) is UP


def test_a_level_row_is_level_whatever_binary_rounding_did() -> None:
    line = line_of([0.1, 0.1 + 1e-17, 0.3 - 0.2, 0.1, 0.3 - 0.2], 5)
    assert line is not None
    assert line.slope == 0


def test_without_a_line_there_is_no_trend() -> None:
    assert trend_of(None, 1, 1) is None


@pytest.mark.parametrize(
    ("polarity", "latest", "low", "high", "wanted"),
    [
        (HIGHER, 5.0, None, None, 1),
        (HIGHER, None, None, None, 1),
        (LOWER, 5.0, None, None, -1),
        (LOWER, 25.0, 10.0, 20.0, -1),
        (ON_TARGET, 5.0, 10.0, 20.0, 1),  # towards the range
        (ON_TARGET, 25.0, 10.0, 20.0, -1),
        (ON_TARGET, 15.0, 10.0, 20.0, 0),
        (ON_TARGET, 10.0, 10.0, 20.0, 0),
        (ON_TARGET, 20.0, 10.0, 20.0, 0),
        (ON_TARGET, None, 10.0, 20.0, 0),
        (ON_TARGET, "n/a", 10.0, 20.0, 0),
        (ON_TARGET, 0.3, 0.1 + 0.2, 0.5, 0),  # exactly at an end is inside
        (ON_TARGET, 0.1 + 0.2, 0.1, 0.3, 0),
        (ON_TARGET, 5.0, None, 20.0, 0),
        (ON_TARGET, 25.0, None, 20.0, -1),
        (ON_TARGET, 25.0, 10.0, None, 0),
        (ON_TARGET, 5.0, 10.0, None, 1),
    ],
)
def test_which_way_is_better(polarity: str, latest: Value, low: float | None, high: float | None, wanted: int) -> None:
    assert better_sign(polarity, latest, low, high) == wanted


@examples
@given(rows, st.integers(1, 12), st.integers(3, 12))
def test_the_line_is_that_of_the_statistics_module(row: list[Value], last: int, periods: int) -> None:
    known = [(x, y) for x, y in enumerate(row[:last], 1) if isinstance(y, float)][-periods:]
    found = line_of(row, last, periods)
    if len(known) < 3:
        assert found is None
        return
    slope, intercept = statistics.linear_regression([x for x, _ in known], [y for _, y in known])
    assert found is not None
    assert found.slope == pytest.approx(slope, rel=1e-9, abs=1e-9)
    assert found.at(0) == pytest.approx(intercept, rel=1e-9, abs=1e-6)
    assert found.mean == pytest.approx(statistics.fmean(y for _, y in known), rel=1e-9, abs=1e-9)


@examples
@given(rows, st.sampled_from((1, -1)), scales)
def test_a_trend_does_not_depend_on_the_unit_and_turns_with_the_sign(row: list[Value], sign: int, by: float) -> None:
    line = line_of(row, 12)
    if line is None:
        assert trend_of(line, 1, sign) is None
        return
    assume(abs(abs(line.slope) - 0.01 * abs(line.mean)) > 1e-9)
    trend = trend_of(line, 1, sign)
    other = line_of([cell * by if isinstance(cell, float) else cell for cell in row], 12)
    assert trend_of(other, 1, sign) is trend
    turned = line_of([-cell if isinstance(cell, float) else cell for cell in row], 12)
    assert trend_of(turned, 1, -sign) is trend
    assert trend_of(line, 1, -sign) is {UP: DOWN, DOWN: UP, FLAT: FLAT}[trend or FLAT]


@examples
@given(rows, numbers)
def test_a_level_row_is_flat(row: list[Value], level: float) -> None:
    line = line_of([level if isinstance(cell, float) else cell for cell in row], 12)
    if line is None:
        return
    assert abs(line.slope) < 1e-9 * max(1, abs(level))
    assert trend_of(line, 1, 1) is FLAT
