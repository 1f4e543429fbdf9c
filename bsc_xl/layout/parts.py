"""Pieces that several sheets have: titles, texts, links back, words about coverage."""

from __future__ import annotations

from bsc_xl.layout.addresses import quoted
from bsc_xl.layout.types import CellValue, Kind, Loose, Style
from bsc_xl.scoring import Rollup


def title(words: str) -> Loose:
    """The sheet's title in A1."""
    return Loose(1, 0, words, Style(Kind.TITLE))


def text(row: int, column: int, words: CellValue, kind: Kind = Kind.LABEL, *, wrap: bool = False) -> Loose:
    """A fixed text."""
    return Loose(row, column, words, Style(kind, wrap=wrap))


def link(row: int, column: int, words: str, sheet: str, ref: str = "A1") -> Loose:
    """A text that jumps to a place in the workbook."""
    return Loose(row, column, words, Style(Kind.JUMP), link=target(sheet, ref))


def target(sheet: str, ref: str = "A1") -> str:
    """A place in the workbook, as a link names it."""
    return f"internal:{quoted(sheet)}!{ref}"


def back_link(row: int, column: int) -> Loose:
    """The way back to the first sheet."""
    return link(row, column, "← Start", "Start")


def coverage_words(rollup: Rollup) -> str:
    """A rollup's coverage and bounds in a sentence."""
    if rollup.coverage is None or rollup.low is None or rollup.high is None:
        return "nothing is due"
    share, low, high = (half_up(value) for value in (rollup.coverage * 100, rollup.low, rollup.high))
    return f"{share}% of the weight reported, score between {low} and {high}"


def half_up(value: float) -> int:
    """Rounded as Excel does: halves away from zero, after binary noise is taken off."""
    return int(float(f"{value:.15g}") + 0.5)
