"""Files made to take all memory, all time, or to be read in two ways; each is made here, in code."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from bsc_xl.io.xlsx_read import Limits, read_content
from bsc_xl.received import Reading
from tests.io.xlsx_read.packages import (
    HEAD,
    MAIN,
    SHEET,
    packed,
    parts,
    reading,
    relationships,
    sheet,
    strings,
    with_cells,
    with_sheet,
)

SECONDS = 5
MEGABYTES = 512


def in_bounds(content: bytes) -> Reading:
    """A verdict that came within bounds of time and memory."""
    tracemalloc.start()
    begun = time.process_time()
    try:
        found = reading(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # Watching memory slows everything down several times; real bounds are held by the test of the corpus.
    assert time.process_time() - begun < 4 * SECONDS
    assert peak < MEGABYTES * 1_000_000
    return found


def only(content: bytes) -> str:
    """The code of the trouble for which a file was not read."""
    found = in_bounds(content)
    assert found.book is None
    return found.troubles[-1].code


def replaced(name: str, xml: str | bytes) -> bytes:
    return packed(parts() | {name: xml})


BILLION = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XML_PARTS = [
    *("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET),
    *(
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "docProps/core.xml",
        "xl/drawings/vmlDrawing1.vml",
        "customXml/item1.xml",
    ),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", XML_PARTS)
def test_document_types_in_any_part_and_encoding(name: str, encoding: str) -> None:
    assert only(replaced(name, (BILLION + "<a>&b;</a>").encode(encoding))) == "PKG005"


def test_a_document_type_in_a_drawing_that_is_no_xml() -> None:
    assert only(replaced("xl/drawings/vmlDrawing1.vml", "<a><br><!DOCTYPE b></a>")) == "PKG005"


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "utf-32", "hz", "punycode", "nonsense", "x" * 50])
def test_other_encodings(encoding: str) -> None:
    assert only(replaced("xl/workbook.xml", f'<?xml version="1.0" encoding="{encoding}"?><a/>')) == "PKG013"


def test_deep_nesting() -> None:
    assert only(replaced("xl/workbook.xml", "<a>" * 100_000 + "</a>" * 100_000)) == "PKG004"
    assert only(with_cells("<row>" * 300_000)) == "PKG004"
    assert only(replaced("docProps/other.xml", "<a>" * 300_000)) == "PKG004"


def test_ratio_of_a_thousand() -> None:
    assert only(replaced("xl/media/image1.png", bytes(100_000_000))) == "PKG004"
    assert only(with_sheet(" " * 60_000_000)) == "PKG004"


def test_a_million_parts() -> None:
    name = b"a" * 8
    central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0) + name
    whole = b"PK\x03\x04" + central * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 5, 5, len(central) * 1_000_000, 4, 0)
    assert only(whole + end) == "PKG004"


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same bytes."""
    content = packed({"a.xml": "<a/>" * 100, "b.xml": "<b/>" * 100}, zipfile.ZIP_STORED)
    first, second = content.find(b"PK\x01\x02"), content.rfind(b"PK\x01\x02")
    entry = content[first:second].replace(b"a.xml", b"b.xml")
    return content[:second] + entry + content[second + len(entry) :]


def test_overlapping_members() -> None:
    assert only(overlapping()) == "PKG006"
    # The classical bomb: one member's data reaches over the header of the next.
    content = bytearray(packed({"a.xml": bytes(50), "b.xml": bytes(50)}, zipfile.ZIP_STORED))
    central, local = content.find(b"PK\x01\x02"), 0
    for size_at in (local + 18, local + 22, central + 20, central + 24):
        content[size_at : size_at + 4] = (120).to_bytes(4, "little")
    assert only(bytes(content)) == "PKG006"


def lying(said: int, real: bytes) -> bytes:
    """A workbook one part of which says to unpack to another size than it does, in both of its headers."""
    content = packed(parts() | {"xl/media/image1.png": real})
    size = len(real).to_bytes(4, "little")
    assert content.count(size) == 2
    return content.replace(size, said.to_bytes(4, "little"))


def test_lying_sizes() -> None:
    real = bytes(12_345_678)
    assert only(lying(100, real)) == "PKG004"
    assert only(lying(12_345_679, real)) in ("PKG003", "PKG004")
    assert only(lying(4_000_000_000, real)) == "PKG004"
    small = zlib.compress(bytes(5_000))[:60]
    assert only(lying(70, small)) == "PKG003"


def test_only_one_of_the_two_headers_lies() -> None:
    content = bytearray(packed(parts()))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24] ^= 1
    assert only(bytes(content)) == "PKG006"


def test_lies_for_large_archives() -> None:
    content = packed(parts())
    end = content.rfind(b"PK\x05\x06")
    _, _, _, _, count, size, offset, _ = struct.unpack("<4s4H2LH", content[end:])

    def large(count: int, size: int, offset: int, short: tuple[int, int, int]) -> bytes:
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
        last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, short[0], short[0], short[1], short[2], 0)
        return content[:end] + record + locator + last

    full = (0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    assert reading(large(count, size, offset, full)).book is not None
    assert only(large(count, size, offset, (count, 0xFFFFFFFF, offset - 1))) == "PKG006"
    assert only(large(count + 1, size, offset, full)) in ("PKG003", "PKG006")
    assert only(large(2**63, size, offset, full)) in ("PKG003", "PKG004")
    assert only(large(count, 2**63, offset, full)) in ("PKG003", "PKG006")
    assert only(large(count, size, 2**63, full)) in ("PKG003", "PKG006")


def test_something_before_behind_or_within() -> None:
    content = packed(parts())
    assert only(content + b"tail") == "PKG006"
    assert only(b"PK\x03\x04 head" + content) in ("PKG003", "PKG006")
    assert only(content + content) in ("PKG003", "PKG006")


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../a.xml", "xl/../../a.xml", "..\\a.xml", "C:/a.xml", "xl//a.xml", "a\0b.xml", "xl/./a.xml"],
)
def test_names_of_members(name: str) -> None:
    content = packed(parts() | {"x" * len(name): "<a/>"})
    assert only(content.replace(b"x" * len(name), name.encode())) == "PKG006"


def test_names_that_differ_in_case_only() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert only(packed(parts() | {"XL/Workbook.xml": "<a/>"})) == "PKG006"


def test_a_link_to_another_file() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in parts().items():
            made.writestr(name, text)
        link = zipfile.ZipInfo("xl/link.xml")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    assert only(file.getvalue()) == "PKG006"


def test_a_far_cell_costs_nothing() -> None:
    content = with_cells(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>'
    )
    tracemalloc.start()
    found = reading(content)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert found.book is not None
    assert found.book.sheets[0].values == {"XFD1048576": 1.0}
    assert {trouble.code for trouble in found.troubles} == {"PKG009"}


def test_a_count_of_texts_that_is_a_lie() -> None:
    xml = strings("<t>a</t>").replace("<sst ", '<sst count="4294967295" uniqueCount="4294967295" ')
    found = in_bounds(replaced("xl/sharedStrings.xml", xml))
    assert found.book is not None


@pytest.mark.parametrize(
    "xml",
    [
        f'<a b="{"x" * 30_000_000}"/>',
        f"<!--{'x' * 30_000_000}--><a/>",
        f"<?a {'x' * 30_000_000}?><a/>",
        f"<{'x' * 30_000_000}/>",
    ],
    ids=["attribute", "comment", "instruction", "name"],
)
def test_one_gigantic_tag(xml: str) -> None:
    made = packed(parts() | {"docProps/other.xml": xml, "xl/media/image1.png": noise(400_000)})
    assert only(made) == "PKG004"


def noise(length: int) -> bytes:
    """Bytes that cannot be packed, so that the ratio of the whole stays modest."""
    block = b"".join(zlib.crc32(str(number).encode()).to_bytes(4, "big") for number in range(length // 4))
    return block[:length]


def test_one_gigantic_text() -> None:
    cells = f'<row r="1"><c r="A1" t="str"><v>{"x" * 9_000_000}</v></c></row>'
    found = in_bounds(with_cells(cells))
    assert [trouble.code for trouble in found.troubles] == ["PKG010"]
    found = in_bounds(replaced("xl/sharedStrings.xml", strings(f"<t>{'x' * 9_000_000}</t>")))
    assert [trouble.code for trouble in found.troubles] == ["PKG010"]


def test_many_attributes() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(5_000))
    assert only(with_cells(f'<row r="1" {attributes}><c r="A1"/></row>')) == "PKG004"


@pytest.mark.parametrize(
    "after",
    [
        "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 300_000 + "</mergeCells>",
        "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 100_000 + "</mergeCells>",
        '<dataValidations><dataValidation sqref="' + "A1 " * 300_000 + '"/></dataValidations>',
        '<conditionalFormatting sqref="' + "A1 " * 300_000 + '"/>',
        '<conditionalFormatting sqref="A1"/>' * 60_000,
    ],
    ids=["merged", "fewer merged", "validation", "format", "formats"],
)
def test_a_million_ranges(after: str) -> None:
    made = packed(parts() | {SHEET: sheet("", after=after), "xl/media/image1.png": noise(400_000)})
    assert only(made) == "PKG004"


def test_too_many_cells() -> None:
    def cells() -> Iterator[str]:
        for row in range(1, 26_000):
            yield (
                f'<row r="{row}">'
                + "".join(f'<c r="{letter}{row}" s="1"/>' for letter in "ABCDEFGHIJKLMNOPQRST")
                + "</row>"
            )

    assert read_content(with_cells("".join(cells())), "a.xlsx").troubles[-1].code == "PKG004"


def test_shared_formulas_that_multiply() -> None:
    long = "+".join(["A1"] * 2_500)
    rows = "".join(f'<row r="{row}"><c r="B{row}"><f t="shared" si="0"/></c></row>' for row in range(2, 3_000))
    first = f'<row r="1"><c r="B1"><f t="shared" ref="B1:B29999" si="0">{long}</f></c></row>'
    assert read_content(with_cells(first + rows), "a.xlsx").troubles[-1].code == "PKG004"


def test_relationships_that_lead_in_a_circle() -> None:
    circle = relationships(("rId1", "worksheet", "sheet1.xml"), ("rId2", "worksheet", "../workbook.xml"))
    found = in_bounds(packed(parts() | {"xl/worksheets/_rels/sheet1.xml.rels": circle}))
    assert found.book is not None


def test_many_columns_hidden_and_odd_numbers() -> None:
    before = '<cols><col min="1" max="99999999" hidden="1"/><col min="x" max="-5" width="0"/></cols>'
    found = reading(with_cells("", before=before))
    assert found.book is not None
    assert found.book.sheets[0].hidden_columns[0] == (1, 16_384)


@pytest.mark.parametrize("size", [0, 1, 21, 22, 100, 1_000])
def test_truncated(size: int) -> None:
    assert reading(packed(parts())[:size]).book is None


def test_every_flipped_byte_gives_a_verdict() -> None:
    whole = packed(parts())
    for place in range(0, len(whole), 3):
        reading(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])


@pytest.mark.parametrize(
    "limits",
    [
        Limits(file_bytes=10),
        Limits(parts=2),
        Limits(inflated_bytes=100),
        Limits(elements=1),
        Limits(depth=1),
        Limits(nodes=1),
        Limits(sheets=0),
        Limits(cells=1),
        Limits(texts=1),
        Limits(formulas=1),
    ],
    ids=repr,
)
def test_each_limit_can_be_reached(limits: Limits) -> None:
    cells = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">1+1</f><v>2</v></c>'
        '<c r="B1"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    assert read_content(with_cells(cells), "a.xlsx").book is not None
    assert read_content(with_cells(cells), "a.xlsx", limits).troubles[-1].code == "PKG004"


def test_a_first_line_of_xml_only() -> None:
    assert only(replaced("xl/workbook.xml", HEAD)) == "PKG013"
    assert only(replaced("xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}"/>')) == "PKG013"
