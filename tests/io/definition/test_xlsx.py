"""The definition workbook as a person uses it: edited, rearranged, half wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.definition import read_definition, write_definition
from bsc_xl.io.definition.records import TABLES
from bsc_xl.model import Fault, Scorecard

Told: TypeAlias = tuple[str, str, str, str]
Edit: TypeAlias = Callable[[Callable[[Any], None]], tuple[Scorecard | None, list[Fault]]]


@pytest.fixture
def written(company: Scorecard, tmp_path: Path) -> Path:
    path = tmp_path / "definition.xlsx"
    write_definition(company, path)
    return path


@pytest.fixture
def edited(written: Path) -> Edit:
    """Change the written workbook as a person would, and read it again."""

    def edit(change: Callable[[Any], None]) -> tuple[Scorecard | None, list[Fault]]:
        book = load_workbook(written)
        change(book)
        book.save(written)
        return read_definition(written)

    return edit


def column_of(sheet: Any, name: str) -> int:
    titles = [str(cell.value).removesuffix(" *") for cell in sheet[1]]
    return titles.index(name) + 1


def put(sheet_name: str, row: int, column: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet = book[sheet_name]
        sheet.cell(row, column_of(sheet, column)).value = value

    return change


def rename(old: str, new: str) -> Callable[[Any], None]:
    return lambda book: setattr(book[old], "title", new)


def rewrite_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def told(fault: Fault) -> Told:
    return fault.table, fault.place, fault.column, fault.found


@pytest.mark.parametrize(
    ("change", "expected", "hint"),
    [
        (
            put("Measures", 2, "polarity", "LOWER IS BETER"),
            ("measures", "row 2", "polarity", "LOWER IS BETER"),
            "Did you mean LOWER_IS_BETTER?",
        ),
        (put("Measures", 3, "objective", "O3"), ("measures", "row 3", "objective", "O3"), ""),
        (put("Measures", 3, "id", "rev"), ("measures", "row 3", "id", "rev"), "row 2 has it."),
        (put("Measures", 2, "weight", "#N/A"), ("measures", "row 2", "weight", "#N/A"), ""),
        (
            put("Measures", 2, "target", "=1/0"),
            ("measures", "row 2", "target", "a formula that was never calculated"),
            "Open the workbook in Excel, save it, or type the value.",
        ),
        (
            put("Measures", 2, "due", "31/12/27"),
            ("measures", "row 2", "due", "31/12/27"),
            "Write year-month-day, 2026-10-31.",
        ),
        (put("Targets", 2, "period", datetime(2026, 10, 5)), ("targets", "row 2", "period", "2026-10-05"), ""),
        (put("Perspectives", 40, "id", "NEW"), ("perspectives", "row 40", "name", ""), ""),
        (
            put("Measures", 1, "target", "tarqet"),
            ("measures", "row 1", "tarqet", "an unknown column"),
            "Did you mean target?",
        ),
        (
            put("Measures", 1, "unit", "untit"),
            ("measures", "row 1", "untit", "an unknown column"),
            "Did you mean unit?",
        ),
        (put("Measures", 1, "unit", None), ("measures", "row 1", "unit", "no such column"), ""),
        (put("Measures", 1, "weight", "target"), ("measures", "row 1", "target", "twice"), ""),
        (rename("Measures", "Mesures"), ("Mesures", "", "", "a wrong sheet name"), "Did you mean Measures?"),
        (lambda book: book.remove(book["Scorecard"]), ("scorecard", "", "", "no such table"), ""),
    ],
)
def test_one_mistake_is_one_fault(edited: Edit, change: Callable[[Any], None], expected: Told, hint: str) -> None:
    card, faults = edited(change)
    assert card is None
    assert [told(fault) for fault in faults if fault.severity == "error"] == [expected], [str(f) for f in faults]
    if hint:
        assert faults[0].hint == hint


@pytest.mark.parametrize(
    ("row", "value", "expected"),
    [
        (4, "soon", ("scorecard", "row 4", "first_year", "soon")),
        (4, None, ("scorecard", "row 4", "first_year", "")),
        (12, 5, ("scorecard", "row 12", "cap", "5")),
        (14, "meen", ("scorecard", "row 14", "rollup", "meen")),
    ],
)
def test_mistakes_on_the_scorecard_sheet_name_their_row(edited: Edit, row: int, value: object, expected: Told) -> None:
    _, faults = edited(lambda book: setattr(book["Scorecard"].cell(row, 2), "value", value))
    assert [told(fault) for fault in faults] == [expected]


def test_an_unknown_setting(edited: Edit) -> None:
    _, faults = edited(lambda book: setattr(book["Scorecard"]["A4"], "value", "first yaer"))
    assert [told(fault) for fault in faults] == [("scorecard", "row 4", "first yaer", "an unknown column")]
    assert faults[0].hint == "Did you mean first_year?"


def test_a_column_of_another_name_hides_nothing_else(edited: Edit) -> None:
    def change(book: Any) -> None:
        book["Measures"].cell(1, book["Measures"].max_column + 1).value = "Zuständig"
        put("Measures", 2, "target", "much")(book)
        put("Measures", 3, "objective", "O9")(book)

    _, faults = edited(change)
    faults = [fault for fault in faults if fault.severity == "error"]
    assert [told(fault) for fault in faults] == [
        ("measures", "row 1", "Zuständig", "an unknown column"),
        ("measures", "row 2", "target", "much"),
        ("measures", "row 3", "objective", "O9"),
    ]
    assert faults[0].hint.startswith("Columns: id, unit, objective, name,")


def test_what_a_person_may_rearrange(edited: Edit, company: Scorecard) -> None:
    """Moved columns, other cases, own notes and sheets, blank rows, a title above the headings."""

    def change(book: Any) -> None:
        sheet = book["Targets"]
        sheet.move_range("A1:A2", cols=4)
        sheet["G1"], sheet["G2"] = "# my notes", "check with Anna"
        sheet["I2"] = "left of nothing"
        book["Units"].title = " uNITS"
        book["Links"].insert_rows(1, 2)
        book["Links"]["A1"] = "Our strategy map"
        book["Measures"].insert_rows(3, 5)
        book["Measures"]["C1"] = "OBJECTIVE"
        book.create_sheet("My calculations")["A1"] = 1
        book.create_sheet("Pivot")

    card, faults = edited(change)
    assert faults == []
    assert card == company


def test_a_copy_of_a_sheet_is_a_warning(edited: Edit, company: Scorecard) -> None:
    card, (fault,) = edited(lambda book: setattr(book.copy_worksheet(book["Measures"]), "title", "Measures (2)"))
    assert card == company
    assert (fault.table, fault.severity) == ("Measures (2)", "warning")


def test_values_as_excel_makes_them(edited: Edit) -> None:
    """A month turned into a date, a number as id, a boolean, a date typed as text, percent text."""

    def change(book: Any) -> None:
        for column, value in {"key": True, "due": "2027-06-30", "weight": "100 %", "decimals": 2.0}.items():
            put("Measures", 2, column, value)(book)
        put("Actuals", 2, "period", datetime(2026, 9, 1))(book)
        put("Measures", 3, "target", 5)(book)
        put("Initiatives", 2, "id", 7)(book)
        put("Initiatives", 2, "objectives", "O2;O1")(book)

    card, faults = edited(change)
    assert faults == []
    assert card is not None
    measure = card.measures[0]
    assert (measure.key, str(measure.due), measure.weight, measure.decimals) == (True, "2027-06-30", 1.0, 2)
    assert card.actuals[0].period == "2026-09"
    assert card.measures[1].target == "5"
    assert (card.initiatives[0].id, card.initiatives[0].objectives) == ("7", ("O2", "O1"))


def test_formulas_are_read_by_value(written: Path) -> None:
    from xlsxwriter import Workbook as Writer

    path = written.with_name("formulas.xlsx")
    with Writer(str(path)) as book:
        tables: dict[str, list[tuple[object, object]]] = {
            "Scorecard": [("setting", "value"), ("name", '="A"&"B"'), ("first year", "=2000+26"), ("last year", 2026)],
            "Perspectives": [("id", "name"), ("F", "Financial")],
            "Units": [("id", "name"), ("U", "Unit")],
        }
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if str(value).startswith("="):
                        sheet.write_formula(number, column, str(value), None, "AB" if "A" in str(value) else 2026)
                    else:
                        sheet.write(number, column, value)
    card, faults = read_definition(path)
    assert faults == []
    assert card is not None
    assert (card.name, card.first_year) == ("AB", 2026)


def test_formulas_typed_as_text_arrive_as_text(company: Scorecard, tmp_path: Path) -> None:
    from dataclasses import replace

    evil = "=cmd|' /C calc'!A0"
    path = tmp_path / "evil.xlsx"
    measures = (replace(company.measures[0], name=evil, owner="@SUM(A1)", source="+1"), company.measures[1])
    write_definition(replace(company, name=evil, measures=measures), path)
    with ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    card, _ = read_definition(path)
    assert card is not None
    assert (card.name, card.measures[0].name, card.measures[0].owner) == (evil, evil, "@SUM(A1)")


def test_a_cell_at_the_far_end(edited: Edit, company: Scorecard) -> None:
    card, faults = edited(lambda book: setattr(book["Units"]["XFD1048576"], "value", "far"))
    assert card is None
    assert [told(fault) for fault in faults] == [("units", "", "", "cells in row 1048576")]
    card, faults = edited(lambda book: setattr(book["Units"]["XFD1048576"], "value", None))
    assert (card, faults) == (company, [])


def test_a_wrong_dimension_loses_nothing(written: Path, company: Scorecard) -> None:
    import re

    for part in ("xl/worksheets/sheet8.xml", "xl/worksheets/sheet2.xml"):
        rewrite_part(written, part, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml))
    assert read_definition(written)[0] == company


def test_a_workbook_of_another_kind(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Budget"  # type: ignore[union-attr]
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(UnreadableInput, match=r"no definition; its sheets are: Budget\. .* bsc-xl init"):
        read_definition(tmp_path / "other.xlsx")
    book.create_sheet("_bsc")
    book.create_sheet("Units")
    book.save(tmp_path / "built.xlsx")
    with pytest.raises(UnreadableInput, match="built from a definition"):
        read_definition(tmp_path / "built.xlsx")


def test_a_sheet_without_headings(edited: Edit) -> None:
    _, faults = edited(lambda book: book["Units"].delete_rows(1))
    (fault,) = faults
    assert told(fault) == ("units", "", "", "TOP, Harbour")
    assert fault.allowed == "a heading row with id *, name *"


def test_names_of_every_script(company: Scorecard, tmp_path: Path) -> None:
    from dataclasses import replace

    units = (replace(company.units[0], name="الميناء"), replace(company.units[1], name="営業部 😀"))
    card = replace(company, name="Ünïté", units=units)
    write_definition(card, tmp_path / "unicode.xlsx")
    assert read_definition(tmp_path / "unicode.xlsx") == (card, [])


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_has_its_sheet(written: Path, name: str) -> None:
    sheet = load_workbook(written)[TABLES[name].sheet]
    if name == "scorecard":
        titles = [cell.value for cell in sheet["A"]][1:]
        assert sheet.freeze_panes == "B2"
    else:
        titles = [cell.value for cell in sheet[1]]
        assert list(sheet.tables) == [f"{TABLES[name].sheet}Table"]
    assert titles == [column.title for column in TABLES[name].columns]
