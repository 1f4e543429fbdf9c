"""LibreOffice with the add-in says of every calculated cell of the udf flavour what the core says.

All stored values are spoiled first; without the add-in no call computes, which shows that they are calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from bsc_xl import __version__
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.engines.stored_cells import stored_cells
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.io.oxt import write_addin
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import MEASURE, WHYS, Flavour
from bsc_xl.layout.workbook import workbook_layout
from tests.engines.agreement import Agreement, compare
from tests.engines.matrix import POISON, spoiled
from tests.real_data.nyc import new_york
from tests.templates import pages

pytestmark = pytest.mark.engine

# Not before every figure, in the middle of a year, and at the end of the plan.
DEMO_PERIODS = ("2023-07", "2025-06", "2027-06")
BY_CALL = {*MEASURE, *WHYS, "coverage", "low", "high", "score"}


@pytest.fixture(scope="module")
def with_addin(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """LibreOffice with the add-in."""
    addin = tmp_path_factory.mktemp("addin") / "functions.oxt"
    write_addin(addin)
    return replace(libreoffice, addin=addin)


def company() -> Evaluator:
    card = pages.scorecard("company")
    return Evaluator(card, entries(card, card.actuals))


def written(evaluations: Iterable[Evaluation], folder: Path) -> tuple[list[Workbook], list[Path]]:
    """Layouts of the udf flavour, and their workbooks, in which every stored value of a calculated cell is wrong."""
    layouts, paths = [], []
    for number, evaluation in enumerate(evaluations):
        layout, path = workbook_layout(evaluation, None, Flavour.UDF), folder / f"{number}.xlsx"
        write_workbook(spoiled(layout), path)
        assert {cell.value for cell in stored_cells(path).calculated().values()} == {POISON}
        layouts.append(layout)
        paths.append(path)
    return layouts, paths


def agreements(libreoffice: LibreOffice, evaluations: Sequence[Evaluation], folder: Path) -> list[Agreement]:
    """How the cells of each workbook agree, all recalculated in one start."""
    layouts, paths = written(evaluations, folder)
    found = libreoffice.recalculate(paths, folder / "out")
    made = [compare(layout, path) for layout, path in zip(layouts, found, strict=True)]
    for agreement, path in zip(made, paths, strict=True):
        assert agreement.compared == len(stored_cells(path).calculated())
    return made


def shown(found: Iterable[Agreement]) -> list[str]:
    """Every difference in words, for the message of a failing test."""
    return [str(difference) for agreement in found for difference in agreement.differences]


def test_the_company_demo_at_three_report_periods(with_addin: LibreOffice, tmp_path: Path) -> None:
    found = agreements(with_addin, [company().at(period) for period in DEMO_PERIODS], tmp_path)
    assert shown(found) == []
    assert min(agreement.compared for agreement in found) > 10_000


def test_new_york_city(with_addin: LibreOffice, shared: Path, tmp_path: Path) -> None:
    found = agreements(with_addin, [new_york(shared).evaluator.at("FY2023")], tmp_path)
    assert shown(found) == []
    assert found[0].compared > 90_000


def test_without_the_add_in_no_call_computes(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """The control: the cells that agree above are computed by the add-in and by nothing else."""
    [layout], [path] = written([company().at(DEMO_PERIODS[1])], tmp_path)
    [made] = libreoffice.recalculate([path], tmp_path / "out")
    book = load_workbook(made, data_only=True)
    calls = [c for c in layout.calculated() if re.search(r"BSC_(?!ENGINE)", c.formula)]
    words = [c for c in calls if book[c.sheet][c.ref].value != "#NAME?" and not c.formula.startswith("=IF(")]
    assert len(calls) > 1_500
    assert words == []


def values(libreoffice: LibreOffice, formulas: Sequence[str], folder: Path) -> list[object]:
    """What formulas give; B1 is 0.5, B2 blank, B3 the text 0.5, B4 0.9, B5 TRUE, B6 an error."""
    path = folder / "formulas.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, formula in enumerate(formulas):
        sheet.write_formula(number, 0, formula, None, POISON)
    sheet.write("B1", 0.5)
    sheet.write_string("B3", "0.5")
    sheet.write("B4", 0.9)
    sheet.write("B5", True)
    sheet.write_formula("B6", "=1/0")
    sheet.write_array_formula("C1:C5", '{=_xlfn.IFNA(BSC_SCORE(B1:B5),"blank")}', None, POISON)
    book.close()
    [made] = libreoffice.recalculate([path], folder / "out")
    page = load_workbook(made, data_only=True).active
    assert page is not None
    rows = [row[0] for row in page.iter_rows(min_col=3, max_col=3, max_row=5, values_only=True)]
    assert rows == [50, "blank", "blank", 90, 100]
    return [page.cell(number, 1).value for number in range(1, len(formulas) + 1)]


WRITTEN_BY_HAND = {
    "=BSC_ENGINE()": f"bsc-xl {__version__}",
    "=BSC_SCORE(B1)": 50,
    "=BSC_SCORE(0.25)": 25,
    "=BSC_SCORE(B1,30)": 30,
    "=BSC_SCORE(B1,)": 50,
    "=BSC_SCORE(B2:B2)": "#N/A",
    "=BSC_SCORE(B3)": "#N/A",
    "=BSC_SCORE(B6)": "#DIV/0!",
    "=SUM(BSC_SCORE(B5:B6))": "#VALUE!",  # LibreOffice hands no range with an error to any add-in
    "=SUM(BSC_SCORE(B1),1)": 51,
    '=BSC_ATTAINMENT(50,100,"ratio","HIGHER_IS_BETTER")': 0.5,
    '=BSC_ATTAINMENT(B1,1,"ratio","HIGHER_IS_BETTER",,B2:B2)': 0.5,
    '=BSC_STATUS("",B1,1,B1,"ratio","HIGHER_IS_BETTER")': "missed",
    '=IF(BSC_STATUS("",B1,1,B1,"ratio","HIGHER_IS_BETTER")&""="missed",1,0)': 1,
    '=BSC_ATTAINMENT(B1:B3,B1:B2,"ratio","HIGHER_IS_BETTER")': "ranges differ in length: 2 and 3 rows",
}


def test_functions_written_by_hand(with_addin: LibreOffice, tmp_path: Path) -> None:
    found = values(with_addin, list(WRITTEN_BY_HAND), tmp_path)
    assert dict(zip(WRITTEN_BY_HAND, found, strict=True)) == WRITTEN_BY_HAND
