"""Texts out of cells, safe to show: what cannot be seen is made visible, and what is endless is cut.

Cells come from strangers. A text may hold characters that steer a terminal, turn the direction of what follows, or
that no file can carry.
"""

from __future__ import annotations

import unicodedata

MOST = 400
"""Characters of a text that a report shows."""
_JOINERS = "\u200c\u200d"
"""Invisible, but needed by scripts such as Persian, and by composed pictographs."""
_DIACRITICS = 4
"""So many marks may stand on one letter; heaps of them cover the lines above."""


def visible(text: str, most: int = MOST) -> str:
    """A text in one line, cut where it is too long, with `[U+202E]` in place of each character that cannot be seen."""
    cut = text[:most]
    if not (cut.isascii() and cut.isprintable()):
        cut = _spelled_out(cut)
    return cut if len(text) <= most else f"{cut.rstrip()}… ({len(text):,} characters in all)"


def _spelled_out(text: str) -> str:
    shown: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > _DIACRITICS:
            continue
        if letter.isprintable() or letter in _JOINERS:
            shown.append(letter)
        elif letter.isspace():
            shown.append(" ")
        else:
            shown.append(f"[U+{ord(letter):04X}]")
    return "".join(shown)


def carried(text: str) -> str:
    """A text as UTF-8 can carry it: halves of characters, as in odd file names, become a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
