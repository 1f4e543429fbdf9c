"""Writes a layout as an .xlsx file: same layout, same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook as XlsxWorkbook

from bsc_xl.io.vba import BOOK, code_name, vba_project
from bsc_xl.io.xlsx_write.cells import SheetCells, legal
from bsc_xl.io.xlsx_write.sheet import LateStrings, LayoutWorksheet
from bsc_xl.io.xlsx_write.styles import Styles
from bsc_xl.layout.addresses import cut
from bsc_xl.layout.protection import ALLOWED
from bsc_xl.layout.status_formats import BEGINNING, GREY, status_colours, status_ranges
from bsc_xl.layout.types import Sheet, Validation, Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.xlsx_file import new_workbook

# Excel stores when a file was made; a fixed day keeps the bytes the same.
_MADE = datetime(2000, 1, 1)
# The calculation engine of Excel since 2019: a file of an older one is calculated as a whole when it is opened.
_CALCULATION_ENGINE = 191029
_TAB_COLOURS = {
    "start": "#0B3954",
    "strategy": "#0B3954",
    "dashboard": "#0B3954",
    "perspective": "#087E8B",
    "units": "#5C6B73",
    "unit": "#F2C14E",
    "initiatives": "#5C6B73",
    "reviews": "#F2C14E",
    "smart": "#5C6B73",
    "checks": "#2E7D32",
}
_LONGEST_FOOTER = 100  # Excel takes 255, marks and doubled ampersands included


def write_workbook(layout: Workbook, path: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Write a workbook.

    Args:
        layout: what to write.
        path: the file, which is overwritten; callers write beside and rename. An .xlsm gets the VBA project with
            the functions of bsc-xl.
        progress: called with the number of sheets prepared and of all sheets.
    """
    options = {"default_format_properties": {"font_name": "Calibri", "font_size": 10}}
    with new_workbook(path, options) as book:
        book.str_table = LateStrings()
        book.set_properties(
            {
                "title": legal(layout.title),
                "company": legal(layout.organisation),
                "created": _MADE,
                "author": "bsc-xl",
            }
        )
        for name, value in layout.properties.items():
            book.set_custom_property(name, value)
        book.set_calc_mode("auto")
        if layout.flavour is Flavour.UDF:
            # Where Python is missing, a calculation would replace every value by an error.
            book.set_calc_mode("auto", _CALCULATION_ENGINE)
            book.calc_on_load = False
        with_code = path.suffix.lower() == ".xlsm"
        if with_code:
            book.add_vba_project(BytesIO(vba_project(len(layout.sheets))), is_stream=True)
            book.set_vba_name(BOOK)
        styles = Styles(book)
        for number, sheet in enumerate(layout.sheets, 1):
            target = _add_sheet(book, layout, sheet, styles)
            if with_code:
                target.set_vba_name(code_name(number))
                _buttons(target, sheet)
            if progress:
                progress(number, len(layout.sheets))
        for name, place in layout.names.items():
            book.define_name(name, "=" + place)


def _add_sheet(book: XlsxWorkbook, layout: Workbook, sheet: Sheet, styles: Styles) -> Any:
    target: Any = book.add_worksheet(sheet.name, worksheet_class=LayoutWorksheet)
    target.take(SheetCells(sheet, styles))
    target.hide_gridlines(2)
    _columns(target, sheet)
    _links(target, sheet)
    for validation in sheet.validations:
        _validate(target, validation)
    _status_formats(target, layout, sheet, styles)
    if sheet.freeze:
        target.freeze_panes(*sheet.freeze)
    if sheet.kind in _TAB_COLOURS:
        target.set_tab_color(_TAB_COLOURS[sheet.kind])
    if sheet.hidden:
        target.very_hidden()
    target.protect("", ALLOWED)
    _page(target, layout, sheet)
    return target


def _columns(target: Any, sheet: Sheet) -> None:
    """Widths and outline groups, neighbours that are alike in one go."""
    numbers = sorted(set(sheet.widths) | set(sheet.grouped))
    start = 0
    while start < len(numbers):
        end = start

        def look(number: int) -> tuple[float | None, bool | None]:
            return sheet.widths.get(number), sheet.grouped.get(number)

        while (
            end + 1 < len(numbers)
            and numbers[end + 1] == numbers[end] + 1
            and look(numbers[end + 1]) == look(numbers[start])
        ):
            end += 1
        width, hidden = look(numbers[start])
        options = {} if hidden is None else {"level": 1, "hidden": hidden}
        target.set_column(numbers[start], numbers[end], width, None, options)
        start = end + 1
    if sheet.grouped:
        after = max(sheet.grouped) + 1
        target.set_column(after, after, None, None, {"collapsed": True})


def _links(target: Any, sheet: Sheet) -> None:
    """Jumps inside the workbook; the cells themselves are written from the layout."""
    for loose in sheet.loose:
        if loose.link:
            target.write_url(loose.row - 1, loose.column, loose.link, None, legal(str(loose.value)))
    for table in sheet.tables:
        for number, column in enumerate(table.columns, table.left):
            for row, place in enumerate(column.links or ()):
                target.write_url(table.first - 1 + row, number, place, None, legal(str(column.values[row])))


def _buttons(target: Any, sheet: Sheet) -> None:
    """Form control buttons, a little smaller than the cells they stand over."""
    for button in sheet.buttons:
        top, left, bottom, right = _corners(button.ref)
        for row in range(top, bottom + 1):
            target.set_row(row, sheet.heights.get(row + 1))  # XlsxWriter places buttons by the heights that it knows
        width = sum(target._size_col(column) for column in range(left, right + 1))
        height = sum(target._size_row(row) for row in range(top, bottom + 1))
        options = {"macro": button.macro, "caption": button.caption, "width": width - 4, "height": height - 4}
        target.insert_button(top, left, options | {"x_offset": 2, "y_offset": 2, "description": button.caption})


def _validate(target: Any, validation: Validation) -> None:
    options: dict[str, Any] = {
        "input_title": legal(validation.title),
        "input_message": legal(validation.message),
        "error_title": "Please check",
        "error_message": validation.error,
        "error_type": "warning" if validation.warn_only else "stop",
    }
    if validation.source:
        options |= {"validate": "list", "source": validation.source}
    elif validation.rule:
        options |= {"validate": "custom", "value": "=" + validation.rule}
    else:
        options |= {"validate": "any"}
    first, *others = validation.ranges
    if others:
        options["other_cells"] = [_corners(ref) for ref in others]
    target.data_validation(first, {key: value for key, value in options.items() if value})


def _corners(ref: str) -> list[int]:
    from xlsxwriter.utility import xl_cell_to_rowcol

    start, _, end = ref.partition(":")
    return [*xl_cell_to_rowcol(start), *xl_cell_to_rowcol(end or start)]


def _status_formats(target: Any, layout: Workbook, sheet: Sheet, styles: Styles) -> None:
    """Colours for status words; the word itself always stands there too."""
    ranges = status_ranges(sheet)
    if not ranges:
        return
    for word, colour in status_colours(layout):
        options = {"type": "cell", "criteria": "==", "value": word, "format": styles.status(colour)}
        target.conditional_format(ranges[0], options | _several(ranges))
    options = {"type": "text", "criteria": "begins with", "value": BEGINNING, "format": styles.status(GREY)}
    target.conditional_format(ranges[0], options | _several(ranges))


def _several(ranges: list[str]) -> dict[str, str]:
    return {"multi_range": " ".join(ranges)} if len(ranges) > 1 else {}


def _page(target: Any, layout: Workbook, sheet: Sheet) -> None:
    target.set_paper(9)
    if sheet.landscape:
        target.set_landscape()
    target.fit_to_pages(1, 0)
    target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    name = cut(legal(layout.organisation), _LONGEST_FOOTER).replace("&", "&&")
    target.set_footer(f"&L{name}&C&A&RPage &P of &N")
    if sheet.repeat_rows:
        target.repeat_rows(sheet.repeat_rows[0] - 1, sheet.repeat_rows[1] - 1)
    if sheet.print_columns:
        rows, _ = target.cells.extent()
        target.print_area(0, 0, rows, sheet.print_columns - 1)
