"""Small scorecards to evaluate: two fiscal years, 2025 and 2026, two perspectives, three units in a tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bsc_xl.evaluation.entries import Entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.model import Measure, Objective, Perspective, Scorecard, Theme, Unit
from bsc_xl.scoring import Value

BASE = Scorecard(
    name="Card",
    organisation="Org",
    first_year=2025,
    last_year=2026,
    perspectives=(Perspective("fin", "Finance"), Perspective("cus", "Customer")),
    themes=(Theme("grow", "Grow"),),
    objectives=(Objective("earn", "Earn", "fin", "grow"), Objective("please", "Please", "cus", "grow")),
    units=(Unit("top", "Top"), Unit("east", "East", "top"), Unit("west", "West", "top")),
)
"""Without measures."""


def measure(id_: str = "m", **values: Any) -> Measure:
    """A measure of the top unit; a target of 100, higher is better, monthly, the last value counts."""
    return Measure(**{"id": id_, "unit": "top", "objective": "earn", "name": id_, "target": 100.0, **values})


def card(*measures: Measure, **values: Any) -> Scorecard:
    """A scorecard of these measures."""
    return replace(BASE, measures=measures, **values)


def evaluator(
    scorecard: Scorecard,
    values: Mapping[str, Sequence[Value]] | None = None,
    as_of: Mapping[str, date] | None = None,
) -> Evaluator:
    """Ready to score; rows may stop short of the plan's end."""
    columns = len(scorecard.grid.periods)
    rows = {m.id: list((values or {}).get(m.id, ())) for m in scorecard.measures}
    filled = {name: [*row, *[None] * (columns - len(row))] for name, row in rows.items()}
    dates = {m.id: (as_of or {}).get(m.id) for m in scorecard.measures}
    return Evaluator(scorecard, Entries(filled, dates, {}, ()))


def evaluated(
    scorecard: Scorecard, values: Mapping[str, Sequence[Value]], period: str = "2025-03", day: date | None = None
) -> Evaluation:
    """Scored at a period, by default March 2025."""
    return evaluator(scorecard, values).at(period, day)


def result(
    only: Measure,
    row: Sequence[Value],
    period: str = "2025-03",
    day: date | None = None,
    as_of: date | None = None,
    **values: Any,
) -> MeasureResult:
    """The result of a single measure."""
    dates = {} if as_of is None else {only.id: as_of}
    return evaluator(card(only, **values), {only.id: row}, dates).at(period, day).measures[only.id]
