"""Safe repairs as data: each puts back what was issued, and none touches a reported value.

The package editor (`bsc_xl.io.xlsx_patch`) carries them out in a copy of the file.
"""

from __future__ import annotations

from dataclasses import dataclass

from bsc_xl.layout.types import CellValue, Validation


@dataclass(frozen=True, slots=True)
class SetFormula:
    """Put a formula (without "=") with its value into a cell; ``block`` is the range that an array formula fills."""

    sheet: str
    ref: str
    formula: str
    value: CellValue
    array: bool = False
    block: str = ""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Put a value that was issued into a cell: a label, a weight, a target; the cell keeps its look."""

    sheet: str
    ref: str
    value: CellValue


@dataclass(frozen=True, slots=True)
class StoreValue:
    """Renew the stored value of a cell and leave its formula alone."""

    sheet: str
    ref: str
    value: CellValue


@dataclass(frozen=True, slots=True)
class RenameSheet:
    """Give a sheet its issued name again, in formulas, names and links too."""

    sheet: str
    name: str


@dataclass(frozen=True, slots=True)
class SetState:
    """Show or hide a sheet as issued: visible, hidden, veryHidden."""

    sheet: str
    state: str


@dataclass(frozen=True, slots=True)
class SetName:
    """Let a defined name stand for what it stood for when issued."""

    name: str
    refers_to: str


@dataclass(frozen=True, slots=True)
class AddValidation:
    """Put an input rule back for its cells; other rules for these cells go."""

    sheet: str
    validation: Validation


@dataclass(frozen=True, slots=True)
class ProtectSheet:
    """Protect a sheet as issued, without a password."""

    sheet: str


@dataclass(frozen=True, slots=True)
class AddStatusFormats:
    """Put back the colours of status words for these ranges; other conditional formats of them stay."""

    sheet: str
    ranges: tuple[str, ...]
    formats: tuple[tuple[str, str], ...]
    """Condition (a formula over the first cell, without "=") and colour (RRGGBB), in order."""


@dataclass(frozen=True, slots=True)
class SetCalculation:
    """Calculate automatically again."""


Repair = (
    SetFormula
    | SetValue
    | StoreValue
    | RenameSheet
    | SetState
    | SetName
    | AddValidation
    | ProtectSheet
    | AddStatusFormats
    | SetCalculation
)
