"""Cells are read in two ways, a fast one and expat's: both give the same, or the fast one stands aside."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bsc_xl.io.xlsx_read import strings
from bsc_xl.io.xlsx_read.context import Context
from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.plain_xml import NotPlain
from bsc_xl.io.xlsx_read.sheet_part import read_any_sheet, read_plain_sheet
from bsc_xl.io.xlsx_read.troubles import Blocked, Troubles
from bsc_xl.io.xlsx_read.workbook_part import ListedSheet
from bsc_xl.received import ReceivedSheet, State, Trouble
from tests.io.xlsx_read.packages import sheet
from tests.io.xlsx_read.packages import strings as strings_part

LIMITS = Limits()
LISTED = ListedSheet("One", "rId1", State.VISIBLE)
TEXTS = {str(number): f"text {number}" for number in range(2000)}
Outcome = tuple[ReceivedSheet | Trouble, frozenset[Trouble]]


def outcome(content: bytes, *, plain: bool) -> Outcome | None:
    """What one way of reading says of a sheet's part; None where the fast way stands aside."""
    troubles = Troubles(LIMITS.troubles)
    context = Context(LIMITS, troubles, TEXTS)
    read = read_plain_sheet if plain else read_any_sheet
    try:
        return read(content, LISTED, "part", context), frozenset(troubles.all())
    except NotPlain:
        return None
    except Blocked as found:
        return found.trouble, frozenset(troubles.all())


def assert_same(content: bytes) -> bool:
    """Whether the fast way read it; what it then says is what expat says."""
    plain, slow = outcome(content, plain=True), outcome(content, plain=False)
    assert slow is not None
    if plain is None:
        return False
    if isinstance(plain[0], ReceivedSheet) and isinstance(slow[0], ReceivedSheet):
        assert list(plain[0].values) == list(slow[0].values)  # also in the same order
        assert {ref: repr(value) for ref, value in plain[0].values.items()} == {
            ref: repr(value) for ref, value in slow[0].values.items()
        }
    assert plain == slow
    return True


PLAIN = [
    '<row r="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1" spans="1:3" x:d="0.25" ht="0"><c r="A1" s="1"/><c r="B1" s="2" t="s"><v>0</v></c></row>',
    '<row r="1"/><row r="2" hidden="1"/><row r="3"></row><row r="7"><c r="A7" t="b"><v>1</v></c></row><row r="9"/>',
    '<row r="1"><c r="A1" t="str"><f>"a"&amp;"b&lt;c"</f><v></v></c><c r="B1"><f>1</f><v/></c></row>',
    '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">B1</f></c><c r="B1"><f t="shared" si="0"/></c></row>',
    '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2</f><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> x &#10; _x0041_</t></is></c></row>',
    '<row r="1"><c r="A1" t="str"><v>line\r\nline\rline</v></c><c r="B1"><v>1e-5</v></c></row>',
    '<row r="1"><c r="A1"><f xml:space="preserve"> 1 + 2 </f><v>3</v></c></row>',
    '<row r="1"><c r="A1"><f aca="false">1</f><v>3</v></c><c r="XFD1" t="n"><v>-0.5</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>\N{GREEK SMALL LETTER ALPHA}\N{GRINNING FACE}</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>99999</v></c><c r="B1"><v>nan</v></c><c r="C1"><v>1_0</v></c></row>',
    '<row r="1"><c r="A1"><v>1e999</v></c><c r="B1" t="b"><v>7</v></c><c r="C1" t="q"><v>7</v></c></row>',
    '<row r="1"><c r="A1" t="d"><v>2024-02-29T12:00:00</v></c><c r="B1" t="d"><v>soon</v></c></row>',
    '<row r="1"><c r="A2"><v>1</v></c></row>',
    '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c><c r="A1"><v>3</v></c></row>',
    '<row r="1"><c r="A1"><f t="shared" si="4"/><v>1</v></c></row>',
    '<row r="1"><c r="A1"><f t="dataTable" ref="A1:B2" r1="D1" dt2D="1" r2="E1"/><v>1</v></c></row>',
]
NOT_PLAIN = [
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c t="s" r="A1"><v>1</v></c></row>',
    "<row r='1'><c r='A1'><v>1</v></c></row>",
    '<row r="1"><c r="A1"><v>1</v></c></row >',
    '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
    '<row r="1"><c r="A1"><v>1<!-- 2 -->3</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
    '<row r="1"><c r="A1"><f/><v>2</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>a & b</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>&#1;</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>]]></v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>\uffff</v></c></row>',
    '<row r="1" y:z="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1" x:y:z="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1" a="1" a="2"><c r="A1"><v>1</v></c></row>',
    '<row r="1" ht="1"b="2"><c r="A1"><v>1</v></c></row>',
    '<row r="1"><row r="2"><c r="A2"><v>1</v></c></row></row>',
    '<row r="1"><c r="A1"><v>1</v></c>',
    '<c r="A1"><v>1</v></c>',
    '<row r="2"/><row r="1"/>',
    '<row r="1"><c r="A1" t="inlineStr"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><is><t>1</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r></is></c></row>',
    '<row r="1"><c r="A1"><f t="shared" ref="A1" si="0" t="array">1</f></c></row>',
    '<row r="1"><c r="A1"/></row></sheetData><sheetData><row r="2"><c r="A2"/></row>',
    "  ",
    '<row r="1"> <c r="A1"/></row>',
]
BEFORE = '<sheetPr xmlns:x="urn:x"/>'


def in_sheet(cells: str) -> bytes:
    return sheet(cells).replace("<worksheet ", '<worksheet xmlns:x="urn:x" ').encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("cells", PLAIN)
def test_the_fast_way_reads_what_programs_write(cells: str) -> None:
    assert assert_same(in_sheet(cells))


@pytest.mark.parametrize("cells", NOT_PLAIN)
def test_the_fast_way_stands_aside(cells: str) -> None:
    assert not assert_same(in_sheet(cells))


@pytest.mark.parametrize(
    "change",
    [
        ("<sheetData>", "<!-- <sheetData> --><sheetData>"),
        ("<sheetData>", "<sheetData >"),
        ('<?xml version="1.0" encoding="UTF-8"', '<?xml version="1.0" encoding="ISO-8859-1"'),
        ("<worksheet xmlns=", "<x:worksheet xmlns:x="),
        ("</sheetData>", "</sheetData><!-- </sheetData> -->"),
        ("</worksheet>", ""),
    ],
)
def test_sheets_in_another_form(change: tuple[str, str]) -> None:
    made = sheet(PLAIN[0]).replace(*change)
    assert made != sheet(PLAIN[0])
    assert not assert_same(made.encode())


def test_the_comparison_can_fail() -> None:
    one, other = (outcome(in_sheet(cells), plain=True) for cells in (PLAIN[0], PLAIN[9]))
    assert one != other
    assert one is not None
    assert isinstance(one[0], ReceivedSheet)
    assert replace(one[0], values={"A1": 2.0}) != one[0]


PIECES = st.sampled_from(
    [
        *('<row r="1">', '<row r="2" ht="0">', '<row r="3"/>', "<row>", "</row>", "<row r='4' hidden=\"1\">"),
        *('<c r="A1">', '<c r="B1" s="1" t="s">', '<c r="C1" t="str">', '<c r="A2" t="inlineStr">', "<c>", "</c>"),
        *('<c r="D1"/>', '<c t="n" r="A3">', '<x:c r="A1">', "</x:c>", '<c r="A2"\n s="1">'),
        *("<v>1</v>", "<v></v>", "<v/>", "<v>x &amp; y</v>", "<v>&#65;&#x42;</v>", "<v> 7 </v>", "<v>", "</v>"),
        *("<f>A1</f>", '<f t="shared" si="0" ref="A1:A9">B$1+$C2</f>', '<f t="shared" si="0"/>', "<f>", "</f>", "<f/>"),
        *("<is><t>in</t></is>", '<is><t xml:space="preserve"> in </t></is>', "<is><r><t>a</t></r></is>"),
        *("<!-- c -->", "<![CDATA[5]]>", "<?p i?>", " ", "\r\n", "5", "&lt;", "]]>", "&", "\N{SNOWMAN}", "_x0041_"),
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14))
@example(['<row r="1">', '<c r="A1">', "<v>1</v>", "</c>", "</row>"])
def test_both_ways_agree_on_any_jumble(pieces: list[str]) -> None:
    assert_same(in_sheet("".join(pieces)))


CELL = st.builds(
    lambda kind, formula, value: f"{kind}>{formula}{value}</c>",
    st.sampled_from(
        ["", ' t="s"', ' t="str"', ' t="b"', ' t="e"', ' t="n"', ' s="3"', ' s="1" t="str"', ' t="inlineStr"']
    ),
    st.sampled_from(
        ["", "<f>A1&amp;1</f>", '<f t="shared" si="1" ref="A1:C3">A1</f>', '<f t="shared" si="1"/>', "<f/>"]
    ),
    st.one_of(
        st.sampled_from(["", "<v/>", "<is><t>x</t></is>"]),
        st.text(st.characters(codec="utf-8"), max_size=5).map(lambda text: f"<v>{text}</v>"),
        st.floats().map(lambda number: f"<v>{number!r}</v>"),
        st.integers(0, 2100).map(lambda number: f"<v>{number}</v>"),
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELL, max_size=4), max_size=4))
def test_both_ways_agree_on_well_formed_cells(rows: list[list[str]]) -> None:
    lines = (
        f'<row r="{number}">'
        + "".join(f'<c r="{"ABCD"[place]}{number}"{cell}' for place, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    assert_same(in_sheet("".join(lines)))


def same_texts(content: bytes) -> bool:
    def texts(read: object) -> list[str] | Trouble | None:
        try:
            return read(content, "part", LIMITS)  # type: ignore[operator, no-any-return]
        except NotPlain:
            return None
        except Blocked as found:
            return found.trouble

    plain, slow = texts(strings.plain_texts), texts(strings.any_texts)
    assert plain is None or plain == slow
    return plain is not None


@pytest.mark.parametrize(
    "items",
    [
        ["<t>a</t>", '<t xml:space="preserve"> b </t>', "<t>c &amp; &#10; d</t>", ""],
        ["<r><rPr><b/></rPr><t>bold</t></r><r><t> plain</t></r>", "<t>a</t>", "<t/>", "<t>b</t><rPh><t>no</t></rPh>"],
    ],
)
def test_shared_texts_in_the_usual_form(items: list[str]) -> None:
    assert same_texts(strings_part(*items).encode())


@pytest.mark.parametrize(
    "change",
    [
        ("<t>a</t>", "<t><![CDATA[</si><si>]]></t>"),
        ("<t>a</t>", "<t>a<!-- </si><si><t>b</t></si><si> --></t>"),
        ("<sst xmlns=", "<x:sst xmlns:x="),
        ("<t>a</t>", "<r>"),
        ("<t>a</t>", "<t>&nbsp;</t>"),
        ("</sst>", ""),
    ],
)
def test_shared_texts_in_another_form(change: tuple[str, str]) -> None:
    made = strings_part("<t>a</t>", "<t>b</t>").replace(*change)
    assert not same_texts(made.encode())


TEXT_PIECES = st.sampled_from(
    [
        *(
            "<si>",
            "</si>",
            "<si/>",
            "<t>",
            "</t>",
            "<t/>",
            "<r>",
            "</r>",
            '<t xml:space="preserve">',
            "a",
            "&amp;",
            "&#9;",
        ),
        *("<rPh>", "</rPh>", "<!--", "-->", "<![CDATA[", "]]>", "<x:si>", "</x:si>", "</sst>", "<sst>", " ", "&"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXT_PIECES, max_size=12))
def test_both_ways_agree_on_any_jumble_of_texts(pieces: list[str]) -> None:
    made = strings_part("<t>first</t>").replace("</sst>", "".join(pieces) + "</sst>")
    same_texts(
        made.replace("<sst ", '<sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ').encode()
    )


@pytest.mark.parametrize("share", range(8))
def test_both_ways_agree_on_the_corpus(shared: Path, share: int) -> None:
    fast = slow = 0
    for path in sorted((shared / "corpus").rglob("*.xls*"))[share::8]:
        try:
            with zipfile.ZipFile(path) as package:
                content = {name: package.read(name) for name in package.namelist()}
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            continue
        for name, part in content.items():
            if re.search(r"sheets/[^/]+\.xml$", name):
                fast, slow = (fast + 1, slow) if assert_same(part) else (fast, slow + 1)
            elif "sharedStrings" in name and name.endswith(".xml"):
                same_texts(part)
    print(f"{fast} sheets were read the fast way, {slow} the other")
    assert fast > 20
