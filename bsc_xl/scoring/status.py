"""Score (0 to 100), met or not, and the status band that people read."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_xl.scoring.absence import EXACT, Absence, at_least, at_most, is_number
from bsc_xl.scoring.attainment import HIGHER, LOWER, Thresholds, ordinal

GOAL, BETWEEN, BELOW_RED_FLAG = "goal", "between", "below red flag"
INSUFFICIENT = "insufficient"


def score_of(attainment: float | Absence, cap: float = 100.0) -> float | Absence:
    """100 x attainment, clamped to [0, cap]; an absence is handed on."""
    if isinstance(attainment, Absence):
        return attainment
    return max(0.0, min(cap, 100 * attainment))


def is_met(
    value: float | str | Absence,
    expected: float | None,
    attainment: float | Absence,
    thresholds: Thresholds,
    factor: float = 1.0,
) -> bool:
    """Whether the target is reached, decided on the numbers and not on the score; exactly on target is met.

    Args:
        value: the value to date.
        expected: the target to date.
        attainment: as computed from both; an absence is never met.
        thresholds: method, polarity and limits; the same as for the attainment.
        factor: as for the attainment.

    Returns:
        True where it is; False for an absence.
    """
    if isinstance(attainment, Absence) or isinstance(value, Absence):
        return False
    method = thresholds.method
    if method == "ordinal":
        wanted = ordinal(thresholds.target_label, thresholds.labels or {})
        return at_least(attainment, 1.0 if isinstance(wanted, Absence) else wanted)
    if method in ("range", "bands", "yes/no"):
        return at_least(attainment, 1.0)
    if not is_number(value) or expected is None:
        return False
    if _more_is_better(thresholds, expected, factor):
        return at_least(value, expected)
    return at_most(value, expected)


def _more_is_better(thresholds: Thresholds, expected: float, factor: float) -> bool:
    if thresholds.method == "goal and red flag" and thresholds.red_flag is not None:
        return expected > thresholds.red_flag * factor
    return thresholds.method == "milestone" or thresholds.polarity != LOWER


def _beyond_red_flag(value: float, expected: float, red_flag: float) -> bool:
    return not (at_least(value, red_flag) if expected > red_flag else at_most(value, red_flag))


def band_of(score: float, minimums: Sequence[float]) -> int:
    """Position (from 0) of the best band whose minimum a score reaches; ``minimums`` fall and end with 0."""
    reached = score * (1 + EXACT)
    return min(len(minimums) - 1, sum(minimum > reached for minimum in minimums))


def status_of(
    value: float | str | Absence,
    expected: float | None,
    score: float | Absence,
    met: bool,
    thresholds: Thresholds,
    band_names: Sequence[str],
    band_minimums: Sequence[float],
    factor: float = 1.0,
) -> str:
    """The word for a measure's state.

    Args:
        value: the value to date.
        expected: the target to date.
        score: 0..cap; an absence is handed on as its own words.
        met: as from `is_met`.
        thresholds: method and limits; the same as for the attainment.
        band_names: from best to worst, at least two.
        band_minimums: the lowest score of each band, falling to 0; the first is not looked at, as met decides.
        factor: as for the attainment.

    Returns:
        The first band's name where the target is met, else the best other band that the score reaches; for goal
        and red flag: goal, between or below red flag; or the absence in its own words.
    """
    if isinstance(score, Absence):
        return score.value
    if thresholds.method == "goal and red flag" and is_number(value) and expected is not None:
        if met:
            return GOAL
        red = (thresholds.red_flag or 0.0) * factor
        return BELOW_RED_FLAG if _beyond_red_flag(value, expected, red) else BETWEEN
    return band_names[0 if met else max(1, band_of(score, band_minimums))]


def is_red(status: str, band_names: Sequence[str]) -> bool:
    """True for the worst band and for below red flag."""
    return status in (band_names[-1], BELOW_RED_FLAG)


def rollup_status(
    score: float | None,
    coverage: float | None,
    minimum_coverage: float,
    band_names: Sequence[str],
    band_minimums: Sequence[float],
    *,
    capped: bool = False,
) -> str:
    """The word for a rolled-up score.

    Args:
        score: 0..cap, or None where nothing is scored.
        coverage: share of due weight with a score, or None where nothing is due.
        minimum_coverage: below it the status is "insufficient", whatever the score.
        band_names: from best to worst, at least two.
        band_minimums: the lowest score of each band, falling to 0.
        capped: a critical measure is red, so the best band is out of reach.

    Returns:
        The best band whose minimum the score reaches, "insufficient", or "not due" where nothing is due.
    """
    if coverage is None:
        return Absence.NOT_DUE.value
    if score is None or not at_least(coverage, minimum_coverage):
        return INSUFFICIENT
    band = band_of(score, band_minimums)
    return band_names[max(1, band) if capped else band]


def sign_of(polarity: str) -> int:
    """1 where more is better, -1 where less is, 0 where a range is to be kept."""
    return 1 if polarity == HIGHER else -1 if polarity == LOWER else 0
