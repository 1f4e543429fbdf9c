"""Files of many writers: nothing to do is the same file, and what is done leaves the rest as openpyxl reads it."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from bsc_xl.engines.stored_cells import stored_cells
from bsc_xl.errors import BscError
from bsc_xl.io.preflight import check_workbook_file
from bsc_xl.io.xlsx_patch import FindingRow, FindingsSheet, Note, annotate, edit, renew
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.received.repairs import ProtectSheet, Repair, SetFormula, SetValue, StoreValue
from tests.engines.libreoffice import LibreOffice
from tests.io.xlsx_patch.comparing import changed_parts, packed

LIST = FindingsSheet("Findings", (FindingRow("error", "FML001", "A1", "1", "2"),))


def safe(path: Path) -> bool:
    """Whether nothing is wrong with the file as a file."""
    try:
        check_workbook_file(path)
    except BscError:
        return False
    return True


def readable(path: Path) -> bool:
    """Whether openpyxl reads the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            load_workbook(path)
    except Exception:  # noqa: BLE001  # openpyxl raises whatever its parser stumbles over
        return False
    return True


def cells(path: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Value or formula and look of every cell by sheet, as openpyxl reads them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path)
    return {
        one.title: [
            (cell.coordinate, _said(cell.value), cell.number_format)
            for _, cell in sorted(one._cells.items())  # only those that there are
            if cell.value is not None
        ]
        for one in book.worksheets
    }


def _said(value: object) -> str:
    """A value or formula; of an array formula or a data table what openpyxl keeps of it."""
    return str(sorted(vars(value).items()) if hasattr(value, "ref") else value)


@pytest.fixture(scope="session")
def saved(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo's workbook as openpyxl saves it."""
    folder = tmp_path_factory.mktemp("saved")
    book = load_workbook(demo)
    book.save(folder / "openpyxl.xlsx")
    return {"openpyxl": folder / "openpyxl.xlsx"}


def check_round_trips(source: Path, tmp_path: Path) -> None:
    target = tmp_path / f"b{source.suffix}"
    assert edit(source, target, []) == ()
    assert target.read_bytes() == source.read_bytes()
    assert renew(source, target, {}) == 0
    assert target.read_bytes() == source.read_bytes()
    before = cells(source)
    name = next(iter(before), "")
    if not before:  # of the strict dialect, which openpyxl does not read
        return
    annotate(source, target, [Note(name, "B2", "finding"), Note(name, "AA20", "another")], LIST)
    after = cells(target)
    [new] = after.keys() - before.keys()
    assert next(iter(after)) == new
    assert {sheet: said for sheet, said in after.items() if sheet != new} == before
    untouched = packed(source).keys() - changed_parts(source, target)
    assert len(untouched) >= len(packed(source)) - 12


def test_files_of_the_corpus(shared: Path, tmp_path: Path) -> None:
    compared = 0
    for path in sorted((shared / "corpus").rglob("*.xls[xm]")):
        if path.stat().st_size < 12_000 and safe(path) and readable(path):  # openpyxl takes minutes for all of them
            check_round_trips(path, tmp_path)
            compared += 1
    assert compared > 100


def test_larger_files_of_the_corpus_stay_sound(shared: Path, tmp_path: Path) -> None:
    sound = 0
    for path in sorted((shared / "corpus").rglob("*.xls[xm]")):
        if not 12_000 <= path.stat().st_size < 250_000:
            continue
        target = tmp_path / f"b{path.suffix}"
        try:
            check_workbook_file(path)
            before = stored_cells(path)
        except BscError:
            continue
        assert edit(path, target, []) == ()
        assert target.read_bytes() == path.read_bytes()
        annotate(
            path, target, [Note(before.sheets[0], "B2", "finding"), Note(before.sheets[-1], "AA20", "another")], LIST
        )
        after = stored_cells(target)
        assert after.sheets[1:] == before.sheets
        assert after.cells.items() >= before.cells.items()
        with zipfile.ZipFile(target) as archive:
            for name in changed_parts(path, target):
                if not name.endswith(".vml"):
                    etree.fromstring(archive.read(name))
        sound += 1
    assert sound > 15


def test_no_hostile_or_broken_file_does_more_than_be_refused(shared: Path, tmp_path: Path) -> None:
    files = [path for path in sorted((shared / "corpus").rglob("*.xls[xm]")) if path.stat().st_size < 400_000]
    refused = 0
    for number, path in enumerate(files):
        if safe(path):
            continue
        target = tmp_path / f"{number}{path.suffix}"
        try:
            annotate(path, target, [Note("Sheet1", "A1", "x")], LIST)
        except BscError:
            refused += 1
            assert not target.exists()
    assert refused > 3


def test_a_file_saved_by_openpyxl(saved: dict[str, Path], tmp_path: Path) -> None:
    check_round_trips(saved["openpyxl"], tmp_path)


def test_stored_values_come_into_a_file_that_openpyxl_saved_without(
    saved: dict[str, Path], demo: Path, tmp_path: Path
) -> None:
    values: dict[str, dict[str, float | str | bool | None]] = {}
    before = stored_cells(demo).calculated()
    for (sheet, ref), stored in before.items():
        values.setdefault(sheet, {})[ref] = stored.value
    assert renew(saved["openpyxl"], tmp_path / "b.xlsx", values) == len(before)
    after = stored_cells(tmp_path / "b.xlsx").calculated()
    assert {place: (one.value or "") for place, one in after.items()} == {
        place: (one.value or "") for place, one in before.items()
    }


@pytest.mark.engine
def test_a_file_saved_by_libreoffice(built: dict[str, Path], tmp_path: Path, libreoffice: LibreOffice) -> None:
    [source] = libreoffice.recalculate([built[".xlsx"]], tmp_path / "saved")
    check_round_trips(source, tmp_path)
    stored = stored_cells(source)
    (sheet, ref), _ = next((place, one) for place, one in stored.cells.items() if one.formula and place[0] == "Alpha")
    repairs: list[Repair] = [SetFormula(sheet, ref, "1+1", 2.0), SetValue(sheet, "B1", "text"), ProtectSheet("Start")]
    edit(source, tmp_path / "b.xlsx", repairs)
    after = stored_cells(tmp_path / "b.xlsx").cells
    assert (after[sheet, ref].formula, after[sheet, ref].value, after[sheet, "B1"].value) == ("1+1", 2.0, "text")
    edit(tmp_path / "b.xlsx", tmp_path / "c.xlsx", [StoreValue(sheet, ref, 7.0)])
    [made] = libreoffice.recalculate([tmp_path / "c.xlsx"], tmp_path / "again")
    assert load_workbook(made, data_only=True)[sheet][ref].value == 2


def test_sparklines_and_whatever_else_openpyxl_would_lose_stay(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        one = book.add_worksheet("Data")
        one.write_row(0, 0, [1, 2, 3])
        one.write_formula(1, 0, "=SUM(A1:C1)", None, 6)
        one.add_sparkline(0, 3, {"range": "Data!A1:C1"})
        one.insert_textbox(4, 4, "a box")
        one.conditional_format("A1:C1", {"type": "data_bar", "data_bar_2010": True})
        one.write_comment("A1", "a comment")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$1:$C$1"})
        one.insert_chart(8, 8, chart)
    kept = (b"x14:sparkline", b"x14:dataBar", b"a box", b"c:lineChart")
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    repairs: list[Repair] = [SetFormula("Data", "A2", "A1+1", 2.0), ProtectSheet("Data")]
    edit(source, tmp_path / "c.xlsx", repairs)
    annotate(tmp_path / "c.xlsx", target, [Note("Data", "A1", "finding"), Note("Data", "A2", "other")], LIST)
    for path in (source, target):
        with zipfile.ZipFile(path) as archive:
            everything = b"".join(archive.read(name) for name in archive.namelist())
        assert all(mark in everything for mark in kept)
    found = load_workbook(target)["Data"]
    assert found["A1"].comment is not None
    assert found["A1"].comment.text == "a comment\n\nfinding"
    assert {name for name in changed_parts(source, target) if "chart" in name or "/drawing" in name} == {
        "xl/drawings/vmlDrawing1.vml"
    }


def test_a_changed_part_keeps_its_place_date_and_rights(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        book.add_worksheet("S1").write(0, 0, 1)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for number, info in enumerate(old.infolist()):
            one = zipfile.ZipInfo(info.filename, (2020, 1, 1 + number, 10, 20, 30))
            one.external_attr, one.comment = 0o640 << 16, b"note"
            one.compress_type = zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED
            new.writestr(one, old.read(info))
    edit(tmp_path / "a.xlsx", tmp_path / "b.xlsx", [SetValue("S1", "A1", 2.0)])

    def about(path: Path) -> list[tuple[object, ...]]:
        with zipfile.ZipFile(path) as archive:
            return [(one.filename, one.date_time, one.external_attr, one.comment) for one in archive.infolist()]

    assert about(tmp_path / "a.xlsx") == about(tmp_path / "b.xlsx")
    assert changed_parts(tmp_path / "a.xlsx", tmp_path / "b.xlsx") == {"xl/worksheets/sheet1.xml"}


def test_archives_written_as_streams_and_behind_other_bytes(tmp_path: Path, built: dict[str, Path]) -> None:
    class Stream:
        """A file that cannot go back, so that sizes follow the data."""

        def __init__(self, path: Path) -> None:
            self.file = path.open("wb")

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    stream = Stream(tmp_path / "a.xlsx")
    with zipfile.ZipFile(built[".xlsx"]) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:  # type: ignore[call-overload]
        for name in old.namelist():
            new.writestr(name, old.read(name))
    stream.file.close()
    (tmp_path / "c.xlsx").write_bytes(b"something before" + (tmp_path / "a.xlsx").read_bytes())
    for source in (tmp_path / "a.xlsx", tmp_path / "c.xlsx"):
        edit(source, tmp_path / "b.xlsx", [SetValue("Start", "A1", "x")])
        assert stored_cells(tmp_path / "b.xlsx").cells["Start", "A1"].value == "x"
        assert len(changed_parts(tmp_path / "a.xlsx", tmp_path / "b.xlsx")) == 1


def test_a_part_that_is_not_what_the_archive_says_is_refused(tmp_path: Path, built: dict[str, Path]) -> None:
    raw = bytearray(built[".xlsx"].read_bytes())
    with zipfile.ZipFile(built[".xlsx"]) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    raw[info.header_offset + 30 + len(info.filename) + 50] ^= 0xFF
    (tmp_path / "a.xlsx").write_bytes(raw)
    with pytest.raises(BscError, match="cannot be unpacked"):
        edit(tmp_path / "a.xlsx", tmp_path / "b.xlsx", [SetValue("Start", "A1", "x")])
    lying = re.sub(
        rb"(?s)PK\x01\x02.*",
        lambda found: found[0].replace(info.file_size.to_bytes(4, "little"), b"\xff\xff\xff\x0f", 1),
        built[".xlsx"].read_bytes(),
    )
    (tmp_path / "a.xlsx").write_bytes(lying)
    with pytest.raises(BscError, match="more than a workbook may hold"):
        Package(tmp_path / "a.xlsx")
