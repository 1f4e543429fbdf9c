"""What each kind of cell looks like; inputs look like inputs everywhere and are the only unlocked cells."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook as XlsxWorkbook

from bsc_xl.layout.types import Kind, Style

FONT = "Calibri"
_LINE = "#D0D3D9"
_INK = "#1F2933"
_QUIET = "#52606D"

_KINDS: dict[Kind, dict[str, Any]] = {
    Kind.TITLE: {"font_size": 16, "bold": True},
    Kind.SUBTITLE: {"font_color": _QUIET},
    Kind.BAND: {"bold": True, "font_color": "#0B3954", "bottom": 1, "bottom_color": "#0B3954"},
    Kind.HEADING: {
        "bold": True,
        "bg_color": "#E4E7EB",
        "bottom": 1,
        "bottom_color": "#7B8794",
        "text_wrap": True,
        "valign": "vcenter",
    },
    Kind.LABEL: {"bold": True},
    Kind.NOTE: {"font_color": _QUIET},
    Kind.INPUT: {"bg_color": "#FFF9DB", "font_color": "#1A3FB0", "border": 1, "border_color": _LINE, "locked": False},
    Kind.DEFINITION: {"bottom": 1, "bottom_color": _LINE},
    Kind.CALCULATION: {"bottom": 1, "bottom_color": _LINE},
    Kind.WORKING: {"bottom": 1, "bottom_color": _LINE, "font_color": _QUIET},
    Kind.IDLE: {"bg_color": "#EDEFF2", "border": 1, "border_color": _LINE},
    Kind.TOTAL: {"bold": True},
    Kind.JUMP: {"font_color": "#0B5394", "underline": 1},
    Kind.LINK: {"font_color": "#0B5394", "underline": 1, "bottom": 1, "bottom_color": _LINE},
}


def tint(colour: str, share: float = 0.22) -> str:
    """A pale version of a colour (RRGGBB): ``share`` of it, the rest white."""
    parts = [round(255 - (255 - int(colour[n : n + 2], 16)) * share) for n in (0, 2, 4)]
    return "#" + "".join(f"{part:02X}" for part in parts)


class Styles:
    """Formats of one workbook, made once for each style."""

    def __init__(self, book: XlsxWorkbook) -> None:
        self._book = book
        self._formats: dict[Style, Format] = {}
        self._status: dict[str, Format] = {}

    def of(self, style: Style) -> Format:
        """The format of a style."""
        found = self._formats.get(style)
        if found is None:
            properties = {"font_name": FONT, "font_size": 10, "font_color": _INK, "valign": "vcenter"} | _KINDS[
                style.kind
            ]
            properties["num_format"] = style.number
            if style.indent:
                properties["indent"] = style.indent
            if style.wrap:
                properties["text_wrap"] = True
            if style.align:
                properties["align"] = style.align
            found = self._formats[style] = self._book.add_format(properties)
        return found

    def status(self, colour: str) -> Format:
        """The format of a status word in its colour (RRGGBB)."""
        if colour not in self._status:
            ink = "#1F2933"
            self._status[colour] = self._book.add_format({"bg_color": tint(colour), "font_color": ink, "bold": True})
        return self._status[colour]
