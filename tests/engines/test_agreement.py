"""LibreOffice, reckoning everything anew, says of every calculated cell what the core says.

All stored values are spoiled first: a cell that is not reckoned anew is a difference, and none agrees by chance.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.types import CalculatedCell, Workbook
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Frequency, Scorecard, check
from bsc_xl.model.check import has_errors
from tests.engines.agreement import Agreement, compare, poison
from tests.engines.random_scorecard import random_scorecard
from tests.real_data.nyc import new_york
from tests.templates import pages

pytestmark = pytest.mark.engine

# Not before every figure, in the middle of a year, and at the end of the plan.
DEMO_PERIODS = ("2023-07", "2025-06", "2027-06")
SEEDS = (1, 2, 3)


def company() -> Evaluator:
    card = pages.scorecard("company")
    return Evaluator(card, entries(card, card.actuals))


def poisoned(evaluations: Iterable[Evaluation], folder: Path) -> tuple[list[Workbook], list[Path]]:
    """Layouts, and their workbooks with spoiled values; every formula in a file is one that its layout knows."""
    layouts, paths = [], []
    for number, evaluation in enumerate(evaluations):
        layout = workbook_layout(evaluation)
        clean, spoiled = folder / f"{number}-clean.xlsx", folder / f"{number}.xlsx"
        write_workbook(layout, clean)
        cells = sum(1 for _ in layout.calculated())
        assert poison(clean, spoiled) == formulas_in(spoiled) == cells
        layouts.append(layout)
        paths.append(spoiled)
    return layouts, paths


def formulas_in(path: Path) -> int:
    """How many formulas the sheets of a file have."""
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    return sum(len(re.findall(rb"<f[ >]", sheet)) for sheet in sheets)


def recalculated(libreoffice: LibreOffice, evaluations: Sequence[Evaluation], folder: Path) -> list[Agreement]:
    """How the cells of each workbook agree, all recalculated in one start."""
    layouts, paths = poisoned(evaluations, folder)
    found = libreoffice.recalculate(paths, folder / "out")
    agreements = [compare(layout, path) for layout, path in zip(layouts, found, strict=True)]
    for agreement, path in zip(agreements, paths, strict=True):
        assert agreement.compared == formulas_in(path)
    return agreements


def shown(agreements: Iterable[Agreement]) -> list[str]:
    """Every difference in words, for the message of a failing test."""
    return [str(difference) for agreement in agreements for difference in agreement.differences]


def test_the_company_demo_at_three_report_periods(libreoffice: LibreOffice, tmp_path: Path) -> None:
    evaluator = company()
    agreements = recalculated(libreoffice, [evaluator.at(period) for period in DEMO_PERIODS], tmp_path)
    assert shown(agreements) == []
    assert min(agreement.compared for agreement in agreements) > 10_000


def test_new_york_city_at_two_report_periods(libreoffice: LibreOffice, shared: Path, tmp_path: Path) -> None:
    evaluator = new_york(shared).evaluator
    agreements = recalculated(libreoffice, [evaluator.at("FY2023"), evaluator.at("FY2019")], tmp_path)
    assert shown(agreements) == []
    assert min(agreement.compared for agreement in agreements) > 90_000


@pytest.mark.parametrize("seed", SEEDS)
def test_random_measures_at_three_report_periods(seed: int, libreoffice: LibreOffice, tmp_path: Path) -> None:
    card = random_scorecard(seed, Frequency.MONTHLY if seed % 2 else Frequency.QUARTERLY)
    assert not has_errors(check(card))
    assert len(card.measures) >= 400
    evaluator = Evaluator(card, entries(card, card.actuals))
    agreements = recalculated(libreoffice, [evaluator.at(period) for period in early_middle_late(card)], tmp_path)
    assert shown(agreements) == []
    assert min(agreement.compared for agreement in agreements) > 30_000


def early_middle_late(card: Scorecard) -> tuple[str, str, str]:
    """The first period, in which little is due, one in the middle, and the last but one."""
    periods = card.grid.periods
    return periods[0].id, periods[len(periods) // 2].id, periods[-2].id


def test_random_scorecards_are_full_of_variety() -> None:
    """What the random measures are for: all methods score, and nearly every state and reason occurs."""
    methods, words, ages = set(), set(), set()
    for seed in SEEDS:
        card = random_scorecard(seed, Frequency.MONTHLY if seed % 2 else Frequency.QUARTERLY)
        evaluator = Evaluator(card, entries(card, card.actuals))
        for period in early_middle_late(card):
            for m in evaluator.at(period).measures.values():
                words.add(m.status)
                ages.add(m.freshness.value)
                if isinstance(m.score, float):
                    methods.add(m.inputs.thresholds.method)
    assert len(methods) == 8
    assert len(ages) == 7
    assert len([word for word in words if word.startswith("not scorable: ")]) >= 11
    assert {"goal", "between", "below red flag", "missing", "late", "not due", "not applicable"} <= words
    assert "not scorable: nothing is expected so far" in words


def test_without_recalculation_every_cell_disagrees(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """The control: if spoiled values were not seen, the tests above would prove nothing.

    LibreOffice never takes the stored value of an array formula; it reckons those from the spoiled cells they read.
    """
    [layout], paths = poisoned([company().at(DEMO_PERIODS[1])], tmp_path)
    [stored] = replace(libreoffice, recalculates=False).recalculate(paths, tmp_path / "out")
    differing = {(d.sheet, d.ref) for d in compare(layout, stored).differences}
    assert len(differing) > 10_000
    assert [c for c in layout.calculated() if (c.sheet, c.ref) not in differing and not c.array] == []


def test_a_spoilt_formula_shows_in_its_cell_and_where_that_is_used(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """The other control: a single wrong formula among thousands is found, and nothing else is blamed."""
    [layout], [path] = poisoned([company().at(DEMO_PERIODS[1])], tmp_path)
    cell = a_trend(layout)
    wrong = tmp_path / "wrong.xlsx"
    spoil(path, wrong, cell)
    [found] = libreoffice.recalculate([wrong], tmp_path / "out")
    letters = re.sub(r"\d", "", cell.ref)
    absolute = "$" + letters + "$" + cell.ref.removeprefix(letters)
    name = "'" + cell.sheet.replace("'", "''") + "'"
    users = {(c.sheet, c.ref) for c in layout.calculated() if c.formula == f"={name}!{absolute}"}
    differing = compare(layout, found).differences
    assert {(d.sheet, d.ref) for d in differing} == {(cell.sheet, cell.ref), *users}
    assert len(users) == 1  # the sheet of its perspective
    assert {d.found for d in differing} == {"spoilt"}


def a_trend(layout: Workbook) -> CalculatedCell:
    """The trend of the last measure on the last unit's tab."""
    sheet = [sheet for sheet in layout.sheets if sheet.kind == "unit"][-1]
    table = sheet.table("measures")
    number = table.column_number("trend")
    [letter] = [key for key in "ABCDEFGHIJKLMN" if ord(key) - ord("A") == number]
    return next(cell for cell in sheet.calculated() if cell.ref == f"{letter}{table.last}")


def spoil(source: Path, target: Path, cell: CalculatedCell) -> None:
    """Copy a workbook with one formula replaced by a text."""
    count = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        number = sheet_order(old).index(cell.sheet) + 1
        for name in names:
            data = old.read(name)
            if name == f"xl/worksheets/sheet{number}.xml":
                pattern = rb'(<c r="' + cell.ref.encode() + rb'"[^>]*><f>)[^<]*(</f>)'
                data, count = re.subn(pattern, rb'\1"spoilt"\2', data)
            new.writestr(name, data)
    assert count == 1


def sheet_order(parts: zipfile.ZipFile) -> list[str]:
    """Names of the sheets, in the order of their parts."""
    from xml.etree import ElementTree as ET

    root = ET.fromstring(parts.read("xl/workbook.xml"))
    return [
        str(sheet.get("name"))
        for sheet in root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet")
    ]
