"""The open workbook as people left it: what stands in its cells now, and how that scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bsc_xl.api.evaluating import evaluate_at
from bsc_xl.api.workbook_session.issued import Issued, Tab
from bsc_xl.api.workbook_session.spots import Rows, Spot, Value, from_cell
from bsc_xl.errors import WrongUsage
from bsc_xl.evaluation.entries import Cell, Entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.evaluation.measures import MeasureResult, report_point
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.sheets import start
from bsc_xl.model import Period, PeriodError


@dataclass(frozen=True)
class OpenBook:
    """What stands in an open workbook.

    Attributes:
        issued: the workbook as it was made.
        blocks: by tab, the values of `Tab.block`.
        start: the values of `places.START_RANGE`.
        frozen_up_to: the last frozen period, as Start has it.
        formulas: by sheet, the formulas of `Issued.formula_areas`, where they were read.
    """

    issued: Issued
    blocks: Mapping[str, Rows]
    start: Rows
    frozen_up_to: object = None
    formulas: Mapping[str, Rows] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for tab in self.issued.tabs:
            self._check_ids(tab)

    def _check_ids(self, tab: Tab) -> None:
        """Refuse a workbook whose rows were moved: figures would go to the wrong measure.

        Raises:
            WrongUsage: with the first row concerned.
        """
        for measure in tab.measures:
            spot = tab.spot(measure, "id")
            found = self.value(spot)
            if str(found) != measure:
                raise WrongUsage(
                    f"{spot} has {found or 'nothing'} where the id {measure} belongs: rows were moved or deleted. "
                    "Undo that, or go back to an earlier copy of the workbook."
                )

    def value(self, spot: Spot) -> Value:
        """What stands in a cell of a tab's block; None also for cells outside."""
        tab = self._tabs.get(spot.sheet)
        if tab is None:
            return None
        rows, row, column = self.blocks.get(tab.sheet, ()), spot.row - tab.top, spot.column - tab.left
        inside = 0 <= row < len(rows) and 0 <= column < len(rows[row])
        return from_cell(rows[row][column]) if inside else None

    @cached_property
    def _tabs(self) -> Mapping[str, Tab]:
        return {tab.sheet: tab for tab in self.issued.tabs}

    @cached_property
    def column(self) -> int:
        """Grid column of the report period, from 1.

        Raises:
            WrongUsage: Start names no period of the plan.
        """
        return self.evaluation.point.column

    @property
    def period(self) -> str:
        """The report period's id."""
        return self.evaluation.period

    @cached_property
    def frozen(self) -> int:
        """Grid column of the last frozen period; 0 where nothing is frozen."""
        card = self.issued.card
        try:
            return card.grid.column(card.calendar.period(str(self.frozen_up_to or "")))
        except PeriodError:
            return 0

    @cached_property
    def entries(self) -> Entries:
        """The entries as scoring wants them: numbers and texts, a day as its text."""
        values: dict[str, list[Cell]] = {}
        as_of: dict[str, date | None] = {}
        columns = range(1, len(self.issued.card.grid.periods) + 1)
        for measure, tab in self.issued.tab_of.items():
            values[measure] = [self._entry(tab.entry(measure, column)) for column in columns]
            day = self.value(tab.spot(measure, "as_of"))
            as_of[measure] = day if isinstance(day, date) else None
        return Entries(values, as_of, {}, ())

    def _entry(self, spot: Spot) -> Cell:
        value = self.value(spot)
        return value.isoformat() if isinstance(value, date) else value

    @cached_property
    def evaluation(self) -> Evaluation:
        """The scores at the report period and date that Start has.

        Raises:
            WrongUsage: Start names no period of the plan, or a report date that is none.
        """
        period, day = (from_cell(row[0]) for row in self.start)
        if not isinstance(period, str):
            raise WrongUsage(f"Choose the report period on Start, cell {cell(start.PERIOD_ROW, 1)}.")
        if day is not None and not isinstance(day, date):
            raise WrongUsage(f"Start, cell {cell(start.DAY_ROW, 1)}: {day} is no date. Type one such as 2026-11-15.")
        scorer = Evaluator(self.issued.card, self.entries)
        found = evaluate_at(scorer, period, day)
        if day is None:  # a blank is always the usual day, as in the cell below it
            usual = report_point(found.point.grid, found.point.settings, found.point.column).day
            return evaluate_at(scorer, period, usual)
        return found

    def results(self) -> Iterator[tuple[Tab, MeasureResult]]:
        """Every measure's result with its tab, in the order of the tabs and rows."""
        for tab in self.issued.tabs:
            for measure in tab.measures:
                yield tab, self.evaluation.measures[measure]

    def period_of(self, result: MeasureResult, column: int) -> Period:
        """The measure's own period that ends in a grid column."""
        card = self.issued.card
        return card.calendar.containing(card.grid.periods[column - 1].end, result.inputs.measure.frequency)
