"""Annotated copies: a comment on every cell with a finding, a list of findings first, and everything else as it was."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from pyopenvba import ExcelFile

from bsc_xl.engines.stored_cells import stored_cells
from bsc_xl.io.xlsx_patch import Annotated, FindingRow, FindingsSheet, Note, annotate
from bsc_xl.io.xlsx_patch.comment_part import LONGEST
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.parts import relate
from bsc_xl.io.xlsx_patch.sheet_frame import ORDER
from tests.engines.libreoffice import LibreOffice
from tests.io.xlsx_patch.comparing import MAIN, bytes_touched, changed_parts, part
from tests.io.xlsx_patch.hand_made import RELATIONS, sheet, workbook

RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
COMMENTS = (
    f'<comments xmlns="{MAIN.strip("{}")}"><authors><author>x</author></authors>'
    "<commentList>{}</commentList></comments>"
)
BOOK, TYPES, RELS, APP = "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "docProps/app.xml"
ROWS = (
    FindingRow(
        "blocker", "FML001", "Alpha!C7", "93 <b>", "=A1&B1", "bsc-xl fix", "m1", "u1", "2026-10", -1.25, "Alpha", "C7"
    ),
    FindingRow("warning", "PKG012", "the file", "=cmd|' /c calc'!A1"),
)
LIST = FindingsSheet("Findings: a.xlsx", ROWS, ("Verdict: findings", "2 findings"))


def comments(path: Path) -> dict[tuple[str, str], str]:
    """All comments, as openpyxl reads them."""
    return {
        (one.title, cell.coordinate): cell.comment.text
        for one in load_workbook(path).worksheets
        for row in one.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def parts_of(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def test_comments_and_list_are_there_and_the_rest_is_as_it_was(issued: Path, tmp_path: Path) -> None:
    target = tmp_path / f"b{issued.suffix}"
    notes = [
        Note("Alpha", "C7:C9", "one & <two>\nthree"),
        Note("ALPHA", "$C$7", "four"),
        Note("Start", "Z99", "far"),
    ]
    assert annotate(issued, target, notes, LIST) == Annotated("Findings", 2, 0)
    assert comments(target) == {("Alpha", "C7"): "one & <two>\nthree\n\nfour", ("Start", "Z99"): "far"}
    book, before = load_workbook(target), load_workbook(issued)
    assert book.sheetnames == ["Findings", *before.sheetnames]
    names = [sheet_part(issued, name) for name in ("Start", "Alpha")]
    changed = changed_parts(issued, target)
    assert {name for name in changed if name in dict(parts_of(issued))} <= {
        BOOK, TYPES, RELS, APP, "xl/styles.xml", *names, *(rels(name) for name in names), "xl/drawings/vmlDrawing1.vml",
        "xl/drawings/vmlDrawing2.vml", "xl/drawings/vmlDrawing3.vml",
    }  # fmt: skip
    assert stored_cells(target).cells.items() >= stored_cells(issued).cells.items()
    for name in names:
        old, new = part(issued, name), part(target, name)
        assert bytes_touched(old, new) < 30
        assert abs(len(new) - len(old)) < 60
        assert_schema_order(new)


def sheet_part(path: Path, name: str) -> str:
    """The part of a sheet in a workbook of the writer, which numbers them."""
    return f"xl/worksheets/sheet{load_workbook(path, read_only=True).sheetnames.index(name) + 1}.xml"


def rels(name: str) -> str:
    return name.replace("worksheets/", "worksheets/_rels/") + ".rels"


def assert_schema_order(xml: bytes) -> None:
    order = [
        etree.QName(one).localname for one in etree.fromstring(xml) if etree.QName(one).namespace == MAIN.strip("{}")
    ]
    assert [ORDER.index(name) for name in order] == sorted(ORDER.index(name) for name in order)


def test_the_list_says_everything_as_text_and_leads_to_the_cells(issued: Path, tmp_path: Path) -> None:
    annotate(issued, tmp_path / "b.xlsx", [], LIST)
    found = load_workbook(tmp_path / "b.xlsx")["Findings"]
    cells = [[cell.value for cell in row] for row in found.iter_rows()]
    assert [row[0] for row in cells[:3]] == ["Findings: a.xlsx", "Verdict: findings", "2 findings"]
    assert cells[4] == [
        "Severity", "Code", "Place", "Found", "Expected", "Remedy", "Measure", "Unit", "Period",
        "Effect on score, points",
    ]  # fmt: skip
    assert cells[5] == ["blocker", "FML001", "Alpha!C7", "93 <b>", "=A1&B1", "bsc-xl fix", "m1", "u1", "2026-10", -1.25]
    assert cells[6] == ["warning", "PKG012", "the file", "=cmd|' /c calc'!A1", *[None] * 6]
    assert {cell.data_type for row in found.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    link = found["C6"].hyperlink
    assert link is not None
    assert link.location == "'Alpha'!C7"
    assert found["C7"].hyperlink is None
    assert (found.freeze_panes, found.auto_filter.ref, found.print_title_rows) == ("A6", "A5:J7", "$5:$5")
    assert found["D6"].alignment.wrap_text
    assert found["A6"].fill.fgColor.rgb == "FFF2D0D0"
    assert found.column_dimensions["D"].width > 40
    [new] = dict(parts_of(tmp_path / "b.xlsx")).keys() - dict(parts_of(issued)).keys()
    assert_schema_order(part(tmp_path / "b.xlsx", new))


def test_looks_of_all_other_cells_stay(issued: Path, tmp_path: Path) -> None:
    annotate(issued, tmp_path / "b.xlsx", [], LIST)
    old, new = (etree.fromstring(part(path, "xl/styles.xml")) for path in (issued, tmp_path / "b.xlsx"))
    for listed in ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"):
        before, after = old.find(MAIN + listed), new.find(MAIN + listed)
        if before is None or after is None:
            assert before is after
            continue
        texts = [[etree.tostring(one, method="c14n") for one in listed] for listed in (before, after)]
        assert texts[1][: len(texts[0])] == texts[0]
        assert after.get("count") == str(len(after))


def test_what_counts_sheets_is_kept_right(issued: Path, tmp_path: Path) -> None:
    annotate(issued, tmp_path / "b.xlsx", [], LIST)
    before, after = load_workbook(issued), load_workbook(tmp_path / "b.xlsx")
    assert after.active is after["Findings"]
    assert [one.title for one in after.worksheets if one.sheet_view.tabSelected] == ["Findings"]
    assert {
        one.title: (one.print_title_rows, one.print_area, dict(one.defined_names)) for one in before.worksheets
    } == {
        one.title: (one.print_title_rows, one.print_area, dict(one.defined_names))
        for one in after.worksheets
        if one.title != "Findings"
    }
    assert before.defined_names == after.defined_names
    app = etree.fromstring(part(tmp_path / "b.xlsx", APP))
    titles = [str(one.text) for one in app.iter("{*}lpstr")]
    counts = [int(str(one.text)) for one in app.iter("{*}i4")]
    assert titles[2:4] == ["Findings", "Start"]
    assert sum(counts) == len(titles) - 2
    assert [int(str(one.get("size"))) for one in app.iter("{*}vector")] == [4, len(titles) - 2]


def test_the_tab_that_was_open_is_not_selected_any_more(tmp_path: Path) -> None:
    source = Workbook()
    for name in ("Findings", "Findings (2)", "Open"):
        source.create_sheet(name)
    source.active = source.sheetnames.index("Open")
    source.save(tmp_path / "a.xlsx")
    assert annotate(tmp_path / "a.xlsx", tmp_path / "b.xlsx", [], LIST).sheet == "Findings (3)"
    after = load_workbook(tmp_path / "b.xlsx")
    assert after.sheetnames == ["Findings (3)", "Sheet", "Findings", "Findings (2)", "Open"]
    assert [one.title for one in after.worksheets if one.sheet_view.tabSelected] == ["Findings (3)"]


@pytest.fixture
def with_comments(tmp_path: Path) -> Path:
    source = Workbook()
    one = source.worksheets[0]
    one.title = "S1"
    one["B2"].comment = Comment("mine", "Anna", height=111, width=222)
    one["C3"].comment = Comment("hers", "Berta")
    source.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_comments_that_are_there_stay_and_say_more(with_comments: Path, tmp_path: Path) -> None:
    annotate(with_comments, tmp_path / "b.xlsx", [Note("S1", "B2", "finding"), Note("S1", "D4", "new")], LIST)
    found = load_workbook(tmp_path / "b.xlsx")["S1"]
    said = {ref: (found[ref].comment.text, found[ref].comment.author) for ref in ("B2", "C3", "D4")}
    assert said == {"B2": ("mine\n\nfinding", "Anna"), "C3": ("hers", "Berta"), "D4": ("new", "bsc-xl")}
    names = [name for name, _ in parts_of(tmp_path / "b.xlsx") if "omment" in name]
    assert names == [name for name, _ in parts_of(with_comments) if "omment" in name]
    [vml] = [data for name, data in parts_of(tmp_path / "b.xlsx") if name.endswith(".vml")]
    ids = re.findall(rb'id="(_x0000_s\d+)"', vml)
    assert len(ids) == len(set(ids)) == 3
    assert b"width:222px" in vml
    etree.fromstring(vml)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("<text><t>a</t></text>", "<text><r><t>a</t></r>RUN</text>"),
        (
            "<text><r><t>a</t></r><phoneticPr fontId='1'/></text>",
            "<text><r><t>a</t></r>RUN<phoneticPr fontId='1'/></text>",
        ),
        ("<text/>", "<text>RUN</text>"),
    ],
)
def test_the_text_below_is_a_run_of_its_own(tmp_path: Path, text: str, after: str) -> None:
    listed = f'<comment ref="A1" authorId="0" shapeId="0">{text}</comment>'
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/comments" Target="/xl/comments9.xml"/>'
    relations = RELATIONSHIPS.format(relation)
    parts = {
        "xl/comments9.xml": COMMENTS.format(listed).encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": relations.encode(),
    }
    source = workbook(tmp_path / "a.xlsx", sheet(""), parts=parts)
    annotate(source, tmp_path / "b.xlsx", [Note("S1", "A1", "finding")], LIST)
    made = part(tmp_path / "b.xlsx", "xl/comments9.xml").decode()
    run = re.search(r"<r><rPr>.*?</rPr>.*?</r>", made, re.DOTALL)
    assert run is not None
    assert made.replace(run[0], "RUN") == COMMENTS.format(listed.replace(text, after)).replace(
        "</author></authors>", "</author><author>bsc-xl</author></authors>"
    )


def test_a_conversation_gets_an_answer_and_stays(with_comments: Path, tmp_path: Path) -> None:
    talk = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="B2" dT="2024-01-02T03:04:05.67" personId="{{P}}" '
        'id="{A}"><text>why?</text></threadedComment><threadedComment ref="B2" personId="{P}" id="{B}" '
        'parentId="{A}"><text>so</text></threadedComment></ThreadedComments>'
    )
    person = '<person displayName="Anna" id="{P}" userId="a" providerId="None"/>'
    people = f'<personList xmlns="{THREADS}">{person}</personList>'
    package = Package(with_comments)
    package.add("xl/threadedComments/threadedComment1.xml", talk.encode())
    package.add("xl/persons/person.xml", people.encode())
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/"
    relate(package, "xl/worksheets/sheet1.xml", kind + "threadedComment", "xl/threadedComments/threadedComment1.xml")
    relate(package, "xl/workbook.xml", kind + "person", "xl/persons/person.xml")
    package.write(tmp_path / "a.xlsx")
    annotate(tmp_path / "a.xlsx", tmp_path / "b.xlsx", [Note("S1", "B2", "a & b"), Note("S1", "C3", "else")], LIST)
    made = part(tmp_path / "b.xlsx", "xl/threadedComments/threadedComment1.xml").decode()
    assert made.startswith(talk.removesuffix("</ThreadedComments>"))
    [_, _, answer] = etree.fromstring(made)
    assert (answer.get("ref"), answer.get("parentId"), answer.findtext("{*}text")) == ("B2", "{A}", "a & b")
    persons = etree.fromstring(part(tmp_path / "b.xlsx", "xl/persons/person.xml"))
    assert [(one.get("displayName"), one.get("id")) for one in persons] == [
        ("Anna", "{P}"),
        ("bsc-xl", answer.get("personId")),
    ]
    assert comments(tmp_path / "b.xlsx")["S1", "B2"] == "mine\n\na & b"


def test_buttons_and_macros_stay(built: dict[str, Path], tmp_path: Path) -> None:
    source, target = built[".xlsm"], tmp_path / "b.xlsm"
    annotate(source, target, [Note("Start", "B5", "finding")], LIST)
    name = "xl/drawings/vmlDrawing1.vml"
    old, new = part(source, name), part(target, name)
    assert new.startswith(old.removesuffix(b"</xml>").replace(b'data="1"', old_blocks(new)))
    assert new.count(b'ObjectType="Note"') == 1
    assert new.count(b'ObjectType="Button"') == old.count(b'ObjectType="Button"') > 0
    ids = [
        int(number)
        for path, data in parts_of(target)
        if path.endswith(".vml")
        for number in re.findall(rb'id="_x0000_s(\d+)"', data)
    ]
    assert len(ids) == len(set(ids))
    assert "xl/vbaProject.bin" not in changed_parts(source, target)
    with ExcelFile(source) as before, ExcelFile(target) as after:
        assert dict(before.vba_modules()) == dict(after.vba_modules())
    codes = [code_name(data) for path, data in parts_of(target) if path.startswith("xl/worksheets/sheet")]
    assert codes.count(None) == 1  # the new sheet
    assert codes[:-1] == [code_name(data) for path, data in parts_of(source) if path.startswith("xl/worksheets/sheet")]


def old_blocks(vml: bytes) -> bytes:
    found = re.search(rb'data="[^"]*"', vml)
    assert found is not None
    assert re.fullmatch(rb'data="1,\d+"', found[0])
    return found[0]


def code_name(data: bytes) -> bytes | None:
    found = re.search(rb'codeName="([^"]*)"', data)
    return found[1] if found else None


def test_long_comments_say_how_many_findings_more_there_are(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet(""))
    notes = [Note("S1", "A1", f"{number} " + "x" * 998) for number in range(100)]
    notes += [Note("S1", "A2", "😀" * 40_000), Note("S1", "A2", "more")]
    annotate(source, tmp_path / "b.xlsx", notes, LIST)
    said = comments(tmp_path / "b.xlsx")
    first, second = said["S1", "A1"], said["S1", "A2"]
    kept = first.count("x" * 998)
    assert 28 < kept < 34
    assert first.endswith(f"\n\n… and {100 - kept} more in this cell: see the sheet of findings.")
    assert second.endswith("😀…\n\n… and 1 more in this cell: see the sheet of findings.")
    assert max(len(text.encode("utf-16-le")) // 2 for text in said.values()) <= LONGEST
    annotate(tmp_path / "b.xlsx", tmp_path / "c.xlsx", notes, LIST)
    again = comments(tmp_path / "c.xlsx")  # as far as there is room
    assert again["S1", "A1"] == f"{first}\n\n… and 100 more in this cell: see the sheet of findings."
    assert again["S1", "A2"] == second


def test_notes_without_a_cell_are_counted(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet(""))
    notes = [Note("S1", "", "x"), Note("Gone", "A1", "x"), Note("S1", "A0", "x"), Note("S1", "C:C", "a whole column")]
    assert annotate(source, tmp_path / "b.xlsx", notes, LIST) == Annotated("Findings", 1, 3)
    assert comments(tmp_path / "b.xlsx") == {("S1", "C1"): "a whole column"}


@pytest.mark.parametrize("broken", ["<br>", ""])
def test_boxes_of_old_excel_that_are_no_xml_are_no_hindrance(tmp_path: Path, broken: str) -> None:
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml"\n xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">\n  <o:idmap v:ext="edit" '
        f'data="1,4"/></o:shapelayout><v:shape id="_x0000_s4097"><v:textbox><div>{broken}</div></v:textbox></v:shape>'
        "</xml>\n"
    )
    types = part(workbook(tmp_path / "x.xlsx", sheet("")), TYPES)
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
    relations = RELATIONSHIPS.format(relation)
    parts = {
        "xl/drawings/vmlDrawing1.vml": vml.encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": relations.encode(),
        TYPES: types.replace(b"<Default", f'<Default Extension="vml" ContentType="{VML}"/><Default'.encode(), 1),
    }
    legacy = f'<legacyDrawing xmlns:q="{RELATIONS}" q:id="rId1"/>'
    source = workbook(tmp_path / "a.xlsx", sheet("", legacy), parts=parts)
    annotate(source, tmp_path / "b.xlsx", [Note("S1", f"A{n}", "x") for n in range(1, 1500)], LIST)
    made = part(tmp_path / "b.xlsx", "xl/drawings/vmlDrawing1.vml")
    assert b'data="1,4,5,6"' in made
    ids = [int(number) for number in re.findall(rb'id="_x0000_s(\d+)"', made)]
    assert len(set(ids)) == len(ids) == 1500
    assert min(ids) == 4097
    assert {number // 1024 for number in ids} == {4, 5, 6}
    assert all(number % 1024 for number in ids)
    assert part(tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml") == part(source, "xl/worksheets/sheet1.xml")


def test_annotating_again_adds_another_list(issued: Path, tmp_path: Path) -> None:
    notes = [Note("Alpha", "C7", "first")]
    annotate(issued, tmp_path / "b.xlsx", notes, LIST)
    assert (
        annotate(tmp_path / "b.xlsx", tmp_path / "c.xlsx", [Note("Alpha", "C7", "second")], LIST).sheet
        == "Findings (2)"
    )
    assert comments(tmp_path / "c.xlsx") == {("Alpha", "C7"): "first\n\nsecond"}
    assert load_workbook(tmp_path / "c.xlsx").sheetnames[:3] == ["Findings (2)", "Findings", "Start"]


def test_ten_thousand_notes_on_a_hundred_sheets_are_fast(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 201))
    source = workbook(tmp_path / "a.xlsx", *[sheet(rows)] * 100)
    notes = [Note(f"S{n % 100 + 1}", f"B{n // 100 + 1}", f"finding {n}") for n in range(10_000)]
    found = FindingsSheet(
        "Findings",
        tuple(FindingRow("error", "FML001", note.sheet, note.text, sheet=note.sheet, ref=note.ref) for note in notes),
    )
    assert annotate(source, tmp_path / "b.xlsx", notes, found).cells == 10_000
    assert len(comments(tmp_path / "b.xlsx")) == 10_000


@pytest.mark.engine
def test_libreoffice_opens_it_with_its_comments(issued: Path, tmp_path: Path, libreoffice: LibreOffice) -> None:
    target = tmp_path / f"b{issued.suffix}"
    annotate(issued, target, [Note("Alpha", "C7", "said & done")], LIST)
    [made] = libreoffice.recalculate([target], tmp_path / "out")
    assert comments(made) == {("Alpha", "C7"): "said & done"}
    assert load_workbook(made)["Findings"]["D6"].value == "93 <b>"
    assert load_workbook(made).sheetnames == ["Findings", *load_workbook(issued).sheetnames]
