"""Turns the entities of XML into characters."""

from __future__ import annotations

import re

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_IN_ORDER = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_MOST_KEPT, _OVERHEAD = 16_000_000, 200  # bytes
_NUMBER = re.compile(r"#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}))", re.ASCII)


class Unescaped(dict[str, str]):
    """Texts as their reader sees them, by what stands in the file.

    The same formulas stand in every workbook that was issued alike, so they are kept, up to a limit.

    Raises:
        ValueError: on asking for a text with an "&" that begins no entity that XML knows by itself, or one for a
            forbidden character.
    """

    def __init__(self) -> None:
        self._kept = 0

    def __missing__(self, written: str) -> str:
        text = _unescaped(written)
        if self._kept < _MOST_KEPT:
            self._kept += len(written) + len(text) + _OVERHEAD
            self[written] = text
        return text


UNESCAPED = Unescaped()


def _unescaped(written: str) -> str:
    text, known = written, written.count("&")
    for entity, character in _IN_ORDER:
        if entity in text:
            pieces = text.split(entity)
            known -= len(pieces) - 1
            text = character.join(pieces)
    # An ampersand made here is followed by whatever stood behind it, so counting tells what splitting could not.
    return text if not known else _piecewise(written)


def _piecewise(written: str) -> str:
    """With characters by number, or what is no entity at all."""
    first, *rest = written.split("&")
    pieces = [first]
    for piece in rest:
        name, end, after = piece.partition(";")
        if not end:
            raise ValueError(piece[:20])
        pieces.append(_NAMED[name] + after if name in _NAMED else _numbered(name) + after)
    return "".join(pieces)


def _numbered(name: str) -> str:
    found = _NUMBER.fullmatch(name)
    if not found:
        raise ValueError(name[:20])
    code = int(found[1]) if found[1] else int(found[2], 16)
    allowed = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    if not allowed:
        raise ValueError(name)
    return chr(code)
