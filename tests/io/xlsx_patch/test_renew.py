"""Stored values renewed in bulk: what calculates shows them, everything else keeps its bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bsc_xl.engines.stored_cells import StoredCell, stored_cells
from bsc_xl.errors import UnreadableInput, WrongUsage
from bsc_xl.io.xlsx_patch import renew
from bsc_xl.layout.types import CellValue
from bsc_xl.received import ErrorValue
from tests.io.xlsx_patch.comparing import bytes_touched, changed_parts, differing, part
from tests.io.xlsx_patch.hand_made import sheet, workbook


def by_sheet(path: Path) -> dict[str, dict[str, CellValue]]:
    """The stored values of the cells that are calculated."""
    found: dict[str, dict[str, CellValue]] = {}
    for (name, ref), stored in stored_cells(path).calculated().items():
        found.setdefault(name, {})[ref] = stored.value
    return found


def test_nothing_new_is_the_same_file(issued: Path, tmp_path: Path) -> None:
    assert renew(issued, tmp_path / "copy.xlsx", by_sheet(issued)) == 0
    assert (tmp_path / "copy.xlsx").read_bytes() == issued.read_bytes()


def test_every_calculated_cell_and_no_other_changes(issued: Path, tmp_path: Path) -> None:
    target = tmp_path / issued.name
    before = stored_cells(issued)
    calculated = before.calculated()
    spoiled = {place: 12345.5 if n % 2 else f"<{n}> & 'so'" for n, place in enumerate(calculated)}
    values: dict[str, dict[str, CellValue]] = {}
    for (name, ref), value in spoiled.items():
        values.setdefault(name, {})[ref] = value
    assert renew(issued, target, values) == len(spoiled)
    after = stored_cells(target)
    expected = {
        place: StoredCell(spoiled.get(place, stored.value), "", stored.formula, stored.block)
        for place, stored in (before.cells | calculated).items()
    }
    assert after.cells == {place: stored for place, stored in expected.items() if stored != StoredCell()}
    changed = changed_parts(issued, target)
    assert changed
    assert all(name.startswith("xl/worksheets/sheet") for name in changed)
    assert renew(target, tmp_path / ("back" + issued.suffix), by_sheet(issued)) == len(spoiled)
    assert by_sheet(tmp_path / ("back" + issued.suffix)) == by_sheet(issued)


def test_one_value_touches_a_few_bytes(issued: Path, tmp_path: Path) -> None:
    name, cells = next((name, cells) for name, cells in by_sheet(issued).items() if len(cells) > 5)
    ref = next(ref for ref, value in cells.items() if isinstance(value, float))
    renew(issued, tmp_path / "copy.xlsx", {name: {ref: 0.125}})
    [changed] = changed_parts(issued, tmp_path / "copy.xlsx")
    old, new = part(issued, changed), part(tmp_path / "copy.xlsx", changed)
    assert differing(old, new) == ({f"c {ref}"}, {f"c {ref}"})
    assert bytes_touched(old, new) < 20


ROWS = (
    '<row r="1"><c r="A1" s="7"><f>B1*2</f><v>4</v></c><c r="B1"><v>2</v></c></row>'
    '<row r="2"><c r="A2" t="e" s="3"><f>1/0</f><v>#DIV/0!</v></c><c r="B2"><f>1</f></c>'
    '<c r="C2"><f>1</f><v/></c></row>'
    '<row r="3"><c r="A3"><f t="array" ref="A3:A4">B1:B2</f><v>2</v></c></row><row r="4"><c r="A4"><v>9</v></c></row>'
)


@pytest.mark.parametrize(
    ("ref", "value", "xml"),
    [
        ("A1", 5, '<c r="A1" s="7"><f>B1*2</f><v>5</v></c>'),
        ("A1", 1e-300, '<c r="A1" s="7"><f>B1*2</f><v>1e-300</v></c>'),
        ("A1", True, '<c r="A1" s="7" t="b"><f>B1*2</f><v>1</v></c>'),
        ("A1", "a<b\x01_x0041_", '<c r="A1" s="7" t="str"><f>B1*2</f><v>a&lt;b_x0001__x005F_x0041_</v></c>'),
        ("A1", None, '<c r="A1" s="7" t="str"><f>B1*2</f><v></v></c>'),
        ("A1", ErrorValue("#N/A"), '<c r="A1" s="7" t="e"><f>B1*2</f><v>#N/A</v></c>'),
        ("A1", date(2026, 10, 31), '<c r="A1" s="7"><f>B1*2</f><v>46326</v></c>'),
        ("A2", 1.0, '<c r="A2" s="3"><f>1/0</f><v>1.0</v></c>'),
        ("B2", 3.0, '<c r="B2"><f>1</f><v>3.0</v></c>'),
        ("C2", 3.0, '<c r="C2"><f>1</f><v>3.0</v></c>'),
        ("A3", 3.0, '<c r="A3"><f t="array" ref="A3:A4">B1:B2</f><v>3.0</v></c>'),
        ("A4", 3.0, '<c r="A4"><v>3.0</v></c>'),
    ],
)
def test_values_of_each_type(tmp_path: Path, ref: str, value: CellValue, xml: str) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet(ROWS))
    assert renew(source, tmp_path / "b.xlsx", {"S1": {ref: value}}) == 1
    new = part(tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml").decode()
    old = next(
        cell for cell in ROWS.replace("<c ", "\n<c ").replace("</row>", "\n").split("\n") if f'r="{ref}"' in cell
    )
    assert new == sheet(ROWS).replace(old, xml)


def test_cells_that_nothing_calculates_stay(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet(ROWS))
    assert renew(source, tmp_path / "b.xlsx", {"s1": {"B1": 77.0, "Z99": 1.0}}) == 0
    assert (tmp_path / "b.xlsx").read_bytes() == source.read_bytes()


def test_a_file_can_be_changed_in_its_place(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet(ROWS))
    assert renew(path, path, {"S1": {"A1": 8.0}}) == 1
    assert load_workbook(path, data_only=True)["S1"]["A1"].value == 8
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_days_since_1904(tmp_path: Path) -> None:
    book = part(workbook(tmp_path / "x.xlsx", sheet(ROWS)), "xl/workbook.xml")
    old = book.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    source = workbook(tmp_path / "a.xlsx", sheet(ROWS), parts={"xl/workbook.xml": old})
    renew(source, tmp_path / "b.xlsx", {"S1": {"A1": date(2026, 10, 31)}})
    assert load_workbook(tmp_path / "b.xlsx", data_only=True)["S1"]["A1"].value == 46326 - 1462


def test_what_is_refused(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet(ROWS))
    target = tmp_path / "b.xlsx"
    with pytest.raises(WrongUsage, match="no sheet Nowhere"):
        renew(source, target, {"Nowhere": {"A1": 1.0}})
    with pytest.raises(ValueError, match="inf"):
        renew(source, target, {"S1": {"A1": float("inf")}})
    entity = '<!DOCTYPE worksheet [<!ENTITY e "9">]>' + sheet(ROWS)
    with pytest.raises(UnreadableInput, match="document type"):
        renew(workbook(tmp_path / "c.xlsx", entity), target, {"S1": {"A1": 1.0}})
    with pytest.raises(UnreadableInput, match="damaged"):
        renew(workbook(tmp_path / "d.xlsx", sheet(ROWS)[:-5]), target, {"S1": {"A1": 1.0}})
    (tmp_path / "e.xlsx").write_bytes(source.read_bytes()[:-30])
    with pytest.raises(UnreadableInput):
        renew(tmp_path / "e.xlsx", target, {"S1": {"A1": 1.0}})
    assert not target.exists()


def test_thousands_of_cells_are_renewed_at_once(demo: Path, tmp_path: Path) -> None:
    values = {name: dict.fromkeys(cells, 1.5) for name, cells in by_sheet(demo).items()}
    assert renew(demo, tmp_path / "b.xlsx", values) > 13_000
