"""xlwings' own code answers the calls of a workbook as the core does, and leaves no trace of Windows behind."""

from __future__ import annotations

import sys

import pytest

from bsc_xl import api
from bsc_xl.engines.xlwings_path import ExcelRange, values_by_xlwings, xlwings_calls
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from tests.engines.agreement import same

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
