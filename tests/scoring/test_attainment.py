"""Attainment: every row of the table of methods, and every reason why there is none."""

from __future__ import annotations

import pytest

from bsc_xl.scoring import Absence, Thresholds, attainment_of, goal_red_flag, linear, ratio, within_range
from bsc_xl.scoring.attainment import HIGHER, LOWER, ON_TARGET, milestone, ordinal, through_points, yes_no, zero_points

POINTS = ((10.0, 0.0), (20.0, 50.0), (40.0, 100.0))
LABELS = {"aaa": 100.0, "aa": 80.0, "b": 20.0, "d": 0.0}


@pytest.mark.parametrize(
    ("actual", "target", "baseline", "polarity", "wanted"),
    [
        (75, 100, 50, HIGHER, 0.5),
        (50, 100, 50, HIGHER, 0),
        (100, 100, 50, HIGHER, 1),
        (150, 100, 50, HIGHER, 2),  # not clamped
        (0, 100, 50, HIGHER, -1),
        (60, 50, 100, LOWER, 0.8),
        (110, 50, 100, LOWER, -0.2),
        (-3, -2, -6, HIGHER, 0.75),  # with a baseline a negative target is no trap
        (2, 0, 8, LOWER, 0.75),
        (3, None, 1, HIGHER, Absence.NO_TARGET),
        (3, 5, None, HIGHER, Absence.NO_BASELINE),
        (3, 0, None, HIGHER, Absence.NO_BASELINE),
        (3, 5, 5, HIGHER, Absence.TARGET_IS_BASELINE),
        (3, 5, 5, LOWER, Absence.TARGET_IS_BASELINE),
        (3, 0.1 + 0.2, 0.3, HIGHER, Absence.TARGET_IS_BASELINE),  # one figure to a person
        (3, 0, 0, HIGHER, Absence.TARGET_IS_BASELINE),
        (3, 4, 5, HIGHER, Absence.WRONG_SIDE),
        (3, 6, 5, LOWER, Absence.WRONG_SIDE),
        (3, 6, 5, ON_TARGET, Absence.NO_RANGE),
    ],
)
def test_linear(
    actual: float, target: float | None, baseline: float | None, polarity: str, wanted: float | Absence
) -> None:
    assert linear(actual, target, baseline, polarity) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("actual", "target", "polarity", "red_flag", "wanted"),
    [
        (80, 100, HIGHER, None, 0.8),
        (0, 100, HIGHER, None, 0),  # 0 is a number
        (-20, 100, HIGHER, None, -0.2),
        (130, 100, HIGHER, None, 1.3),
        (80, 100, LOWER, None, 1.2),
        (100, 100, LOWER, None, 1),
        (150, 100, LOWER, None, 0.5),
        (0, 100, LOWER, None, 2),
        (0, 0, LOWER, None, 1),
        (0.01, 0, LOWER, None, 0),
        (-1, 0, LOWER, None, 1),
        (0, 0, LOWER, 8, 1),
        (2, 0, LOWER, 8, 0.75),
        (8, 0, LOWER, 8, 0),
        (12, 0, LOWER, 8, -0.5),
        (-2, 0, LOWER, 8, 1.25),
        (2, 0, LOWER, 0, 0),  # a red flag at the target, or on its good side, is none
        (2, 0, LOWER, -8, 0),
        (-2, 0, LOWER, -8, 1),
        (50, 100, LOWER, 8, 1.5),  # a red flag plays no part elsewhere
        (3, None, HIGHER, None, Absence.NO_TARGET),
        (3, 0, HIGHER, None, Absence.TARGET_NOT_POSITIVE),
        (3, -2, HIGHER, None, Absence.TARGET_NOT_POSITIVE),
        (3, -2, LOWER, None, Absence.TARGET_NOT_POSITIVE),
        (3, -2, LOWER, 8, Absence.TARGET_NOT_POSITIVE),
        (3, 2, ON_TARGET, None, Absence.NO_RANGE),
    ],
)
def test_ratio(
    actual: float, target: float | None, polarity: str, red_flag: float | None, wanted: float | Absence
) -> None:
    assert ratio(actual, target, polarity, red_flag) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("actual", "limits", "wanted"),
    [
        (10, (10, 20, None, None), 1),
        (15, (10, 20, None, None), 1),
        (20, (10, 20, None, None), 1),
        (5, (10, 20, None, None), 0.5),  # the floor is one width below
        (0, (10, 20, None, None), 0),
        (-10, (10, 20, None, None), -1),  # not clamped
        (25, (10, 20, None, None), 0.5),
        (30, (10, 20, None, None), 0),
        (40, (10, 20, None, None), -1),
        (9, (10, 20, 8, None), 0.5),
        (25, (10, 20, 8, None), 0.5),
        (24, (10, 20, None, 28), 0.5),
        (5, (10, 20, None, 28), 0.5),
        (10, (10, 10, 6, 12), 1),
        (9, (10, 10, 6, 12), 0.75),
        (11, (10, 10, 6, 12), 0.5),
        (9, (10, 20, 10, 20), 0),  # a cliff on both sides
        (21, (10, 20, 10, 20), 0),
        (15, (None, 20, None, None), Absence.NO_RANGE),
        (15, (10, None, None, None), Absence.NO_RANGE),
        (15, (20, 10, None, None), Absence.LOW_ABOVE_HIGH),
        (15, (20, 10, 0, 30), Absence.LOW_ABOVE_HIGH),
        (10, (10, 10, None, None), Absence.NO_WIDTH),
        (10, (10, 10, 6, None), Absence.NO_WIDTH),
        (10, (10, 10, None, 12), Absence.NO_WIDTH),
    ],
)
def test_range(actual: float, limits: tuple[float | None, ...], wanted: float | Absence) -> None:
    assert within_range(actual, *limits) == pytest.approx(wanted)


def test_zero_points_are_one_width_away_unless_given() -> None:
    assert zero_points(10, 20, None, None) == (0, 30)
    assert zero_points(10, 20, 8, 25) == (8, 25)


@pytest.mark.parametrize(
    ("actual", "goal", "red_flag", "wanted"),
    [
        (5, 5, 9, 2 / 3),  # lower is better: the goal lies below the red flag
        (9, 5, 9, 1 / 3),
        (13, 5, 9, 0),
        (1, 5, 9, 1),
        (-3, 5, 9, 4 / 3),
        (-700, -700, -500, 2 / 3),
        (3, None, 9, Absence.NO_TARGET),
        (3, 5, None, Absence.NO_RED_FLAG),
        (3, 5, 5, Absence.GOAL_IS_RED_FLAG),
        (3, 0.1 + 0.2, 0.3, Absence.GOAL_IS_RED_FLAG),
    ],
)
def test_goal_and_red_flag(actual: float, goal: float | None, red_flag: float | None, wanted: float | Absence) -> None:
    assert goal_red_flag(actual, goal, red_flag) == pytest.approx(wanted)


SEASON = "not scorable: nothing is expected so far"


@pytest.mark.parametrize(
    ("thresholds", "expected", "wanted"),
    [
        (Thresholds("ratio", HIGHER), 0.0, SEASON),
        (Thresholds("ratio", HIGHER), -5.0, Absence.TARGET_NOT_POSITIVE),  # a period's own target
        (Thresholds("ratio", HIGHER), 5.0, 0.6),
        (Thresholds("ratio", LOWER), 0.0, 0.0),  # 3 where nothing may come
        (Thresholds("linear", HIGHER, baseline=50.0), 0.0, SEASON),
        (Thresholds("linear", HIGHER, baseline=50.0), 4.0, 0.75),
        (Thresholds("linear", HIGHER, baseline=50.0), None, Absence.NO_TARGET),
        (Thresholds("linear", HIGHER), 0.0, Absence.NO_BASELINE),
        (Thresholds("goal and red flag", HIGHER, red_flag=70.0), 0.0, SEASON),
        (Thresholds("goal and red flag", HIGHER), 0.0, Absence.NO_RED_FLAG),
        (Thresholds("range", ON_TARGET, low=80.0, high=120.0), None, SEASON),
        (Thresholds("range", ON_TARGET, low=80.0, high=120.0, floor=0.0, ceiling=200.0), None, 0.0),
        (Thresholds("range", ON_TARGET), None, Absence.NO_RANGE),
        (Thresholds("bands", HIGHER, points=POINTS), None, 0.0),
    ],
)
def test_before_the_season_begins_nothing_is_expected(
    thresholds: Thresholds, expected: float | None, wanted: float | Absence
) -> None:
    """The share of the year to date is 0, and with it every limit: nothing is wrong with target and limits."""
    assert attainment_of(3.0, expected, thresholds, 0.0) == pytest.approx(wanted)


def test_within_the_season_the_same_zero_is_a_fault_of_the_definition() -> None:
    assert attainment_of(3.0, 0.0, Thresholds("ratio", HIGHER), 0.5) == Absence.TARGET_NOT_POSITIVE
    assert attainment_of(3.0, 25.0, Thresholds("linear", HIGHER, baseline=50.0), 0.5) == Absence.TARGET_IS_BASELINE


@pytest.mark.parametrize(
    ("actual", "wanted"),
    [(0, 0), (10, 0), (15, 0.25), (20, 0.5), (30, 0.75), (40, 1), (99, 1)],
)
def test_bands(actual: float, wanted: float) -> None:
    assert through_points(actual, POINTS) == pytest.approx(wanted)


def test_bands_may_fall_or_turn() -> None:
    tent = ((0.0, 0.0), (10.0, 100.0), (20.0, 0.0))
    assert [through_points(x, tent) for x in (-1, 5, 10, 15, 21)] == pytest.approx([0, 0.5, 1, 0.5, 0])


@pytest.mark.parametrize("points", [(), POINTS[:1], (POINTS[1], POINTS[0]), (POINTS[0], (10.0, 50.0), POINTS[2])])
def test_bands_need_two_points_or_more_strictly_rising(points: tuple[tuple[float, float], ...]) -> None:
    assert through_points(15, points) is Absence.NO_POINTS


@pytest.mark.parametrize(
    ("word", "polarity", "wanted"),
    [
        ("yes", HIGHER, 1),
        ("Yes", HIGHER, 1),
        ("no", HIGHER, 0),
        ("yes", LOWER, 0),
        ("NO", LOWER, 1),
        ("no", ON_TARGET, 0),
        ("perhaps", HIGHER, Absence.NOT_YES_NO),
        ("", HIGHER, Absence.NOT_YES_NO),
        (1.0, HIGHER, Absence.NOT_YES_NO),
        (None, HIGHER, Absence.NOT_YES_NO),
    ],
)
def test_yes_no(word: object, polarity: str, wanted: float | Absence) -> None:
    assert yes_no(word, polarity) == wanted


@pytest.mark.parametrize(
    ("done", "planned", "wanted"),
    [
        (0.4, 0.5, 0.8),
        (0.5, 0.4, 1.25),
        (0, 0.5, 0),
        (0.2, 0, 1),  # nothing was planned yet
        (0, 0, 1),
        (0.2, None, Absence.NO_TARGET),
    ],
)
def test_milestone(done: float, planned: float | None, wanted: float | Absence) -> None:
    assert milestone(done, planned) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("AAA", 1),
        ("aa", 0.8),
        ("d", 0),  # the worst label is a number, not an absence
        ("ccc", Absence.UNKNOWN_LABEL),
        ("", Absence.UNKNOWN_LABEL),
        (2.0, Absence.UNKNOWN_LABEL),
        (None, Absence.UNKNOWN_LABEL),
    ],
)
def test_ordinal(word: object, wanted: float | Absence) -> None:
    assert ordinal(word, LABELS) == wanted


BY_METHOD = [
    (Thresholds("linear", HIGHER, baseline=50), 75, 100, 0.5),
    (Thresholds("linear", LOWER, baseline=100), 60, 50, 0.8),
    (Thresholds("ratio", HIGHER), 80, 100, 0.8),
    (Thresholds("ratio", LOWER, red_flag=8), 2, 0, 0.75),
    (Thresholds("range", ON_TARGET, low=10, high=20), 5, None, 0.5),
    (Thresholds("range", ON_TARGET, low=10, high=20, floor=8, ceiling=28), 24, None, 0.5),
    (Thresholds("goal and red flag", HIGHER, red_flag=500), 900, 700, 1),
    (Thresholds("bands", HIGHER, points=POINTS), 30, None, 0.75),
    (Thresholds("yes/no", LOWER), "no", None, 1),
    (Thresholds("milestone", HIGHER), 0.4, 0.5, 0.8),
    (Thresholds("ordinal", HIGHER, labels=LABELS), "AA", None, 0.8),
]


@pytest.mark.parametrize(("thresholds", "value", "expected", "wanted"), BY_METHOD)
def test_each_method_by_its_name(
    thresholds: Thresholds, value: float | str, expected: float | None, wanted: float
) -> None:
    assert attainment_of(value, expected, thresholds) == pytest.approx(wanted)


@pytest.mark.parametrize("thresholds", [row[0] for row in BY_METHOD], ids=lambda limits: limits.method)
@pytest.mark.parametrize("absence", list(Absence))
def test_an_absence_is_handed_on(absence: Absence, thresholds: Thresholds) -> None:
    assert attainment_of(absence, 100, thresholds) is absence


@pytest.mark.parametrize("method", ["linear", "ratio", "range", "goal and red flag", "bands", "milestone"])
def test_a_word_is_not_a_number(method: str) -> None:
    assert attainment_of("12", 100, Thresholds(method)) is Absence.NOT_A_NUMBER


def test_an_ordinal_measure_without_labels_knows_none() -> None:
    assert attainment_of("AAA", None, Thresholds("ordinal")) is Absence.UNKNOWN_LABEL


@pytest.mark.parametrize(
    ("thresholds", "value", "expected", "wanted"),
    [
        # A quarter of the year: yearly limits are a quarter of themselves, the target to date is given as such.
        (Thresholds("linear", HIGHER, baseline=80), 25, 30, 0.5),
        (Thresholds("ratio", HIGHER), 24, 30, 0.8),
        (Thresholds("ratio", LOWER, red_flag=8), 1, 0, 0.5),
        (Thresholds("range", ON_TARGET, low=40, high=80), 5, None, 0.5),
        (Thresholds("range", ON_TARGET, low=40, high=80, floor=32, ceiling=112), 24, None, 0.5),
        (Thresholds("range", ON_TARGET, low=40, high=80, floor=32, ceiling=112), 9, None, 0.5),
        (Thresholds("goal and red flag", HIGHER, red_flag=80), 20, 30, 1 / 3),
        (Thresholds("bands", HIGHER, points=POINTS), 7.5, None, 0.75),
    ],
)
def test_yearly_limits_are_cut_to_the_share_of_the_year(
    thresholds: Thresholds, value: float, expected: float | None, wanted: float
) -> None:
    assert attainment_of(value, expected, thresholds, 0.25) == pytest.approx(wanted)


def test_bands_where_nothing_is_expected_yet_take_the_value_as_it_is() -> None:
    assert attainment_of(30, None, Thresholds("bands", points=POINTS), 0.0) == pytest.approx(0.75)
