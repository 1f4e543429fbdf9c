"""The steps beside a result: each is what the core computed, and blank where the core had nothing to compute."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.workings import wanted, workings
from bsc_xl.model import (
    Aggregation,
    Frequency,
    Measure,
    Method,
    PeriodTarget,
    Point,
    Polarity,
    Profile,
    ScaleLabel,
    ValueType,
)
from bsc_xl.scoring import Value
from tests.evaluation.cards import card, evaluated, measure, result

SUM = Aggregation.SUM


def steps(only: Measure, row: list[Value], period: str = "2025-03", **values: Any) -> dict[str, Any]:
    return workings(result(only, row, period, **values), None)


def test_the_window_and_what_is_in_it() -> None:
    found = steps(measure(), [1.0, "n/a", 3.0], "2025-03")
    assert [found[key] for key in ("first", "last", "remaining", "known")] == [1, 3, 9, 2]
    later = steps(measure(), [*[None] * 13, 5.0], "2026-02")
    assert [later[key] for key in ("first", "last", "remaining", "known")] == [13, 14, 10, 1]


def test_before_the_first_period_is_over_there_are_only_zeros_and_blanks() -> None:
    scorecard = card(measure(frequency=Frequency.ANNUAL, baseline=1.0), measure("x"))
    found = workings(evaluated(scorecard, {}, "2025-05").measures["m"], None)
    assert [found[key] for key in ("first", "last", "remaining", "known", "actuals", "line_count")] == [0] * 6
    blank = ("year_given", "own_target", "own_year", "slope", "line_mean", "line_middle", "weight_sum")
    assert [found[key] for key in blank] == [None] * 7
    assert (found["absent"], found["why"]) == ("not due", "not due")
    assert "last_known" not in found


def test_why_there_is_no_attainment() -> None:
    assert steps(measure(), [1.0, 1.0, 1.0])["why"] is None
    assert steps(measure(target=None), [1.0, 1.0, 1.0])["why"] == "not scorable: no target"
    gap = steps(measure(aggregation=SUM), [1.0, None, 1.0])
    assert (gap["absent"], gap["why"]) == (None, "missing")
    late = steps(measure(), [])
    assert (late["absent"], late["why"]) == ("late", "late")


def test_shares_and_the_way_from_the_baseline() -> None:
    season = tuple(Profile("s", month, 0.1 if month <= 3 else 0.7 / 9) for month in range(1, 13))
    assert steps(measure(aggregation=SUM), [1.0] * 3)["factor"] == pytest.approx(0.25)
    assert steps(measure(aggregation=SUM, profile="s"), [1.0] * 3, profiles=season)["factor"] == pytest.approx(0.3)
    level = steps(measure(baseline=0.0, baseline_period="2024-12", due=date(2026, 12, 31)), [1.0] * 3)
    assert [level[key] for key in ("factor", "elapsed", "elapsed_year")] == [1, 3 / 24, 12 / 24]


def test_targets_by_their_source() -> None:
    periods = tuple(PeriodTarget("m", f"2025-{month:02d}", float(month)) for month in range(1, 13))
    none = steps(measure(aggregation=SUM), [1.0] * 3)
    assert [none[key] for key in ("year_given", "own_target", "own_year")] == [None] * 3
    both = steps(measure(aggregation=SUM), [1.0] * 3, targets=(*periods, PeriodTarget("m", "FY2025", 90.0)))
    assert [both[key] for key in ("year_given", "own_target", "own_year")] == [90, 6, 78]
    some = steps(measure(aggregation=SUM), [1.0] * 3, targets=periods[:5])
    assert [some[key] for key in ("own_target", "own_year")] == [6, None]


def test_the_sum_of_weights_counts_where_both_are_numbers() -> None:
    scorecard = card(measure("m", aggregation=Aggregation.WEIGHTED, weighted_by="w"), measure("w"))
    found = evaluated(scorecard, {"m": [1.0, None, 3.0], "w": [10.0, 20.0, "n/a"]}).measures["m"]
    assert workings(found, [10.0, 20.0, "n/a", *[None] * 21])["weight_sum"] == 10
    assert workings(found, None)["weight_sum"] is None
    assert workings(found, [None] * 24)["weight_sum"] == 0


def test_where_a_range_ends() -> None:
    only = measure(polarity=Polarity.ON_TARGET, low=120.0, high=240.0, aggregation=SUM)
    found = steps(only, [12.0, 12.0, 2.0])
    assert (found["zero_low"], found["zero_high"]) == (0, 90)
    given = measure(polarity=Polarity.ON_TARGET, low=10.0, high=20.0, floor=8.0, ceiling=40.0)
    assert (steps(given, [12.0] * 3)["zero_low"], steps(given, [12.0] * 3)["zero_high"]) == (8, 40)
    assert "zero_low" not in steps(given, [])
    assert "zero_low" not in steps(measure(), [1.0] * 3)


@pytest.mark.parametrize(("figure", "at"), [(5.0, 0), (10.0, 1), (15.0, 1), (20.0, 2), (99.0, 3)])
def test_between_which_points(figure: float, at: int) -> None:
    points = (Point("m", 10.0, 0.0), Point("m", 20.0, 50.0), Point("m", 40.0, 100.0))
    found = steps(measure(method=Method.BANDS), [figure], "2025-01", points=points)
    assert (found["point_x"], found["point_at"]) == (figure, at)
    yearly = steps(measure(method=Method.BANDS, aggregation=SUM), [figure], "2025-01", points=points)
    assert yearly["point_x"] == pytest.approx(12 * figure)
    assert "point_x" not in steps(measure(method=Method.BANDS), [], "2025-01", points=points)


@pytest.mark.parametrize(
    ("values", "more"),
    [
        ({}, 1),
        ({"polarity": Polarity.LOWER}, 0),
        ({"value_type": ValueType.MILESTONE, "polarity": Polarity.LOWER}, 1),
        ({"method": Method.GOAL_RED_FLAG, "target": 7.0, "red_flag": 5.0}, 1),
        ({"method": Method.GOAL_RED_FLAG, "target": 5.0, "red_flag": 7.0}, 0),
        ({"method": Method.GOAL_RED_FLAG, "target": 120.0, "red_flag": 60.0, "aggregation": SUM}, 1),
    ],
)
def test_whether_more_is_better(values: dict[str, Any], more: int) -> None:
    assert steps(measure(**values), [6.0] * 3)["more"] == more


@pytest.mark.parametrize(
    ("row", "line_from", "count"),
    [
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 3, 6),
        ([1.0, None, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 3, 6),
        ([1.0, 2.0, None, 4.0, 5.0, 6.0, 7.0, 8.0], 2, 6),
        ([None, 2.0, 3.0, None, None, None, None, 8.0], 1, 3),
        ([None] * 8, 1, 0),
    ],
)
def test_the_columns_of_the_line(row: list[Value], line_from: int, count: int) -> None:
    found = result(measure(), row, "2025-08")
    done = workings(found, None)
    assert (done["line_from"], done["line_count"]) == (line_from, count)
    line = found.line
    values = [done[key] for key in ("slope", "line_mean", "line_middle")]
    assert values == ([line.slope, line.mean, line.mean_column] if line else [None] * 3)
    assert (line is not None) == (count >= 3)
    assert done["sign"] == 1


def test_a_typed_measure_has_no_line_and_no_change() -> None:
    found = steps(measure(value_type=ValueType.YES_NO, target="yes"), ["no", "n/a", "yes"])
    assert [found[key] for key in ("line_from", "line_count", "slope", "best_change")] == [0, 0, None, 0]
    assert found["actuals"] == 2
    assert "to_go" not in found
    assert "last_known" not in found


def test_the_steps_of_smart() -> None:
    found = steps(measure(target=120.0, due=date(2026, 12, 31)), [90.0, 95.0, 93.0, 999.0])
    assert [found[key] for key in ("actuals", "last_known", "to_go", "best_change", "periods_left")] == [
        3,
        93,
        27,
        5,
        21,
    ]
    assert [found[key] for key in ("has_target", "newest", "repeated")] == [1, 0, 0]
    lower = steps(measure(target=80.0, polarity=Polarity.LOWER), [90.0, 95.0, 93.0])
    assert [lower[key] for key in ("to_go", "best_change", "newest")] == [13, 2, 1]
    in_range = steps(measure(polarity=Polarity.ON_TARGET, low=100.0, high=110.0), [90.0, 95.0, 93.0])
    assert [in_range[key] for key in ("to_go", "best_change")] == [7, 5]
    assert steps(measure(target=None), [7.0] * 4, "2025-04")["has_target"] == 0
    assert steps(measure(), [7.0] * 4, "2025-04")["repeated"] == 1
    assert steps(measure(), [7.0], "2025-01")["best_change"] == 0


def one_ordinal(target: str | None) -> MeasureResult:
    scales = (ScaleLabel("credit", "AAA", 100.0), ScaleLabel("credit", "AA", 80.0))
    return result(
        measure(value_type=ValueType.ORDINAL, scale="credit", target=target), ["AA"], "2025-01", scales=scales
    )


def test_from_which_attainment_a_label_counts_as_met() -> None:
    assert wanted(one_ordinal("aa")) == 0.8
    assert wanted(one_ordinal(None)) == 1
    assert wanted(result(measure(), [1.0], "2025-01")) is None
