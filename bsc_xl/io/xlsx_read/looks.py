"""How cells look, as far as it matters: number formats, locks, and the looks of conditional formats as plain text."""

from __future__ import annotations

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.tree import Node, tree, truth, whole
from bsc_xl.received import CellStyle

_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}


def read_styles(content: bytes, part: str, limits: Limits) -> tuple[tuple[CellStyle, ...], list[str]]:
    """The styles of cells by number, and the canonical texts of the differential formats by number."""
    root = tree(content, part, limits)
    formats = dict(_BUILT_IN)
    for node in _in(root, "numFmts", "numFmt"):
        formats[whole(node.get("numFmtId"), -1)] = node.get("formatCode")
    styles = tuple(_style(node, formats) for node in _in(root, "cellXfs", "xf"))
    return styles, [canonical(node) for node in _in(root, "dxfs", "dxf")]


def _style(node: Node, formats: dict[int, str]) -> CellStyle:
    protection = node.first("protection")
    return CellStyle(
        number=formats.get(whole(node.get("numFmtId")), "General"),
        locked=truth(protection.get("locked"), default=True) if protection else True,
        hidden=truth(protection.get("hidden")) if protection else False,
    )


def _in(root: Node, section: str, name: str) -> list[Node]:
    return [node for found in root.all(section) for node in found.all(name)]


def canonical(node: Node) -> str:
    """A text that is the same for elements that say the same: names, attributes in order, children, texts."""
    attributes = " ".join(f"{name}={value}" for name, value in sorted(node.attributes.items()))
    inner = "".join(canonical(child) for child in node.children) + node.text.strip()
    return f"{node.name}({' '.join(part for part in (attributes, inner) if part)})"
