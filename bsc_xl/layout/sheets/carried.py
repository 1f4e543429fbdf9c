"""The sheet `_bsc`, which nobody sees: the manifest of the workbook and the definition that it was built from.

Figures are not in it: they stand in the entry cells, and only there. The manifest is not signed: it catches accidents,
not forgers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bsc_xl import __version__
from bsc_xl.layout.parts import text
from bsc_xl.layout.types import CellValue, Kind, Sheet
from bsc_xl.layout.udf import Flavour

SHEET = "_bsc"
FORMAT = 2
FIRST = 14  # row of the first piece
# A cell takes 32,767 units of UTF-16, and a character is one or two of them.
PIECE = 16_000
PROPERTY = "bsc-xl manifest"
"""The custom document property that has the manifest's short digest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a workbook says of itself.

    Attributes:
        made_by: program and version.
        flavour: native or udf.
        definition: SHA-256 of the definition's text; ``form``: of the layout (`bsc_xl.layout.digest`).
        period: the report period at issue; ``unit``: whom it was issued to, empty for everybody.
        rulebook: the rules in force at issue.
        xlwings, interpreter: what the udf flavour needs.
    """

    made_by: str = f"bsc-xl {__version__}"
    flavour: str = Flavour.NATIVE.value
    definition: str = ""
    form: str = ""
    period: str = ""
    unit: str = ""
    rulebook: str = ""
    xlwings: str = ""
    interpreter: str = ""

    @property
    def id(self) -> str:
        """The workbook's id: the same scorecard issued in the same way has the same one."""
        return self._digest()[:16]

    @property
    def short(self) -> str:
        """The short digest that also stands among the document's properties."""
        return self._digest()[16:32]

    def _digest(self) -> str:
        parts = (
            str(FORMAT),
            self.made_by,
            self.flavour,
            self.definition,
            self.form,
            self.period,
            self.unit,
            self.rulebook,
            self.xlwings,
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def rows(self, pieces: int) -> list[tuple[str, CellValue]]:
        """The head of the sheet."""
        return [
            ("format", FORMAT),
            ("made by", self.made_by),
            ("flavour", self.flavour),
            ("pieces", pieces),
            ("id", self.id),
            ("definition", self.definition),
            ("form", self.form),
            ("period", self.period),
            ("unit", self.unit or None),
            ("rulebook", self.rulebook or None),
            ("xlwings", self.xlwings or None),
            ("interpreter", self.interpreter or None),
        ]


def definition_digest(definition: str) -> str:
    """SHA-256 of a definition's TOML text."""
    return hashlib.sha256(definition.encode()).hexdigest()


def carried_sheet(definition: str, manifest: Manifest) -> Sheet:
    """The sheet; ``definition`` is TOML text."""
    pieces = [definition[start : start + PIECE] for start in range(0, len(definition), PIECE)]
    rows = manifest.rows(len(pieces))
    loose = [text(row, 0, words, Kind.NOTE) for row, (words, _) in enumerate(rows, 1)]
    loose += [text(row, 1, value, Kind.NOTE) for row, (_, value) in enumerate(rows, 1)]
    loose += [text(row, 0, piece, Kind.NOTE) for row, piece in enumerate(pieces, FIRST)]
    return Sheet(SHEET, "carried", loose=tuple(loose), hidden=True)


def manifest_in(head: Mapping[str, object]) -> Manifest:
    """The manifest out of the head of the sheet, as a mapping; what is not there is empty."""

    def words(key: str) -> str:
        value = head.get(key)
        return value if isinstance(value, str) else ""

    return Manifest(
        words("made by"),
        words("flavour"),
        words("definition"),
        words("form"),
        words("period"),
        words("unit"),
        words("rulebook"),
        words("xlwings"),
        words("interpreter"),
    )


def carried_text(column_a: Iterable[object], facts: Mapping[str, object]) -> str:
    """The definition again, from column A below the head and the head as a mapping.

    Raises:
        ValueError: the pieces are not all there, or are of a format that this version does not know.
    """
    if facts.get("format") != FORMAT:
        raise ValueError(f"format {facts.get('format')}")
    pieces = [piece for piece in column_a if isinstance(piece, str)]
    if len(pieces) != facts.get("pieces"):
        raise ValueError(f"{len(pieces)} of {facts.get('pieces')} pieces")
    return "".join(pieces)
