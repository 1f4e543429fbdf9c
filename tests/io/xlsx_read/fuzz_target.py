"""What a fuzzer feeds: one byte that says which part of a small workbook the rest replaces, or that it is a file."""

from __future__ import annotations

import time

from bsc_xl.io.xlsx_read import read_content
from tests.io.xlsx_read.packages import SHEET, TYPES, packed, parts, relationships

_MACRO = "application/vnd.ms-office.vbaProject"
_LINK = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
PLACES = (
    "",  # the file itself
    SHEET,
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
    "xl/vbaProject.bin",
    "xl/externalLinks/externalLink1.xml",
    "xl/connections.xml",
    "docProps/custom.xml",
    "_rels/.rels",
)
SECONDS = 3.0


def composed(data: bytes) -> bytes:
    """The file that an input stands for."""
    place = PLACES[data[0] % len(PLACES)] if data else ""
    if not place:
        return data[1:]
    types = TYPES.replace(
        "</Types>",
        f'<Override PartName="/xl/vbaProject.bin" ContentType="{_MACRO}"/>'
        f'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="{_LINK}"/></Types>',
    )
    root = relationships(
        ("rId1", "officeDocument", "xl/workbook.xml"), ("rId2", "custom-properties", "docProps/custom.xml")
    )
    return packed(parts() | {"[Content_Types].xml": types, "_rels/.rels": root} | {place: data[1:]}, method=0)


def check(data: bytes) -> None:
    """Read what an input stands for.

    Raises:
        AssertionError: reading took too long, or a sheet is read differently in the two ways.
    """
    begun = time.process_time()
    read_content(composed(data), "fuzzed.xlsx")
    assert time.process_time() - begun < SECONDS, "slow"
    if data and data[0] % len(PLACES) == 1:
        from tests.io.xlsx_read.test_two_ways import assert_same

        assert_same(data[1:])
    elif data and data[0] % len(PLACES) == 2:
        from tests.io.xlsx_read.test_two_ways import same_texts

        same_texts(data[1:])
