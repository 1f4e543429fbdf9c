"""Where the definition's objectives, perspectives, links, units and points stand in the issued workbook."""

from __future__ import annotations

from typing import NamedTuple

from bsc_xl.layout.sheets import lists, strategy, units
from bsc_xl.model import Objective, Scorecard
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.form import FormSheet


class CellPlace(NamedTuple):
    """A cell of an issued sheet."""

    sheet: FormSheet
    ref: str

    def finding(self, case: Case, code: str, found: str, expected: str = "") -> Finding:
        """A finding about the cell."""
        return case.finding(code, self.sheet, self.ref, found, expected)


def live_objectives(card: Scorecard) -> list[Objective]:
    """The objectives in force, in the order of the Strategy sheet."""
    order = {perspective.id: number for number, perspective in enumerate(card.perspectives)}
    live = (objective for objective in card.objectives if objective.active)
    return sorted(live, key=lambda objective: order[objective.perspective])


def objective_cell(case: Case, objective: str, key: str = "name") -> CellPlace:
    """A cell of an objective's row on Strategy."""
    rows = [one.id for one in live_objectives(case.card)]
    return _cell(case, strategy.SHEET, "objectives", key, rows.index(objective))


def perspective_cell(case: Case, perspective: str) -> CellPlace:
    """The name of a perspective on Strategy."""
    rows = [one.id for one in case.card.perspectives]
    return _cell(case, strategy.SHEET, "perspectives", "name", rows.index(perspective))


def perspective_weight_cell(case: Case, perspective: str) -> CellPlace:
    """The weight of a perspective on the tab of the top unit."""
    top = next(sheet for sheet in case.form.sheets.values() if sheet.sheet.kind == "unit")
    rows = [one.id for one in case.card.perspectives]
    return CellPlace(top, top.ref("perspectives", "weight", rows.index(perspective)))


def link_cell(case: Case, number: int, key: str = "effect") -> CellPlace:
    """A cell of a link's row on Strategy."""
    return _cell(case, strategy.SHEET, "links", key, number)


def unit_cell(case: Case, unit: str, key: str) -> CellPlace:
    """A cell of a unit's row on Units."""
    rows = [one.id for one in case.card.units_top_down]
    return _cell(case, units.SHEET, "units", key, rows.index(unit))


def point_cell(case: Case, measure: str, value: float) -> CellPlace:
    """The last cell of the hidden lists with this value of a measure's points."""
    sheet = case.form.sheets[lists.SHEET]
    columns = {column.key: column.values for column in sheet.sheet.table("points").columns}
    pairs = zip(columns["bsc_point_keys"], columns["bsc_point_x"], strict=True)
    row = max(number for number, pair in enumerate(pairs) if pair == (measure, value))
    return _cell(case, lists.SHEET, "points", "bsc_point_x", row)


def strategy_sheet(case: Case) -> CellPlace:
    """The Strategy sheet as a whole."""
    return CellPlace(case.form.sheets[strategy.SHEET], "")


def _cell(case: Case, name: str, table: str, key: str, row: int) -> CellPlace:
    sheet = case.form.sheets[name]
    return CellPlace(sheet, sheet.ref(table, key, row))
