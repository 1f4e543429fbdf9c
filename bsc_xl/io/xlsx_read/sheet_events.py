"""One pass of expat over a sheet: its cells as tokens, and the sections around them as trees."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bsc_xl.io.xlsx_read.context import Context
from bsc_xl.io.xlsx_read.grid import KEYS
from bsc_xl.io.xlsx_read.limits import COLUMNS
from bsc_xl.io.xlsx_read.tokens import Row, Tokens, Written, is_hidden, tokens_of
from bsc_xl.io.xlsx_read.tree import MAIN, Node, TreeBuilder
from bsc_xl.io.xlsx_read.xml_events import Events
from bsc_xl.layout.addresses import column_letter

SECTIONS = frozenset(
    {
        "sheetPr",
        "dimension",
        "cols",
        "sheetProtection",
        "autoFilter",
        "mergeCells",
        "conditionalFormatting",
        "dataValidations",
        "extLst",
    }
)
_INSIDE = {
    "sheetData": {"row"},
    "row": {"c"},
    "c": {"v", "f", "is"},
    "is": {"t", "r"},
    "r": {"t"},
}
_MATTERS = SECTIONS | {"sheetData", "row", "c", "v", "f", "is"}
_ALTERNATIVE = "AlternateContent"
_PIECE = 20_000  # cells at a time


class _Names(dict[str, str]):
    """Names without the namespace of workbooks; names of other namespaces keep theirs."""

    def __missing__(self, written: str) -> str:
        space, _, name = written.rpartition(" ")
        self[written] = found = name if space in MAIN else written
        return found


class SheetEvents:
    """The handlers for one sheet.

    Args:
        events: the pass; its handlers are set.
        context: the book.
        sheet: the sheet's name.
        on_cells: takes tokens, a piece at a time.
        on_section: takes each section around the cells.
    """

    def __init__(
        self,
        events: Events,
        context: Context,
        sheet: str,
        on_cells: Callable[[Tokens], None],
        on_section: Callable[[Node], None],
    ) -> None:
        self._events = events
        self._context = context
        self._sheet = sheet
        self._on_cells = on_cells
        self._on_section = on_section
        self._names = _Names()
        self._depth = 0
        self._skipped = 0  # levels inside an element of no interest
        self._alternatives = 0
        self._open: list[str] = []
        self._cells = _CellEvents(self._note)
        self.root = ""
        self.data_places: list[int] = []
        """Where elements `sheetData` begin, as byte of the part; there should be one."""
        events.on(self._start, self._end, self._text)
        events.on_interruption(self._interrupted)

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            if self._alternatives and self._names[written] in _MATTERS:
                self._note("Part of the sheet stands in the file in two versions; programs take one or the other.")
            return
        name = self._names[written]
        self._depth += 1
        if self._open:
            self._inside_cells(name, written, attributes)
        elif self._depth == 1:
            self.root = written
        elif name == "sheetData":
            self.data_places.append(self._events.place)
            self._open.append(name)
        elif name in SECTIONS:
            self._depth -= 1
            self._section(written, attributes)
        else:
            self._skip(written)

    def _section(self, written: str, attributes: dict[str, str]) -> None:
        """Gather all within this element as a tree; its handlers run without a detour until it ends."""
        builder = TreeBuilder(self._events, self._context.limits)
        builder.start(written, attributes)

        def end(name: str) -> None:
            builder.end(name)
            if not builder.depth:
                self._events.again()
                assert builder.root is not None  # noqa: S101  # it has just ended
                self._on_section(builder.root)

        self._events.instead(builder.start, end, builder.text)

    def _inside_cells(self, name: str, written: str, attributes: dict[str, str]) -> None:
        parent = self._open[-1]
        if name not in _INSIDE.get(parent, ()):
            if parent in ("v", "f", "t"):
                self._cells.interrupted()
            self._skip(written)
            return
        self._open.append(name)
        self._cells.start(name, attributes)

    def _skip(self, written: str) -> None:
        self._depth -= 1
        self._skipped = 1
        self._alternatives = 1 if written.endswith(_ALTERNATIVE) else 0
        if self._alternatives and self._open:
            self._note("Cells stand in the file in two versions; programs take one or the other.")

    def _end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._depth -= 1
        if self._open:
            name = self._open.pop()
            self._cells.end(name)
            if name == "sheetData" or self._cells.gathered >= _PIECE:
                self._on_cells(self._cells.taken())

    def _text(self, piece: str) -> None:
        if not self._skipped and self._open and self._open[-1] in ("v", "f", "t"):
            self._cells.texts.append(piece)

    def _interrupted(self) -> None:
        """A comment or instruction stands in the file."""
        if not self._skipped and self._open and self._open[-1] in ("v", "f", "t"):
            self._cells.interrupted()

    def _note(self, words: str, ref: str = "") -> None:
        self._context.troubles.add("PKG010", words, part=self._events.part, sheet=self._sheet, ref=ref)


class _CellEvents:
    """What is known of the cell that is being read, and the finished ones."""

    def __init__(self, note: Callable[[str, str], None]) -> None:
        self._rows: list[Row] = []
        self._cells: list[Written] = []
        self._attributes_of: dict[str, Mapping[str, str]] = {}
        self.texts: list[str] = []
        self._note = note
        self._row = 0
        self._before = -1  # key of the cell before
        self._implied = self._written = self._inside = False
        self._formula_attributes: Mapping[str, str] = {}
        self._begin({})

    @property
    def gathered(self) -> int:
        """How many cells and rows are finished; 0 inside of a cell."""
        return 0 if self._inside else len(self._cells) + len(self._rows)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins inside of sheetData."""
        if name in ("v", "f", "t"):
            if name != "t":
                if name in self._seen:
                    self._note("The cell has two values or two formulas.", self._ref)
                self._seen.add(name)
            self.texts = []
            if name == "f":
                self._formula_attributes = attributes
        elif name == "c":
            self._inside = True
            self._begin(attributes)
        elif name == "is":
            self._seen.add(name)
        elif name == "row":
            self._begin_row(attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "").strip()
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0
        if number and number <= self._row:
            self._note(f"Row {number:,} stands in the file twice or out of order.", f"A{number}")
        self._row = number or self._row + 1
        self._before = (self._row - 1) * COLUMNS - 1
        self._rows.append(Row(self._row, is_hidden(attributes, "ht"), len(self._cells)))

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._ref = attributes.get("r", "").strip()
        self._attributes = attributes
        self._formula_attributes = {}
        self._seen: set[str] = set()
        self._value = self._formula = ""
        self._inline: list[str] = []
        if not self._row:
            return
        if self._ref:
            self._written = True
            if KEYS[self._ref] < 0 <= KEYS[self._ref.upper()]:
                self._note("The address of the cell is written in small letters.", self._ref.upper())
                self._ref = self._ref.upper()
        else:
            self._implied = True
            key = self._before + 1
            self._ref = f"{column_letter(key % COLUMNS)}{key // COLUMNS + 1}"
        self._before = KEYS[self._ref]

    def end(self, name: str) -> None:
        """An element ends inside of sheetData."""
        if name == "v":
            self._value = "".join(self.texts)
        elif name == "f":
            self._formula = "".join(self.texts)
        elif name == "t":
            self._inline += self.texts
        elif name == "c":
            self._inside = False
            self._finish()
        elif name == "sheetData" and self._implied and self._written:
            self._note("Some cells have an address in the file and some have none.", "")

    def _finish(self) -> None:
        given, seen = self._attributes, self._seen
        style = given.get("s", "").strip()
        style = (style.lstrip("0") or "0") if style.isascii() and style.isdigit() and len(style) < 9 else ""
        kind = given.get("t", "").strip()
        if "v" in seen and "is" in seen:
            self._note("The cell has two values; programs show one or the other.", self._ref)
        stored = ">" if ("is" if kind == "inlineStr" else "v") in seen else ""
        value = "".join(self._inline) if kind == "inlineStr" else self._value
        self._cells.append((self._ref, style, kind, self._key(), self._formula, stored, value))

    def _key(self) -> str:
        """Key of the formula's attributes."""
        if "f" not in self._seen or (self._formula and not self._formula_attributes):
            return ""
        if not self._formula_attributes:
            return " "
        key = f" {len(self._attributes_of) + 1}"
        self._attributes_of[key] = self._formula_attributes
        return key

    def interrupted(self) -> None:
        """Something that is no text stands within a value."""
        self._note(
            "A comment or tag stands inside the cell's value in the file; programs cut it differently.", self._ref
        )

    def taken(self) -> Tokens:
        """The finished cells, which are then forgotten."""
        taken = tokens_of(self._cells, self._rows, self._attributes_of)
        self._cells, self._rows, self._attributes_of = [], [], {}
        return taken
