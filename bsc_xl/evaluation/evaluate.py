"""Scores a whole scorecard at a report period: measures, objectives, perspectives, units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bsc_xl.evaluation.cascade import cascaded
from bsc_xl.evaluation.entries import Entries
from bsc_xl.evaluation.measure_inputs import InputsBuilder, MeasureInputs
from bsc_xl.evaluation.measures import MeasureResult, ReportPoint, evaluate_measure, report_point
from bsc_xl.evaluation.units import UnitResult, UnitRollup
from bsc_xl.model import Aggregation, Scorecard
from bsc_xl.scoring import Value


class Evaluator:
    """A scorecard with its entries, ready to be scored at any report period."""

    def __init__(self, card: Scorecard, entries: Entries) -> None:
        self.card = card
        self.entries = entries
        self.builder = InputsBuilder(card)
        self.inputs: dict[str, MeasureInputs] = {m.id: self.builder.build(m) for m in card.measures}
        self.values: dict[str, list[Value]] = cascaded(card, entries.values)
        self._blank: list[Value] = [None] * len(card.grid.periods)

    def row(self, measure_id: str) -> Sequence[Value]:
        """The entries of a measure, one a grid column."""
        return self.values.get(measure_id, self._blank)

    def measure(self, measure_id: str, point: ReportPoint) -> MeasureResult:
        """Score one measure."""
        inputs = self.inputs[measure_id]
        by = inputs.measure.weighted_by
        weighted = inputs.measure.aggregation is Aggregation.WEIGHTED
        as_of = None if inputs.computed else self.entries.as_of.get(measure_id)
        return evaluate_measure(inputs, self.row(measure_id), as_of, self.row(by) if weighted else None, point)

    def at(self, period: str = "", day: date | None = None) -> Evaluation:
        """Score the scorecard.

        Args:
            period: the report period's id; the definition's own where none is given.
            day: the report date; else the definition's own for its own period, else the period's end plus the
                days for closing.

        Raises:
            PeriodError: the text names no period.
        """
        column = self.card.report_column(period)
        if day is None and column == self.card.report_column():
            day = self.card.report_date
        point = report_point(self.card.grid, self.card.settings, column, day)
        by_unit = {
            unit: [self.measure(measure.id, point) for measure in measures]
            for unit, measures in self.card.measures_of_unit.items()
        }
        return Evaluation(self, point, UnitRollup(self.card, point).all(by_unit))


@dataclass(frozen=True)
class Evaluation:
    """A scorecard at one report point; ``units`` are in the order of the tabs, the top one first."""

    evaluator: Evaluator
    point: ReportPoint
    units: dict[str, UnitResult]

    @property
    def card(self) -> Scorecard:
        """The scorecard."""
        return self.evaluator.card

    @property
    def period(self) -> str:
        """The id of the base period that the report period ends in."""
        return self.point.grid.periods[self.point.column - 1].id

    @cached_property
    def top(self) -> UnitResult:
        """The top unit: its rollup is the overall score."""
        return next(iter(self.units.values()))

    @cached_property
    def measures(self) -> dict[str, MeasureResult]:
        """Every measure's result by id, in the order of the tabs."""
        return {m.inputs.measure.id: m for unit in self.units.values() for m in unit.measures}


def evaluate(card: Scorecard, entries: Entries, period: str = "", day: date | None = None) -> Evaluation:
    """Score a scorecard at a report period; see `Evaluator.at`."""
    return Evaluator(card, entries).at(period, day)
