"""Scores a definition: as an evaluation, as plain data, as a pandas frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bsc_xl.api.reading import Figures, Loaded, Source, load, unknown
from bsc_xl.errors import WrongUsage
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.model import PeriodError, Scorecard

if TYPE_CHECKING:
    import pandas as pd


def evaluator(loaded: Loaded) -> tuple[Evaluator, Loaded]:
    """Put facts into the cells of the grid; those that found none join the rejected ones.

    After several sources were put together, a fact has no row of its own: its measure and period say which it is.
    """
    placed = entries(loaded.card, loaded.facts)
    named = ((loaded.facts[item.row - 1], item) for item in placed.unused)
    unused = tuple((f"actuals, {fact.measure} {fact.period}", item.at(0)) for fact, item in named)
    return Evaluator(loaded.card, placed), replace(loaded, rejected=loaded.rejected + unused)


def evaluate(
    definition: Source | Scorecard,
    facts: Figures = (),
    period: str = "",
    report_date: date | None = None,
) -> Evaluation:
    """Score a scorecard at a report period: the whole tree of units, perspectives, objectives and measures.

    Args:
        definition: a file or a scorecard.
        facts: as for `load`.
        period: such as 2026-10, FY2026-Q1 or FY2026; the definition's own where none is given.
        report_date: the day of the report, which decides what is late.

    Raises:
        WrongUsage: the text names no period of the plan.
    """
    return evaluate_at(evaluator(load(definition, facts))[0], period, report_date)


def evaluate_at(scorer: Evaluator, period: str = "", report_date: date | None = None) -> Evaluation:
    """Score at a report period.

    Raises:
        WrongUsage: the text names no period of the plan.
    """
    card = scorer.card
    if period:
        try:
            column = card.grid.column(card.calendar.period(period))
        except PeriodError as error:
            raise WrongUsage(f"{str(error).rstrip('.')}.") from error
        if not 1 <= column <= len(card.grid.periods):
            plan = f"{card.grid.periods[0].id} to {card.grid.periods[-1].id}"
            raise WrongUsage(f"The period {period} is outside the plan, which runs from {plan}.")
    return scorer.at(period, report_date)


def score(
    definition: Source | Scorecard,
    facts: Figures = (),
    period: str | Sequence[str] = "",
    unit: str = "",
    report_date: date | None = None,
) -> pd.DataFrame:
    """Score measures into a pandas frame, one row a measure, unit and period.

    Args:
        definition: a file or a scorecard.
        facts: as for `load`.
        period: a report period, several of them, or "all" for every one up to the definition's own.
        unit: only this unit's measures.
        report_date: the day of the report.

    Returns:
        Columns unit, measure, name, perspective, objective, period, latest, to_date, expected, attainment, score,
        status, met, trend, forecast, needed, freshness, smart, weight. Numbers that are not known are NaN; status
        says why.

    Raises:
        WrongUsage: no such unit or period.
    """
    scorer, _ = evaluator(load(definition, facts))
    return score_frame(scorer, period, unit, report_date)


def score_frame(
    scorer: Evaluator, period: str | Sequence[str] = "", unit: str = "", report_date: date | None = None
) -> pd.DataFrame:
    """As `score`, of a scorecard whose facts stand in their cells already."""
    import pandas as pd

    from bsc_xl.report.data import COLUMNS, score_rows

    card = scorer.card
    unit = unit_id(card, unit)
    rows: list[tuple[Any, ...]] = []
    for text in _periods(card, period):
        rows.extend(score_rows(evaluate_at(scorer, text, report_date), unit))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def unit_id(card: Scorecard, unit: str) -> str:
    """The id of a unit as the definition writes it, whatever the case of the letters; empty for an empty text.

    Raises:
        WrongUsage: there is no such unit.
    """
    if not unit:
        return ""
    for known in card.unit_by_id:
        if known.casefold() == unit.strip().casefold():
            return known
    raise unknown("unit", unit, card.unit_by_id)


def as_data(evaluation: Evaluation, unit: str = "") -> dict[str, Any]:
    """Scores as plain data for JSON: the report point, units with perspectives and objectives, and measures."""
    from bsc_xl.report.data import score_data

    return score_data(evaluation, unit)


def _periods(card: Scorecard, period: str | Sequence[str]) -> list[str]:
    if period == "all":
        return [p.id for p in card.grid.periods[: card.report_column()]]
    return [period] if isinstance(period, str) else list(period)
