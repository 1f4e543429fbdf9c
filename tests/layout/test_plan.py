"""Every address that the plan gives is that of the cell it means, and no cell is placed twice."""

from __future__ import annotations

from collections import Counter

import pytest

from bsc_xl.layout.addresses import cell
from bsc_xl.layout.measure_columns import DEFINITIONS, RESULTS, WORKINGS
from bsc_xl.layout.plan import PLACED, UnitPlace
from bsc_xl.layout.types import CellValue
from bsc_xl.scoring import Absence
from tests.layout.samples import SAMPLES, cells_of, layout, places, plan, values

pytestmark = pytest.mark.parametrize("name", SAMPLES)


def at(name: str, address: str) -> CellValue:
    """What stands at an address such as ``'Sales'!$B$3``."""
    sheet, _, ref = address.rpartition("!")
    return values(name)[sheet[1:-1].replace("''", "'"), ref.replace("$", "")]


def test_measures_stand_where_the_plan_says(name: str) -> None:
    for unit, place in plan(name).units.items():
        results = plan(name).evaluation.units[unit].measures
        assert list(place.measure_rows) == [m.inputs.measure.id for m in results]
        for m in results:
            measure = m.inputs.measure
            assert at(name, place.measure(measure.id, "id")) == measure.id
            assert at(name, place.measure(measure.id, "name")) == measure.name
            assert at(name, place.measure(measure.id, "status")) == m.status
            assert at(name, place.measure(measure.id, "score")) == (None if isinstance(m.score, Absence) else m.score)
            assert at(name, place.measure(measure.id, "line_count")) is not None


def test_every_key_is_the_column_of_that_key(name: str) -> None:
    keys = [
        *(c.key for c in RESULTS),
        "as_of",
        "note",
        *(c.key for c in DEFINITIONS),
        *PLACED,
        *(w[0] for w in WORKINGS),
    ]
    assert len(set(keys)) == len(keys)
    for place in plan(name).units.values():
        table = layout(name).sheet(place.sheet).table("measures")
        assert {key: table.column_number(key) for key in keys} == place.columns.numbers


def test_entries_and_targets_stand_in_their_period_s_column(name: str) -> None:
    evaluation = plan(name).evaluation
    for unit, place in plan(name).units.items():
        table = layout(name).sheet(place.sheet).table("measures")
        grid = evaluation.card.grid
        for number, period in enumerate(grid.periods, 1):
            assert table.column_number(period.id) == place.columns.first_entry + number - 1
            assert table.column_number(f"target {period.id}") == place.columns.first_target + number - 1
            for m in evaluation.units[unit].measures:
                assert at(name, place.entry(m.inputs.measure.id, number)) == m.entries[number - 1]
        years = [table.column_number(f"year {year.id}") for year in grid.years]
        assert years == [place.columns.first_year + number for number in range(len(years))]


def test_rollups_stand_where_the_plan_says(name: str) -> None:
    for unit, place in plan(name).units.items():
        result = plan(name).evaluation.units[unit]
        assert list(place.objective_rows) == [o.objective.id for o in result.objectives]
        for o in result.objectives:
            assert at(name, place.objective(o.objective.id, "name")) == o.objective.name
            assert at(name, place.objective(o.objective.id, "score")) == o.rollup.score
        for p in result.perspectives:
            assert at(name, place.summary(place.perspective_rows[p.perspective.id], "name")) == p.perspective.name
            assert at(name, place.summary(place.perspective_rows[p.perspective.id], "coverage")) == p.rollup.coverage
        assert at(name, place.total("score")) == result.rollup.score
        assert at(name, place.total("status")) == result.status


def test_a_column_as_a_range_is_all_measures_and_nothing_else(name: str) -> None:
    for unit, place in plan(name).units.items():
        results = plan(name).evaluation.units[unit].measures
        if results:
            sheet, ref = divide(place, "status")
            assert [values(name)[sheet, one] for one in cells_of(ref)] == [m.status for m in results]


def divide(place: UnitPlace, key: str) -> tuple[str, str]:
    sheet, _, ref = place.column(key).rpartition("!")
    assert sheet[1:-1].replace("''", "'") == place.sheet
    return place.sheet, ref


def test_the_top_unit_is_the_first_tab(name: str) -> None:
    tabs = [sheet.name for sheet in layout(name).sheets if sheet.kind == "unit"]
    assert tabs == [place.sheet for place in plan(name).units.values()]
    assert plan(name).top.sheet == tabs[0]
    for measure in plan(name).card.measures:
        assert plan(name).of_measure(measure.id) is plan(name).units[measure.unit]


def test_no_cell_is_placed_twice(name: str) -> None:
    """Excel offers to repair a file in which one is."""
    for sheet in layout(name).sheets:
        refs = [cell(loose.row, loose.column) for loose in sheet.loose] + [ref for ref, _ in places(sheet)]
        for table in sheet.tables:
            refs += [cell(table.top, table.left + number) for number in range(len(table.columns))]
        assert [ref for ref, count in Counter(refs).items() if count > 1] == [], sheet.name


def test_columns_of_a_table_are_of_one_length(name: str) -> None:
    for sheet in layout(name).sheets:
        for table in sheet.tables:
            assert {len(column.values) for column in table.columns} == {table.rows}, (sheet.name, table.key)
            for column in table.columns:
                for rows in (column.number, column.indent, column.kinds, column.links, column.formula):
                    assert rows is None or isinstance(rows, (str, int)) or len(rows) == table.rows
