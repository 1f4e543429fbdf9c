"""The demo as a file: well-formed, locked but for inputs; drop-downs, panes, names and links are as they should be."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook as Book

from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.addresses import units
from bsc_xl.layout.types import Kind, Workbook
from tests.io.xlsx_write.samples import MAIN, parts
from tests.layout.samples import kinds, layout, places

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@pytest.fixture(scope="module")
def demo() -> Workbook:
    return layout("company")


@pytest.fixture(scope="module")
def path(demo: Workbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo") / "demo.xlsx"
    write_workbook(demo, made)
    return made


@pytest.fixture(scope="module")
def book(path: Path) -> Book:
    return load_workbook(path)


def test_every_part_is_well_formed_declared_and_reached(path: Path) -> None:
    found = dict(parts(path))
    types = found.pop("[Content_Types].xml")
    declared = {str(part.get("PartName")).lstrip("/") for part in types.iter(f"{_TYPES}Override")}
    assert declared <= set(found)
    assert {name for name in found if not name.endswith(".rels")} == declared
    targets = set()
    for name, root in found.items():
        if name.endswith(".rels"):
            base = posixpath.dirname(posixpath.dirname(name))
            inside = [part for part in root.iter(_RELATION) if part.get("TargetMode") != "External"]
            targets |= {posixpath.normpath(posixpath.join(base, str(part.get("Target")))) for part in inside}
    assert targets == declared


def test_cells_and_rows_stand_in_order_and_once(path: Path) -> None:
    """Excel offers to repair a sheet in which they do not."""
    for name, root in parts(path):
        if name.startswith("xl/worksheets/sheet"):
            rows = [int(str(row.get("r"))) for row in root.iter(f"{MAIN}row")]
            assert rows == sorted(set(rows)), name
            for row in root.iter(f"{MAIN}row"):
                refs = [str(cell.get("r")) for cell in row]
                assert all(ref.endswith(str(row.get("r"))) for ref in refs)
                assert refs == sorted(set(refs), key=lambda ref: (len(ref), ref)), name


def test_sheets_are_those_of_the_layout_in_their_order(demo: Workbook, book: Book) -> None:
    assert book.sheetnames == [sheet.name for sheet in demo.sheets]
    hidden = {sheet.title: sheet.sheet_state for sheet in book.worksheets if sheet.sheet_state != "visible"}
    assert hidden == {"Lists": "veryHidden"}


def test_only_input_cells_are_unlocked(demo: Workbook, book: Book) -> None:
    count = 0
    for sheet in demo.sheets:
        inputs = {ref for ref, kind in kinds(sheet).items() if kind is Kind.INPUT}
        cells = (cell for row in book[sheet.name].iter_rows() for cell in row)
        assert {cell.coordinate for cell in cells if not cell.protection.locked} == inputs, sheet.name
        count += len(inputs)
    assert count > 1_000


def test_all_sheets_are_protected_without_a_password(book: Book) -> None:
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
        assert sheet.protection.hashValue is None


def test_every_value_and_formula_is_in_its_cell(demo: Workbook, path: Path, book: Book) -> None:
    stored = load_workbook(path, data_only=True)
    for sheet in demo.sheets:
        for ref, at in places(sheet):
            formula = at.column.formula_of(at.row, at.table.first + at.row)
            value, shown = at.column.values[at.row], stored[sheet.name][ref].value
            if formula:
                text = book[sheet.name][ref].value
                assert getattr(text, "text", text) == formula
                assert (shown or None) == (value or None) or shown == value
            elif isinstance(value, str):
                assert shown == (value or None)


def test_drop_downs_are_ranges_and_messages_keep_their_limits(demo: Workbook, book: Book) -> None:
    lists = 0
    for sheet in book.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert rule.type in ("list", "custom")
            if rule.type == "list":
                lists += 1
                assert rule.formula1 in demo.names
            assert units(rule.promptTitle or "") <= 32
            assert units(rule.prompt or "") <= 255
            assert units(rule.errorTitle or "") <= 32
            assert units(rule.error or "") <= 255
    assert lists > 5


def test_panes_are_frozen_as_the_layout_says(demo: Workbook, book: Book) -> None:
    for sheet in demo.sheets:
        frozen = book[sheet.name].freeze_panes
        assert frozen == (f"{'ABC'[sheet.freeze[1]]}{sheet.freeze[0] + 1}" if sheet.freeze else None)
    assert all(sheet.freeze for sheet in demo.sheets if sheet.kind == "unit")


def test_names_and_links_lead_to_places_that_exist(demo: Workbook, path: Path, book: Book) -> None:
    assert set(book.defined_names) == set(demo.names)
    for name in book.defined_names.values():
        for title, reference in name.destinations:
            assert book[title][reference]
    links = [str(link.get("location")) for _, root in parts(path) for link in root.iter(f"{MAIN}hyperlink")]
    for link in links:
        title, _, reference = link.rpartition("!")
        assert book[title.strip("'").replace("''", "'")][reference]
    assert len(links) > 100


def test_it_says_who_made_it_and_no_day(book: Book, demo: Workbook) -> None:
    assert book.properties.title == demo.title
    assert book.properties.created is not None
    assert book.properties.created.year == 2000
