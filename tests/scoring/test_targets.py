"""Expected to date and the year's target: each source in its order, for every aggregation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.scoring import TargetPath, Window, expected_of, window, year_target_of
from bsc_xl.scoring.targets import as_number, elapsed, factor_of, from_periods, given_for_year, share_of
from tests.scoring.strategies import close, examples, numbers, scales

EVEN = tuple((column + 1) / 12 for column in range(12))
SEASON = (0.0, 0.05, 0.1, 0.1, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0)
BLANKS: tuple[float | None, ...] = (None,) * 24

SUM = TargetPath("sum", 1200.0, None, None, None, BLANKS, (None, None), EVEN)
LEVEL = TargetPath("last", 100.0, 40.0, 0, 24, BLANKS, (None, None), EVEN)
LEVELS = ("average", "last", "max", "min", "weighted")


def month(report: int) -> Window:
    return window(report, 1, 12)


def with_periods(path: TargetPath, cells: dict[int, float]) -> TargetPath:
    """The path with targets in these columns, counted from 1."""
    return replace(path, period_targets=tuple(cells.get(column) for column in range(1, 25)))


def test_a_sum_expects_its_share_of_the_year() -> None:
    assert expected_of(SUM, month(3)) == pytest.approx(300)
    assert expected_of(SUM, month(12)) == 1200
    assert expected_of(SUM, month(13)) == pytest.approx(100)  # a new fiscal year begins at nothing
    assert expected_of(SUM, window(5, 3, 12)) == pytest.approx(300)  # a quarter is over, not five months


def test_a_sum_expects_the_share_of_its_season() -> None:
    season = replace(SUM, shares=SEASON)
    assert [expected_of(season, month(report)) for report in (1, 2, 7, 12, 19)] == pytest.approx(
        [0, 60, 480, 1200, 480]
    )


def test_a_sum_pays_no_heed_to_its_baseline() -> None:
    assert expected_of(replace(SUM, baseline=600.0, baseline_column=0, due_column=24), month(3)) == pytest.approx(300)


@pytest.mark.parametrize("aggregation", LEVELS)
def test_a_level_follows_the_line_from_baseline_to_target(aggregation: str) -> None:
    level = replace(LEVEL, aggregation=aggregation)
    assert [expected_of(level, month(report)) for report in (6, 12, 18, 24)] == pytest.approx([55, 70, 85, 100])
    assert expected_of(level, window(8, 6, 12)) == pytest.approx(55)
    assert year_target_of(level, month(6)) == pytest.approx(70)
    assert year_target_of(level, month(13)) == pytest.approx(100)


@pytest.mark.parametrize(
    "gap",
    [{"baseline": None}, {"baseline_column": None}, {"due_column": None}, {"due_column": 0}, {"due_column": -3}],
)
def test_a_level_without_a_line_expects_its_target_all_along(gap: dict[str, float | None]) -> None:
    level = replace(LEVEL, **gap)  # type: ignore[arg-type]
    assert expected_of(level, month(3)) == 100
    assert year_target_of(level, month(3)) == 100


def test_before_the_baseline_and_after_the_due_date_the_line_is_level() -> None:
    level = replace(LEVEL, baseline_column=4, due_column=8)
    assert [expected_of(level, month(report)) for report in (2, 4, 6, 8, 20)] == [40, 40, 70, 100, 100]
    assert [elapsed(level, column) for column in (0, 4, 5, 8, 9)] == [0, 0, 0.25, 1, 1]


def test_a_line_that_reaches_0_is_0_there_whatever_binary_rounding_left() -> None:
    level = replace(LEVEL, baseline=0.3, target=-0.6, baseline_column=0, due_column=9)
    assert 0.3 + (-0.6 - 0.3) * (3 / 9) != 0
    assert expected_of(level, month(3)) == 0


@pytest.mark.parametrize("path", [SUM, LEVEL])
def test_without_a_target_nothing_is_expected(path: TargetPath) -> None:
    assert expected_of(replace(path, target=None), month(3)) is None
    assert year_target_of(replace(path, target=None), month(3)) is None


@pytest.mark.parametrize("path", [SUM, LEVEL])
def test_before_the_first_period_is_over_nothing_is_expected(path: TargetPath) -> None:
    early = window(2, 3, 12)
    full = replace(path, period_targets=(1.0,) * 24, year_targets=(1.0, 1.0))
    assert expected_of(full, early) is None
    assert year_target_of(full, early) is None
    assert share_of(path, early) == 0
    assert factor_of(LEVEL, early) == 1


def test_a_target_of_0_is_a_target() -> None:
    assert expected_of(replace(SUM, target=0.0), month(3)) == 0
    assert expected_of(replace(LEVEL, target=0.0, baseline=None), month(3)) == 0
    assert expected_of(replace(SUM, year_targets=(0.0, None)), month(3)) == 0
    assert expected_of(with_periods(SUM, {1: 0.0}), month(1)) == 0


@pytest.mark.parametrize(
    ("aggregation", "wanted"),
    [("sum", 90), ("average", 30), ("weighted", 30), ("max", 50), ("min", 10), ("last", 30)],
)
def test_period_targets_aggregate_like_the_actuals(aggregation: str, wanted: float) -> None:
    path = with_periods(replace(LEVEL, aggregation=aggregation), {1: 50, 2: 10, 3: 30})
    assert expected_of(path, month(3)) == pytest.approx(wanted)


def test_period_targets_come_first_then_the_years_then_the_final_one() -> None:
    periods = {1: 10.0, 2: 20.0, 3: 30.0}
    for path, by_year, by_target in ((SUM, 600.0, 300.0), (replace(LEVEL, aggregation="average"), 2400.0, 47.5)):
        yearly = replace(path, year_targets=(2400.0, None))
        own = 60.0 if path is SUM else 20.0
        assert expected_of(with_periods(yearly, periods), month(3)) == pytest.approx(own)
        assert expected_of(with_periods(yearly, {1: 10.0, 3: 30.0}), month(3)) == pytest.approx(by_year)
        assert expected_of(yearly, month(3)) == pytest.approx(by_year)
        assert expected_of(with_periods(path, {1: 10.0, 3: 30.0}), month(3)) == pytest.approx(by_target)
        assert expected_of(path, month(3)) == pytest.approx(by_target)


def test_the_last_period_target_is_enough_for_a_level_that_takes_the_last() -> None:
    assert expected_of(with_periods(LEVEL, {3: 30.0}), month(3)) == 30
    assert expected_of(with_periods(LEVEL, {1: 10.0, 2: 20.0}), month(3)) == pytest.approx(47.5)


def test_for_the_year_its_periods_come_first_then_its_own_target_then_the_final_one() -> None:
    periods = {column: 10.0 * column for column in range(1, 13)}
    average = replace(LEVEL, aggregation="average")
    for path, own, final in ((SUM, 780.0, 1200.0), (average, 65.0, 70.0), (LEVEL, 120.0, 70.0)):
        yearly = replace(path, year_targets=(2400.0, None))
        assert year_target_of(with_periods(yearly, periods), month(3)) == pytest.approx(own)
        assert year_target_of(yearly, month(3)) == 2400
        assert year_target_of(with_periods(path, periods), month(3)) == pytest.approx(own)
        assert year_target_of(path, month(3)) == pytest.approx(final)
    assert year_target_of(with_periods(SUM, {1: 10.0}), month(3)) == 1200  # not all of the year's periods are given


def test_each_fiscal_year_has_its_own_target() -> None:
    path = replace(SUM, year_targets=(2400.0, 3600.0))
    assert [given_for_year(path, month(report)) for report in (1, 12, 13, 24)] == [2400, 2400, 3600, 3600]
    assert expected_of(path, month(15)) == pytest.approx(900)
    assert year_target_of(path, month(15)) == 3600
    assert year_target_of(replace(path, year_targets=(2400.0, None)), month(15)) == 1200


def test_only_the_measures_own_periods_are_asked_for() -> None:
    quarterly = with_periods(replace(SUM, target=None), {3: 30.0, 6: 60.0, 9: 90.0, 12: 120.0})
    assert expected_of(quarterly, window(8, 3, 12)) == 90
    assert year_target_of(quarterly, window(8, 3, 12)) == 300
    assert from_periods(quarterly, range(2, 8, 3)) == 90


def test_only_sums_are_cut_to_the_share_of_the_year() -> None:
    assert factor_of(SUM, month(3)) == pytest.approx(0.25)
    assert {factor_of(replace(LEVEL, aggregation=how), month(3)) for how in LEVELS} == {1.0}
    assert share_of(LEVEL, month(3)) == pytest.approx(0.25)


def test_only_numbers_are_targets() -> None:
    assert [as_number(cell) for cell in (3.0, 0.0, "AA", "", None)] == [3.0, 0.0, None, None, None]


@examples
@given(numbers, numbers, st.integers(1, 24), scales, st.sampled_from(("sum", *LEVELS)))
def test_a_change_of_unit_carries_through(target: float, base: float, report: int, by: float, how: str) -> None:
    path = TargetPath(how, target, base, -5, 24, BLANKS, (None, None), EVEN)
    other = replace(path, target=target * by, baseline=base * by)
    wanted = expected_of(path, month(report))
    assert wanted is not None
    assert close(expected_of(other, month(report)), wanted * by)


@examples
@given(numbers, numbers, st.integers(1, 23))
def test_the_line_never_leaves_the_way_from_baseline_to_target(target: float, base: float, report: int) -> None:
    path = TargetPath("last", target, base, 3, 18, BLANKS, (None, None), EVEN)
    now, then = expected_of(path, month(report)), expected_of(path, month(report + 1))
    assert now is not None
    assert then is not None
    assert min(base, target) - 1e-9 <= now <= max(base, target) + 1e-9
    assert (then - now) * (target - base) >= -1e-9


@examples
@given(numbers, st.sampled_from(("sum", *LEVELS)), st.booleans(), st.booleans())
def test_at_the_years_end_expected_and_the_years_target_are_one(
    target: float, how: str, yearly: bool, periods: bool
) -> None:
    path = TargetPath(how, target, 1.0, 0, 24, BLANKS, (None, None), SEASON)
    if yearly:
        path = replace(path, year_targets=(None, target + 1))
    elif periods:
        path = with_periods(path, dict.fromkeys(range(13, 25), target))
    assert close(expected_of(path, month(24)), year_target_of(path, month(24)))
