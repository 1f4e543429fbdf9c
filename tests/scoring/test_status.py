"""Score, met and status: clamping, exactly on target, bands of any number, goal and red flag, rolled-up words."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bsc_xl.scoring import (
    Absence,
    Thresholds,
    attainment_of,
    columns,
    is_met,
    rollup_status,
    score_of,
    status_of,
)
from bsc_xl.scoring.attainment import HIGHER, LOWER, ON_TARGET
from bsc_xl.scoring.status import band_of, is_red, sign_of
from tests.scoring import strategies
from tests.scoring.strategies import examples, numbers, polarities, positive, scales

THREE = (("met", "near", "missed"), (95.0, 85.0, 0.0))
FIVE = (("great", "good", "fair", "poor", "bad"), (100.0, 90.0, 75.0, 50.0, 0.0))
TWO = (("in", "out"), (100.0, 0.0))
Bands = tuple[tuple[str, ...], tuple[float, ...]]


def judged(
    value: float | str | Absence,
    expected: float | None,
    thresholds: Thresholds,
    bands: Bands = THREE,
    factor: float = 1.0,
) -> tuple[bool, str]:
    """Met and status, by way of attainment and score."""
    attainment = attainment_of(value, expected, thresholds, factor)
    met = is_met(value, expected, attainment, thresholds, factor)
    return met, status_of(value, expected, score_of(attainment), met, thresholds, *bands, factor)


@pytest.mark.parametrize(
    ("attainment", "cap", "wanted"),
    [
        (0.8, 100, 80),
        (0.0, 100, 0),
        (1.0, 100, 100),
        (-0.2, 100, 0),
        (1.37, 100, 100),
        (1.15, 120, 115),
        (1.37, 120, 120),
        (Absence.NO_TARGET, 100, Absence.NO_TARGET),
        (Absence.LATE, 100, Absence.LATE),
    ],
)
def test_score(attainment: float | Absence, cap: float, wanted: float | Absence) -> None:
    assert score_of(attainment, cap) == pytest.approx(wanted)


@examples
@given(st.lists(st.one_of(numbers, st.sampled_from(list(Absence))), max_size=6), st.sampled_from((100.0, 120.0)))
def test_scores_lie_between_0_and_the_cap_and_absences_stay(column: list[float | Absence], cap: float) -> None:
    found = columns.score(column, cap)
    assert found == [score_of(attainment, cap) for attainment in column]
    for attainment, score in zip(column, found, strict=True):
        if isinstance(attainment, Absence):
            assert score is attainment
        else:
            assert isinstance(score, float)
            assert 0 <= score <= cap


@pytest.mark.parametrize("method", ["ratio", "linear", "milestone"])
@pytest.mark.parametrize(("actual", "met"), [(99.9, False), (100.0, True), (100.1, True)])
def test_higher_is_met_at_the_target_and_above(method: str, actual: float, met: bool) -> None:
    assert judged(actual, 100, Thresholds(method, HIGHER, baseline=50))[0] is met


@pytest.mark.parametrize("method", ["ratio", "linear"])
@pytest.mark.parametrize(("actual", "met"), [(100.1, False), (100.0, True), (99.9, True)])
def test_lower_is_met_at_the_target_and_below(method: str, actual: float, met: bool) -> None:
    assert judged(actual, 100, Thresholds(method, LOWER, baseline=150))[0] is met


def test_a_milestone_is_done_upwards_whatever_its_polarity() -> None:
    assert judged(0.6, 0.5, Thresholds("milestone", LOWER))[0]
    assert not judged(0.4, 0.5, Thresholds("milestone", LOWER))[0]


@pytest.mark.parametrize(("actual", "met"), [(9.9, False), (10, True), (15, True), (20, True), (20.1, False)])
def test_a_range_is_met_inside_with_both_ends(actual: float, met: bool) -> None:
    assert judged(actual, None, Thresholds("range", ON_TARGET, low=10, high=20))[0] is met


@pytest.mark.parametrize(
    ("actual", "expected", "thresholds"),
    [
        (0.1 + 0.2, 0.3, Thresholds("ratio", LOWER)),
        (0.3, 0.1 + 0.2, Thresholds("ratio", HIGHER)),
        (0.3, 0.1 + 0.2, Thresholds("linear", HIGHER, baseline=0.1)),
        (-(0.1 + 0.2), -0.3, Thresholds("linear", HIGHER, baseline=-1)),
        (0.1 + 0.2, None, Thresholds("range", ON_TARGET, low=0.1, high=0.3)),
        (0.3, None, Thresholds("range", ON_TARGET, low=0.1 + 0.2, high=1)),
        (0.3, 0.1 + 0.2, Thresholds("goal and red flag", HIGHER, red_flag=0.1)),
        (0.1 + 0.2, 0.3, Thresholds("goal and red flag", LOWER, red_flag=1)),
        (0.3, None, Thresholds("bands", HIGHER, points=((0.0, 0.0), (0.1 + 0.2, 100.0)))),
        (sum([0.1] * 10), 1.0, Thresholds("milestone", HIGHER)),
        (3 * 1.1, 3.3, Thresholds("ratio", LOWER)),
    ],
)
def test_exactly_on_target_is_met_whatever_binary_rounding_did(
    actual: float, expected: float | None, thresholds: Thresholds
) -> None:
    met, status = judged(actual, expected, thresholds)
    assert met
    assert status == ("goal" if thresholds.method == "goal and red flag" else "met")


def test_met_is_decided_on_the_numbers_and_not_on_the_score() -> None:
    # A score of 100 that is rounded up on the screen is not met, and one clamped to 0 may be.
    assert judged(99.9999, 100, Thresholds("ratio")) == (False, "near")
    assert judged(0.0, 0, Thresholds("ratio", LOWER)) == (True, "met")
    assert is_met(5, 4, 0.0, Thresholds("ratio"))
    assert not is_met(3, 4, 2.0, Thresholds("ratio"))


@pytest.mark.parametrize(
    ("word", "target", "met"),
    [
        ("AA", "aa", True),
        ("AAA", "AA", True),
        ("B", "AA", False),
        ("AA", "", False),  # without a target only the full score counts
        ("AAA", "", True),
        ("AA", "unknown", False),
        ("b", "d", True),
    ],
)
def test_a_label_is_met_from_the_target_label_on(word: str, target: str, met: bool) -> None:
    labels = {"aaa": 100.0, "aa": 80.0, "b": 20.0, "d": 0.0}
    assert judged(word, None, Thresholds("ordinal", labels=labels, target_label=target))[0] is met


@pytest.mark.parametrize(
    ("word", "polarity", "wanted"),
    [
        ("yes", HIGHER, (True, "met")),
        ("no", HIGHER, (False, "missed")),
        ("no", LOWER, (True, "met")),
        ("yes", LOWER, (False, "missed")),
    ],
)
def test_yes_and_no(word: str, polarity: str, wanted: tuple[bool, str]) -> None:
    assert judged(word, None, Thresholds("yes/no", polarity)) == wanted


@pytest.mark.parametrize("absence", list(Absence))
def test_an_absence_is_never_met_and_speaks_for_itself(absence: Absence) -> None:
    limits = Thresholds("ratio")
    assert judged(absence, 100, limits) == (False, absence.value)
    assert not is_met(absence, 100, 1.0, limits)
    assert not is_met(100, 100, absence, limits)


def test_without_a_target_nothing_is_met() -> None:
    assert not is_met(100, None, 1.0, Thresholds("ratio"))
    assert not is_met("yes", 1, 1.0, Thresholds("ratio"))


@pytest.mark.parametrize(
    ("actual", "status"),
    [(100, "met"), (130, "met"), (99, "near"), (95, "near"), (85, "near"), (84.9, "missed"), (0, "missed")],
)
def test_three_bands(actual: float, status: str) -> None:
    assert judged(actual, 100, Thresholds("ratio"))[1] == status


@pytest.mark.parametrize(
    ("actual", "status"),
    [
        (100, "great"),
        (99.9, "good"),
        (90, "good"),
        (89.9, "fair"),
        (75, "fair"),
        (74.9, "poor"),
        (50, "poor"),
        (49.9, "bad"),
        (0, "bad"),
        (-5, "bad"),
    ],
)
def test_five_bands(actual: float, status: str) -> None:
    assert judged(actual, 100, Thresholds("ratio"), FIVE)[1] == status


def test_two_bands() -> None:
    assert judged(100, 100, Thresholds("ratio"), TWO)[1] == "in"
    assert judged(99.9, 100, Thresholds("ratio"), TWO)[1] == "out"


def test_a_score_exactly_on_a_threshold_reaches_it() -> None:
    assert band_of(100 * (0.1 + 0.2) / 0.3 * 0.85, THREE[1]) == 1
    assert band_of(85 - 1e-9, THREE[1]) == 1
    assert band_of(85 - 1e-6, THREE[1]) == 2
    assert band_of(0, THREE[1]) == 2
    assert band_of(120, THREE[1]) == 0


@pytest.mark.parametrize(
    ("actual", "status"),
    [
        (900, "goal"),
        (700, "goal"),
        (699, "between"),
        (500, "between"),
        (499, "below red flag"),
        (-3, "below red flag"),
    ],
)
def test_goal_and_red_flag_where_more_is_better(actual: float, status: str) -> None:
    assert judged(actual, 700, Thresholds("goal and red flag", HIGHER, red_flag=500)) == (status == "goal", status)


@pytest.mark.parametrize(
    ("actual", "status"),
    [(1, "goal"), (5, "goal"), (5.1, "between"), (9, "between"), (9.1, "below red flag")],
)
def test_goal_and_red_flag_where_less_is_better(actual: float, status: str) -> None:
    assert judged(actual, 5, Thresholds("goal and red flag", LOWER, red_flag=9)) == (status == "goal", status)


def test_exactly_at_the_red_flag_is_between_whatever_binary_rounding_did() -> None:
    assert judged(0.3, 1, Thresholds("goal and red flag", HIGHER, red_flag=0.1 + 0.2))[1] == "between"
    assert judged(0.1 + 0.2, 0, Thresholds("goal and red flag", LOWER, red_flag=0.3))[1] == "between"


def test_the_red_flag_of_a_year_is_cut_to_the_share_of_the_year() -> None:
    limits = Thresholds("goal and red flag", HIGHER, red_flag=400)
    assert [judged(x, 150, limits, factor=0.25)[1] for x in (150, 149, 100, 99)] == [
        "goal",
        "between",
        "between",
        "below red flag",
    ]


@examples
@given(numbers, numbers, positive, polarities, scales, st.sampled_from(("linear", "ratio", "goal and red flag")))
def test_met_and_status_do_not_depend_on_the_unit(
    actual: float, target: float, distance: float, polarity: str, by: float, method: str
) -> None:
    worse = target - distance if polarity == HIGHER else target + distance
    here = judged(actual, target, Thresholds(method, polarity, baseline=worse, red_flag=worse))
    there = judged(actual * by, target * by, Thresholds(method, polarity, baseline=worse * by, red_flag=worse * by))
    assert here == there


@examples
@given(numbers, numbers, positive)
def test_higher_of_a_measure_is_lower_of_its_negative(actual: float, target: float, distance: float) -> None:
    for method in ("linear", "goal and red flag"):
        worse = target - distance
        more = judged(actual, target, Thresholds(method, HIGHER, baseline=worse, red_flag=worse))
        less = judged(-actual, -target, Thresholds(method, LOWER, baseline=-worse, red_flag=-worse))
        assert more == less


@examples
@given(numbers, numbers, numbers, positive, polarities)
def test_what_is_better_is_not_judged_worse(a: float, b: float, target: float, distance: float, polarity: str) -> None:
    rank = {name: place for place, name in enumerate(("met", "near", "missed"))}
    baseline = target - distance if polarity == HIGHER else target + distance
    limits = Thresholds("linear", polarity, baseline=baseline)
    worse, better = sorted((a, b), reverse=polarity == LOWER)
    assert rank[judged(better, target, limits)[1]] <= rank[judged(worse, target, limits)[1]]
    assume(target > 0)
    limits = Thresholds("ratio", polarity)
    assert rank[judged(better, target, limits)[1]] <= rank[judged(worse, target, limits)[1]]


@examples
@given(numbers, numbers, positive)
def test_met_goes_with_the_attainment_away_from_the_target(actual: float, target: float, distance: float) -> None:
    assume(actual != target)
    limits = Thresholds("linear", HIGHER, baseline=target - distance)
    attainment = attainment_of(actual, target, limits)
    assert isinstance(attainment, float)
    assert is_met(actual, target, attainment, limits) == (attainment > 1)


@pytest.mark.parametrize(
    ("score", "coverage", "wanted"),
    [
        (100, 1, "met"),
        (95, 1, "met"),
        (94.9, 1, "near"),
        (85, 0.5, "near"),  # exactly the minimum coverage is enough
        (84.9, 0.6, "missed"),
        (0, 1, "missed"),
        (100, 0.49, "insufficient"),
        (0, 0.49, "insufficient"),
        (None, 0, "insufficient"),
        (None, None, "not due"),
    ],
)
def test_the_word_for_a_rollup(score: float | None, coverage: float | None, wanted: str) -> None:
    assert rollup_status(score, coverage, 0.5, *THREE) == wanted


def test_a_minimum_coverage_is_reached_whatever_binary_rounding_did() -> None:
    assert rollup_status(100, 0.3, 0.1 + 0.2, *THREE) == "met"


def test_no_minimum_still_needs_a_score() -> None:
    assert rollup_status(40, 0.01, 0, *THREE) == "missed"
    assert rollup_status(None, 0, 0, *THREE) == "insufficient"


@pytest.mark.parametrize(
    ("score", "bands", "wanted"),
    [
        (100, THREE, "near"),
        (90, THREE, "near"),
        (20, THREE, "missed"),
        (100, FIVE, "good"),
        (60, FIVE, "poor"),
        (100, TWO, "out"),
    ],
)
def test_a_red_critical_measure_takes_the_best_band_away(score: float, bands: Bands, wanted: str) -> None:
    assert rollup_status(score, 1, 0.5, *bands, capped=True) == wanted


def test_a_cap_makes_no_word_of_a_missing_score() -> None:
    assert rollup_status(100, 0.1, 0.5, *THREE, capped=True) == "insufficient"
    assert rollup_status(None, None, 0.5, *THREE, capped=True) == "not due"


def test_red_is_the_worst_band_or_below_the_red_flag() -> None:
    words = ("met", "near", "missed", "goal", "between", "below red flag", "late", "not scorable: no target")
    assert [word for word in words if is_red(word, THREE[0])] == ["missed", "below red flag"]
    assert is_red("bad", FIVE[0])
    assert not is_red("poor", FIVE[0])


def test_the_sign_of_a_polarity() -> None:
    assert [sign_of(polarity) for polarity in (HIGHER, LOWER, ON_TARGET)] == [1, -1, 0]


@examples
@given(strategies.scores)
def test_bands_follow_the_score(score: float) -> None:
    assert rollup_status(score, 1, 0.5, *FIVE) == (
        "great"
        if score >= 100
        else "good"
        if score >= 90
        else "fair"
        if score >= 75
        else "poor"
        if score >= 50
        else "bad"
    )
