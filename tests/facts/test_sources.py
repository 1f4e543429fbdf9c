"""The same facts come out of a text file, an Excel sheet, a Parquet file and a database."""

from __future__ import annotations

import sqlite3
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from bsc_xl.errors import MissingExtra, UnreadableInput, WrongUsage
from bsc_xl.facts.load import importing
from bsc_xl.facts.mapping import parse_mapping
from bsc_xl.model import Actual, NullReason
from tests.facts.sample import CARD, HEADER, LONG, adds_up, imported

COLUMNS = LONG[LONG.index("[columns]") :] + '[nulls]\n"No Data" = "no data"\n[values.divide_by]\npercent = 100\n'
ROWS: list[tuple[Any, ...]] = [
    ("CORP", "SHARE", date(2025, 1, 31), 45.5, date(2025, 2, 3), "Ann", "=cmd|' /C calc'!A0", None),
    ("CORP", "SHARE", date(2025, 2, 28), None, None, None, None, "No Data"),
    ("CORP", "CREDIT", date(2025, 3, 31), "AA", None, None, "wächst, 增长", None),
    ("NORTH", "DAYS", date(2025, 1, 31), 12, None, None, None, None),
    ("NORTH", "DAYS", date(2025, 2, 28), None, None, None, None, None),
    ("NORTH", "ISO", date(2025, 12, 31), "Yes", None, None, None, None),
    ("NORTH", "NONE", date(2025, 1, 31), 1, None, None, None, None),
]
FACTS = (
    Actual("CORP", "SHARE", "2025-01", 0.455, date(2025, 2, 3), "Ann", "=cmd|' /C calc'!A0"),
    Actual("CORP", "SHARE", "2025-02", None, null_reason=NullReason.NO_DATA),
    Actual("CORP", "CREDIT", "FY2025-Q1", "AA", note="wächst, 增长"),
    Actual("NORTH", "DAYS", "2025-01", 12.0),
    Actual("NORTH", "ISO", "FY2025", "yes"),
)
NAMES = HEADER.split(",")


def write_source(kind: str, folder: Path) -> str:
    """Write the rows as a source of this kind; returns the mapping's [source]."""
    frame = pd.DataFrame(ROWS, columns=NAMES, dtype=object)
    if kind == "csv":
        frame.to_csv(folder / "in.csv", index=False)
        return 'kind = "csv"\npath = "in.csv"'
    if kind == "excel":
        book = openpyxl.Workbook()
        book.create_sheet("Data", 1)
        sheet = book["Data"]
        for row in ([], ["My export"], NAMES, *ROWS):
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # openpyxl would make a formula of =cmd
        sheet.append([])
        book.save(folder / "in.xlsx")
        return 'kind = "excel"\npath = "in.xlsx"\nsheet = "data"\nheader_row = 3'
    if kind == "parquet":
        frame["Value"] = [None if value is None else str(value) for value in frame["Value"]]
        frame.to_parquet(folder / "in.parquet")
        return 'kind = "parquet"\npath = "in.parquet"'
    with sqlite3.connect(folder / "in.db") as base:
        base.execute(f"CREATE TABLE t ({', '.join(NAMES)})")
        rows = [[value.isoformat() if isinstance(value, date) else value for value in row] for row in ROWS]
        base.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(NAMES))})", rows)
    base.close()
    return 'kind = "sql"\nurl = "sqlite:///${DB_NAME}"\nquery = "SELECT * FROM t"'


@pytest.mark.parametrize(("kind", "row"), [("csv", 8), ("excel", 10), ("parquet", 7), ("sql", 7)])
def test_every_kind_of_source_gives_the_same_facts(
    kind: str, row: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DB_NAME", "in.db")
    mapping = parse_mapping(f"[source]\n{write_source(kind, tmp_path)}\n{COLUMNS}", tmp_path)
    found = adds_up(importing(mapping, CARD))
    assert found.facts == FACTS
    assert [(r.row, r.column, r.found) for r in found.rejected] == [(row, "KPI", "NONE")]
    assert (found.rows, found.entries, found.blanks) == (7, 7, 1)


def test_a_guard_sees_a_workbook_before_it_is_opened(tmp_path: Path) -> None:
    mapping = parse_mapping(f"[source]\n{write_source('excel', tmp_path)}\n{COLUMNS}", tmp_path)

    def guard(path: Path) -> None:
        raise UnreadableInput(f"{path.name} is dangerous")

    with pytest.raises(UnreadableInput, match=r"in.xlsx is dangerous"):
        importing(mapping, CARD, guard)


def test_an_error_cell_of_excel_is_no_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["m", "p", "a"], ["DAYS", 45_000, "#DIV/0!"], ["DAYS", datetime(2025, 3, 1), True], ["DAYS", 2025, 1],
                ["DAYS", 45_658, date(2025, 1, 1)], ["DAYS", 45_658.0, "1.234,5"]):  # fmt: skip
        book.active.append(row)
    book.active["C2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    text = '[source]\nkind = "excel"\npath = "a.xlsx"\n[columns]\nmeasure = "m"\nperiod = "p"\nactual = "a"\n'
    found = adds_up(importing(parse_mapping(text, tmp_path), CARD))
    assert [(fact.period, fact.actual) for fact in found.facts] == [("2025-01", 1234.5)]
    assert [(r.row, r.column, r.found, r.reason) for r in found.rejected] == [
        (2, "p", "45000", "the period lies outside the plan, FY2025 to FY2026"),
        (3, "a", "True", "this is a yes or no, and DAYS takes numbers"),
        (4, "p", "2025", "the measure is monthly, the period is annual"),
        (5, "a", "2025-01-01", "this is a date or a time, not a value"),
    ]
    loose = adds_up(importing(parse_mapping(text + '[dates]\nfrequency = "monthly"\n', tmp_path)))
    assert ("#DIV/0!", "this is the error of a formula") in [(r.found, r.reason) for r in loose.rejected]


def test_german_csv_with_its_own_formats(tmp_path: Path) -> None:
    text = """
[source]
kind = "csv"
path = "in.csv"
[columns]
unit = "Bereich"
measure = "Kennzahl"
period = "Monat"
actual = "Wert"
as_of = "Stand"
[dates]
period_format = "%m/%Y"
[units]
"Süd und Nord" = "NORTH"
[measures]
"Dauer" = "DAYS"
"zertifiziert" = "ISO"
"Anteil" = "SHARE"
[labels]
"erfüllt" = "yes"
[nulls]
"k. A." = "no data"
"-" = "blank"
"""
    lines = ["Bereich;Kennzahl;Monat;Wert;Stand", "Süd und Nord;Dauer;01/2025;1.234,5;03.02.2025",
             "Süd und Nord;Dauer;02/2025;1.234;", "süd und nord;Dauer;03/2025;k. A.;", ";Dauer;04/2025;-;",
             ";zertifiziert;12/2025;erfüllt;", ";Anteil;01/2025;45,5 %;", ";Dauer;2025-05;1;", ";Dauer;06/2025;-7;30.2.2025"]  # fmt: skip  # noqa: E501
    (tmp_path / "in.csv").write_bytes("\r\n".join(lines).encode("cp1252"))
    found = adds_up(importing(parse_mapping(text, tmp_path), CARD))
    assert [(f.measure, f.period, f.actual, f.as_of, f.null_reason) for f in found.facts] == [
        ("DAYS", "2025-01", 1234.5, date(2025, 2, 3), None),
        ("DAYS", "2025-02", 1234.0, None, None),
        ("DAYS", "2025-03", None, None, NullReason.NO_DATA),
        ("ISO", "FY2025", "yes", None, None),
        ("SHARE", "2025-01", 0.455, None, None),
    ]
    assert [(r.row, r.column, r.found, r.reason) for r in found.rejected] == [
        (8, "Monat", "2025-05", "this is no date written as %m/%Y"),
        (9, "Stand", "30.2.2025", "this is no date"),
    ]
    assert found.blanks == 1


def test_constants_scales_and_percent_texts(tmp_path: Path) -> None:
    text = LONG.replace('unit = "Dept"', 'unit = { value = "CORP" }').replace('"Who"', '{ value = "ERP" }')
    text += '[values.divide_by]\nSHARE = 10\npercent = 100\n"*" = 2\n[values.multiply_by]\n"%" = 3\n'
    rows = "x,SHARE,2025-01,5,,,,\nx,SHARE,2025-02,93 %,,,,\nx,RATE,2025-01,8,,,,\nx,RATE,2025-02,93 %,,,,"
    found = imported(tmp_path, f"{HEADER}\n{rows}\n", text)
    assert [(fact.actual, fact.entered_by) for fact in found.facts] == [
        (0.5, "ERP"),
        (0.93, "ERP"),
        (12.0, "ERP"),
        (93.0, "ERP"),
    ]


def test_what_is_not_there(tmp_path: Path) -> None:
    def said(source: str, columns: str = COLUMNS) -> str:
        with pytest.raises((UnreadableInput, WrongUsage)) as caught:
            importing(parse_mapping(f"[source]\n{source}\n{columns}", tmp_path), CARD)
        return str(caught.value).replace(str(tmp_path), "")

    excel = write_source("excel", tmp_path)
    assert said('kind = "csv"\npath = "none.csv"') == "/none.csv: there is no such file."
    assert said('kind = "csv"\npath = "."').endswith(": this is a folder, not a file.")
    (tmp_path / "empty.csv").touch()
    assert said('kind = "csv"\npath = "empty.csv"') == "/empty.csv: the file is empty."
    (tmp_path / "blank.csv").write_text("\n\n")
    assert said('kind = "csv"\npath = "blank.csv"') == "/blank.csv: row 1 has no column names."
    assert said('kind = "csv"\npath = "in.xlsx"\nencoding = "utf-8"') == "/in.xlsx: this is not text in utf-8."
    assert said(excel.replace('"data"', '"Dta"')) == (
        "/in.xlsx: there is no sheet 'Dta'. Did you mean Data? Its sheets: 'Sheet', 'Data'."
    )
    assert said(excel.replace('"data"', "3")) == "/in.xlsx: there is no sheet 3. Its sheets: 'Sheet', 'Data'."
    assert said(excel.replace("= 3", "= 30")) == "/in.xlsx: row 30 of sheet 'Data' has no column names."
    assert said('kind = "excel"\npath = "old.xls"').startswith("/old.xls: only .xlsx and .xlsm are read")
    (tmp_path / "bad.xlsx").write_text("this is no zip")
    assert said('kind = "excel"\npath = "bad.xlsx"').startswith("/bad.xlsx: this is no Excel workbook")
    (tmp_path / "bad.parquet").write_text("nor is this Parquet")
    assert said('kind = "parquet"\npath = "bad.parquet"').startswith("/bad.parquet: this is no Parquet file")
    (tmp_path / "few.csv").write_text("KPI,Months,Value,Value\n")
    assert said('kind = "csv"\npath = "few.csv"', COLUMNS.replace('unit = "Dept"\n', "").replace('"KPI"', '"Kpi"')) == (
        "few.csv: columns are missing.\nThere is no column 'Month'. Did you mean Months?\n"
        "There are two columns 'Value'.\nThere is no column 'Closed'.\nThere is no column 'Who'.\n"
        "There is no column 'Remark'.\nThere is no column 'Why'.\nIts columns: 'KPI', 'Months', 'Value', 'Value'."
    )


def test_a_database_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(url: str, query: str = "SELECT 1") -> str:
        source = f'[source]\nkind = "sql"\nurl = "{url}"\nquery = "{query}"\n{COLUMNS}'
        with pytest.raises((UnreadableInput, WrongUsage)) as caught:
            importing(parse_mapping(source, tmp_path))
        return str(caught.value).replace(str(tmp_path), "")

    write_source("sql", tmp_path)
    monkeypatch.delenv("NO_SUCH", raising=False)
    monkeypatch.setenv("SECRET", "p@ss:/word")
    assert said("sqlite:///none.db") == "/none.db: there is no such file."
    assert not (tmp_path / "none.db").exists()
    assert said("sqlite:///in.db", "SELECT * FROM u") == "sqlite:////in.db: the database says: no such table: u."
    assert "NO_SUCH, which is not set" in said("postgresql://u:${NO_SUCH}@h/d")
    assert "is none" in said("no url")
    message = said("nosuchdialect://u:${SECRET}@h/d")
    assert message.startswith("nosuchdialect://u:***@h/d")
    assert "p@ss" not in message


@pytest.mark.parametrize(("kind", "module", "extra"), [("parquet", "pyarrow", "parquet"), ("sql", "sqlalchemy", "sql")])
def test_an_optional_part_that_is_not_installed(
    kind: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = parse_mapping(f"[source]\n{write_source(kind, tmp_path)}\n{COLUMNS}", tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=rf'pip install "bsc-xl\[{extra}\]"'):
        importing(mapping)
