"""Pieces of XML as bytes: UTF-8 whatever a part is written in, and texts on their way into a part and out of it."""

from __future__ import annotations

import re
from xml.parsers import expat

from bsc_xl.errors import UnreadableInput

_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODING = re.compile(r"""(\A\ufeff?<\?xml[^>]*?encoding\s*=\s*)(?:"[^"]*"|'[^']*')""")
_KNOWN = re.compile(
    r"(?:us-)?ascii|utf-?16(?:-?[lb]e)?|iso-8859-\d+|latin-?1|windows-\d+|cp125\d|shift_jis|gbk|gb2312|gb18030|big5|euc-(?:jp|kr)"
)
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#(\d+)|#[xX]([0-9A-Fa-f]+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_LITERAL_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def utf8(data: bytes) -> bytes:
    """A part in UTF-8; one that is so already comes back as it is.

    Raises:
        UnreadableInput: it says that it is written in something that Excel does not read.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _again(data, "utf-16")
    if data[:4] in (b"<\0?\0", b"\0<\0?"):
        return _again(data, "utf-16-le" if data[:1] == b"<" else "utf-16-be")
    declared = _DECLARED.match(data)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return data if name in ("utf-8", "utf8") else _again(data.removeprefix(_BOM), name)


def _again(data: bytes, encoding: str) -> bytes:
    if not _KNOWN.fullmatch(encoding):
        raise UnreadableInput(f"A part of the workbook is written in {encoding!r}, which is not understood here.")
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        raise UnreadableInput(f"A part of the workbook is not written in {encoding}, as it says.") from None
    return _ENCODING.sub(r'\1"UTF-8"', text, count=1).encode("utf-8")


def escaped(text: str) -> str:
    """Text as XML content; what XML cannot carry becomes a blank."""
    text = _FORBIDDEN.sub(" ", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def quoted(text: str) -> str:
    """Text as the value of an attribute, with its quotes."""
    inside = escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{inside}"'


def cell_text(text: str) -> str:
    """Text of a cell as XML content, with Excel's own codes (``_x000D_``) for what XML cannot carry."""
    if "_x" in text:
        text = _LITERAL_CODE.sub("_x005F_", text)
    return escaped(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def without_codes(text: str) -> str:
    """The text that Excel shows for one with its codes in it."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def shortened(text: str, length: int) -> str:
    """At most ``length`` UTF-16 units of a text, in which Excel counts; a character is never cut in two."""
    if len(text) * 2 <= length:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return units[: 2 * length].decode("utf-16-le", "ignore") if len(units) > 2 * length else text


def content(raw: bytes) -> str:
    """The text that a piece of XML content says: references resolved, marks of CDATA gone, elements left out."""
    if b"<" in raw:
        return _parsed(raw)
    text = raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    return chr(int(found[2]) if found[2] else int(found[3], 16))


def _parsed(raw: bytes) -> str:
    pieces: list[str] = []
    parser = expat.ParserCreate("UTF-8")
    parser.CharacterDataHandler = pieces.append
    parser.Parse(b"<x>" + raw + b"</x>", True)
    return "".join(pieces)
