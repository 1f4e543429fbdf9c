"""The guide sheet of a definition workbook: how a finance person fills it in, from the columns' own descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_xl.io.definition.record import Column
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.xlsx_style import Styles

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

BUILD = "bsc-xl build FILE -o OUT.xlsx"
_STEPS = (
    ("Scorecard", "Give it a name, the fiscal years of the plan and the month in which a fiscal year starts."),
    ("Perspectives", "Keep the four that are there or write your own, from the top of the map to its bottom."),
    (
        "Objectives",
        "Write what is to be reached, in short verb phrases, each with its perspective. Themes are optional.",
    ),
    ("Links", "Say which objective helps which other one: these become the arrows of the strategy map."),
    ("Units", "List the organisation from the top down; each unit names the unit above it."),
    ("Measures", "Write what is measured: unit, objective, polarity, frequency, baseline, target and due date."),
    ("Targets", "Only where single periods or years have targets of their own."),
    ("Initiatives", "The projects that support the objectives, with budget and progress."),
    ("Scales", "Only if needed: Scales for words such as AAA, Profiles for seasons, Points and Bands for scoring."),
)
_RULES = (
    (
        "Ids",
        "An id is a short name by which other sheets refer to a row: letters, digits, hyphen, underscore and point.",
    ),
    ("", "No two rows of a sheet have the same id. Change an id on its own sheet and wherever it is used."),
    ("Periods", "A month is 2026-10, a quarter FY2026-Q1, a half-year FY2026-H1, a fiscal year FY2026."),
    ("", "A fiscal year has the number of the calendar year in which it ends."),
    ("Dates", "Dates are written year-month-day: 2026-10-31."),
    ("Shares", "Weights and percentages are fractions: 0.93, or 93 % typed with the sign, is 93 percent."),
    ("Rows", "Add rows below the last one. Blank rows are skipped. Columns may be moved, but keep their headings."),
    ("Own notes", "A column whose heading begins with # and sheets with other names are yours; they are not read."),
)


def write_guide(sheet: Worksheet, styles: Styles) -> None:
    """Fill the first sheet.

    Args:
        sheet: the empty sheet.
        styles: the workbook's formats.
    """
    for number, width in enumerate((3, 18, 24, 12, 92)):
        sheet.set_column(number, number, width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 1, "How to fill in this definition", styles.title)
    sheet.set_row(0, 30)
    sheet.write_string(
        1, 1, "One sheet for each kind of thing; the scorecard workbook is built from all of them.", styles.note_line
    )
    sheet.write_string(2, 1, "Cells like this", styles.sample)
    sheet.write_string(2, 2, "are for you to fill in. A heading with * must be filled in every row.", styles.note_line)
    row = _section(sheet, 4, "Order of work", styles)
    for number, (name, text) in enumerate(_STEPS, 1):
        sheet.write_number(row, 0, number, styles.strong)
        row = _line(sheet, row, (name, text), styles, link=True)
    row = _section(sheet, row + 1, "How to write things", styles)
    for name, text in _RULES:
        row = _line(sheet, row, (name, text), styles, link=False)
    row = _section(sheet, row + 1, "Build the scorecard", styles)
    sheet.write_string(row, 1, "Save this file, then type in a command window, in its folder:", styles.note_line)
    sheet.merge_range(row + 1, 1, row + 1, 3, BUILD, styles.code)
    sheet.write_string(row + 2, 1, "Every mistake is listed at once, with sheet, row and column.", styles.note_line)
    row = _sheets(sheet, row + 4, styles)
    _columns(sheet, row + 1, styles)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _section(sheet: Worksheet, row: int, title: str, styles: Styles) -> int:
    sheet.set_row(row, 22)
    for column in range(1, 5):
        sheet.write_string(row, column, title if column == 1 else "", styles.section)
    return row + 1


def _line(sheet: Worksheet, row: int, words: tuple[str, str], styles: Styles, *, link: bool) -> int:
    name, text = words
    _name(sheet, row, name, styles, link=link)
    sheet.write_string(row, 2, text, styles.plain)
    return row + 1


def _name(sheet: Worksheet, row: int, name: str, styles: Styles, *, link: bool) -> None:
    if link:
        sheet.write_url(row, 1, f"internal:'{name}'!A1", styles.link, name)
    else:
        sheet.write_string(row, 1, name, styles.strong)


def _sheets(sheet: Worksheet, row: int, styles: Styles) -> int:
    row = _section(sheet, row, "The sheets", styles)
    for table in TABLES.values():
        _name(sheet, row, table.sheet, styles, link=True)
        needed = " Required." if table.required else ""
        sheet.write_string(row, 2, table.purpose + needed, styles.plain)
        row += 1
    return row


def _columns(sheet: Worksheet, row: int, styles: Styles) -> int:
    row = _section(sheet, row, "Every column", styles)
    for number, title in enumerate(("sheet", "column", "required", "what to write"), 1):
        sheet.write_string(row, number, title, styles.heading)
    row += 1
    for table in TABLES.values():
        for column in table.columns:
            words = (table.sheet, column.title.removesuffix(" *"), "yes" if column.required else "", _help(column))
            looks: tuple[Format, ...] = (styles.note, styles.strong, styles.text, styles.text)
            for number, (word, look) in enumerate(zip(words, looks, strict=True), 1):
                sheet.write_string(row, number, word, look)
            row += 1
    return row


def _help(column: Column) -> str:
    words = f" Words: {', '.join(column.choices)}." if column.choices else ""
    return column.help.removeprefix("Required. ") + words
