"""Drop-downs, input messages and formats of the definition workbook, within what Excel takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bsc_xl.io.definition import write_definition
from bsc_xl.io.definition.record import Column, Kind
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.tables import to_scorecard
from bsc_xl.io.definition.toml import read_raw
from tests.io.definition.conftest import COMPANY

COLUMNS = [(name, column) for name, table in TABLES.items() for column in table.columns]
IDS = [f"{name}.{column.name}" for name, column in COLUMNS]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path: Path = tmp_path_factory.mktemp("help") / "definition.xlsx"
    card, _ = to_scorecard(read_raw(COMPANY, "company.toml"))
    assert card is not None
    write_definition(card, path)
    return load_workbook(path)


def rules(book: Any, name: str, column: Column) -> list[Any]:
    """Validations of a column: of its heading and of its cells."""
    sheet = book[TABLES[name].sheet]
    number = list(TABLES[name].column_by_name).index(column.name) + 1
    wanted = (
        (f"B{number + 1}",) if name == "scorecard" else tuple(f"{get_column_letter(number)}{row}" for row in (1, 2))
    )
    return [rule for cell in wanted for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=IDS)
def test_every_column_says_what_to_write(book: Any, name: str, column: Column) -> None:
    found = rules(book, name, column)
    assert len(found) == (1 if name == "scorecard" else 2)
    for rule in found:
        assert rule.promptTitle == column.title
        assert rule.prompt == column.help
        assert len(rule.promptTitle) <= 32
        assert 10 <= len(rule.prompt) <= 255
        assert len(rule.error or "") <= 255
        assert len(rule.errorTitle or "") <= 32
        assert len(rule.formula1 or "") <= 255


@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=IDS)
def test_drop_downs(book: Any, name: str, column: Column) -> None:
    rule = rules(book, name, column)[-1]
    if column.choices or column.kind is Kind.FLAG:
        words = column.choices or ("yes", "no")
        assert rule.type == "list"
        assert words_in(book, rule.formula1) == words
    elif column.kind is Kind.REFERENCE:
        sheet = TABLES[column.target].sheet
        assert (rule.type, rule.errorStyle) == ("list", "warning")
        assert rule.formula1.startswith(f"{sheet}!$A$2:INDEX({sheet}!$A$2:$A$5001,")
        assert book[sheet]["A1"].value == "id *"
    elif column.kind is Kind.DAY:
        assert rule.type == "date"


def words_in(book: Any, formula: str) -> tuple[str, ...]:
    sheet, _, cells = formula.partition("!")
    assert book[sheet].sheet_state == "hidden"
    return tuple(cell.value for (cell,) in book[sheet][cells.replace("$", "")])


@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=IDS)
def test_formats(book: Any, name: str, column: Column) -> None:
    """Text stays text (2026-10 is no date, 007 no 7), in the prepared rows and below them; inputs look like inputs."""
    sheet = book[TABLES[name].sheet]
    number = list(TABLES[name].column_by_name).index(column.name) + 1
    cell = sheet.cell(number + 1, 2) if name == "scorecard" else sheet.cell(2, number)
    expected = "yyyy-mm-dd" if column.kind is Kind.DAY else "@" if column.kind.is_text else cell.number_format
    assert cell.number_format == expected
    assert (cell.number_format == "@") == column.kind.is_text
    assert cell.fill.fgColor.rgb == "FFFFFBE6"
    assert cell.font.color.rgb == "FF1F4E9E"
    if name != "scorecard":
        below = sheet.column_dimensions[get_column_letter(number)]
        assert below.width >= 8


def test_headings_stay_in_sight_and_rows_are_spare(book: Any) -> None:
    for name, table in TABLES.items():
        sheet = book[table.sheet]
        assert sheet.freeze_panes is not None
        if name != "scorecard":
            assert sheet.max_row >= 41


def test_the_guide_comes_first_and_names_every_column(book: Any) -> None:
    assert book.sheetnames[0] == "Guide"
    assert book.active.title == "Guide"
    text = "\n".join(str(cell.value) for row in book["Guide"].iter_rows() for cell in row if cell.value)
    assert "bsc-xl build FILE -o OUT.xlsx" in text
    assert "FY2026-Q1" in text
    for _, column in COLUMNS:
        assert column.description in text
