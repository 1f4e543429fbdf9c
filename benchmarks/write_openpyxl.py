"""Writes a dump with openpyxl, by its ordinary calls: python write_openpyxl.py DUMP OUT.xlsx.

openpyxl cannot store the value of a formula, so this file has none; everything else is the same.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from dump_file import load
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula


def main(dump: Path, path: Path) -> None:
    """Write the workbook."""
    head, sheets = load(dump)
    book = Workbook()
    del book["Sheet"]  # the one that every new workbook has
    styles = []
    for number, properties in enumerate(head["formats"]):
        style = _named_style(f"style {number}", properties)
        book.add_named_style(style)
        styles.append(style.name)
    for sheet in sheets:
        target = book.create_sheet(sheet["name"])
        _cells(target, sheet, styles)
        for name, args, kwargs in sheet["calls"]:
            _CALLS[name](target, head["formats"], *args, **kwargs)
    for name, place in head["names"].items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    book.save(path)


def _colour(text: str) -> str:
    return "FF" + text.lstrip("#")


def _named_style(name: str, look: dict[str, Any]) -> NamedStyle:
    edge = Side("thin", _colour(look.get("border_color", "#000000")))
    below = Side("thin", _colour(look.get("bottom_color", "#000000")))
    all_round = "border" in look
    return NamedStyle(
        name,
        font=Font(
            look.get("font_name", "Calibri"),
            look.get("font_size", 10),
            bold=look.get("bold", False),
            color=_colour(look.get("font_color", "#000000")),
            underline="single" if look.get("underline") else None,
        ),
        fill=PatternFill("solid", _colour(look["bg_color"])) if "bg_color" in look else PatternFill(),
        border=Border(edge, edge, edge, edge) if all_round else Border(bottom=below if "bottom" in look else None),
        alignment=Alignment(
            horizontal=look.get("align"),
            vertical={"vcenter": "center"}.get(look.get("valign", ""), look.get("valign")),
            wrap_text=look.get("text_wrap"),
            indent=look.get("indent", 0),
        ),
        number_format=look.get("num_format", "General"),
        protection=Protection(locked=look.get("locked", True)),
    )


def _cells(target: Any, sheet: dict[str, Any], styles: list[str]) -> None:
    for row, column, what, value, _, style in sheet["cells"]:
        cell = target.cell(row + 1, column + 1)
        if what == "a":
            cell.value = ArrayFormula(cell.coordinate, value)
        elif what != "b":
            cell.value = value
            if what == "s":
                cell.data_type = "s"
        cell.style = styles[style]
    for (row, column), place in sheet["links"].items():
        target.cell(row + 1, column + 1).hyperlink = "#" + place.removeprefix("internal:")
    for row, height in sheet["heights"].items():
        target.row_dimensions[row].height = height


def _set_column(
    target: Any, _: Any, first: int, last: int, width: float | None, __: None = None, more: dict[str, Any] | None = None
) -> None:
    options = more or {}
    for number in range(first, last + 1):
        dimension = target.column_dimensions[get_column_letter(number + 1)]
        if width is not None:
            dimension.width = width
        dimension.outlineLevel = options.get("level", 0)
        dimension.hidden = bool(options.get("hidden"))
        dimension.collapsed = bool(options.get("collapsed"))


def _data_validation(target: Any, _: Any, first: str, options: dict[str, Any]) -> None:
    kinds: dict[str, Any] = {"list": "list", "custom": "custom"}
    formula = options.get("source") or options.get("value")
    made = DataValidation(
        kinds.get(options["validate"]),
        formula1=formula.removeprefix("=") if formula else None,
        allow_blank=True,
        promptTitle=options.get("input_title"),
        prompt=options.get("input_message"),
        errorTitle=options.get("error_title"),
        error=options.get("error_message"),
        errorStyle=options.get("error_type"),
        showInputMessage=True,
        showErrorMessage=True,
    )
    made.add(first)
    for top, left, bottom, right in options.get("other_cells", ()):
        made.add(f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}")
    target.add_data_validation(made)


def _conditional_format(target: Any, formats: Any, first: str, options: dict[str, Any]) -> None:
    format_ = formats[options["format"]]
    font = Font(bold=format_.get("bold"), color=_colour(format_.get("font_color", "#000000")))
    look = DifferentialStyle(font=font, fill=PatternFill(bgColor=_colour(format_["bg_color"])))
    ranges = options.get("multi_range", first)
    if options["type"] == "cell":
        rule = Rule("cellIs", operator="equal", formula=[options["value"]], dxf=look)
    else:
        words, head = options["value"], first.partition(":")[0]
        rule = Rule("expression", formula=[f'LEFT({head},{len(words)})="{words}"'], dxf=look)
    target.conditional_formatting.add(ranges, rule)


def _protect(target: Any, _: Any, __: str, options: dict[str, bool]) -> None:
    target.protection.sheet = True
    target.protection.objects = not options["objects"]
    target.protection.scenarios = not options["scenarios"]
    target.protection.formatColumns = not options["format_columns"]
    target.protection.formatRows = not options["format_rows"]
    target.protection.sort = not options["sort"]
    target.protection.autoFilter = not options["autofilter"]


def _fit_to_pages(target: Any, _: Any, width: int, height: int) -> None:
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = width, height


def _set_margins(target: Any, _: Any, **sides: float) -> None:
    for side, size in sides.items():
        setattr(target.page_margins, side, size)


def _freeze(target: Any, _: Any, rows: int, columns: int) -> None:
    target.freeze_panes = target.cell(rows + 1, columns + 1)


def _print_area(target: Any, _: Any, top: int, left: int, bottom: int, right: int) -> None:
    target.print_area = f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"


_CALLS: dict[str, Any] = {
    "set_column": _set_column,
    "data_validation": _data_validation,
    "conditional_format": _conditional_format,
    "protect": _protect,
    "fit_to_pages": _fit_to_pages,
    "set_margins": _set_margins,
    "freeze_panes": _freeze,
    "print_area": _print_area,
    "hide_gridlines": lambda target, _, __: setattr(target.sheet_view, "showGridLines", False),
    "set_tab_color": lambda target, _, colour: setattr(target.sheet_properties, "tabColor", _colour(colour)),
    "very_hidden": lambda target, _: setattr(target, "sheet_state", "veryHidden"),
    "set_paper": lambda target, _, number: setattr(target.page_setup, "paperSize", number),
    "set_landscape": lambda target, _: setattr(target.page_setup, "orientation", "landscape"),
    "set_footer": lambda target, _, words: setattr(target.oddFooter.center, "text", words),
    "repeat_rows": lambda target, _, first, last: setattr(target, "print_title_rows", f"{first + 1}:{last + 1}"),
}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
