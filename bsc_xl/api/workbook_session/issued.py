"""The workbook as bsc-xl made it: its definition, and where people type on the unit tabs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bsc_xl.api.evaluating import evaluate_at
from bsc_xl.api.flavours import definition_in
from bsc_xl.api.workbook_session.spots import Rows, Spot
from bsc_xl.errors import WrongUsage
from bsc_xl.evaluation.entries import Entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.layout.addresses import cell, place_of
from bsc_xl.layout.sheets import carried
from bsc_xl.layout.types import CalculatedCell, Kind, Sheet, Table, Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Scorecard


@dataclass(frozen=True)
class Tab:
    """Where a unit's measures stand on its tab.

    Attributes:
        sheet: name of the tab.
        table: its measure table.
        measures: ids, one a row.
        periods: how many entry columns there are.
    """

    sheet: str
    table: Table
    measures: tuple[str, ...]
    periods: int

    @property
    def top(self) -> int:
        """Row of the first measure."""
        return self.table.first

    @cached_property
    def left(self) -> int:
        """Column of As of, where the block begins."""
        return self.table.column_number("as_of")

    @property
    def block(self) -> str:
        """The range with As of, Note, all entries and the first columns of the definition."""
        return f"{cell(self.top, self.left)}:{cell(self.table.last, self.table.column_number('weight'))}"

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Row of every measure."""
        return {measure: row for row, measure in enumerate(self.measures, self.top)}

    def spot(self, measure: str, key: str) -> Spot:
        """A cell of a measure by the column's key."""
        return Spot(self.sheet, self.rows[measure], self.table.column_number(key))

    def entry(self, measure: str, column: int) -> Spot:
        """A measure's entry in a column of the grid (from 1)."""
        return Spot(self.sheet, self.rows[measure], self.left + 1 + column)

    def entries(self, first: int, last: int) -> list[Spot]:
        """The cells of these grid columns in which people type figures."""
        found = []
        for column in range(first, last + 1):
            layout = self.table.columns[self.left + 1 + column - self.table.left]
            rows = enumerate(self.measures)
            found += [self.entry(measure, column) for row, measure in rows if layout.kind_of(row) is Kind.INPUT]
        return found


@dataclass(frozen=True)
class Issued:
    """A scorecard and the layout of its workbook, figures apart."""

    card: Scorecard
    layout: Workbook
    tabs: tuple[Tab, ...]

    @cached_property
    def tab_of(self) -> Mapping[str, Tab]:
        """The tab of every measure."""
        return {measure: tab for tab in self.tabs for measure in tab.measures}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of every sheet among the others."""
        return {sheet.name: number for number, sheet in enumerate(self.layout.sheets)}

    @cached_property
    def calculated(self) -> Mapping[str, tuple[CalculatedCell, ...]]:
        """By sheet, all cells with a formula; sheets without are left out."""
        cells = ((sheet.name, tuple(sheet.calculated())) for sheet in self.layout.sheets)
        return {name: found for name, found in cells if found}

    def formula_areas(self) -> dict[str, str]:
        """By sheet, the range from A1 on that holds all its formulas."""
        return {name: _area(found) for name, found in self.calculated.items()}


def issued(rows: Rows) -> Issued:
    """What bsc-xl made, from the cells of the hidden sheet that carries the definition.

    Args:
        rows: the sheet's values from A1 on.

    Raises:
        WrongUsage: they are no such sheet's, or another version's.
    """
    head = {str(row[0]): row[1] for row in rows[: carried.FIRST - 1] if len(row) > 1}
    try:
        text = carried.carried_text((row[0] for row in rows[carried.FIRST - 1 :]), head)
    except ValueError as error:
        made_by = head.get("made by") or "another version of bsc-xl"
        raise WrongUsage(f"This workbook was made by {made_by}, which is not the one here ({error}).") from None
    card = definition_in(text, "this workbook")
    blank = Entries({measure.id: [None] * len(card.grid.periods) for measure in card.measures}, {}, {}, ())
    layout = workbook_layout(evaluate_at(Evaluator(card, blank)), None, Flavour(str(head.get("flavour"))), text)
    units = (sheet for sheet in layout.sheets if sheet.kind == "unit")
    return Issued(card, layout, tuple(_tab(sheet, len(card.grid.periods)) for sheet in units))


def _tab(sheet: Sheet, periods: int) -> Tab:
    table = sheet.table("measures")
    ids = next(column for column in table.columns if column.key == "id").values
    return Tab(sheet.name, table, tuple(str(measure) for measure in ids), periods)


def _area(cells: Iterable[CalculatedCell]) -> str:
    places = [place_of(found.ref) for found in cells]
    return f"A1:{cell(max(row for row, _ in places), max(column for _, column in places))}"
