"""The boxes of comments, which Excel keeps as VML beside buttons: new ones are put behind what is there.

Parts with VML are often no well-formed XML (Excel itself leaves ``<br>`` open), so they are not parsed: text is put in
before the last end tag.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bsc_xl.io.xlsx_patch.markup import utf8
from bsc_xl.io.xlsx_patch.ranges import LAST_COLUMN, LAST_ROW, place
from bsc_xl.io.xlsx_patch.spans import Document

_ID = re.compile(rb"_x0000_s(\d{1,9})")
_BLOCKS = re.compile(rb"""(<o:idmap\b[^>]*?\bdata=["'])([\d,\s]*)(["'])""")
_SIZE = 1024  # ids of a block; the first of each is not used
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    '<v:shapetype{0} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{0} id="_x0000_s{1}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;'
    'width:240pt;height:60pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{2}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{3}</x:Row><x:Column>{4}</x:Column></x:ClientData></v:shape>"
)
_WIDE, _LINE, _ROW = 320, 15, 20  # pixels
_LETTERS = 48  # in a line of that width
_MOST_LINES = 24


class Box(NamedTuple):
    """A comment's box: the cell that it belongs to, and what it says (for its size)."""

    ref: str
    text: str


def empty_part(block: int) -> bytes:
    """A part without boxes that owns a block of ids."""
    return (
        f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout></xml>'
    ).encode()


def blocks_of(vml: bytes) -> set[int]:
    """The blocks of ids that a part uses."""
    said = {int(number) for found in _BLOCKS.finditer(vml) for number in re.findall(rb"\d+", found[2])}
    return said | {int(number) // _SIZE for number in _ID.findall(vml)}


def with_boxes(vml: bytes, boxes: Sequence[Box], widths: Widths, first_block: int) -> bytes:
    """A part with more boxes; their ids come from ``first_block`` and those that follow."""
    vml = utf8(vml)
    blocks = [first_block + number for number in range(blocks_for(len(boxes)))]
    known = _BLOCKS.search(vml)
    if known is not None:
        owned = sorted({int(number) for number in re.findall(rb"\d+", known[2])} | set(blocks))
        listed = ",".join(map(str, owned)).encode()
        vml = vml[: known.start(2)] + listed + vml[known.end(2) :]
    spaces = "" if _declares(vml) else " " + _SPACES
    pieces = [] if b'id="_x0000_t202"' in vml else [_TYPE.format(spaces)]
    for number, box in enumerate(boxes):
        block, rest = divmod(number, _SIZE - 1)
        row, column = place(box.ref)
        anchor = widths.anchor(row, column, box.text)
        pieces.append(_SHAPE.format(spaces, blocks[block] * _SIZE + rest + 1, anchor, row - 1, column))
    at = vml.rindex(b"</")
    return vml[:at] + "".join(pieces).encode() + vml[at:]


def blocks_for(count: int) -> int:
    """How many blocks of ids so many boxes need."""
    return math.ceil(count / (_SIZE - 1))


def _declares(vml: bytes) -> bool:
    top = vml[: vml.find(b">", vml.find(b"<xml")) + 1]
    return all(
        name in top
        for name in (
            b'xmlns:v="urn:schemas-microsoft-com:vml"',
            b'xmlns:o="urn:schemas-microsoft-com:office:office"',
            b'xmlns:x="urn:schemas-microsoft-com:office:excel"',
        )
    )


class Widths:
    """Widths of the columns of a sheet in pixels, so that a box is wide enough beside narrow and hidden ones."""

    def __init__(self, document: Document) -> None:
        usual = document.root.first("sheetFormatPr")
        width = usual.attributes.get("defaultColWidth", "") if usual else ""
        self._usual = _pixels(width or "8.43")
        self._known: dict[int, int] = {}
        columns = document.root.first("cols")
        for one in columns.all("col") if columns else ():
            hidden = one.attributes.get("hidden") in ("1", "true")
            pixels = 0 if hidden else _pixels(one.attributes.get("width", "8.43"))
            for number in _span(one.attributes):
                self._known[number] = pixels

    def anchor(self, row: int, column: int, text: str) -> str:
        """Where a box stands: left column and pixels in it, top row, right column, bottom row likewise."""
        lines = sum(max(1, math.ceil(len(line) / _LETTERS)) for line in text.split("\n"))
        rows = math.ceil((min(lines, _MOST_LINES) + 1) * _LINE / _ROW)
        left = min(column + 1, LAST_COLUMN)
        right, room = left, _WIDE + 15
        while right < LAST_COLUMN and room >= (width := self._known.get(right, self._usual)):
            right, room = right + 1, room - width
        top = min(max(row - 2, 0), LAST_ROW - 1 - rows)
        return f"{left}, 15, {top}, 10, {right}, {max(room, 0)}, {top + rows}, 10"


def _span(attributes: dict[str, str]) -> Iterable[int]:
    first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
    return range(first - 1, min(last, LAST_COLUMN + 1))


def _pixels(width: str) -> int:
    try:
        return round(min(float(width), 255.0) * 7 + 5)
    except ValueError:
        return 64
