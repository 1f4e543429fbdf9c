"""Texts as Excel reads them: characters that XML cannot carry are written as _xHHHH_."""

from __future__ import annotations

import re

_ESCAPE = re.compile("(?:_x[0-9A-Fa-f]{4}_)+")


def plain(text: str) -> str:
    """A text with its escapes turned into characters; half a pair of a wide character stays as written."""
    return _ESCAPE.sub(_decoded, text) if "_x" in text else text


def _decoded(match: re.Match[str]) -> str:
    codes = re.findall("_x([0-9A-Fa-f]{4})_", match[0])
    wide = b"".join(int(code, 16).to_bytes(2, "big") for code in codes)
    try:
        return wide.decode("utf-16-be")
    except UnicodeDecodeError:
        return match[0]
