"""Writes a definition workbook: a table a sheet, ready for a person to go on typing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_xl.files import replace_file
from bsc_xl.io.definition.guide import write_guide
from bsc_xl.io.definition.raw import RawRow
from bsc_xl.io.definition.record import Table
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.tables import writable
from bsc_xl.io.definition.xlsx_style import FREEZE, TABS, Styles, shown_width
from bsc_xl.io.definition.xlsx_validation import Choices, validation
from bsc_xl.model import Scorecard
from bsc_xl.xlsx_file import new_workbook, write_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SPARE_ROWS = 40  # formatted blank rows below each table
CHECKED_ROWS = 5000  # rows with drop-downs and messages, at least
_FIRST_DAY_OF_EXCEL = date(1900, 3, 1)  # before, Excel counts a day that never was
_CREATED = datetime(2000, 1, 1)  # the same input gives the same bytes


class _Exact(float):
    """A number that is written with all its digits; XlsxWriter alone keeps 16, which are not always enough."""

    __slots__ = ()

    def __format__(self, _: str) -> str:
        return repr(float(self))


def write_definition_xlsx(card: Scorecard, path: Path) -> None:
    """Write a definition as an Excel workbook; the same scorecard gives the same bytes.

    Args:
        card: the scorecard, sound or not.
        path: the file, new or old.

    Raises:
        InvalidDefinition: a value that no cell can hold.
        WrongUsage, FileInUse: as ``replace_file``.
    """
    tables = writable(card).tables
    with replace_file(path) as beside, new_workbook(beside, {}) as book:
        book.set_properties({"title": f"{card.name[:200]}: definition", "created": _CREATED})
        book.set_size(2400, 1300)
        styles = Styles(book)
        guide = book.add_worksheet("Guide")
        sheets = {name: book.add_worksheet(table.sheet) for name, table in TABLES.items()}
        choices = Choices(_write_lists(book, styles))
        write_guide(guide, styles)
        _write_scorecard(sheets["scorecard"], tables["scorecard"][0], styles, choices)
        for name, table in TABLES.items():
            sheets[name].set_tab_color(TABS[name])
            if name != "scorecard":
                _write_table(sheets[name], table, tables[name], styles, choices)
        guide.activate()


def _write_lists(book: Workbook, styles: Styles) -> dict[tuple[str, ...], str]:
    """The hidden sheet of words that drop-downs offer; gives the range of each list."""
    sheet = book.add_worksheet("Lists")
    sheet.hide()
    ranges: dict[tuple[str, ...], str] = {}
    columns = [column for table in TABLES.values() for column in table.columns]
    words: dict[tuple[str, ...], str] = {("yes", "no"): "yes or no"}
    for column in columns:
        for list_of_words in (column.choices, column.suggestions):
            if list_of_words:
                words.setdefault(list_of_words, column.name.replace("_", " "))
    for number, (list_of_words, name) in enumerate(words.items()):
        sheet.write_string(0, number, name, styles.heading)
        sheet.set_column(number, number, 22)
        for row, word in enumerate(list_of_words, 1):
            sheet.write_string(row, number, word)
        letter = _letter(number)
        ranges[list_of_words] = f"=Lists!${letter}$2:${letter}${len(list_of_words) + 1}"
    return ranges


def _write_scorecard(sheet: Worksheet, row: RawRow, styles: Styles, choices: Choices) -> None:
    table = TABLES["scorecard"]
    for number, (title, width) in enumerate((("setting", 22), ("value", 44), ("explanation", 100))):
        sheet.write_string(0, number, title, styles.heading)
        sheet.set_column(number, number, width)
    for number, column in enumerate(table.columns, 1):
        sheet.write_string(number, 0, column.title, styles.label(column))
        _write_cell(sheet, (number, 1), row.cells.get(column.name), styles.setting(column))
        sheet.write_string(number, 2, column.help, styles.note)
        sheet.data_validation(number, 1, number, 1, validation(column, choices, number))
    sheet.freeze_panes(1, 1)
    _print_setup(sheet, repeat=True)


def _write_table(sheet: Worksheet, table: Table, rows: tuple[RawRow, ...], styles: Styles, choices: Choices) -> None:
    last = len(rows) + SPARE_ROWS
    checked = max(CHECKED_ROWS, len(rows) + 2000)
    headings = []
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, shown_width(column), styles.blank(column))
        headings.append({"header": column.title, "header_format": styles.column_heading(column)})
        sheet.data_validation(0, number, 0, number, validation(column, None, checked))
        sheet.data_validation(1, number, checked, number, validation(column, choices, checked))
    options = {"columns": headings, "name": f"{table.sheet}Table", "style": None}
    sheet.add_table(0, 0, last, len(headings) - 1, options)
    sheet.set_row(0, 32)
    for number, row in enumerate(rows, 1):
        for position, column in enumerate(table.columns):
            _write_cell(sheet, (number, position), row.cells.get(column.name), styles.entry(column))
    for number in range(len(rows) + 1, last + 1):
        for position, column in enumerate(table.columns):
            sheet.write_blank(number, position, None, styles.entry(column))
    sheet.freeze_panes(1, FREEZE.get(table.name, 1))
    _print_setup(sheet, repeat=True)


def _write_cell(sheet: Worksheet, at: tuple[int, int], value: object, style: Format) -> None:
    """One cell, by the kind of its value; text is never read as a formula."""
    row, number = at
    if value is None:
        sheet.write_blank(row, number, None, style)
    elif isinstance(value, bool):
        sheet.write_string(row, number, "yes" if value else "no", style)
    elif isinstance(value, int | float):
        sheet.write_number(row, number, _Exact(value), style)
    elif isinstance(value, date):
        if value < _FIRST_DAY_OF_EXCEL:
            sheet.write_string(row, number, value.isoformat(), style)
        else:
            sheet.write_datetime(row, number, datetime(value.year, value.month, value.day), style)
    elif isinstance(value, list):
        write_text(sheet, row, number, ", ".join(value), style)
    else:
        write_text(sheet, row, number, str(value), style)


def _print_setup(sheet: Worksheet, *, repeat: bool) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    if repeat:
        sheet.repeat_rows(0)


def _letter(number: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(number)
    return name
