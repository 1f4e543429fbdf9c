"""One measure at one report point: how the parts of the scoring core are put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bsc_xl.evaluation.measures import report_point
from bsc_xl.model import (
    Aggregation,
    Band,
    Cascade,
    Frequency,
    Method,
    PeriodTarget,
    Point,
    Polarity,
    Profile,
    ScaleLabel,
    Settings,
    ValueType,
)
from bsc_xl.scoring import Absence, Freshness, Trend, Value
from bsc_xl.scoring.rollup import NOTHING_DUE, leaf
from tests.evaluation.cards import BASE, card, evaluated, evaluator, measure, result

SUM, AVERAGE = Aggregation.SUM, Aggregation.AVERAGE
LOWER = Polarity.LOWER


def test_the_report_point() -> None:
    point = report_point(BASE.grid, Settings(), 3)
    assert (point.column, point.day) == (3, date(2025, 4, 15))  # 15 days for closing
    assert report_point(BASE.grid, Settings(close_days=0), 3).day == date(2025, 3, 31)
    assert report_point(BASE.grid, Settings(), 3, date(2025, 4, 1)).day == date(2025, 4, 1)
    assert (point.band_names, point.band_minimums) == (("met", "near", "missed"), (95, 85, 0))
    assert (point.end_of(0), point.end_of(2)) == (None, date(2025, 2, 28))


def test_a_level_by_the_line_from_its_baseline() -> None:
    found = result(
        measure(baseline=40.0, baseline_period="2024-12", due=date(2026, 12, 31), target=100.0),
        [44.0, 46.0, 46.75],
    )
    assert found.to_date == 46.75
    assert found.expected == pytest.approx(47.5)
    assert found.attainment == pytest.approx(0.9)
    assert found.score == pytest.approx(90)
    assert (found.met, found.status, found.is_red) == (False, "near", False)
    assert found.pace == pytest.approx(46.75 / 47.5)
    assert found.year_target == pytest.approx(70)
    assert found.needed == pytest.approx(70)
    assert found.rollup == leaf(found.score)  # type: ignore[arg-type]
    assert found.known == 3


def test_a_sum_by_its_share_of_the_year() -> None:
    found = result(measure(aggregation=SUM, target=1200.0), [80.0, 90.0, 70.0])
    assert found.to_date == 240
    assert found.expected == pytest.approx(300)
    assert found.share == pytest.approx(0.25)
    assert found.score == pytest.approx(80)
    assert found.status == "missed"
    assert found.is_red
    assert found.year_target == 1200
    assert found.needed == pytest.approx(960 / 9)
    assert found.forecast == pytest.approx(960)
    assert found.pace == pytest.approx(0.8)


def test_a_sum_by_its_season() -> None:
    season = tuple(Profile("s", month, 0.02 if month <= 3 else 0.94 / 9) for month in range(1, 13))
    found = result(measure(aggregation=SUM, target=1200.0, profile="s"), [24.0, 24.0, 24.0], profiles=season)
    assert found.expected == pytest.approx(72)
    assert found.met
    assert found.score == pytest.approx(100)
    assert found.forecast == pytest.approx(1200)


@pytest.mark.parametrize("more", [{}, {"baseline": 600.0}, {"method": Method.GOAL_RED_FLAG, "red_flag": 300.0}])
def test_a_sum_whose_season_has_not_begun(more: dict[str, Any]) -> None:
    season = tuple(Profile("s", month, share) for month, share in enumerate([0.0] * 3 + [0.1] * 8 + [0.2], 1))
    found = result(measure(aggregation=SUM, target=1200.0, profile="s", **more), [4.0, 4.0, 4.0], profiles=season)
    assert found.status == "not scorable: nothing is expected so far"
    assert found.to_date == 12.0


def test_a_sum_with_a_baseline_compares_shares_of_both() -> None:
    found = result(measure(aggregation=SUM, target=1200.0, baseline=800.0), [80.0, 80.0, 90.0])
    assert found.attainment == pytest.approx((250 - 200) / (300 - 200))


def test_an_average_and_what_lifts_it() -> None:
    found = result(measure(aggregation=AVERAGE), [90.0, "n/a", 80.0])
    assert (found.to_date, found.known) == (85, 2)
    assert found.needed == pytest.approx((100 * 11 - 85 * 2) / 9)


def test_an_average_weighted_by_another_measure() -> None:
    scorecard = card(
        measure("rate", aggregation=Aggregation.WEIGHTED, weighted_by="staff", target=0.5), measure("staff")
    )
    rows: dict[str, list[Value]] = {"rate": [0.9, 0.5], "staff": [100.0, 300.0]}
    found = evaluated(scorecard, rows, "2025-02").measures["rate"]
    assert found.to_date == pytest.approx(0.6)
    assert found.needed is None
    none = evaluated(scorecard, {"rate": [0.9, 0.5]}, "2025-02").measures["rate"]
    assert none.to_date is Absence.NO_WEIGHTS
    assert none.status == "not scorable: no weights to average by"
    assert none.rollup == leaf(None)


def test_a_weighting_measure_is_only_looked_at_where_it_weights() -> None:
    scorecard = card(measure("rate", aggregation=AVERAGE, weighted_by="staff"), measure("staff"))
    found = evaluated(scorecard, {"rate": [0.9, 0.5], "staff": [100.0, 300.0]}, "2025-02").measures["rate"]
    assert found.to_date == pytest.approx(0.7)


def test_a_quarterly_measure_between_two_quarters() -> None:
    row: list[Value] = [None, None, 30.0, None, None, 50.0]
    scorecard = card(measure("q", frequency=Frequency.QUARTERLY, aggregation=SUM, target=160.0), measure("m"))
    found = evaluated(scorecard, {"q": row}, "2025-08").measures["q"]
    assert (found.window.last, found.to_date) == (6, 80)
    assert found.expected == pytest.approx(80)
    assert found.met
    assert found.needed == pytest.approx(40)
    assert found.freshness is Freshness.FRESH


def test_before_its_first_period_is_over_a_measure_is_not_due() -> None:
    scorecard = card(measure("y", frequency=Frequency.ANNUAL), measure("m"))
    found = evaluated(scorecard, {}, "2025-08").measures["y"]
    assert found.absent is Absence.NOT_DUE
    assert (found.status, found.freshness, found.rollup) == ("not due", Freshness.NOT_DUE, NOTHING_DUE)
    assert (found.latest, found.known, found.expected, found.year_target, found.line) == (None, 0, None, None, None)
    assert found.smart[1] == "-"  # no baseline; and no complaint about a missing actual
    assert found.verdicts[1].reason == "no baseline"


@pytest.mark.parametrize(
    ("values", "entry", "to_date", "score", "status"),
    [
        ({"baseline": 50.0}, 75.0, 75, 50, "missed"),
        ({"polarity": LOWER}, 90.0, 90, 100, "met"),
        ({"polarity": LOWER, "target": 0.0, "red_flag": 8.0}, 2.0, 2, 75, "missed"),
        ({"polarity": Polarity.ON_TARGET, "low": 10.0, "high": 20.0}, 21.0, 21, 90, "near"),
        ({"polarity": Polarity.ON_TARGET, "low": 10.0, "high": 20.0}, 20.0, 20, 100, "met"),
        ({"method": Method.GOAL_RED_FLAG, "target": 700.0, "red_flag": 500.0}, 500.0, 500, 100 / 3, "between"),
        (
            {"method": Method.GOAL_RED_FLAG, "target": 700.0, "red_flag": 500.0},
            499.0,
            499,
            33.1666666667,
            "below red flag",
        ),
        ({"method": Method.BANDS}, 15.0, 15, 25, "missed"),
        ({"value_type": ValueType.YES_NO, "target": "yes"}, "Yes", "Yes", 100, "met"),
        ({"value_type": ValueType.YES_NO, "target": "yes"}, "no", "no", 0, "missed"),
        ({"value_type": ValueType.ORDINAL, "target": "AA", "scale": "credit"}, "aa", "aa", 80, "met"),
        ({"value_type": ValueType.ORDINAL, "target": "AA", "scale": "credit"}, "B", "B", 20, "missed"),
        ({"value_type": ValueType.MILESTONE, "target": 0.5}, 0.4, 0.4, 80, "missed"),
    ],
)
def test_each_method(values: dict[str, Any], entry: Value, to_date: Value, score: float, status: str) -> None:
    found = result(
        measure(**values),
        [entry],
        "2025-01",
        points=(Point("m", 10.0, 0.0), Point("m", 20.0, 50.0), Point("m", 40.0, 100.0)),
        scales=(ScaleLabel("credit", "AAA", 100.0), ScaleLabel("credit", "AA", 80.0), ScaleLabel("credit", "B", 20.0)),
    )
    assert found.to_date == to_date
    assert found.score == pytest.approx(score)
    assert found.status == status


def test_the_limits_of_a_sum_are_yearly() -> None:
    only = measure(aggregation=SUM, polarity=Polarity.ON_TARGET, low=120.0, high=240.0, target=None)
    found = result(only, [12.0, 12.0, 2.0])
    assert found.attainment == pytest.approx(1 - 4 / 30)  # 26 where 30 to 60 are wanted
    bands = measure(aggregation=SUM, method=Method.BANDS, target=None)
    points = (Point("m", 100.0, 0.0), Point("m", 200.0, 100.0))
    assert result(bands, [10.0, 10.0, 17.5], points=points).score == pytest.approx(50)  # 37.5 in a quarter: 150 a year


def test_a_typed_measure_has_no_numbers_but_a_score() -> None:
    found = result(measure(value_type=ValueType.YES_NO, target="yes", baseline="no"), ["no", "no", "yes"])
    nothing = (found.expected, found.year_target, found.pace, found.needed, found.forecast, found.line, found.trend)
    assert nothing == (None,) * 7
    assert found.score == 100
    assert found.smart[2] == "?"


def test_a_range_has_no_single_target() -> None:
    only = measure(polarity=Polarity.ON_TARGET, low=10.0, high=20.0, target=15.0)
    found = result(only, [5.0, 6.0, 7.0])
    assert (found.expected, found.year_target, found.needed, found.pace) == (None, None, None, None)
    assert (found.sign, found.trend) == (1, Trend.IMPROVING)
    assert result(only, [25.0, 26.0, 27.0]).trend is Trend.WORSENING
    assert result(only, [12.0, 14.0, 16.0]).trend is Trend.FLAT


@pytest.mark.parametrize(
    ("row", "values", "status", "is_due", "freshness"),
    [
        ([1.0, 1.0, None], {}, "late", True, Freshness.LATE),
        ([1.0, 1.0, None], {"grace_days": 30}, "not due", False, Freshness.NOT_DUE),
        ([1.0, 1.0, "n/a"], {}, "not applicable", False, Freshness.NOT_APPLICABLE),
        ([1.0, 1.0, "no data"], {}, "missing", True, Freshness.LATE),
        ([1.0, None, 1.0], {"aggregation": SUM}, "missing", True, Freshness.FRESH),
        ([1.0, 1.0, "12 k"], {}, "not scorable: not a number", True, Freshness.FRESH),
        ([1.0, 1.0, 1.0], {"target": None}, "not scorable: no target", True, Freshness.FRESH),
        ([1.0, 1.0, 1.0], {"target": -2.0}, Absence.TARGET_NOT_POSITIVE.value, True, Freshness.FRESH),
        ([1.0, 1.0, 1.0], {"baseline": 100.0}, "not scorable: target equals baseline", True, Freshness.FRESH),
        ([1.0, 1.0, 1.0], {"baseline": 101.0}, Absence.WRONG_SIDE.value, True, Freshness.FRESH),
    ],
)
def test_absences_stay_what_they_are(
    row: list[Value], values: dict[str, Any], status: str, is_due: bool, freshness: Freshness
) -> None:
    found = result(measure(**values), row)
    assert isinstance(found.score, Absence)
    assert found.status == found.score.value == status
    assert found.rollup == leaf(None, is_due=is_due)
    assert found.freshness is freshness
    assert not found.met
    assert not found.is_red


def test_grace_days_run_from_the_end_of_the_period_to_the_report_date() -> None:
    only = measure(grace_days=10)
    assert result(only, [], day=date(2025, 4, 9)).status == "not due"
    assert result(only, [], day=date(2025, 4, 10)).status == "late"


def test_a_score_of_0_is_a_score() -> None:
    found = result(measure(), [0.0, 0.0, 0.0])
    assert (found.score, found.status, found.rollup) == (0, "missed", leaf(0))


def test_a_higher_cap() -> None:
    over = Settings(cap=120)
    assert result(measure(), [130.0], "2025-01").score == 100
    assert result(measure(), [130.0], "2025-01", settings=over).score == 120
    assert result(measure(), [110.0], "2025-01", settings=over).score == pytest.approx(110)
    assert result(measure(), [], "2025-01", settings=over).rollup == leaf(None, 120)


def test_bands_of_the_settings() -> None:
    bands = tuple(Band(name, low, "000000") for name, low in (("a", 99.0), ("b", 90.0), ("c", 60.0), ("d", 0.0)))
    found = [result(measure(), [x], "2025-01", settings=Settings(bands=bands)) for x in (100.0, 99.5, 89.0, 59.0)]
    assert [one.status for one in found] == ["a", "b", "c", "d"]
    assert [one.is_red for one in found] == [False, False, False, True]


def test_trend_by_the_settings() -> None:
    row: list[Value] = [100.0, 100.0, 100.0, 102.0, 104.0, 106.0]
    assert result(measure(), row, "2025-06").trend is Trend.IMPROVING
    assert result(measure(polarity=LOWER), row, "2025-06").trend is Trend.WORSENING
    assert result(measure(), row, "2025-06", settings=Settings(trend_dead_band=0.02)).trend is Trend.FLAT
    short = result(measure(), row, "2025-06", settings=Settings(trend_periods=3))
    assert short.line is not None
    assert short.line.slope == pytest.approx(2)
    assert short.forecast == pytest.approx(118)
    assert result(measure(), row[:2], "2025-02").trend is None


def test_the_trend_looks_back_over_the_fiscal_year() -> None:
    row: list[Value] = [*[None] * 9, 10.0, 20.0, 30.0, 40.0]
    found = result(measure(), row, "2026-01")
    assert found.line is not None
    assert found.known == 1
    assert found.line.slope == pytest.approx(10)


@pytest.mark.parametrize(
    ("as_of", "freshness"),
    [
        (None, Freshness.FRESH),
        (date(2025, 3, 1), Freshness.FRESH),
        (date(2025, 2, 28), Freshness.STALE),
        (date(2025, 4, 15), Freshness.FRESH),
        (date(2025, 4, 16), Freshness.FUTURE),
    ],
)
def test_the_cut_off_date_against_period_and_report_date(as_of: date | None, freshness: Freshness) -> None:
    assert result(measure(), [1.0, 2.0, 3.0], as_of=as_of).freshness is freshness
    later = result(measure(), [1.0, 2.0, 3.0, 4.0], as_of=as_of)  # the date belongs to April's figure
    assert (later.newest, later.freshness) == (False, Freshness.FRESH)


def test_the_period_of_a_quarterly_figure_begins_with_its_first_month() -> None:
    only = measure(frequency=Frequency.QUARTERLY)
    evaluators = evaluator(card(only, measure("x")), {"m": [None, None, 5.0]}, {"m": date(2025, 1, 1)})
    assert evaluators.at("2025-03").measures["m"].freshness is Freshness.FRESH
    evaluators = evaluator(card(only, measure("x")), {"m": [None, None, 5.0]}, {"m": date(2024, 12, 31)})
    assert evaluators.at("2025-03").measures["m"].freshness is Freshness.STALE


def test_repetition_by_the_settings() -> None:
    row: list[Value] = [7.0] * 4
    assert result(measure(), row, "2025-04").freshness is Freshness.REPEATED
    assert result(measure(), row, "2025-03").freshness is Freshness.FRESH
    assert result(measure(), row, "2025-03", settings=Settings(repeat_periods=2)).freshness is Freshness.REPEATED
    assert result(measure(static=True), row, "2025-04").freshness is Freshness.FRESH
    assert result(measure(), [1.0] * 4, "2025-04").freshness is Freshness.REPEATED
    assert result(measure(value_type=ValueType.PERCENT), [1.0] * 4, "2025-04").freshness is Freshness.FRESH


FULL = measure(
    definition="What is counted.",
    unit_of_measurement="%",
    owner="A. Ruiz",
    source="System",
    baseline=90.0,
    baseline_period="2024-12",
    target=120.0,
    due=date(2026, 12, 31),
    weight=1.0,
)


def test_smart_of_a_full_definition() -> None:
    found = result(FULL, [91.0, 92.0, 93.0])
    assert found.smart == "SMART"
    assert found.verdicts[0].passes
    assert result(FULL, [91.0, 92.0]).smart == "SM?RT"
    assert result(FULL, [93.0, 92.0, 91.0]).smart == "SM-RT"
    assert result(FULL, [91.0, 92.0, 92.5], settings=Settings(stretch=0.5)).smart == "SM-RT"


def test_smart_asks_for_an_actual_once_one_is_due() -> None:
    slow = replace(FULL, grace_days=20)
    assert result(FULL, [], "2025-01", date(2025, 1, 31)).verdicts[1].reason == "no actual yet though one is due"
    assert result(slow, [], "2025-01", date(2025, 2, 19)).verdicts[1].passes
    assert result(slow, [], "2025-01", date(2025, 2, 20)).verdicts[1].reason == "no actual yet though one is due"
    assert result(FULL, [None, None, None, 5.0], "2025-01").verdicts[1].reason == "no actual yet though one is due"
    assert result(FULL, [5.0, None, None], "2025-03").verdicts[1].passes


def test_own_targets_of_periods_and_years() -> None:
    periods = tuple(PeriodTarget("m", f"2025-{month:02d}", 10.0 * month) for month in range(1, 13))
    found = result(measure(aggregation=SUM), [10.0, 20.0, 24.0], targets=periods)
    assert (found.expected, found.year_target) == (60, 780)
    assert found.score == pytest.approx(90)
    assert found.needed == pytest.approx((780 - 54) / 9)
    yearly = result(measure(aggregation=SUM), [10.0], "2026-01", targets=(PeriodTarget("m", "FY2026", 240.0),))
    assert yearly.expected == pytest.approx(20)
    assert yearly.year_target == 240


def test_entries_after_the_report_period_change_nothing_but_who_is_newest() -> None:
    before, after = result(FULL, [91.0, 92.0, 93.0]), result(FULL, [91.0, 92.0, 93.0, 5.0, 5.0])
    same = ("to_date", "score", "status", "trend", "forecast", "needed", "freshness", "verdicts", "known")
    assert [getattr(before, name) for name in same] == [getattr(after, name) for name in same]
    assert (before.newest, after.newest) == (True, False)


def test_a_measure_that_is_fed_from_below_says_so() -> None:
    below = measure("east", unit="east", parent_measure="m", cascade=Cascade.CONTRIBUTORY)
    found = evaluated(card(measure(), below), {"east": [50.0] * 3})
    assert found.measures["m"].inputs.computed
    assert not found.measures["east"].inputs.computed
    assert found.measures["m"].to_date == 50
