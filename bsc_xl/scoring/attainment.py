"""Attainment: how much of the way to the target is done, unitless and not clamped.

Sources of the definitions: goalposts and baseline-to-target progress as in the OECD/JRC Handbook on Constructing
Composite Indicators (min-max with goalposts); goal and red flag as in the scoring of Spider Impact; the other
methods as commonly described in scorecard guides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bsc_xl.scoring.absence import Absence, alike, at_most, is_number

HIGHER, LOWER, ON_TARGET = "HIGHER_IS_BETTER", "LOWER_IS_BETTER", "ON_TARGET"
POLARITIES = (HIGHER, LOWER, ON_TARGET)
METHODS = ("linear", "ratio", "range", "goal and red flag", "bands", "yes/no", "milestone", "ordinal")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What an attainment is measured against; yearly amounts for measures that add up.

    ``points`` are (value, score 0..100) pairs with rising values; ``labels`` maps the labels of an ordinal
    scale, in lower case, to their score 0..100; ``target_label`` is the label (or "yes") that counts as met.
    """

    method: str
    polarity: str = HIGHER
    baseline: float | None = None
    red_flag: float | None = None
    low: float | None = None
    high: float | None = None
    floor: float | None = None
    ceiling: float | None = None
    points: tuple[tuple[float, float], ...] = ()
    labels: dict[str, float] | None = None
    target_label: str = ""


def linear(actual: float, target: float | None, baseline: float | None, polarity: str = HIGHER) -> float | Absence:
    """(actual - baseline) / (target - baseline); serves both polarities.

    Args:
        actual: in the measure's unit of measurement, as are target and baseline.
        target: None where there is none.
        baseline: None where there is none.
        polarity: says on which side of the baseline the target has to be.

    Returns:
        0 at the baseline, 1 at the target, not clamped; or why there is none.

    >>> linear(60, 50, 100, "LOWER_IS_BETTER")
    0.8
    """
    if target is None:
        return Absence.NO_TARGET
    if baseline is None:
        return Absence.NO_BASELINE
    if polarity == ON_TARGET:
        return Absence.NO_RANGE
    if alike(target, baseline):
        return Absence.TARGET_IS_BASELINE
    if (target < baseline) if polarity == HIGHER else (target > baseline):
        return Absence.WRONG_SIDE
    return (actual - baseline) / (target - baseline)


def ratio(
    actual: float, target: float | None, polarity: str = HIGHER, red_flag: float | None = None
) -> float | Absence:
    """Higher is better: actual / target. Lower is better: 2 - actual / target.

    A target of 0 with lower is better: the line from 1 at 0 to 0 at the red flag; without one above 0, 1 at 0 or below,
    else 0.

    Args:
        actual: in the measure's unit of measurement, as are target and red flag.
        target: None where there is none; a negative one, or 0 with higher is better, would need a baseline.
        polarity: higher or lower is better.
        red_flag: only looked at where the target is 0.

    Returns:
        1 at the target, not clamped; or why there is none.
    """
    if target is None:
        return Absence.NO_TARGET
    if polarity == ON_TARGET:
        return Absence.NO_RANGE
    if target < 0 or (target == 0 and polarity == HIGHER):
        return Absence.TARGET_NOT_POSITIVE
    if polarity == HIGHER:
        return actual / target
    if target > 0:
        return 2 - actual / target
    if red_flag is not None and red_flag > 0:
        return 1 - actual / red_flag
    return 1.0 if actual <= 0 else 0.0


def within_range(
    actual: float, low: float | None, high: float | None, floor: float | None = None, ceiling: float | None = None
) -> float | Absence:
    """1 inside [low, high], falling linearly to 0 at floor and at ceiling and on below 0 beyond them.

    Args:
        actual: in the measure's unit of measurement, as are the limits.
        low: lower end of the range, inclusive.
        high: upper end of the range, inclusive.
        floor: where the attainment is 0 below; one width of the range below it where None.
        ceiling: where it is 0 above; one width of the range above it where None.

    Returns:
        At most 1, not clamped below; or why there is none.
    """
    if low is None or high is None:
        return Absence.NO_RANGE
    if low > high:
        return Absence.LOW_ABOVE_HIGH
    if low == high and (floor is None or ceiling is None):
        return Absence.NO_WIDTH
    if low <= actual <= high:
        return 1.0
    zero_low, zero_high = zero_points(low, high, floor, ceiling)
    if actual < low:
        return (actual - zero_low) / (low - zero_low) if zero_low < low else 0.0
    return (zero_high - actual) / (zero_high - high) if zero_high > high else 0.0


def zero_points(low: float, high: float, floor: float | None, ceiling: float | None) -> tuple[float, float]:
    """Where the attainment of a range reaches 0 on either side: floor and ceiling, or one width away."""
    return (
        low - (high - low) if floor is None else floor,
        high + (high - low) if ceiling is None else ceiling,
    )


def goal_red_flag(actual: float, goal: float | None, red_flag: float | None) -> float | Absence:
    """A tenth of 10 (x - (2R - G)) / (3 (G - R)): 1/3 at the red flag R, 2/3 at the goal G, in both polarities.

    Args:
        actual: x, in the measure's unit of measurement, as are the others.
        goal: G, None where there is none.
        red_flag: R, None where there is none.

    Returns:
        Not clamped; or why there is none.
    """
    if goal is None:
        return Absence.NO_TARGET
    if red_flag is None:
        return Absence.NO_RED_FLAG
    if alike(goal, red_flag):
        return Absence.GOAL_IS_RED_FLAG
    return (actual - (2 * red_flag - goal)) / (3 * (goal - red_flag))


def through_points(actual: float, points: Sequence[tuple[float, float]]) -> float | Absence:
    """A hundredth of the score on the line through (value, score) points; level outside the first and the last."""
    if len(points) < 2 or any(a[0] >= b[0] for a, b in pairwise(points)):
        return Absence.NO_POINTS
    below = sum(at_most(value, actual) for value, _ in points)
    if below == 0:
        return points[0][1] / 100
    if below == len(points):
        return points[-1][1] / 100
    (x0, y0), (x1, y1) = points[below - 1], points[below]
    return (y0 + (actual - x0) * (y1 - y0) / (x1 - x0)) / 100


def yes_no(word: object, polarity: str = HIGHER) -> float | Absence:
    """1 for yes and 0 for no; the other way round where lower is better."""
    text = word.lower() if isinstance(word, str) else ""
    if text not in ("yes", "no"):
        return Absence.NOT_YES_NO
    return 1.0 if (text == "yes") == (polarity != LOWER) else 0.0


def milestone(done: float, planned: float | None) -> float | Absence:
    """Share done / share planned by now; 1 where nothing was planned yet."""
    if planned is None:
        return Absence.NO_TARGET
    return done / planned if planned else 1.0


def ordinal(word: object, labels: dict[str, float]) -> float | Absence:
    """A hundredth of the score that a label carries; letters count alike in both cases."""
    score = labels.get(word.lower()) if isinstance(word, str) else None
    return Absence.UNKNOWN_LABEL if score is None else score / 100


_SEEMS_AT_ZERO = (Absence.TARGET_IS_BASELINE, Absence.GOAL_IS_RED_FLAG, Absence.NO_WIDTH)


def attainment_of(
    value: float | str | Absence, expected: float | None, thresholds: Thresholds, factor: float = 1.0
) -> float | Absence:
    """Attainment by the measure's own method.

    Args:
        value: the value to date; an absence is handed on.
        expected: the target to date, in the same unit of measurement; None where there is none.
        thresholds: method, polarity and the yearly baseline, red flag, range or points.
        factor: share of the year that is expected to date, for measures that add up; else 1.

    Returns:
        A number, 1 = target reached (2/3 for goal and red flag), or why there is none. Where the season begins later
        (a factor of 0), targets and limits to date are all 0: that is said in place of what they look like.
    """
    if isinstance(value, Absence):
        return value
    found = _by_method(value, expected, thresholds, factor)
    if factor == 0 and (found in _SEEMS_AT_ZERO or (found is Absence.TARGET_NOT_POSITIVE and expected == 0)):
        return Absence.NOTHING_EXPECTED
    return found


def _by_method(value: float | str, expected: float | None, thresholds: Thresholds, factor: float) -> float | Absence:
    t = thresholds
    if t.method == "yes/no":
        return yes_no(value, t.polarity)
    if t.method == "ordinal":
        return ordinal(value, t.labels or {})
    if not is_number(value):
        return Absence.NOT_A_NUMBER
    if t.method == "linear":
        return linear(value, expected, times(t.baseline, factor), t.polarity)
    if t.method == "ratio":
        return ratio(value, expected, t.polarity, times(t.red_flag, factor))
    if t.method == "range":
        limits = (times(limit, factor) for limit in (t.low, t.high, t.floor, t.ceiling))
        return within_range(value, *limits)
    if t.method == "goal and red flag":
        return goal_red_flag(value, expected, times(t.red_flag, factor))
    if t.method == "bands":
        return through_points(value / factor if factor else value, t.points)
    return milestone(value, expected)


def times(value: float | None, factor: float) -> float | None:
    """A yearly amount turned into an amount to date; a blank stays blank."""
    return None if value is None else value * factor
