"""A whole scorecard at any report period: the period chosen, the report date, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator, evaluate
from bsc_xl.model import PeriodError, Scorecard, check
from bsc_xl.model.check import has_errors
from bsc_xl.scoring import Absence, Rollup, Value
from bsc_xl.scoring.status import BELOW_RED_FLAG, BETWEEN, GOAL, INSUFFICIENT
from tests.evaluation.cards import card, evaluator, measure
from tests.scoring import strategies as drawn
from tests.scoring.strategies import examples
from tests.strategies import scorecards

ROW: list[Value] = [10.0, 20.0, 30.0, 40.0]


def test_another_report_period_scores_everything_again() -> None:
    ready = evaluator(card(measure()), {"m": ROW})
    assert [ready.at(f"2025-0{month}").measures["m"].score for month in (1, 2, 3, 4)] == [10, 20, 30, 40]
    assert ready.at("2025-05").measures["m"].score is Absence.LATE
    assert ready.at("FY2025-Q1").top.rollup.score == 30  # the column in which the quarter ends


def test_the_definitions_own_period_and_date_are_taken_where_none_is_given() -> None:
    ready = evaluator(card(measure(), report_period="2025-02", report_date=date(2025, 3, 4)), {"m": ROW})
    assert (ready.at().point.column, ready.at().point.day) == (2, date(2025, 3, 4))
    assert ready.at("2025-02").point.day == date(2025, 3, 4)
    assert ready.at("2025-03").point.day == date(2025, 4, 15)  # another period has another date
    assert ready.at("2025-02", date(2025, 2, 28)).point.day == date(2025, 2, 28)


def test_without_any_period_the_plans_last_one_is_reported() -> None:
    assert evaluator(card(measure())).at().point.column == 24


def test_a_period_outside_the_plan_is_kept_inside() -> None:
    ready = evaluator(card(measure()))
    assert (ready.at("2019-01").point.column, ready.at("2031-01").point.column) == (1, 24)


def test_a_text_that_names_no_period_is_the_callers_mistake() -> None:
    with pytest.raises(PeriodError, match="'soon' is no period"):
        evaluator(card(measure())).at("soon")


def test_measures_are_found_by_id_in_the_order_of_the_tabs() -> None:
    scorecard = card(
        measure("w", unit="west"), measure("c", objective="please"), measure("e", unit="east"), measure("a")
    )
    found = evaluator(scorecard).at("2025-01")
    assert list(found.measures) == ["a", "c", "e", "w"]
    assert found.card is scorecard
    assert found.top is found.units["top"]


def test_evaluate_is_the_evaluator_in_one_go() -> None:
    scorecard = card(measure())
    ready = evaluator(scorecard, {"m": ROW})
    once = evaluate(scorecard, ready.entries, "2025-03")
    assert once.measures == ready.at("2025-03").measures
    assert once.top.rollup == Rollup(30, 1, 30, 30)


def test_a_measure_without_a_row_is_blank() -> None:
    ready = evaluator(card(measure()))
    assert list(ready.row("unheard of")) == [None] * 24
    assert ready.at("2025-01").measures["m"].status == "late"


@settings(examples, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("top", "east", "west")),
            st.sampled_from(("earn", "please")),
            st.one_of(drawn.positive, st.none(), st.just("n/a"), st.just("no data")),
            st.one_of(st.none(), drawn.weights),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_one_more_blank_measure_moves_coverage_but_no_score(
    rows: list[tuple[str, str, Value, float | None]],
) -> None:
    measures = [
        measure(f"m{number}", unit=unit, objective=objective, weight=weight or 1.0)
        for number, (unit, objective, _, weight) in enumerate(rows)
    ]
    values: dict[str, list[Value]] = {f"m{number}": [row[2]] for number, row in enumerate(rows)}
    unit, objective = rows[0][:2]
    blank = measure("blank", unit=unit, objective=objective, weight=1.0)
    before = evaluator(card(*measures), values).at("2025-01")
    after = evaluator(card(*measures, blank), values).at("2025-01")
    ours = next(found for found in before.units[unit].objectives if found.objective.id == objective)
    theirs = next(found for found in after.units[unit].objectives if found.objective.id == objective)
    assert theirs.rollup.score == ours.rollup.score
    assert_sound(before)
    assert_sound(after)


def assert_sound(found: Evaluation) -> None:
    """What holds for every evaluation."""
    words = {*found.point.band_names, GOAL, BETWEEN, BELOW_RED_FLAG, *(absence.value for absence in Absence)}
    assert sorted(found.measures) == sorted(one.id for one in found.card.measures)
    for one in found.measures.values():
        assert one.status in words
        assert isinstance(one.score, Absence) == isinstance(one.attainment, Absence)
        if not isinstance(one.score, Absence):
            assert 0 <= one.score <= found.point.settings.cap
        assert len(one.smart) == 5
        assert one.rollup.score == (None if isinstance(one.score, Absence) else one.score)
    for unit in found.units.values():
        parts = [(unit.rollup, unit.status)]
        parts += [(part.rollup, part.status) for part in unit.objectives]
        parts += [(part.rollup, part.status) for part in unit.perspectives]
        for rollup, status in parts:
            assert status in words | {INSUFFICIENT}
            assert_contained(rollup, found.point.settings.cap)


def assert_contained(rollup: Rollup, cap: float) -> None:
    """Bounds contain the score."""
    if rollup.coverage is None:
        assert rollup == Rollup(None, None, None, None)
        return
    near = 1e-9 * cap
    assert rollup.low is not None
    assert rollup.high is not None
    assert -near <= rollup.low <= rollup.high + near <= cap + 2 * near
    assert -1e-9 <= rollup.coverage <= 1 + 1e-9
    if rollup.score is not None:
        assert rollup.low - near <= rollup.score <= rollup.high + near


def weighable(scorecard: Scorecard) -> Scorecard:
    """The same without weights at the end of the number range, where a product keeps no digit."""

    def plain(weight: float | None) -> float | None:
        return 0.0 if weight is not None and weight < 1e-100 else weight

    return replace(
        scorecard,
        perspectives=tuple(replace(one, weight=plain(one.weight)) for one in scorecard.perspectives),
        objectives=tuple(replace(one, weight=plain(one.weight)) for one in scorecard.objectives),
        units=tuple(replace(one, weight=plain(one.weight)) for one in scorecard.units),
        measures=tuple(replace(one, weight=plain(one.weight)) for one in scorecard.measures),
    )


# A whole scorecard shrinks for minutes without getting simpler to read.
@settings(
    examples,
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(scorecards().map(weighable), st.sampled_from(("", "2024-01", "2025-03", "FY2025", "2026-12")))
def test_every_sound_scorecard_can_be_scored_at_every_period(scorecard: Scorecard, period: str) -> None:
    assert not has_errors(check(scorecard))
    found = Evaluator(scorecard, entries(scorecard, scorecard.actuals)).at(period)
    assert_sound(found)
