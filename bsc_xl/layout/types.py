"""The parts of a layout: styles, columns, tables, loose cells, sheets, the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bsc_xl.layout.addresses import cell, column_letter
from bsc_xl.layout.udf import Flavour

CellValue = float | str | bool | date | None


class Kind(StrEnum):
    """What a cell is for; only inputs are unlocked."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BAND = "band"  # heading over a group of columns, or of a table
    HEADING = "heading"
    LABEL = "label"
    NOTE = "note"
    INPUT = "input"
    DEFINITION = "definition"
    CALCULATION = "calculation"
    WORKING = "working"  # a calculation that shows how another one comes about
    IDLE = "idle"  # an entry cell in which nothing is due
    TOTAL = "total"  # a calculation that sums a table up
    LINK = "link"  # a name in a table that jumps to another place
    JUMP = "jump"  # the same outside a table


CALCULATED = frozenset((Kind.CALCULATION, Kind.WORKING, Kind.TOTAL))


class Style(NamedTuple):
    """How a cell looks: by its kind, with a number format, an indent, wrapped or not, and aligned if not as usual."""

    kind: Kind
    number: str = "General"
    indent: int = 0
    wrap: bool = False
    align: str = ""  # left, center, right; by itself text stands left and numbers right


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed into input cells, with the message shown while typing.

    ``source`` is a formula for a drop-down list; ``rule`` a formula that must hold; one of both or none.
    """

    ranges: tuple[str, ...]
    source: str = ""
    rule: str = ""
    title: str = ""
    message: str = ""
    error: str = ""
    warn_only: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One array formula over several cells: rows from ``first`` (0 is the first below the heading) and columns.

    The formula stands in the block's own column; columns further right that it fills hold the same block with
    ``filled`` set.
    """

    first: int
    rows: int
    columns: int
    formula: str
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        key: name in formulas and for look-ups.
        title: heading.
        kind: what its cells are.
        values: one a row; for calculations the value of the formula.
        formula: the text for every row, where a NUL stands for the row's number, or one text a row.
        array: the formula is entered as an array formula in each cell.
        blocks: array formulas over several rows, in place of ``formula``.
        number: number format of the column, or one a row.
        kinds: one kind a row, where rows differ; formulas stand only in calculated ones.
        status: the cells are status words and coloured by them.
    """

    key: str
    title: str
    kind: Kind
    values: Sequence[CellValue]
    formula: str | Sequence[str | None] = ""
    array: bool = False
    number: str | Sequence[str] = "General"
    kinds: Sequence[Kind] | None = None
    status: bool = False
    wrap: bool = False
    align: str = ""
    indent: Sequence[int] | int = 0
    links: Sequence[str] | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def heading_style(self) -> Style:
        """Headings stand as the cells below them do: left over text, right over numbers."""
        numbers = self.number if isinstance(self.number, str) else next(iter(self.number), "General")
        align = self.align or ("" if numbers in ("General", "@") else "right")
        return Style(Kind.HEADING, indent=self.indent if isinstance(self.indent, int) else 0, align=align)

    def style(self, row: int) -> Style:
        """How the cell in a row (from 0) looks."""
        number = self.number if isinstance(self.number, str) else self.number[row]
        indent = self.indent if isinstance(self.indent, int) else self.indent[row]
        return Style(self.kind_of(row), number, indent, self.wrap, self.align)

    def kind_of(self, row: int) -> Kind:
        """Kind of the cell in a row (from 0)."""
        return self.kinds[row] if self.kinds is not None else self.kind

    def formula_of(self, row: int, sheet_row: int) -> str | None:
        """Formula of the cell in a row (from 0) that stands in a row of the sheet; None where it has none."""
        for block in self.blocks:
            if block.first <= row < block.first + block.rows:
                return block.formula
        if self.kind_of(row) not in CALCULATED or not self.formula:
            return None
        if isinstance(self.formula, str):
            return self.formula.replace("\0", str(sheet_row))
        return self.formula[row]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns side by side, from ``left`` (0 is A) on; ``top`` is the heading's row in the sheet, from 1."""

    key: str
    top: int
    left: int
    columns: tuple[Column, ...]
    rows: int
    heading: bool = True

    @property
    def first(self) -> int:
        """The first row below the heading."""
        return self.top + 1

    @property
    def last(self) -> int:
        """The last row; before ``first`` in an empty table."""
        return self.top + self.rows

    def column_number(self, key: str) -> int:
        """Number of a column in the sheet, 0 is A."""
        return self.left + next(number for number, column in enumerate(self.columns) if column.key == key)

    def range_of(self, key: str) -> str:
        """The cells of a column as an absolute range."""
        letter = column_letter(self.column_number(key))
        return f"${letter}${self.first}:${letter}${max(self.first, self.last)}"


@dataclass(frozen=True, slots=True)
class Loose:
    """A cell outside the tables; ``row`` from 1, ``column`` 0 is A; ``link`` is a place inside the workbook."""

    row: int
    column: int
    value: CellValue
    style: Style
    formula: str = ""
    array: bool = False
    link: str = ""
    status: bool = False
    stored: CellValue = None  # what stands in the file until it is calculated, where that is not the value


class Button(NamedTuple):
    """A button over a cell or a range that runs a macro; only files with macros have it."""

    ref: str
    caption: str
    macro: str


class CalculatedCell(NamedTuple):
    """A cell with a formula: where it is, the formula and the value it must have."""

    sheet: str
    ref: str
    formula: str
    value: CellValue
    array: bool


@dataclass(frozen=True)
class Sheet:
    """One sheet; widths and outline groups by column number (0 is A), heights by row (from 1)."""

    name: str
    kind: str
    tables: tuple[Table, ...] = ()
    loose: tuple[Loose, ...] = ()
    widths: Mapping[int, float] = field(default_factory=dict)
    grouped: Mapping[int, bool] = field(default_factory=dict)  # column -> hidden
    heights: Mapping[int, float] = field(default_factory=dict)
    validations: tuple[Validation, ...] = ()
    freeze: tuple[int, int] | None = None  # rows, columns
    hidden: bool = False
    landscape: bool = True
    repeat_rows: tuple[int, int] | None = None
    print_columns: int | None = None  # how many columns are printed; None for all
    buttons: tuple[Button, ...] = ()

    def calculated(self) -> Iterator[CalculatedCell]:
        """Every cell with a formula."""
        for loose in self.loose:
            if loose.formula:
                ref = cell(loose.row, loose.column)
                yield CalculatedCell(self.name, ref, loose.formula, loose.value, loose.array)
        for table in self.tables:
            for number, column in enumerate(table.columns, table.left):
                for row in range(table.rows):
                    formula = column.formula_of(row, table.first + row)
                    if formula:
                        ref = cell(table.first + row, number)
                        array = column.array or bool(column.blocks)
                        yield CalculatedCell(self.name, ref, formula, column.values[row], array)

    def table(self, key: str) -> Table:
        """The table with this key."""
        return next(table for table in self.tables if table.key == key)


@dataclass(frozen=True)
class Workbook:
    """The whole workbook: sheets in order, defined names, bands of status and the document's properties."""

    title: str
    organisation: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    band_names: tuple[str, ...]
    band_colours: tuple[str, ...]
    flavour: Flavour = Flavour.NATIVE
    properties: Mapping[str, str] = field(default_factory=dict)  # custom properties of the document

    def calculated(self) -> Iterator[CalculatedCell]:
        """Every cell with a formula, sheet by sheet."""
        for sheet in self.sheets:
            yield from sheet.calculated()

    def sheet(self, name: str) -> Sheet:
        """The sheet with this name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)
