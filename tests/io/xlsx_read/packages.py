"""Small packages made part by part, with or without faults, as bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from bsc_xl.io.xlsx_read import read_content
from bsc_xl.received import Reading, ReceivedBook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"
TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}sheet.main+xml"/>'
    f'<Override PartName="/{SHEET}" ContentType="{_SHEET}worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET}sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}styles+xml"/></Types>'
)


def relationships(*items: tuple[str, str, str]) -> str:
    """A part of relationships: id, last word of the kind, target (with `!` before it if it leads outside)."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target.removeprefix("!")}"'
        + (' TargetMode="External"' if target.startswith("!") else "")
        + "/>"
        for key, kind, target in items
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def sheet(cells: str = "", *, before: str = "", after: str = "") -> str:
    """A sheet's part with this inside of sheetData."""
    root = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    return f"{HEAD}{root}{before}<sheetData>{cells}</sheetData>{after}</worksheet>"


def strings(*texts: str) -> str:
    """A part of shared texts, written as they are."""
    return f'{HEAD}<sst xmlns="{MAIN}">' + "".join(f"<si>{text}</si>" for text in texts) + "</sst>"


def parts() -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        SHEET: sheet(),
        "xl/sharedStrings.xml": strings("<t>zero</t>", "<t>one</t>"),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
    }


def packed(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, text in content.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, method)
    return file.getvalue()


def with_sheet(xml: str | bytes) -> bytes:
    """A workbook whose only sheet is this part."""
    return packed(parts() | {SHEET: xml})


def with_cells(cells: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose only sheet has this inside of sheetData."""
    return with_sheet(sheet(cells, before=before, after=after))


def reading(content: bytes) -> Reading:
    """What the reader says of a file."""
    return read_content(content, "test.xlsx")


def book(content: bytes) -> ReceivedBook:
    """The book; it must be readable."""
    found = reading(content)
    assert found.book is not None, found.troubles
    return found.book


def codes(content: bytes) -> list[str]:
    """Codes of the troubles in their order."""
    return [trouble.code for trouble in reading(content).troubles]
