"""Buttons in the file: over which cells they stand, which macros they run, and in which files they are."""

from __future__ import annotations

import re
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest

from bsc_xl import api
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.protection import ALLOWED, EXCEL_ALLOWS, EXCEL_ARGUMENTS, EXCEL_PROTECTS
from bsc_xl.layout.sheets import start_buttons
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout

_EXCEL_NAMES = {
    "objects": "objects",
    "scenarios": "scenarios",
    "formatColumns": "format_columns",
    "formatRows": "format_rows",
    "autoFilter": "autofilter",
}


@lru_cache(maxsize=2)
def company(flavour: Flavour) -> Workbook:
    return workbook_layout(api.evaluate(api.template("company")), None, flavour)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return parts_of(tmp_path_factory.mktemp("buttons") / "x.xlsm", Flavour.UDF)


def parts_of(path: Path, flavour: Flavour) -> dict[str, str]:
    write_workbook(company(flavour), path)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".vml"))}


def test_start_has_a_button_for_every_macro(parts: dict[str, str]) -> None:
    drawing = parts["xl/drawings/vmlDrawing1.vml"]
    assert re.findall(r"<x:FmlaMacro>\[0\]!(\w+)<", drawing) == [macro for macro, _, _ in start_buttons.BUTTONS]
    assert re.findall(r"<font[^>]*>([^<]+)<", drawing) == [caption for _, caption, _ in start_buttons.BUTTONS]


def test_each_button_stands_in_its_own_row(parts: dict[str, str]) -> None:
    anchors = re.findall(r"<x:Anchor>([^<]+)<", parts["xl/drawings/vmlDrawing1.vml"])
    rows = [(int(anchor.split(",")[2]) + 1, int(anchor.split(",")[6]) + 1) for anchor in anchors]
    assert rows == [(row, row) for row in range(start_buttons.TOP + 1, start_buttons.TOP + 7)]


def test_every_tab_has_the_button_to_the_next_missing_figure(parts: dict[str, str]) -> None:
    units = [sheet for sheet in company(Flavour.UDF).sheets if sheet.kind == "unit"]
    drawings = [text for name, text in parts.items() if name.endswith(".vml")]
    assert len(drawings) == len(units) + 1
    assert sum("[0]!BSC_NextMissing" in text for text in drawings) == len(drawings)


def test_words_beside_the_buttons_fit_their_column() -> None:
    start = company(Flavour.UDF).sheet("Start")
    assert max(len(does) for _, _, does in start_buttons.BUTTONS) <= start.widths[2] * 1.25


@pytest.mark.parametrize(("name", "flavour"), [("x.xlsx", Flavour.UDF), ("x.xlsx", Flavour.NATIVE)])
def test_files_without_macros_have_no_buttons(tmp_path: Path, name: str, flavour: Flavour) -> None:
    assert not [part for part in parts_of(tmp_path / name, flavour) if part.endswith(".vml")]


def test_a_macro_protects_a_sheet_as_the_file_does(parts: dict[str, str]) -> None:
    found = re.search(r"<sheetProtection ([^/]*)/>", parts["xl/worksheets/sheet2.xml"])
    assert found
    written = dict(re.findall(r'(\w+)="(\d)"', found[1]))
    assert written.pop("sheet") == "1"
    file = {_EXCEL_NAMES[key]: value == "1" for key, value in written.items()}  # 1: protected, 0: allowed
    password, *arguments = EXCEL_ARGUMENTS
    protects = dict(zip(EXCEL_PROTECTS, arguments[: len(EXCEL_PROTECTS)], strict=True))
    allows = dict(zip(EXCEL_ALLOWS, arguments[len(EXCEL_PROTECTS) :], strict=True))
    assert password == ""
    assert protects == {
        "objects": file.get("objects", False),
        "contents": True,
        "scenarios": file.get("scenarios", False),
    }
    assert {name for name, value in allows.items() if value} == {name for name, value in file.items() if not value}
    assert (
        set(file) == {"format_columns", "format_rows", "autofilter"} == set(ALLOWED) - {"objects", "scenarios", "sort"}
    )
