"""Every vector of the scoring definitions, each with the system it comes from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bsc_xl.scoring import Absence, Thresholds, attainment_of, goal_red_flag, is_met, linear, roll_up, score_of
from bsc_xl.scoring.attainment import HIGHER, LOWER, milestone, ratio
from bsc_xl.scoring.rollup import leaf


@pytest.mark.parametrize(("actual", "tenths"), [(300, 0), (500, 10 / 3), (700, 20 / 3), (900, 10)])
def test_spider_impact_goal_700_and_red_flag_500(actual: float, tenths: float) -> None:
    attainment = goal_red_flag(actual, 700, 500)
    assert isinstance(attainment, float)
    assert 10 * attainment == pytest.approx(tenths, abs=1e-12)


def test_cascade_four_children_of_equal_weight() -> None:
    # The third child's 100 is a score that was capped from above.
    children = [leaf(90), leaf(99), leaf(float(str(score_of(1.37)))), leaf(68)]
    assert roll_up("mean", [1, 1, 1, 1], children).score == pytest.approx(89.25)


def test_bsc_designer_progress_where_lower_is_better() -> None:
    assert linear(60, 50, 100, LOWER) == pytest.approx(0.8)


def test_classic_trap_a_negative_target_without_baseline() -> None:
    found = ratio(3, -2, HIGHER)
    assert found is Absence.TARGET_NOT_POSITIVE  # and not -150 %
    assert score_of(found) is Absence.TARGET_NOT_POSITIVE


def test_classic_trap_nothing_planned_and_nothing_done() -> None:
    assert milestone(0, 0) == 1


@pytest.mark.parametrize(("actual", "share"), [(5, 0), (10, 0), (15, 0.5), (20, 1), (25, 1)])
def test_coinr_goalposts_10_and_20_after_clamping(actual: float, share: float) -> None:
    assert score_of(linear(actual, 20, 10)) == pytest.approx(100 * share)


def test_oracle_rollup_with_a_child_that_has_no_score() -> None:
    found = roll_up("mean", [0.5, 0.3, 0.2], [leaf(80), leaf(None), leaf(60)])
    assert [found.score, found.coverage, found.low, found.high] == pytest.approx([520 / 7, 0.7, 52, 82])


def test_new_york_351_of_351_as_published(shared: Path) -> None:
    with (shared / "data" / "nyc-mmr" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Target.MMR"] != "NA"]
    assert len(rows) == 351
    limits = {"Up": Thresholds("ratio", HIGHER), "Down": Thresholds("ratio", LOWER)}
    wrong = []
    for row in rows:
        actual, target, by = float(row["2023"]), float(row["Target.MMR"]), limits[row["Desired.Direction"]]
        met = is_met(actual, target, attainment_of(actual, target, by), by)
        if met != (row["Success"] == "Met_Goal"):
            wrong.append(row["ID"])
    assert wrong == []


def test_hart_three_published_green_against_their_own_numbers(shared: Path) -> None:
    lower = {"ETS01", "HR11", "HS01", "RB07", "RB08", "RB09"}  # from name and colours: polarity is not published
    with (shared / "data" / "hart-district" / "kpis.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 45
    findings = set()
    for row in rows:
        actual, target = float(row["this_quarter"]), float(row["target"])
        by = Thresholds("ratio", LOWER if row["code"] in lower else HIGHER)
        if row["status_code"][1] == "g" and not is_met(actual, target, attainment_of(actual, target, by), by):
            findings.add(row["code"])
    assert findings == {"IT06", "PS05", "HS16"}
