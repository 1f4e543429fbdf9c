"""Workbooks with functions in places and hands that they were not made for: each case has its paragraph and its test.

What needs Excel itself stands in docs/manual-excel-check.md; what a button says without Python, in
tests/engines/test_xlsm.py.
"""

from __future__ import annotations

import html
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bsc_xl import __version__, api
from bsc_xl.api import State
from bsc_xl.api.flavours import carried_definition
from bsc_xl.engines.xlwings_path import ExcelRange, values_through, xlwings_calls
from bsc_xl.io.machine import Machine
from bsc_xl.io.workbook_read import open_built
from bsc_xl.layout.types import CellValue, Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model.entities import Band, Settings
from bsc_xl.shipped import load_udfs
from bsc_xl.xlwings_code import xlwings_udfs, xlwings_version
from tests.engines.agreement import same
from tests.evaluation.cards import card, evaluated, measure
from tests.program import bsc, small
from tests.udfs.excel import open_in_memory, running

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "udf.md"
PARAGRAPHS = {
    "The wrong version of xlwings": ("bsc-xl doctor", "xlwings64-"),
    "No Python": ("xlwings.conf", "B1"),
    "The module is not found": ("No module named 'bsc_xl'", "bsc-xl doctor"),
    "The workbook was renamed or moved": ("bsc-xl doctor",),
    "Blanks and umlauts in the path": ("semicolon",),
    "Two such workbooks open at once": ("Python of its own",),
    "A German Excel": ("`;`", "0,85"),
    "Protected View": ("Enable Editing", "Unblock"),
}
LITERALS = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
FOLDER = "Größe und Maß 2026"


class Windows(Machine):
    """A Windows computer with the files of this one."""

    windows = True

    def macro_setting(self) -> int | None:
        return None

    def ansi(self, text: str) -> bool:
        return all(ord(letter) < 256 for letter in text)


def text_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def python_in(folder: Path, **packages: str) -> Path:
    """A Python on Windows, as its folder shows it; packages by name, with _ for -."""
    site = folder / "Lib" / "site-packages"
    site.mkdir(parents=True)
    for name, version in packages.items():
        about = site / f"{name}-{version}.dist-info"
        about.mkdir()
        about.joinpath("METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}\n", encoding="utf-8"
        )
    if "xlwings" in packages:
        folder.joinpath(f"xlwings64-{packages['xlwings']}.dll").touch()
    if "bsc_xl" in packages:
        site.joinpath("bsc_xl").mkdir()
        site.joinpath("bsc_xl", "udf.py").touch()
    program = folder / "pythonw.exe"
    program.touch()
    return program


def built(path: Path, interpreter: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return api.build(api.template("blank"), path, flavour="udf", interpreter=str(interpreter)).path


def look(path: Path) -> dict[str, str]:
    """What the doctor says needs a look, with its remedy."""
    checks = api.doctor(path, Windows()).checks
    return {check.name: f"{check.found}. {check.fix}" for check in checks if check.state is State.LOOK}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("company") / "scorecard.xlsm"
    return api.build(api.template("company"), path, flavour="udf", interpreter=r"C:\Python311\pythonw.exe").path


@pytest.mark.parametrize("heading", PARAGRAPHS)
def test_each_case_has_its_paragraph(heading: str) -> None:
    _, found, rest = MANUAL.read_text(encoding="utf-8").partition(f"\n### {heading}\n")
    assert found
    paragraph = rest.partition("\n#")[0]
    assert len(paragraph.split()) > 25
    assert [words for words in PARAGRAPHS[heading] if words not in paragraph] == []


# --- xlwings, Python, module ---


def test_the_wrong_xlwings_is_named_with_what_installs_the_right_one(tmp_path: Path) -> None:
    python = python_in(tmp_path / "Python", xlwings="0.30.1", bsc_xl=__version__)
    found = look(built(tmp_path / "a.xlsm", python))
    assert list(found) == ["xlwings", "library of xlwings"]
    assert found["xlwings"].startswith(f"0.30.1 is installed, {xlwings_version()} is needed. Run: ")
    assert found["xlwings"].endswith(f"pip install xlwings=={xlwings_version()}")


def test_a_python_that_is_not_there(tmp_path: Path) -> None:
    python = tmp_path / "gone" / "pythonw.exe"
    found = look(built(tmp_path / "a.xlsm", python))
    assert list(found) == ["Python"]
    assert str(python) in found["Python"]
    assert "cell B1" in found["Python"]


def test_a_python_without_bsc_xl(tmp_path: Path) -> None:
    found = look(built(tmp_path / "a.xlsm", python_in(tmp_path / "Python", xlwings=xlwings_version())))
    assert list(found) == ["bsc-xl", "functions"]
    assert "the module bsc_xl.udf is not there" in found["functions"]
    assert "pip install" in found["functions"]


def test_what_a_cell_shows_where_the_module_is_not_there() -> None:
    with xlwings_udfs() as udfs, pytest.raises(ModuleNotFoundError, match="No module named 'bsc_xl_gone'"):
        udfs.get_udf_module("bsc_xl_gone", None)


# --- places ---


def test_a_workbook_moved_and_renamed_is_the_same_workbook(tmp_path: Path) -> None:
    python = python_in(tmp_path / FOLDER / "Python 3.11", xlwings=xlwings_version(), bsc_xl=__version__)
    first = built(tmp_path / "made here" / "scorecard.xlsm", python)
    assert look(first) == {}
    inside = text_of(first)
    moved = tmp_path / FOLDER / "Übersicht (Kopie) für März.xlsm"
    shutil.move(first, moved)
    assert look(moved) == {}
    with open_built(moved) as book:
        settings = book.cells("xlwings.conf")
    assert settings[1, 2] == str(python)
    assert str(settings[5, 2]) == "False", "nothing beside the workbook is run"
    assert [name for name, data in inside.items() if b"made here" in data or b"scorecard.xlsm" in data] == []


def test_commands_take_blanks_and_umlauts(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    python = python_in(folder / "Prögramme", xlwings=xlwings_version(), bsc_xl=__version__)
    live, plain = folder / "März plan.xlsm", folder / "März plan.xlsx"
    options = ("--flavour", "udf", "--interpreter", python)
    assert bsc("build", small(folder, name="plan für alle.toml"), "-o", live, *options).code == 0
    assert look(live) == {}
    assert bsc("convert", live, plain).code == 0
    assert bsc("convert", plain, folder / "zurück.xlsm", "--interpreter", python).code == 0
    assert look(folder / "zurück.xlsm") == {}


# --- two at once ---


def layout_of(target: float, *bands: str) -> Workbook:
    """A workbook whose target and band names are its own; everything else is as in any other."""
    names = tuple(Band(name, 95.0 - 95.0 * n / (len(bands) - 1), "00FF00") for n, name in enumerate(bands))
    measures = (measure("m", target=target), measure("n", unit="east", target=target, baseline=1.0))
    scorecard = card(*measures, settings=Settings(bands=names))
    return workbook_layout(evaluated(scorecard, {"m": [40.0, 60.0, 50.0], "n": [7.0, 8.0, 9.0]}), flavour=Flavour.UDF)


def wanted(layout: Workbook) -> dict[tuple[str, str], CellValue]:
    return {(cell.sheet, cell.ref): cell.value for cell in layout.calculated() if "BSC_" in cell.formula}


def test_two_workbooks_answered_by_one_python_do_not_mix() -> None:
    """As in one Excel in which a person jumps from one to the other, tab by tab."""
    first, second = layout_of(100.0, "met", "near", "missed"), layout_of(30.0, "grün", "rot")
    found: list[dict[tuple[str, str], CellValue]] = [{}, {}]
    with xlwings_calls() as call:
        for sheets in zip(first.sheets, second.sheets, strict=True):
            for layout, sheet, values in zip((first, second), sheets, found, strict=True):
                values.update(values_through(call, layout, (sheet.name,)))
    for layout, values in zip((first, second), found, strict=True):
        differing = [place for place, value in wanted(layout).items() if not same(value, values[place])]
        assert differing == []
        assert len(values) > 50
    assert sum(not same(found[0].get(place), value) for place, value in found[1].items()) > 10


def test_buttons_of_two_workbooks_work_on_their_own() -> None:
    check: Callable[[], None] = load_udfs(module="macros").BSC_CheckWorkbook
    said = []
    for name in ("company", "hospital", "company"):
        scorecard = api.template(name)
        evaluation = api.evaluate(scorecard)
        layout = workbook_layout(evaluation, scorecard.report_date, Flavour.UDF, carried_definition(scorecard))
        with running(open_in_memory(layout)) as excel:
            check()
            said.append(excel.messages)
    assert said[0] == said[2] != said[1]


# --- a German Excel ---


def test_what_is_stored_knows_no_language(company: Path, tmp_path: Path) -> None:
    """In the file, arguments are parted by commas and numbers have points; Excel shows its user's own signs."""
    native = api.convert(company, tmp_path / "native.xlsx").path
    for path in (company, native):
        parts = (
            data.decode() for name, data in text_of(path).items() if re.match(r"xl/work(sheets/sheet|book\.)", name)
        )
        texts = (
            found for part in parts for found in re.findall(r"<(?:f|formula1|definedName)(?: [^>]*)?>([^<]*)<", part)
        )
        formulas = {html.unescape(text) for text in texts}
        assert len(formulas) > 1000
        bare = {LITERALS.sub("", formula) for formula in formulas}
        assert [formula for formula in bare if ";" in formula] == []
        calls = {word for formula in bare for word in re.findall(r"\b([A-ZÄÖÜ][A-ZÄÖÜ0-9.]+)\(", formula)}
        assert {"IF", "SUMPRODUCT"} <= calls
        assert calls & {"WENN", "SUMMENPRODUKT", "ZÄHLENWENN", "UND", "ODER", "WENNFEHLER"} == set()


def test_a_number_with_a_comma_is_a_number_and_a_text_with_one_is_told() -> None:
    """A German Excel hands over 12.5 for 12,5 that is typed; a text comes only out of cells formatted as text."""
    with xlwings_calls() as call:
        left_out = -2147352572

        def to_date(*entries: object) -> Any:
            row = ExcelRange((tuple(entries),))
            return call("BSC_TODATE", row, "last", 1.0, float(len(entries)), 12.0, "ratio", left_out)

        assert to_date(10.0, 12.5) == [[12.5]]
        assert to_date(10.0, "12,5") == [[""]]
    only = measure("m")
    found = evaluated(replace(card(only)), {"m": [10.0, 12.0, "12,5"]})
    assert found.measures["m"].status == "not scorable: not a number"


# --- Protected View ---


def test_figures_stand_there_before_anything_is_allowed_to_run(company: Path) -> None:
    formulas, stored = load_workbook(company), load_workbook(company, data_only=True)
    empty, count = [], 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    value = stored[sheet.title][cell.coordinate].value
                    empty += [f"{sheet.title}!{cell.coordinate}"] if str(value).startswith("#") else []
    assert count > 5000
    assert empty == []
    engine = str(stored["Start"]["B10"].value)
    assert engine.startswith(f"figures as built by bsc-xl {__version__}; ")
    assert "bsc-xl doctor" in engine
    assert isinstance(stored["Start"]["B8"].value, float)
