"""Turns the cells of a layout into the XML of a sheet's rows, one column after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain

from xlsxwriter.format import Format

from bsc_xl.io.xlsx_write.styles import Styles
from bsc_xl.layout.addresses import column_letter, column_number
from bsc_xl.layout.types import CellValue, Column, Loose, Sheet, Table

_EPOCH = date(1899, 12, 30).toordinal()
Strings = Callable[[str], int]


def escaped(text: str) -> str:
    """Text as XML content."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def serial(day: date) -> int:
    """A date as Excel counts days."""
    day = day.date() if isinstance(day, datetime) else day
    return day.toordinal() - _EPOCH


def legal(text: str) -> str:
    """A text that XML can carry: characters it forbids become a blank."""
    if text.isprintable():
        return text
    return "".join(c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else " " for c in text)


def constant(ref: str, style: int, value: CellValue, strings: Strings) -> str:
    """A cell without a formula."""
    if value is None or value == "":
        return f'<c r="{ref}" s="{style}"/>'
    kind = type(value)
    if kind is float or kind is int:
        return f'<c r="{ref}" s="{style}"><v>{value!r}</v></c>'
    if isinstance(value, str):
        text = legal(value)
        if text.startswith("<r>"):  # XlsxWriter would take it for ready-made XML
            space = ' xml:space="preserve"'
            return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t{space}>{escaped(text)}</t></is></c>'
        return f'<c r="{ref}" s="{style}" t="s"><v>{strings(text)}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{ref}" s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{ref}" s="{style}"><v>{serial(value)}</v></c>'
    return f'<c r="{ref}" s="{style}"><v>{value!r}</v></c>'


def calculated(ref: str, style: int, formula: str, value: CellValue, *, array: bool) -> str:
    """A cell with a formula (already escaped, without the leading "=") and its stored value."""
    opening = f'<f t="array" ref="{ref}">' if array else "<f>"
    if value is None:
        return f'<c r="{ref}" s="{style}" t="str">{opening}{formula}</f><v></v></c>'
    kind = type(value)
    if kind is float or kind is int:
        return f'<c r="{ref}" s="{style}">{opening}{formula}</f><v>{value!r}</v></c>'
    if isinstance(value, date):
        return f'<c r="{ref}" s="{style}">{opening}{formula}</f><v>{serial(value)}</v></c>'
    return f'<c r="{ref}" s="{style}" t="str">{opening}{formula}</f><v>{escaped(legal(str(value)))}</v></c>'


class SheetCells:
    """The cells of one sheet: formats are made at once, the XML only when the sheet is written."""

    def __init__(self, sheet: Sheet, styles: Styles) -> None:
        self.sheet = sheet
        self._loose = [(loose, styles.of(loose.style)) for loose in sheet.loose]
        self._tables = [
            (table, [_formats(column, table.rows, styles) for column in table.columns]) for table in sheet.tables
        ]
        self._headings = [[styles.of(column.heading_style) for column in table.columns] for table in sheet.tables]

    def extent(self) -> tuple[int, int]:
        """Last row and last column (from 0) that have a cell."""
        rows = [loose.row - 1 for loose in self.sheet.loose] + [table.last - 1 for table in self.sheet.tables]
        columns = [loose.column for loose in self.sheet.loose]
        columns += [table.left + len(table.columns) - 1 for table in self.sheet.tables]
        return max(rows, default=0), max(columns, default=0)

    def rows(self, strings: Strings) -> dict[int, list[str]]:
        """XML of the cells of every row (from 1), in the order of columns; a table's row comes in one piece.

        Args:
            strings: gives the number of a text in the workbook's table of texts.
        """
        placed: dict[int, list[tuple[int, str]]] = {}
        for loose, style in self._loose:
            ref = f"{column_letter(loose.column)}{loose.row}"
            xml = _loose(ref, loose, style._get_xf_index(), strings)
            placed.setdefault(loose.row, []).append((loose.column, xml))
        for (table, formats), headings in zip(self._tables, self._headings, strict=True):
            cells = zip(table.columns, headings, strict=True)
            titles = [
                constant(f"{column_letter(number)}{table.top}", style._get_xf_index(), column.title, strings)
                for number, (column, style) in enumerate(cells, table.left)
            ]
            placed.setdefault(table.top, []).append((table.left, "".join(titles)))
            for row, xml in enumerate(_table_rows(table, formats, strings), table.first):
                placed.setdefault(row, []).append((table.left, xml))
        return {row: [xml for _, xml in sorted(placed[row])] for row in sorted(placed)}


def _table_rows(table: Table, formats: Sequence[Sequence[Format]], strings: Strings) -> Iterator[str]:
    """XML of each row of a table below its heading."""
    # XlsxWriter numbers a format when it is first asked: a dict, unlike a set, asks in the same order each time.
    numbers = {style: style._get_xf_index() for style in dict.fromkeys(chain.from_iterable(formats))}
    columns = [
        _column(column, column_letter(number), table.first, [numbers[style] for style in styles], strings)
        for number, (column, styles) in enumerate(zip(table.columns, formats, strict=True), table.left)
    ]
    return map("".join, zip(*columns, strict=True))


def _formats(column: Column, rows: int, styles: Styles) -> list[Format]:
    """The format of each row."""
    if not rows:
        return []
    differing = [part for part in (column.number, column.kinds, column.indent) if isinstance(part, list | tuple)]
    if not differing:
        return [styles.of(column.style(0))] * rows
    # Rows repeat a few looks; comparing what tells them apart is cheaper than making the style of each.
    known: dict[tuple[object, ...], Format] = {}
    found = []
    for row, look in enumerate(zip(*differing, strict=True)):
        if look not in known:
            known[look] = styles.of(column.style(row))
        found.append(known[look])
    return found


def _column(column: Column, letter: str, first: int, indices: Sequence[int], strings: Strings) -> list[str]:
    """XML of a column's cells below the heading."""
    values, formula, array = column.values, column.formula, column.array
    if column.blocks:
        return _block_cells(column, letter, first, indices)
    if not formula:
        return [
            constant(f"{letter}{row}", s, v, strings)
            for row, (s, v) in enumerate(zip(indices, values, strict=True), first)
        ]
    if isinstance(formula, str) and column.kinds is None:
        parts = escaped(formula[1:]).split("\0")
        return [
            calculated(f"{letter}{row}", s, str(row).join(parts), v, array=array)
            for row, (s, v) in enumerate(zip(indices, values, strict=True), first)
        ]
    found = []
    for number, (s, v) in enumerate(zip(indices, values, strict=True)):
        ref = f"{letter}{first + number}"
        text = column.formula_of(number, first + number)
        xml = calculated(ref, s, escaped(text[1:]), v, array=array) if text else constant(ref, s, v, strings)
        found.append(xml)
    return found


def _block_cells(column: Column, letter: str, first: int, indices: Sequence[int]) -> list[str]:
    """XML of a column that array formulas over several cells fill: the formula stands in each one's first cell."""
    found = [
        _filled(f"{letter}{row}", s, v) for row, (s, v) in enumerate(zip(indices, column.values, strict=True), first)
    ]
    for block in column.blocks:
        if block.filled or not block.rows:
            continue
        row = first + block.first
        ref = f"{letter}{row}"
        corner = f"{column_letter(column_number(letter) + block.columns - 1)}{row + block.rows - 1}"
        value, style = column.values[block.first], indices[block.first]
        xml = calculated(ref, style, escaped(block.formula[1:]), value, array=True)
        found[block.first] = xml.replace(f'ref="{ref}"', f'ref="{ref}:{corner}"', 1)
    return found


def _filled(ref: str, style: int, value: CellValue) -> str:
    """A cell that another one's array formula fills: only its value."""
    if value is None:
        return f'<c r="{ref}" s="{style}" t="str"><v></v></c>'
    if isinstance(value, str):
        return f'<c r="{ref}" s="{style}" t="str"><v>{escaped(legal(value))}</v></c>'
    return f'<c r="{ref}" s="{style}"><v>{serial(value) if isinstance(value, date) else repr(value)}</v></c>'


def _loose(ref: str, loose: Loose, style: int, strings: Strings) -> str:
    if loose.formula:
        value = loose.value if loose.stored is None else loose.stored
        return calculated(ref, style, escaped(loose.formula[1:]), value, array=loose.array)
    return constant(ref, style, loose.value, strings)
