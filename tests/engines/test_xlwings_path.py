"""xlwings' own code answers the calls of a workbook as the core does, and leaves no trace of Windows behind."""

from __future__ import annotations

import sys

import pytest

from bsc_xl import api
from bsc_xl.engines.xlwings_path import ExcelRange, values_by_xlwings, values_through, xlwings_calls
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from tests.engines.agreement import same
from tests.evaluation.cards import card, evaluated, measure

ERROR_NA, LEFT_OUT = -2146826246, -2147352572


@pytest.fixture(scope="module")
def layout() -> Workbook:
    return workbook_layout(api.evaluate(api.template("company")), flavour=Flavour.UDF)


def test_every_cell_of_the_company_has_the_core_s_value(layout: Workbook) -> None:
    found = values_by_xlwings(layout)
    wanted = {(cell.sheet, cell.ref): cell.value for cell in layout.calculated() if "BSC_" in cell.formula}
    assert len(wanted) > 2000
    assert found.keys() == wanted.keys()
    differing = {place: (wanted[place], found[place]) for place in wanted if not same(wanted[place], found[place])}
    assert differing == {}


def test_another_period_gives_other_values(layout: Workbook) -> None:
    other = workbook_layout(api.evaluate(api.template("company"), period="2026-03"), flavour=Flavour.UDF)
    now, then = values_by_xlwings(layout), values_by_xlwings(other)
    wanted = {(cell.sheet, cell.ref): cell.value for cell in other.calculated() if "BSC_" in cell.formula}
    assert [place for place in wanted if not same(wanted[place], then[place])] == []
    assert sum(not same(now[place], then[place]) for place in wanted if place in now) > 300


def tab(rows: int) -> Workbook:
    """A workbook in which the unit East has so many measures."""
    names = [f"m{number}" for number in range(rows)]
    scorecard = card(*(measure(name, unit="east") for name in names))
    return workbook_layout(evaluated(scorecard, {name: [90.0, 110.0] for name in names}), flavour=Flavour.UDF)


def called_on(book: Workbook, sheet: str) -> list[str]:
    """The functions that are called to calculate a sheet anew, in order."""
    called: list[str] = []
    with xlwings_calls() as call:

        def counted(name: str, *arguments: object) -> object:
            called.append(name)
            return call(name, *arguments)

        assert values_through(counted, book, (sheet,)) or not called
    return called


def filled_columns(book: Workbook, sheet: str) -> int:
    """How many columns of a sheet functions fill."""
    tables = [table for one in book.sheets if one.name == sheet for table in one.tables]
    return sum(bool(column.blocks) for table in tables for column in table.columns)


def test_calls_of_a_tab_are_no_more_than_its_columns_whatever_the_rows() -> None:
    few, many = tab(20), tab(500)
    assert called_on(few, "East") == called_on(many, "East")
    assert 11 < len(called_on(many, "East")) <= filled_columns(many, "East") == filled_columns(few, "East")


def test_every_unit_of_the_company_needs_no_more_calls_than_columns(layout: Workbook) -> None:
    units = [sheet.name for sheet in layout.sheets if sheet.kind == "unit"]
    assert len(units) == 20
    assert [name for name in units if len(called_on(layout, name)) > filled_columns(layout, name)] == []


def test_arguments_arrive_as_excel_sends_them() -> None:
    with xlwings_calls() as call:
        numbers = ExcelRange(((0.5,), (None,), (ERROR_NA,), (2.0,)))
        assert call("BSC_SCORE", numbers, LEFT_OUT) == [[50.0], [""], [""], [100.0]]
        assert call("BSC_SCORE", ExcelRange(((0.5,),)), ExcelRange(((40.0,),))) == [[40.0]]
        assert call("BSC_SCORE", 0.25, LEFT_OUT) == [[25.0]]


@pytest.mark.skipif(sys.platform == "win32", reason="pywin32 belongs there")
def test_nothing_that_looks_like_windows_stays_behind(layout: Workbook) -> None:
    values_by_xlwings(layout)
    left = [name for name in sys.modules if name.startswith(("win32", "pythoncom", "pywintypes", "xlwings.udfs"))]
    assert left == []
    import xlwings

    assert not hasattr(xlwings, "_xlwindows")
    assert "excel" not in [engine.name for engine in xlwings.engines]
