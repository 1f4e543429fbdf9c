"""One pass over a sheet that finds where its cells stand: those that are wanted, and all that share a formula."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from bsc_xl.io.xlsx_patch.markup import content
from bsc_xl.io.xlsx_patch.ranges import place
from bsc_xl.io.xlsx_patch.spans import parser_for, run, tag_end
from bsc_xl.layout.addresses import cell


@dataclass(slots=True)
class FormulaPlace:
    """A formula in the bytes of a sheet: its cell, its attributes, the first byte and the first after it."""

    ref: str
    attributes: dict[str, str]
    start: int
    end: int = 0

    def text(self, data: bytes) -> str:
        """The formula as it is written; empty for one that follows another."""
        inside = tag_end(data, self.start)
        return content(data[inside : data.rindex(b"</", inside, self.end)]) if inside < self.end else ""


@dataclass(slots=True)
class CellPlace:
    """A cell in the bytes of a sheet; ``value`` is the span of what it shows (``v`` or ``is``), if it has one."""

    ref: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    formula: FormulaPlace | None = None
    value: tuple[int, int] | None = None
    extra: tuple[int, int] | None = None  # what extensions keep in the cell


@dataclass(slots=True)
class RowPlace:
    """A row in the bytes of a sheet; ``cells`` has the cells of a row in which some are wanted, by column."""

    number: int
    attributes: dict[str, str]
    start: int
    end: int = 0
    cells: dict[int, CellPlace] = field(default_factory=dict)


@dataclass(slots=True)
class SheetScan:
    """What a pass over a sheet found.

    cells: the wanted ones that there are. rows: all, by number. joined: formulas that stand in more than one cell:
    shared ones with those that follow them, array formulas, data tables; in the order of the file. data: the sheet's
    first and last byte of the table of cells (equal where it is written as one empty tag).
    """

    data: bytes
    cells: dict[str, CellPlace] = field(default_factory=dict)
    rows: dict[int, RowPlace] = field(default_factory=dict)
    joined: list[FormulaPlace] = field(default_factory=list)
    opening: int = 0
    closing: int = 0


def scan(data: bytes, wanted: Collection[str], *, neighbours: bool = True) -> SheetScan:
    """Find cells.

    Args:
        data: the sheet's part, in UTF-8.
        wanted: addresses, without dollars and in capitals.
        neighbours: whether the other cells of their rows are found too, between which new ones can be put.

    Returns:
        Their places, and those of all rows and of all formulas that more than one cell has.
    """
    found = SheetScan(data)
    _Scanner(found, wanted, neighbours=neighbours).run()
    return found


class _Scanner:
    """The state of the pass; the two methods that expat calls for each element are its cost."""

    def __init__(self, found: SheetScan, wanted: Collection[str], *, neighbours: bool) -> None:
        self.found = found
        self.wanted = frozenset(wanted)
        self.wanted_rows = {place(ref)[0] for ref in self.wanted} if neighbours else set()
        self.parser = parser_for()
        self.row: RowPlace | None = None
        self.number = 0  # of the row
        self.ref = ""  # of the cell; rows and cells may leave theirs out and stand after the one before
        self.cell: CellPlace | None = None
        self.formula: FormulaPlace | None = None
        self.child = 0

    def run(self) -> None:
        self.parser.StartElementHandler = self._root
        run(self.parser, self.found.data)

    def _root(self, name: str, _: dict[str, str]) -> None:
        space = name.rpartition(" ")[0]
        self.names = {f"{space} {local}": local for local in ("c", "f", "v", "is", "row", "extLst", "sheetData")}
        self.parser.StartElementHandler = self._before
        self.parser.EndElementHandler = None

    def _before(self, name: str, _: dict[str, str]) -> None:
        if self.names.get(name) == "sheetData":
            self.found.opening = tag_end(self.found.data, self.parser.CurrentByteIndex)
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self.names.get(name)
        if local == "c":
            self._start_cell(attributes)
        elif local == "f":
            if self.cell is not None or attributes:
                formula = FormulaPlace(self.ref, attributes, self.parser.CurrentByteIndex)
                self.formula = formula
                if attributes.get("t", "normal") != "normal":
                    self.found.joined.append(formula)
                if self.cell is not None:
                    self.cell.formula = formula
        elif local == "row":
            self.number = int(attributes.get("r") or self.number + 1)
            self.ref = ""
            self.row = RowPlace(self.number, attributes, self.parser.CurrentByteIndex)
            self.found.rows[self.number] = self.row
        elif self.cell is not None and local in ("v", "is", "extLst"):
            self.child = self.parser.CurrentByteIndex

    def _start_cell(self, attributes: dict[str, str]) -> None:
        ref = attributes.get("r")
        if ref is None:
            ref = cell(self.number, place(self.ref)[1] + 1 if self.ref else 0)
        self.ref = ref
        self.formula = None
        if ref in self.wanted or self.number in self.wanted_rows:
            self.cell = CellPlace(ref, attributes, self.parser.CurrentByteIndex)

    def _end(self, name: str) -> None:
        local = self.names.get(name)
        if local == "f":
            if self.formula is not None and not self.formula.end:
                self.formula.end = self._end_of(self.formula.start)
        elif local == "row":
            if self.row is not None:
                self.row.end = self._end_of(self.row.start)
        elif local == "sheetData":
            self.found.closing = self.parser.CurrentByteIndex
            self.parser.StartElementHandler = self.parser.EndElementHandler = None
        elif self.cell is not None and local is not None:
            self._end_in_cell(self.cell, local)

    def _end_in_cell(self, one: CellPlace, local: str) -> None:
        if local == "c":
            one.end = self._end_of(one.start)
            if self.row is not None and self.number in self.wanted_rows:
                self.row.cells[place(one.ref)[1]] = one
            if one.ref in self.wanted:
                self.found.cells[one.ref] = one
            self.cell = None
        elif local == "extLst":
            one.extra = self.child, self._end_of(self.child)
        else:
            one.value = self.child, self._end_of(self.child)

    def _end_of(self, start: int) -> int:
        """The first byte after the element that began at ``start`` and ends now."""
        data = self.found.data
        inside = tag_end(data, start)
        return inside if data[inside - 2 : inside] == b"/>" else tag_end(data, self.parser.CurrentByteIndex)
