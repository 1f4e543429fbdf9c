"""An annotated copy of a workbook: a comment on every cell that has a finding, and a sheet that lists them all first.

In a workbook with macros the VBA project stays as it is, byte for byte, and so does a signature of it. It has no module
for the new sheet, and the sheet no code name: a code name that no module has is what Excel complains about, while a
sheet without one gets its module when Excel opens the file. Macros that go by the place of a sheet (``Sheets(1)``) find
the new sheet there; those that go by name or code name find what they found before.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bsc_xl.io.xlsx_patch import comment_part, comment_shapes
from bsc_xl.io.xlsx_patch.comment_shapes import Box, Widths, blocks_for, blocks_of, with_boxes
from bsc_xl.io.xlsx_patch.findings_xml import LAST, findings_xml, heading_row
from bsc_xl.io.xlsx_patch.first_sheet import put_first
from bsc_xl.io.xlsx_patch.markup import quoted
from bsc_xl.io.xlsx_patch.notes import Annotated, FindingsSheet, Note
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.parts import Book, SheetPart, declare, declare_ending, relate, relations
from bsc_xl.io.xlsx_patch.ranges import Box as Range
from bsc_xl.io.xlsx_patch.ranges import box
from bsc_xl.io.xlsx_patch.sheet_frame import ORDER, SheetFrame, put_in
from bsc_xl.io.xlsx_patch.spans import Document
from bsc_xl.io.xlsx_patch.styles import Styles
from bsc_xl.io.xlsx_patch.threads import reply
from bsc_xl.layout.addresses import quoted as sheet_quoted
from bsc_xl.layout.addresses import sheet_names

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def annotate(source: Path, target: Path, notes: Sequence[Note], sheet: FindingsSheet) -> Annotated:
    """Write an annotated copy of a workbook.

    Args:
        source: the workbook.
        target: the copy; it may be the same file.
        notes: texts for comments; several for one cell stand below each other, and below a comment that is there; in a
            conversation (threaded comment) they are an answer as well.
        sheet: the list of findings. Where a sheet has its name, it gets a number.

    Raises:
        UnreadableInput: the workbook is damaged or unsafe.
    """
    package = Package(source)
    annotating = _Annotating(package)
    cells, left_out = annotating.comment(notes)
    name = annotating.list_findings(sheet)
    package.write(target)
    return Annotated(name, cells, left_out)


class _Annotating:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.book = Book(package)
        self.space = self.book.document().root.space
        self.relations_space = _STRICT if "purl.oclc.org" in self.space else _OFFICE

    def comment(self, notes: Sequence[Note]) -> tuple[int, int]:
        """Put notes into comments; returns how many cells have them, and how many notes are in none."""
        by_sheet: dict[int, dict[str, list[str]]] = {}
        left_out = 0
        for note in notes:
            sheet, ref = self.book.sheet(note.sheet), _first_cell(note.ref)
            if sheet is None or sheet.kind != "worksheet" or sheet.part not in self.package or not ref:
                left_out += 1
            else:
                by_sheet.setdefault(sheet.index, {}).setdefault(ref, []).append(note.text)
        vml = [name for name in self.package.names() if name.lower().endswith(".vml")]
        block = 1 + max((number for name in vml for number in blocks_of(self.package.read(name))), default=0)
        for index, texts in sorted(by_sheet.items()):
            reply(self.book, self.book.sheets[index], texts)
            block += self._comment_sheet(self.book.sheets[index], texts, block)
        return sum(map(len, by_sheet.values())), left_out

    def _comment_sheet(self, sheet: SheetPart, texts: dict[str, list[str]], block: int) -> int:
        """Comment the cells of one sheet; returns how many blocks of ids their boxes take."""
        part = next((one.part for one in relations(self.package, sheet.part) if one.kind == "comments"), "")
        if part not in self.package:
            part = self.package.free_name("xl/comments{}.xml")
            self.package.add(part, comment_part.empty_part(self.space))
            declare(self.package, part, f"{_SHEET_ML}.comments+xml")
            relate(self.package, sheet.part, f"{self.relations_space}/comments", part)
        data, new = comment_part.commented(self.package.read(part), texts)
        self.package.replace(part, data)
        if not new:
            return 0
        frame = SheetFrame(self.package.read(sheet.part))
        drawing, widths = self._drawing(sheet, frame, block), Widths(frame.document())
        boxes = [Box(ref, "\n\n".join(texts[ref])) for ref in new]
        self.package.replace(drawing, with_boxes(self.package.read(drawing), boxes, widths, block))
        return blocks_for(len(boxes))

    def _drawing(self, sheet: SheetPart, frame: SheetFrame, block: int) -> str:
        """The part with the boxes of a sheet's comments and its buttons, a new one if need be."""
        document = frame.document()
        legacy = document.root.first("legacyDrawing")
        ids = [value for name, value in legacy.attributes.items() if name.endswith(" id")] if legacy else []
        known = [one.part for one in relations(self.package, sheet.part) if one.id in ids and one.part in self.package]
        if known:
            return known[0]
        part = self.package.free_name("xl/drawings/vmlDrawing{}.vml")
        self.package.add(part, comment_shapes.empty_part(block))
        declare_ending(self.package, "vml", _VML)
        relation = relate(self.package, sheet.part, f"{self.relations_space}/vmlDrawing", part)
        if legacy is not None:
            document.replace(legacy, b"")
        put_in(document, "legacyDrawing", self._legacy(document, relation), ORDER)
        frame.take(document)
        self.package.replace(sheet.part, frame.whole())
        return part

    def _legacy(self, document: Document, relation: str) -> str:
        known = document.prefixes.get(self.relations_space, "")
        declared = "" if known else f" xmlns:r={quoted(self.relations_space)}"
        return f"<{document.prefix(document.root)}legacyDrawing{declared} {known or 'r'}:id={quoted(relation)}/>"

    def list_findings(self, sheet: FindingsSheet) -> str:
        """Put the list of findings first; returns the name of its sheet."""
        [name] = sheet_names([sheet.name], [one.name for one in self.book.sheets])
        looks = self.book.related("styles")
        styles = Styles(self.package.read(looks)) if looks else None
        part = self.package.free_name("xl/worksheets/sheet{}.xml")
        self.package.add(part, findings_xml(sheet, self.space, styles))
        if styles is not None:
            self.package.replace(looks, styles.whole())
        declare(self.package, part, f"{_SHEET_ML}.worksheet+xml")
        relation = relate(self.package, self.book.part, f"{self.relations_space}/worksheet", part)
        top = heading_row(sheet)
        tab = sheet_quoted(name)
        names = {
            "_xlnm._FilterDatabase": f"{tab}!$A${top}:${LAST}${top + len(sheet.rows)}",
            "_xlnm.Print_Titles": f"{tab}!${top}:${top}",
        }
        put_first(self.book, name, relation, self.relations_space, names)
        return name


def _first_cell(ref: str) -> str:
    """The first cell of a range; empty for what is none."""
    try:
        found = box(ref)
    except ValueError:
        return ""
    return str(Range(found.top, found.left, found.top, found.left))
