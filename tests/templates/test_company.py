"""The company template is the demo: it shows everything a scorecard can hold."""

from __future__ import annotations

from collections import Counter

import pytest

from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.model import Aggregation, Cascade, Frequency, Level, Measure, Method, Polarity, Scorecard, ValueType
from tests.templates.pages import scorecard


@pytest.fixture(scope="module")
def card() -> Scorecard:
    return scorecard("company")


@pytest.fixture(scope="module")
def evaluation(card: Scorecard) -> Evaluation:
    return Evaluator(card, entries(card, card.actuals)).at()


def test_size(card: Scorecard) -> None:
    assert {unit.level for unit in card.units} == set(Level)
    assert len(card.units) >= 12
    assert len(card.measures) >= 60
    assert len({fact.period for fact in card.actuals if not fact.period.startswith("FY")}) == 40
    assert (card.fiscal_year_start, card.first_year, card.last_year, card.report_period) == (7, 2024, 2027, "2026-10")
    assert card.report_date is None


def test_strategy(card: Scorecard) -> None:
    sizes = Counter(objective.perspective for objective in card.objectives)
    assert len(card.perspectives) == 4
    assert all(4 <= size <= 7 for size in sizes.values())
    assert len(card.themes) == 3
    assert 8 <= len(card.initiatives) <= 12
    assert len(card.reviews) == 15


def test_every_kind_is_shown(card: Scorecard) -> None:
    measures = card.measures
    assert {measure.value_type for measure in measures} == set(ValueType)
    assert {measure.polarity for measure in measures} == set(Polarity)
    assert {measure.aggregation for measure in measures} == set(Aggregation)
    assert {measure.scoring_method for measure in measures} == set(Method)
    assert {measure.frequency for measure in measures} == set(Frequency)
    assert {measure.cascade for measure in measures} == set(Cascade)
    rollups = {card.measure_by_id[parent].cascade_rollup for parent in card.contributors}
    assert rollups >= {Aggregation.SUM, Aggregation.AVERAGE, Aggregation.WEIGHTED, Aggregation.MAX}
    assert any(measure.floor is not None and measure.ceiling is not None for measure in measures)


def test_the_group_measures_every_objective(card: Scorecard) -> None:
    corporate = {measure.objective for measure in card.measures_of_unit["corp"]}
    assert corporate == {objective.id for objective in card.objectives}


def test_revenue_cascades_from_team_to_group(card: Scorecard) -> None:
    def chain(measure: Measure) -> list[str]:
        parent = card.measure_by_id.get(measure.parent_measure)
        return [card.unit_by_id[measure.unit].level, *(chain(parent) if parent else [])]

    assert chain(card.measure_by_id["frozen-retail.revenue"]) == ["team", "department", "division", "corporate"]


def test_seasons_and_targets_by_period(card: Scorecard) -> None:
    assert {profile.profile for profile in card.profiles} >= {"ice-cream", "christmas"}
    monthly = [target for target in card.targets if target.measure == "confec-online.revenue"]
    assert len(monthly) == 48
    years = [target.period for target in card.targets if target.measure == "corp.revenue"]
    assert years == ["FY2024", "FY2025", "FY2026", "FY2027"]


def test_the_story_is_believable(evaluation: Evaluation) -> None:
    statuses = {result.objective.id: result.status for result in evaluation.top.objectives}
    counts = Counter(statuses.values())
    assert counts["met"] + counts["near"] > len(statuses) * 2 / 3
    assert counts["missed"] >= 2
    assert statuses["safe-work"] == "missed"


def test_what_goes_wrong_in_life_goes_wrong_here(evaluation: Evaluation) -> None:
    results = {result.inputs.measure.id: result for unit in evaluation.units.values() for result in unit.measures}
    injuries = results["corp.injuries"]
    assert injuries.inputs.measure.critical
    assert injuries.is_red
    assert results["corp.turnover"].status == "late"
    assert "no target" in results["rnd.sugar"].status
    assert results["confec-retail.distribution"].freshness == "stale"
    assert results["logistics.freight"].freshness == "repeated"
    assert results["quality.certified"].freshness == "fresh"
    reasons = {fact.null_reason for fact in evaluation.card.actuals}
    assert {"n/a", "no data"} <= {str(reason) for reason in reasons if reason}
