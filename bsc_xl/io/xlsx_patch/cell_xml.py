"""A cell written anew: its start tag keeps what is none of the edit's business, such as the style."""

from __future__ import annotations

import re

from bsc_xl.io.xlsx_patch.cell_scan import CellPlace
from bsc_xl.io.xlsx_patch.cell_values import StoredLike, as_written
from bsc_xl.io.xlsx_patch.markup import escaped, quoted
from bsc_xl.io.xlsx_patch.spans import prefix_at, tag_end

_TYPE = re.compile(rb"""\s+t\s*=\s*(?:"[^"]*"|'[^']*')""")
_METADATA = re.compile(rb"""\s+[cv]m\s*=\s*(?:"[^"]*"|'[^']*')""")


def with_stored(data: bytes, here: CellPlace, value: StoredLike, formula: bytes, *, from_1904: bool) -> bytes:
    """The cell with another stored value; ``formula`` is its formula as XML, b"" in a cell that another one fills."""
    kind, said = as_written(value, from_1904=from_1904)
    prefix = prefix_at(data, here.start)
    inner = formula + f"<{prefix}v>{said}</{prefix}v>".encode() + extra(data, here)
    return whole(_TYPE.sub(b"", start_tag(data, here)), prefix, kind, inner)


def with_content(data: bytes, here: CellPlace, kind: str, inner: bytes) -> bytes:
    """The cell with another type and content; what Excel says about the old one (``cm``, ``vm``) goes."""
    tag = _METADATA.sub(b"", _TYPE.sub(b"", start_tag(data, here)))
    return whole(tag, prefix_at(data, here.start), kind, inner + extra(data, here))


def whole(tag: bytes, prefix: str, kind: str, inner: bytes) -> bytes:
    """A cell from its start tag, which lacks the type and the end."""
    tag += f' t="{kind}"'.encode() if kind else b""
    return tag + b">" + inner + f"</{prefix}c>".encode() if inner else tag + b"/>"


def start_tag(data: bytes, here: CellPlace) -> bytes:
    """The start tag of a cell without its end."""
    return data[here.start : tag_end(data, here.start)].rstrip(b"/>").rstrip()


def extra(data: bytes, here: CellPlace) -> bytes:
    """What extensions keep in a cell."""
    return data[slice(*here.extra)] if here.extra else b""


def raw_value(data: bytes, here: CellPlace) -> bytes | None:
    """The content of what the cell shows (``v`` or ``is``); None where it has neither."""
    if here.value is None:
        return None
    start, end = here.value
    inside = tag_end(data, start)
    return data[inside : data.rindex(b"</", start, end)] if inside < end else b""


def formula_xml(prefix: str, formula: str, block: str = "") -> bytes:
    """A formula; ``block`` is the range that it fills as an array formula."""
    array = f' t="array" ref={quoted(block)}' if block else ""
    return f"<{prefix}f{array}>{escaped(formula)}</{prefix}f>".encode()


def calculated(prefix: str, formula: bytes, value: StoredLike, *, from_1904: bool) -> tuple[str, bytes]:
    """Type and content of a cell with a formula (as XML)."""
    kind, said = as_written(value, from_1904=from_1904)
    return kind, formula + f"<{prefix}v>{said}</{prefix}v>".encode()


def constant(prefix: str, value: StoredLike, *, from_1904: bool) -> tuple[str, bytes]:
    """Type and content of a cell without a formula; texts stand in the cell, so that no other part changes."""
    if value is None or value == "":
        return "", b""
    kind, said = as_written(value, from_1904=from_1904)
    if kind != "str":
        return kind, f"<{prefix}v>{said}</{prefix}v>".encode()
    space = ' xml:space="preserve"' if said != said.strip() or "\n" in said else ""
    return "inlineStr", f"<{prefix}is><{prefix}t{space}>{said}</{prefix}t></{prefix}is>".encode()
