"""Writes a dump with plain XlsxWriter, by its ordinary calls: python write_xlsxwriter.py DUMP OUT.xlsx."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import xlsxwriter
from dump_file import load


def main(dump: Path, path: Path) -> None:
    """Write the workbook."""
    head, sheets = load(dump)
    book = xlsxwriter.Workbook(str(path))
    formats = [book.add_format(properties) for properties in head["formats"]]
    for sheet in sheets:
        _write(book.add_worksheet(sheet["name"]), sheet, formats)
    for name, place in head["names"].items():
        book.define_name(name, "=" + place)
    book.close()


def _write(target: Any, sheet: dict[str, Any], formats: list[Any]) -> None:
    links = sheet["links"]
    for row, column, what, value, stored, style in sheet["cells"]:
        look = formats[style]
        if what == "f":
            target.write_formula(row, column, value, look, stored)
        elif what == "a":
            target.write_array_formula(row, column, row, column, value, look, stored)
        elif what == "b":
            target.write_blank(row, column, None, look)
        elif what == "n":
            target.write_number(row, column, value, look)
        elif what == "d":
            target.write_datetime(row, column, value, look)
        elif (row, column) in links:
            target.write_url(row, column, links[row, column], look, value)
        else:
            target.write_string(row, column, value, look)
    for row, height in sheet["heights"].items():
        target.set_row(row - 1, height)
    for name, args, kwargs in sheet["calls"]:
        if name == "conditional_format":
            ranges, options = args
            target.conditional_format(ranges, options | {"format": formats[options["format"]]})
        else:
            getattr(target, name)(*args, **kwargs)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
