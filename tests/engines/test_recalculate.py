"""Other engines compute the workbooks too: what they compute is what the core says, and the rest is listed.

`scripts/agreement.py` runs the whole matrix; here stand a light part of it, and what makes its counts worth anything.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl.worksheet.formula import ArrayFormula

from bsc_xl.api.recalculating import recalculate
from bsc_xl.engines.reads import Area, areas, built_on
from bsc_xl.engines.recalculate import NO_SCORECARD, Engine, Recalculated
from bsc_xl.engines.recalculate import recalculate as by_engine
from bsc_xl.engines.stored_cells import stored_cells, without_values
from bsc_xl.errors import EngineFailed, MissingExtra, UnreadableInput, WrongUsage
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.layout.types import CalculatedCell
from bsc_xl.layout.udf import Flavour
from scripts import agreement
from tests.engines.matrix import SUBJECTS, WAYS, Case, Counts, case_of, computed, counts, sample
from tests.engines.random_scorecard import random_scorecard

BY_KEY = {way.key: way for way in WAYS}


def book(path: Path, cells: dict[str, Any]) -> Path:
    """A small workbook with formulas and no values."""
    made = NewWorkbook()
    sheet = made.active
    assert sheet is not None
    for ref, value in cells.items():
        sheet[ref] = value
    made.save(path)
    return path


def reasons(found: Recalculated) -> dict[str, str]:
    return {cell.ref: cell.reason for cell in found.not_computed}


@pytest.fixture(scope="module", params=[*Flavour])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The company demo at one report period, spoiled, in either flavour."""
    return demo(tmp_path_factory.mktemp("demo"), request.param)


@pytest.fixture(scope="module")
def udf(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The same in the udf flavour."""
    return demo(tmp_path_factory.mktemp("demo"), Flavour.UDF)


def demo(folder: Path, flavour: Flavour) -> Case:
    evaluator, periods = next(SUBJECTS["company"][1](folder))
    return case_of(evaluator.at(periods[1]), flavour, folder)


def shown(found: Counts) -> list[str]:
    return [str(difference) for difference in found.differences[:20]]


# The matrix, a light part of it


def test_the_core_computes_the_demo_from_what_stands_in_the_workbook(either: Case) -> None:
    found = computed(either, BY_KEY["core"])
    assert shown(found) == []
    assert (found.not_computed, found.compared) == (0, sum(1 for _ in either.layout.calculated()))


def test_the_core_sees_words_that_are_no_figures(tmp_path: Path) -> None:
    card = random_scorecard(11, count=1)
    assert any(fact.actual in ("unclear", "NO DATA") for fact in card.actuals)
    case = case_of(Evaluator(card, entries(card, card.actuals)).at(card.grid.periods[20].id), Flavour.NATIVE, tmp_path)
    assert shown(computed(case, BY_KEY["core"])) == []


@pytest.mark.engine
def test_formualizer_computes_most_of_the_demo_as_the_core_does(either: Case) -> None:
    pytest.importorskip("formualizer")
    values, without = BY_KEY["formualizer"].find(either)
    found = counts(either, (values, without))
    assert shown(found) == []
    assert found.compared == found.agreeing + found.not_computed > 13_000
    assert found.agreeing > 10_000
    assert len(found.reasons) == found.not_computed
    assert all(found.reasons)
    assert not set(values) & set(without)


@pytest.mark.engine
def test_formulas_computes_some_units_as_the_core_does(udf: Case) -> None:
    pytest.importorskip("formulas")
    found = computed(udf, BY_KEY["formulas"])
    assert shown(found) == []
    assert found.compared == found.agreeing > 50


# The controls


@pytest.mark.engine
@pytest.mark.parametrize("key", ["formualizer", "formulas"])
def test_a_spoilt_formula_is_found(key: str, udf: Case, tmp_path: Path) -> None:
    pytest.importorskip(key)
    cell = a_pace(udf)
    wrong = Case(udf.layout, tmp_path / "wrong.xlsx", [cell.sheet])
    spoil(udf.path, wrong.path, cell)
    found = counts(wrong, BY_KEY[key].find(wrong))
    assert [(d.sheet, d.ref, d.found) for d in found.differences] == [(cell.sheet, cell.ref, "spoilt")]


def test_a_cell_without_a_value_is_neither_equal_nor_different(udf: Case) -> None:
    values = {(c.sheet, c.ref): c.value for c in udf.layout.calculated() if not isinstance(c.value, date)}
    place = next(iter(values))
    found = counts(udf, ({k: v for k, v in values.items() if k != place}, {place: "a reason"}))
    assert found.differing == 0
    assert "a reason" in found.reasons
    assert found.compared == found.agreeing + found.not_computed == sum(1 for _ in udf.layout.calculated())


def test_stored_values_alone_all_differ(udf: Case) -> None:
    stored = {place: cell.value for place, cell in stored_cells(udf.path).calculated().items()}
    found = counts(udf, (stored, {}))
    assert (found.agreeing, found.differing) == (0, found.compared)


def test_the_command_fails_when_something_differs_or_is_missing() -> None:
    core, formulas = BY_KEY["core"], BY_KEY["formulas"]
    assert not agreement.failed(Counts(2, 2), core)
    assert agreement.failed(Counts(), core)
    assert agreement.failed(Counts(2, 1, 1), core)
    assert not agreement.failed(Counts(2, 1, 1), formulas)
    one = counts_with_a_difference()
    assert agreement.failed(one, formulas)


def counts_with_a_difference() -> Counts:
    from tests.engines.agreement import Difference

    return Counts(1, 0, 0, (Difference("S", "A1", 1.0, 2.0, "=1"),))


def test_the_table_stands_between_its_marks() -> None:
    way = BY_KEY["core"]
    text = agreement.table({("company", "core"): Counts(1234, 1234)}, ["company"], [way])
    old = "| city, 36 agencies | kept |\n| company demo | old |\n| unheard of | old |"
    page = agreement.with_table(f"a\n<!-- agreement -->\n{old}\n<!-- /agreement -->\nb", text)
    assert "old" not in page
    assert page.index("company demo") < page.index("| city, 36 agencies | kept |") < page.index("Versions: bsc-xl")
    assert page.startswith("a\n<!-- agreement -->\n| scorecards")
    assert page.endswith("<!-- /agreement -->\nb")
    assert "| company demo | core, from the workbook's inputs | 1,234 | 1,234 | 0 | 0 |" in page


def test_the_lines_of_the_page_show_no_difference() -> None:
    page = agreement.PAGE.read_text(encoding="utf-8")
    made = 0
    for title, _ in SUBJECTS.values():
        for way in WAYS:
            pattern = rf"^\| {re.escape(title)} \| {re.escape(way.title)} \| (.+) \|$"
            for line in re.findall(pattern, page, re.MULTILINE):
                compared, agreeing, differing, missing = (int(n.replace(",", "")) for n in line.split(" | "))
                assert (differing, compared) == (0, agreeing + missing)
                assert not (way.complete and missing)
                made += 1
    assert made == len(SUBJECTS) * len(WAYS)


# What an engine does not compute


def test_a_workbook_without_a_scorecard_is_not_computed_by_the_core(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", {"A1": 1, "B1": "=A1", "C1": "=B1"})
    for found in (recalculate(path), by_engine(path)):
        assert found.values == {}
        assert reasons(found) == {"B1": NO_SCORECARD, "C1": NO_SCORECARD}


@pytest.mark.engine
@pytest.mark.parametrize("engine", [Engine.FORMULAS, Engine.FORMUALIZER])
def test_an_unknown_function_is_not_computed_and_neither_is_what_reads_it(engine: Engine, tmp_path: Path) -> None:
    pytest.importorskip(engine)
    cells = {"A1": 2, "B1": "=UNHEARDOF(A1)", "C1": '=IFERROR(B1,"fine")', "D1": "=A1*2", "E1": "=SUM(C1:D1)"}
    found = by_engine(book(tmp_path / "x.xlsx", cells), engine)
    assert found.values == {("Sheet", "D1"): 4.0}
    assert set(reasons(found)) == {"B1", "C1", "E1"}
    assert reasons(found)["C1"] == "it reads Sheet!B1, which was not computed"


@pytest.mark.engine
@pytest.mark.parametrize("engine", [Engine.FORMULAS, Engine.FORMUALIZER])
def test_functions_fill_their_whole_block(engine: Engine, tmp_path: Path) -> None:
    pytest.importorskip(engine)
    cells = {"A1": 0.5, "A2": 2, "B1": ArrayFormula("B1:B3", "=BSC_SCORE(A1:A3,110)"), "B2": -1, "B3": -1}
    found = by_engine(book(tmp_path / "x.xlsx", cells), engine)
    assert found.values == {("Sheet", "B1"): 50.0, ("Sheet", "B2"): 110.0, ("Sheet", "B3"): ""}


@pytest.mark.engine
@pytest.mark.parametrize(
    ("engine", "cells", "lost"),
    [
        # The examples of docs/engines.md: where a newer version computes them, the page and the care are out of date.
        (Engine.FORMUALIZER, {"A1": 1, "B1": 2, "C1": '=SUMPRODUCT(--(INDEX(A1:B1,1):INDEX(A1:B1,2)<>""))'}, {"C1"}),
        (Engine.FORMUALIZER, {"A1": 1, "B1": 2, "C1": "=IFERROR(SUM(INDEX(A1:B1,1):INDEX(A1:B1,2)),0)"}, {"C1"}),
        (Engine.FORMUALIZER, {"A1": 1, "A2": "x", "C1": "=SUMPRODUCT(--ISNUMBER(A1:A2))"}, set()),
        (Engine.FORMULAS, {"A1": "a", "A2": "b", "C1": '=SUMPRODUCT(--(A1:A2="a"))'}, set()),
        (Engine.FORMUALIZER, {"A1": "12", "C1": "=SUMPRODUCT(A1:A2)"}, {"C1"}),
        (Engine.FORMULAS, {"A1": "12", "C1": "=COUNT(A1:A2)"}, {"C1"}),
    ],
)
def test_known_limits_are_met_or_named(engine: Engine, cells: dict[str, Any], lost: set[str], tmp_path: Path) -> None:
    pytest.importorskip(engine)
    found = by_engine(book(tmp_path / "x.xlsx", cells), engine)
    assert set(reasons(found)) == lost
    assert found.values == {("Sheet", ref): 1.0 for ref in {"C1"} - lost}


@pytest.mark.parametrize("engine", [Engine.FORMULAS, Engine.FORMUALIZER])
def test_a_missing_engine_is_named(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, engine.value, None)
    with pytest.raises(MissingExtra, match=rf"Computing with {engine} .*bsc-xl\[engines\]"):
        by_engine(book(tmp_path / "x.xlsx", {"A1": "=1"}), engine)


def test_wrong_arguments_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", {"A1": "=1"})
    with pytest.raises(WrongUsage, match="abacus is no engine; there are core, "):
        by_engine(path, "abacus")
    with pytest.raises(WrongUsage, match=r"x\.xlsx has no sheet Nowhere"):
        by_engine(path, sheets=["Nowhere"])
    (tmp_path / "y.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UnreadableInput, match=r"y\.xlsx cannot be read"):
        by_engine(tmp_path / "y.xlsx")


def test_the_file_is_only_read(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", {"A1": 1, "B1": "=A1"})
    before = path.read_bytes()
    for engine in engines_here():
        by_engine(path, engine)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def engines_here() -> Iterator[Engine]:
    yield Engine.CORE
    for engine in (Engine.FORMULAS, Engine.FORMUALIZER):
        try:
            __import__(engine)
        except ImportError:
            continue
        yield engine


# Cells in a file


def test_cells_are_read_as_stored(tmp_path: Path) -> None:
    cells = {"A1": 1.5, "A2": "text", "A3": True, "A4": "=A1", "B1": ArrayFormula("B1:C2", "=A1:B2")}
    found = stored_cells(book(tmp_path / "x.xlsx", cells))
    assert [found.cells["Sheet", f"A{row}"].value for row in (1, 2, 3, 4)] == [1.5, "text", True, None]
    assert {ref for _, ref in found.calculated()} == {"A4", "B1", "C1", "B2", "C2"}
    assert {ref for _, ref in found.filled()} == {"C1", "B2", "C2"}


def test_filled_cells_are_emptied_and_no_others(tmp_path: Path) -> None:
    cells = {"A1": 1, "B1": ArrayFormula("B1:B2", "=A1:A2"), "B2": 7, "B3": 8}
    source, target = book(tmp_path / "x.xlsx", cells), tmp_path / "y.xlsx"
    without_values(source, target, stored_cells(source).filled())
    before, after = stored_cells(source).cells, stored_cells(target).cells
    assert set(before) - set(after) == {("Sheet", "B2")}
    assert {place: before[place] for place in after} == after


def test_what_a_formula_reads() -> None:
    names = {"bsc_p": "Lists!$X$4"}
    formula = "=SUM($A$1:B2)+'It''s'!C3+Lists!D4+bsc_p+LOG10(E5)&\"F6\""
    assert list(areas(formula, "S", names)) == [
        Area("S", 0, 1, 1, 2),
        Area("It's", 2, 3, 2, 3),
        Area("Lists", 3, 4, 3, 4),
        Area("Lists", 23, 4, 23, 4),
        Area("S", 4, 5, 4, 5),
    ]


def test_what_is_built_on_a_lost_cell(tmp_path: Path) -> None:
    cells = {"A1": 1, "B1": "=A1", "C1": "=B1", "D1": ArrayFormula("D1:D2", "=C1:C2"), "E1": "=SUM(D2:D9)", "F1": "=A1"}
    stored = stored_cells(book(tmp_path / "x.xlsx", cells))
    assert {ref for _, ref in built_on([("Sheet", "B1")], stored)} == {"C1", "D1", "D2", "E1"}


def test_an_engine_that_stops_is_said_to_have_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    formualizer = pytest.importorskip("formualizer")

    def stop(*_: object, **__: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(formualizer, "load_workbook", stop)
    with pytest.raises(EngineFailed, match="formualizer could not compute x"):
        by_engine(book(tmp_path / "x.xlsx", {"A1": "=1"}), Engine.FORMUALIZER)


def a_pace(case: Case) -> CalculatedCell:
    """A pace (value by target) on a sampled tab, which nothing else there reads."""
    name = sample(case.layout)[0]
    [sheet] = [sheet for sheet in case.layout.sheets if sheet.name == name]
    table = sheet.table("measures")
    pace = next(column for column in table.columns if column.key == "pace")
    number = next(row for row in range(table.rows) if pace.values[row])
    letters = re.sub(r"[$\d:]+", " ", table.range_of("pace")).split()[0]
    return next(c for c in sheet.calculated() if c.ref == f"{letters}{table.first + number}")


def spoil(source: Path, target: Path, cell: CalculatedCell) -> None:
    """Copy a workbook with one formula replaced by a text."""
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    number = stored_cells(source).sheets.index(cell.sheet) + 1
    name = f"xl/worksheets/sheet{number}.xml"
    pattern = rb'(<c r="' + cell.ref.encode() + rb'"[^>]*><f>)[^<]*(</f>)'
    parts[name], count = re.subn(pattern, rb'\1"spoilt"\2', parts[name])
    assert count == 1
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in parts.items():
            new.writestr(part, data)
