"""The sheet `_bsc`, which nobody sees: the definition that the workbook was built from.

Figures are not in it: they stand in the entry cells, and only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bsc_xl import __version__
from bsc_xl.layout.parts import text
from bsc_xl.layout.types import CellValue, Kind, Sheet
from bsc_xl.layout.udf import Flavour

SHEET = "_bsc"
FORMAT = 1
FIRST = 5  # row of the first piece
# A cell takes 32,767 units of UTF-16, and a character is one or two of them.
PIECE = 16_000


def carried_sheet(definition: str, flavour: Flavour) -> Sheet:
    """The sheet; ``definition`` is TOML text."""
    pieces = [definition[start : start + PIECE] for start in range(0, len(definition), PIECE)]
    rows: list[tuple[str, CellValue]] = [
        ("format", FORMAT),
        ("made by", f"bsc-xl {__version__}"),
        ("flavour", flavour.value),
        ("pieces", len(pieces)),
    ]
    loose = [text(row, 0, words, Kind.NOTE) for row, (words, _) in enumerate(rows, 1)]
    loose += [text(row, 1, value, Kind.NOTE) for row, (_, value) in enumerate(rows, 1)]
    loose += [text(row, 0, piece, Kind.NOTE) for row, piece in enumerate(pieces, FIRST)]
    return Sheet(SHEET, "carried", loose=tuple(loose), hidden=True)


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
