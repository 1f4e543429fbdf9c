"""Puts the colours of status words back: conditional formats behind those that are there."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_xl.io.xlsx_patch.markup import escaped
from bsc_xl.io.xlsx_patch.ranges import box, boxes
from bsc_xl.io.xlsx_patch.sheet_frame import ORDER, SheetFrame, put_in
from bsc_xl.io.xlsx_patch.spans import Document
from bsc_xl.io.xlsx_patch.styles import Styles

_INK = "FF1F2933"


def add_status_formats(
    frame: SheetFrame, styles: Styles, ranges: Sequence[str], formats: Sequence[tuple[str, str]]
) -> tuple[str, str] | None:
    """Colour cells by conditions.

    Args:
        frame: the sheet.
        styles: of the workbook; they get the looks.
        ranges: the cells.
        formats: condition (a formula over the first cell) and colour (RRGGBB), in order.

    Returns:
        Old and new in words; None where all of them are there.
    """
    document = frame.document()
    wanted = [box(ref) for ref in ranges]
    looks = [styles.number("dxfs", _look(colour)) for _, colour in formats]
    conditions = [condition.removeprefix("=") for condition, _ in formats]
    known = _rules(document, set(wanted))
    missing = [pair for pair in zip(conditions, looks, strict=True) if pair not in known]
    if not missing:
        return None
    prefix = document.prefix(document.root)
    first = 1 + max(
        (int(one.attributes.get("priority", "0")) for one in document.root.walk() if one.name == "cfRule"), default=0
    )
    rules = "".join(
        f'<{prefix}cfRule type="expression" dxfId="{look}" priority="{priority}">'
        f"<{prefix}formula>{escaped(condition)}</{prefix}formula></{prefix}cfRule>"
        for priority, (condition, look) in enumerate(missing, first)
    )
    sqref = " ".join(map(str, wanted))
    name = f"{prefix}conditionalFormatting"
    put_in(document, "conditionalFormatting", f'<{name} sqref="{sqref}">{rules}</{name}>', ORDER)
    frame.take(document)
    return f"{len(known)} of {len(formats)} colours of status words", f"{len(formats)} colours of status words"


def _rules(document: Document, wanted: set[object]) -> set[tuple[str, int]]:
    """Condition and look of the rules that hold for exactly these cells."""
    found = set()
    for listed in document.root.all("conditionalFormatting"):
        if set(boxes(listed.attributes.get("sqref", ""))) == wanted:
            for rule in listed.all("cfRule"):
                formula = rule.first("formula")
                if formula is not None and rule.attributes.get("dxfId", "").isdigit():
                    found.add((document.text(formula), int(rule.attributes["dxfId"])))
    return found


def _look(colour: str) -> str:
    from bsc_xl.io.xlsx_write.styles import tint  # late: it loads the writer

    background = "FF" + tint(colour).lstrip("#")
    return (
        f'<p:dxf><p:font><p:b/><p:color rgb="{_INK}"/></p:font>'
        f'<p:fill><p:patternFill><p:bgColor rgb="{background}"/></p:patternFill></p:fill></p:dxf>'
    )
