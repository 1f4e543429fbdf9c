"""What the rules about targets ask of a definition: which measures are scored, and what each is scored against."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bsc_xl.model import Grid, Measure, Method, PeriodError, PeriodTarget, Scorecard

_WITHOUT_TARGET = (Method.YES_NO, Method.ORDINAL, Method.BANDS)
"""Their words or points carry the score."""


def scored(card: Scorecard) -> Iterator[Measure]:
    """The measures that count: one with a weight of 0 is only watched, and needs no target."""
    return (measure for measure in card.measures if measure.weight != 0)


def timed(card: Scorecard) -> frozenset[str]:
    """The measures that have a target for a period or fiscal year of the plan."""
    return _timed(card.targets, card.grid)


@lru_cache(maxsize=8)
def _timed(targets: tuple[PeriodTarget, ...], grid: Grid) -> frozenset[str]:
    """Kept, as reading periods takes long and the workbooks of a batch have one definition."""
    texts = {target.period for target in targets}
    inside = {text for text in texts if _in_plan(text, grid)}
    return frozenset(target.measure for target in targets if target.period in inside)


def _in_plan(text: str, grid: Grid) -> bool:
    try:
        return 1 <= grid.column(grid.calendar.period(text)) <= len(grid.periods)
    except PeriodError:
        return False


def lacking(measure: Measure, with_periods: frozenset[str]) -> str:
    """The column of the definition in which the measure lacks what it is scored against; empty where it has all."""
    method = measure.scoring_method
    if method in _WITHOUT_TARGET:
        return ""
    if method is Method.RANGE:
        return "low" if measure.low is None else "high" if measure.high is None else ""
    if measure.target is None and measure.id not in with_periods:
        return "target"
    return "red_flag" if method is Method.GOAL_RED_FLAG and measure.red_flag is None else ""


def has_target(measure: Measure, with_periods: frozenset[str]) -> bool:
    """Whether a measure is scored, and against something."""
    return measure.weight != 0 and not lacking(measure, with_periods)
