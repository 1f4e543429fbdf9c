"""Status words that people type into notes and reviews: "green", "published: red", "Ampel: grün".

A text claims a status where it consists of a status word, or where a status word follows a word such as "published" or
"status" and a colon. Anything else, such as "green energy", claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache


class Claim(StrEnum):
    """What is claimed: reached, nearly, or not."""

    GOOD = "met"
    MIDDLE = "near"
    BAD = "missed"


_WORDS = {
    Claim.GOOD: (
        *("green", "met", "on track", "on target", "achieved", "goal", "ok", "target met", "g"),
        *("grün", "erreicht", "erfüllt", "im plan", "auf kurs", "ziel erreicht"),
    ),
    Claim.MIDDLE: (
        *("amber", "yellow", "near", "at risk", "between", "a"),
        *("gelb", "fast erreicht", "teilweise erreicht", "gefährdet"),
    ),
    Claim.BAD: (
        *("red", "missed", "not met", "off track", "below red flag", "off target", "r"),
        *("rot", "verfehlt", "nicht erreicht", "nicht erfüllt", "nicht im plan"),
    ),
}
_KEYS = frozenset(
    (
        *("published", "published as", "published status", "published colour", "status", "rag", "rag status", "colour"),
        *("color", "rating", "reported", "reported as", "traffic light", "result"),
        *("veröffentlicht", "ampel", "farbe", "bewertung", "gemeldet", "ergebnis"),
    )
)
_LONGEST = 3


def claimed(text: str, bands: tuple[str, ...]) -> Claim | None:
    """The status that a note or review claims; None where it claims none, or several.

    Args:
        text: what people typed.
        bands: the scorecard's own status words, from best to worst.
    """
    found = {claim for part in _parts(text) if (claim := _of(part, bands, keyed=False))}
    found |= {claim for value in _keyed(text) if (claim := _of(value, bands, keyed=True))}
    return found.pop() if len(found) == 1 else None


def _parts(text: str) -> Iterable[str]:
    """The whole text, if it is short enough to be a status and nothing else."""
    whole = _tidy(text)
    return (whole,) if whole and len(whole.split()) <= _LONGEST else ()


def _keyed(text: str) -> Iterator[str]:
    """What follows "published:" and the like, up to the end of the sentence or line."""
    for line in text.replace(";", "\n").replace(".", "\n").replace(",", "\n").splitlines():
        key, colon, value = line.partition(":")
        if colon and _tidy(key) in _KEYS:
            yield _tidy(value)


def _of(words: str, bands: tuple[str, ...], *, keyed: bool) -> Claim | None:
    if len(words) < 2 and not keyed:  # a single letter alone is an abbreviation of anything
        return None
    return _table(bands).get(words)


@cache
def _table(bands: tuple[str, ...]) -> dict[str, Claim]:
    found = {word: claim for claim, words in _WORDS.items() for word in words}
    found |= {band.casefold(): Claim.MIDDLE for band in bands[1:-1]}
    return found | {bands[0].casefold(): Claim.GOOD, bands[-1].casefold(): Claim.BAD}


def _tidy(text: str) -> str:
    return " ".join(text.strip(" \t\r\n.!,;:()[]\"'").casefold().split())
