"""What is prepared once of a measure: step, weight, targets on the grid, limits, what SMART looks at."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bsc_xl.evaluation.measure_inputs import InputsBuilder, MeasureInputs, cumulative_shares
from bsc_xl.model import (
    Aggregation,
    Frequency,
    Measure,
    Method,
    Objective,
    PeriodTarget,
    Point,
    Polarity,
    Profile,
    ScaleLabel,
    ValueType,
)
from tests.evaluation.cards import card, measure

MONTHLY = measure("monthly")
"""Stands beside others to make the grid one of months."""


def built(only: Measure, **values: Any) -> MeasureInputs:
    return InputsBuilder(card(only, MONTHLY, **values)).build(only)


@pytest.mark.parametrize(
    ("frequency", "step"),
    [(Frequency.MONTHLY, 1), (Frequency.QUARTERLY, 3), (Frequency.HALF_YEARLY, 6), (Frequency.ANNUAL, 12)],
)
def test_the_step_between_two_periods(frequency: Frequency, step: int) -> None:
    assert built(measure(frequency=frequency)).step == step


def test_on_a_grid_of_its_own_a_quarterly_measure_has_every_column() -> None:
    only = measure(frequency=Frequency.QUARTERLY)
    scorecard = card(only)
    assert len(scorecard.grid.periods) == 8
    assert InputsBuilder(scorecard).build(only).step == 1


def test_period_targets_and_year_targets_find_their_places() -> None:
    found = built(
        measure(frequency=Frequency.QUARTERLY),
        targets=(
            PeriodTarget("m", "FY2025-Q1", 10.0),
            PeriodTarget("m", "FY2026-Q4", 40.0),
            PeriodTarget("m", "FY2026", 99.0),
            PeriodTarget("m", "FY2024-Q4", 1.0),  # outside the plan
            PeriodTarget("m", "FY2027", 1.0),
            PeriodTarget("monthly", "2025-02", 7.0),
        ),
    )
    assert {column: cell for column, cell in enumerate(found.path.period_targets, 1) if cell is not None} == {
        3: 10,
        24: 40,
    }
    assert list(found.path.year_targets) == [None, 99]


def test_for_an_annual_measure_a_year_is_a_period_of_its_own() -> None:
    found = built(measure(frequency=Frequency.ANNUAL), targets=(PeriodTarget("m", "FY2026", 9.0),))
    assert found.path.period_targets[23] == 9
    assert list(found.path.year_targets) == [None, None]


def test_measures_share_no_row_of_targets() -> None:
    scorecard = card(measure("a"), measure("b"), targets=(PeriodTarget("a", "2025-01", 5.0),))
    builder = InputsBuilder(scorecard)
    first, second = (builder.build(one) for one in scorecard.measures)
    assert first.path.period_targets[0] == 5
    assert set(second.path.period_targets) == {None}


@pytest.mark.parametrize(
    ("period", "column"),
    [("2024-12", 0), ("FY2024", 0), ("2025-03", 3), ("FY2025-Q2", 6), ("2023-12", -12), ("", None)],
)
def test_the_baselines_column_may_lie_before_the_grid(period: str, column: int | None) -> None:
    found = built(measure(baseline=1.0, baseline_period=period))
    assert found.baseline_column == found.path.baseline_column == column


def test_the_due_column() -> None:
    assert built(measure(due=date(2026, 12, 31))).due_column == 24
    assert built(measure(due=date(2025, 2, 10))).path.due_column == 2
    assert built(measure()).due_column is None


@pytest.mark.parametrize("frequency", list(Frequency))
def test_a_due_date_at_the_end_of_time_lies_after_the_plan(frequency: Frequency) -> None:
    only = measure(frequency=frequency, due=date(9999, 12, 31))
    scorecard = card(only, fiscal_year_start=9)  # the fiscal year that holds it ends in the year 10000
    assert (InputsBuilder(scorecard).build(only).due_column or 0) > 24


def test_the_weight_in_force() -> None:
    assert built(measure()).weight == 0.5  # beside the monthly one
    assert built(measure(weight=0.3)).weight == 0.3


def test_shares_are_even_without_a_profile() -> None:
    found = built(measure())
    assert found.profile == 0
    assert list(found.path.shares) == pytest.approx([(month + 1) / 12 for month in range(12)])


SEASON = tuple(Profile("season", month, share) for month, share in enumerate([0.1] * 6 + [0.05] * 4 + [0.2, 0.0], 1))


def test_shares_by_profile_are_cumulative_and_scaled_to_1() -> None:
    doubled = tuple(Profile("double", p.month, 2 * p.share) for p in SEASON)
    scorecard = card(measure(profile="double"), profiles=(*SEASON, *doubled))
    found = cumulative_shares(scorecard)
    assert [name for name, _ in found] == ["", "season", "double"]
    wanted = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 1.0, 1.0]
    assert found[1][1] == pytest.approx(wanted)
    assert found[2][1] == pytest.approx(wanted)
    assert all(shares[-1] == 1 for _, shares in found)
    assert InputsBuilder(scorecard).build(scorecard.measures[0]).profile == 2


def test_shares_on_a_grid_of_quarters() -> None:
    scorecard = card(measure(frequency=Frequency.QUARTERLY, profile="season"), profiles=SEASON)
    even, season = (shares for _, shares in cumulative_shares(scorecard))
    assert even == pytest.approx([0.25, 0.5, 0.75, 1])
    assert season == pytest.approx([0.3, 0.6, 0.75, 1])


def test_a_profile_that_does_not_exist_means_even_shares() -> None:
    assert built(measure(profile="unknown"), profiles=SEASON).profile == 0


@pytest.mark.parametrize(
    ("values", "method"),
    [
        ({}, "ratio"),
        ({"baseline": 1.0}, "linear"),
        ({"polarity": Polarity.ON_TARGET}, "range"),
        ({"polarity": Polarity.ON_TARGET, "baseline": 1.0}, "range"),
        ({"value_type": ValueType.YES_NO}, "yes/no"),
        ({"value_type": ValueType.MILESTONE, "baseline": 0.0}, "milestone"),
        ({"value_type": ValueType.ORDINAL}, "ordinal"),
        ({"baseline": 1.0, "method": Method.RATIO}, "ratio"),
    ],
)
def test_the_method_in_force(values: dict[str, Any], method: str) -> None:
    assert built(measure(**values)).thresholds.method == method


def test_limits_are_handed_on() -> None:
    limits: dict[str, Any] = {"red_flag": 1.0, "low": 2.0, "high": 3.0, "floor": 0.5, "ceiling": 4.0, "baseline": 9.0}
    found = built(measure(polarity=Polarity.LOWER, **limits)).thresholds
    assert found.polarity == "LOWER_IS_BETTER"
    assert {name: getattr(found, name) for name in limits} == limits


def test_points_are_sorted_and_only_looked_at_for_bands() -> None:
    points = (Point("m", 20.0, 100.0), Point("m", 10.0, 0.0), Point("monthly", 1.0, 1.0))
    assert built(measure(method=Method.BANDS), points=points).thresholds.points == ((10, 0), (20, 100))
    assert built(measure(), points=points).thresholds.points == ()


def test_labels_of_the_measures_own_scale_in_lower_case() -> None:
    scales = (ScaleLabel("credit", "AAA", 100.0), ScaleLabel("credit", "B", 20.0), ScaleLabel("other", "AAA", 1.0))
    found = built(measure(value_type=ValueType.ORDINAL, scale="credit", target="AAA", baseline="B"), scales=scales)
    assert found.thresholds.labels == {"aaa": 100, "b": 20}
    assert found.thresholds.target_label == "AAA"
    assert (found.path.target, found.path.baseline, found.thresholds.baseline) == (None, None, None)
    assert found.typed
    assert not built(measure()).typed


def smart(only: Measure, **values: Any) -> Any:
    return built(only, **values).smart


def test_smart_looks_at_what_a_period_of_a_sum_should_bring() -> None:
    limits: dict[str, Any] = {"target": 1200.0, "baseline": 600.0, "low": 120.0, "high": 240.0}
    monthly = smart(measure(aggregation=Aggregation.SUM, **limits))
    assert [monthly.target, monthly.baseline, monthly.low, monthly.high] == pytest.approx([100, 50, 10, 20])
    quarterly = smart(measure(aggregation=Aggregation.SUM, frequency=Frequency.QUARTERLY, **limits))
    assert [quarterly.target, quarterly.baseline, quarterly.low, quarterly.high] == pytest.approx([300, 150, 30, 60])
    level = smart(measure(**limits))
    assert [level.target, level.baseline, level.low, level.high] == [1200, 600, 120, 240]


@pytest.mark.parametrize(
    ("values", "targets", "wanted"),
    [
        ({"target": 1.0}, (), True),
        ({"target": 0.0}, (), True),
        ({"target": "yes", "value_type": ValueType.YES_NO}, (), True),
        ({"target": None}, (), False),
        ({"target": None, "low": 1.0}, (), False),
        ({"target": None, "low": 1.0, "high": 2.0}, (), True),
        ({"target": None}, (PeriodTarget("m", "2025-07", 0.0),), True),
        ({"target": None}, (PeriodTarget("m", "FY2026", 5.0),), True),
        ({"target": None}, (PeriodTarget("monthly", "2025-07", 5.0),), False),
    ],
)
def test_what_counts_as_a_target(values: dict[str, Any], targets: tuple[PeriodTarget, ...], wanted: bool) -> None:
    assert smart(measure(**values), targets=targets).has_target is wanted


def test_what_counts_as_a_baseline() -> None:
    assert smart(measure(baseline=0.0)).has_baseline
    assert smart(measure(baseline="no", value_type=ValueType.YES_NO)).has_baseline
    assert not smart(measure()).has_baseline


def test_only_a_live_objective_and_a_theme_that_exists_count() -> None:
    objectives = (
        Objective("earn", "", "fin", "grow"),
        Objective("old", "", "fin", "grow", active=False),
        Objective("lost", "", "fin", "no such theme"),
    )
    found = {name: smart(measure(objective=name), objectives=objectives) for name in ("earn", "old", "lost", "unknown")}
    assert {name: (facts.objective, facts.theme) for name, facts in found.items()} == {
        "earn": ("earn", "grow"),
        "old": ("", "grow"),
        "lost": ("lost", ""),
        "unknown": ("", ""),
    }


def test_a_parent_measure_that_does_not_exist() -> None:
    assert smart(measure(parent_measure="nowhere")).parent_missing
    assert not smart(measure(parent_measure="monthly")).parent_missing
    assert not smart(measure()).parent_missing


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ({"start": date(2025, 2, 3), "baseline_period": "2024-12"}, date(2025, 2, 3)),
        ({"baseline_period": "FY2024-Q3"}, date(2024, 9, 30)),
        ({"baseline_period": "some time"}, date(2025, 1, 1)),
        ({}, date(2025, 1, 1)),
    ],
)
def test_the_day_a_measure_starts_from(values: dict[str, Any], start: date) -> None:
    assert smart(measure(**values)).start == start


def test_the_plan() -> None:
    facts = smart(measure(due=date(2026, 6, 30)), fiscal_year_start=7)
    assert (facts.plan_start, facts.plan_end, facts.plan_columns) == (date(2024, 7, 1), date(2026, 6, 30), 24)
    assert (facts.due, facts.due_column) == (date(2026, 6, 30), 24)
