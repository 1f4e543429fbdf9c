"""Sheets, names, links and properties of a workbook that came in, as frozen records.

Mappings by cell use the address as Excel shows it, without dollars (`C7`), and leave out cells that hold nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bsc_xl.received.values import StoredValue


class State(StrEnum):
    """Whether people see a sheet; one that is very hidden does not appear in the list of hidden sheets either."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


@dataclass(frozen=True, slots=True)
class ReceivedValidation:
    """A rule on what may be typed: attributes as the file writes them, formulas without a leading "="."""

    ranges: tuple[str, ...]
    kind: str  # list, whole, decimal, date, time, textLength, custom, none
    operator: str = ""
    first: str = ""
    second: str = ""
    style: str = "stop"  # stop, warning, information
    allow_blank: bool = False
    title: str = ""
    message: str = ""
    error: str = ""
    shows_error: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedFormat:
    """A conditional format: its cells, its type (cellIs, expression, ...), its formulas and the number of its look."""

    ranges: tuple[str, ...]
    kind: str
    operator: str = ""
    formulas: tuple[str, ...] = ()
    text: str = ""
    priority: int = 0
    stop: bool = False
    look: int | None = None  # index into the differential formats of the styles part


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a cell's style says that matters here: number format code, whether it is locked, formula hidden."""

    number: str = "General"
    locked: bool = True
    hidden: bool = False


@dataclass(frozen=True)
class ReceivedSheet:
    """One sheet.

    Attributes:
        name: as on its tab.
        part: name of its part in the package, without a leading slash.
        kind: worksheet, chartsheet, dialogsheet or macrosheet.
        values: stored values by address; of formulas too, where one is stored.
        formulas: by address, without "=". Shared formulas are written out for each of their cells; an array formula
            stands in its first cell only.
        arrays: range of each array formula, by its first cell.
        styles: index into `ReceivedBook.styles` by address, where it is not 0; cells without value or formula too.
        hidden_rows: numbers of rows that are not shown (also by a filter).
        hidden_columns: first and last number (1 is A) of each run of columns that are not shown.
        protection: attributes of sheetProtection as written; None where the sheet is not protected.
        dimension: the range that the sheet claims to fill; not to be believed.
        filtered: whether a filter hides rows.
    """

    name: str
    part: str
    state: State = State.VISIBLE
    kind: str = "worksheet"
    values: Mapping[str, StoredValue] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    arrays: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, int] = field(default_factory=dict)
    validations: tuple[ReceivedValidation, ...] = ()
    formats: tuple[ReceivedFormat, ...] = ()
    protection: Mapping[str, str] | None = None
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merged: tuple[str, ...] = ()
    dimension: str = ""
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name; ``sheet`` is the sheet that it is limited to, else empty."""

    name: str
    refers_to: str
    sheet: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """Something that reaches outside: kind (workbook, dde, ole, connection, query, picture) and where it leads."""

    kind: str
    target: str
    part: str


@dataclass(frozen=True, slots=True)
class Active:
    """Something that can run: kind (vba, macro sheet, ole object, activex, dialog sheet, custom ui) and its part."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package; sizes in bytes."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Calculation:
    """How the file asks to be calculated: mode (auto, autoNoTable, manual) and the flags beside it."""

    mode: str = "auto"
    full_on_load: bool = False
    iterate: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """Who made the file, in its own words; ``custom`` are the custom document properties."""

    application: str = ""
    version: str = ""
    creator: str = ""
    last_modified_by: str = ""
    created: str = ""
    modified: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReceivedBook:
    """A workbook as its file says.

    Attributes:
        macros: SHA-256 (hexadecimal) of the source text of each VBA module by name, line ends and attribute lines
            left out; None without a VBA project. A project that cannot be read has one module with an empty name.
    """

    sheets: tuple[ReceivedSheet, ...]
    names: tuple[DefinedName, ...] = ()
    styles: tuple[CellStyle, ...] = ()
    looks: tuple[str, ...] = ()  # canonical text of each differential format, by index
    links: tuple[ExternalLink, ...] = ()
    active: tuple[Active, ...] = ()
    parts: tuple[Part, ...] = ()
    calculation: Calculation = Calculation()
    properties: Properties = Properties()
    date1904: bool = False
    macros: Mapping[str, str] | None = None

    @cached_property
    def by_name(self) -> dict[str, ReceivedSheet]:
        """Sheets by name in small letters, as Excel tells them apart."""
        return {sheet.name.casefold(): sheet for sheet in self.sheets}

    def sheet(self, name: str) -> ReceivedSheet | None:
        """The sheet with this name, whatever the case of its letters; None where there is none."""
        return self.by_name.get(name.casefold())
