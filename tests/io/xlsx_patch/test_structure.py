"""What stands around the cells is put back: tabs, names, input rules, protection, colours, calculation."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from bsc_xl.errors import WrongUsage
from bsc_xl.io.xlsx_patch import Change, edit
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.sheet_frame import ORDER
from bsc_xl.layout.status_formats import status_colours
from bsc_xl.layout.types import Validation, Workbook
from bsc_xl.received.repairs import (
    AddStatusFormats,
    AddValidation,
    ProtectSheet,
    RenameSheet,
    Repair,
    SetCalculation,
    SetFormula,
    SetName,
    SetState,
)
from tests.engines.libreoffice import LibreOffice
from tests.io.xlsx_patch.comparing import MAIN, bytes_touched, changed_parts, differing, part
from tests.io.xlsx_patch.hand_made import sheet, workbook
from tests.io.xlsx_write.samples import worded, written

BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"


def spoiled(source: Path, target: Path, name: str, spoil: Callable[[bytes], bytes]) -> Path:
    """A copy in which one part reads otherwise."""
    package = Package(source)
    before = package.read(name)
    package.replace(name, spoil(before))
    assert package.read(name) != before
    package.write(target)
    return target


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Workbook]:
    """A workbook with the layout that it was written from."""
    path = tmp_path_factory.mktemp("layout") / "a.xlsx"
    return path, written(worded("Alpha", "Beta"), path)


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n")


def test_input_rules_come_back_as_the_writer_wrote_them(layout: tuple[Path, Workbook], tmp_path: Path) -> None:
    source, book = layout
    count = 0
    for number, one in enumerate(book.sheets, 1):
        if not one.validations:
            continue
        name = f"xl/worksheets/sheet{number}.xml"
        bare = spoiled(
            source, tmp_path / "bare.xlsx", name, lambda xml: re.sub(b"<dataValidations.*</dataValidations>", b"", xml)
        )
        changes = edit(bare, tmp_path / "b.xlsx", [AddValidation(one.name, rule) for rule in one.validations])
        assert len(changes) == len(one.validations)
        assert changed_parts(bare, tmp_path / "b.xlsx") == {name}
        assert canonical(part(tmp_path / "b.xlsx", name)) == canonical(part(source, name))
        assert edit(source, tmp_path / "c.xlsx", [AddValidation(one.name, rule) for rule in one.validations]) == ()
        count += len(changes)
    assert count > 10


RULES = (
    '<dataValidations count="2"><dataValidation type="whole" sqref="A1:C9 E1"><formula1>1</formula1></dataValidation>'
    '<dataValidation type="decimal" sqref="B2"><formula1>1</formula1></dataValidation></dataValidations>'
)
NEWER = (
    '<extLst><ext xmlns:x14="urn:x14" uri="{A}"><x14:dataValidations xmlns:xm="urn:xm" count="1"><x14:dataValidation '
    'type="list"><x14:formula1><xm:f>S1!A1</xm:f></x14:formula1><xm:sqref>B1:B3</xm:sqref></x14:dataValidation>'
    "</x14:dataValidations></ext>{}</extLst>"
)


def test_other_rules_keep_the_other_cells(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet("", RULES + NEWER.replace("{}", '<ext uri="{B}"/>')))
    rule = Validation(("B2", "B3"), source="=A1:A3", title="T & <t>", message="M", error="E", warn_only=True)
    [change] = edit(source, tmp_path / "b.xlsx", [AddValidation("S1", rule)])
    made = part(tmp_path / "b.xlsx", SHEET).decode()
    assert 'sqref="A1:C1 A2 C2 A3 C3 A4:C9 E1"' in made
    assert "decimal" not in made
    assert "<xm:sqref>B1</xm:sqref>" in made
    assert made.count('count="2"') == 1
    assert change == Change(
        "S1",
        "B2 B3",
        "whole 1 (A1:C9 E1); decimal 1 (B2); choose from S1!A1 (B1:B3)",
        "choose from A1:A3",
    )
    [_, second] = load_workbook(tmp_path / "b.xlsx")["S1"].data_validations.dataValidation
    assert (second.formula1, str(second.sqref), second.promptTitle, second.errorStyle) == (
        "A1:A3",
        "B2 B3",
        "T & <t>",
        "warning",
    )


def test_a_newer_rule_that_has_no_cell_left_goes_with_all_that_holds_it(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet("", NEWER.replace("{}", "")))
    edit(source, tmp_path / "b.xlsx", [AddValidation("S1", Validation(("A1:C9",), rule="A1>0"))])
    made = part(tmp_path / "b.xlsx", SHEET).decode()
    assert "extLst" not in made
    assert '<dataValidations count="1"><dataValidation type="custom"' in made


def test_protection_comes_back_as_the_writer_wrote_it(layout: tuple[Path, Workbook], tmp_path: Path) -> None:
    source, book = layout
    name = book.sheets[2].name
    for spoil in (
        lambda xml: re.sub(rb"<sheetProtection[^>]*/>", b"", xml),
        lambda xml: re.sub(rb"<sheetProtection[^>]*/>", b'<sheetProtection password="CC1A" sheet="1"/>', xml),
    ):
        bare = spoiled(source, tmp_path / "bare.xlsx", "xl/worksheets/sheet3.xml", spoil)
        [change] = edit(bare, tmp_path / "b.xlsx", [ProtectSheet(name)])
        assert (change.sheet, change.ref, change.new) == (name, "", "protected as issued")
        assert part(tmp_path / "b.xlsx", "xl/worksheets/sheet3.xml") == part(source, "xl/worksheets/sheet3.xml")
    assert edit(source, tmp_path / "b.xlsx", [ProtectSheet(name)]) == ()


def test_colours_of_status_words_use_the_looks_that_are_there(layout: tuple[Path, Workbook], tmp_path: Path) -> None:
    source, book = layout
    number, name = next(
        (n, one.name)
        for n, one in enumerate(book.sheets, 1)
        if b"<cfRule" in part(source, f"xl/worksheets/sheet{n}.xml")
    )
    sheet_part = f"xl/worksheets/sheet{number}.xml"
    bare = spoiled(
        source,
        tmp_path / "bare.xlsx",
        sheet_part,
        lambda xml: re.sub(b"<conditionalFormatting.*</conditionalFormatting>", b"", xml),
    )
    formats = tuple((f"B5={word}", colour) for word, colour in status_colours(book))
    repair = AddStatusFormats(name, ("B5:B9", "D5"), formats)
    [change] = edit(bare, tmp_path / "b.xlsx", [repair])
    assert change.ref == "B5:B9 D5"
    assert changed_parts(bare, tmp_path / "b.xlsx") == {sheet_part}
    [(area, rules)] = [
        (str(one.sqref), one.rules) for one in load_workbook(tmp_path / "b.xlsx")[name].conditional_formatting
    ]
    assert area == "B5:B9 D5"
    assert [rule.priority for rule in rules] == list(range(1, len(formats) + 1))
    assert [rule.dxf.fill.bgColor.rgb for rule in rules[:3]] == [
        rule.dxf.fill.bgColor.rgb for rule in next(iter(load_workbook(source)[name].conditional_formatting)).rules[:3]
    ]
    assert edit(tmp_path / "b.xlsx", tmp_path / "c.xlsx", [repair]) == ()


def test_new_looks_are_added_behind_and_other_formats_stay(tmp_path: Path) -> None:
    other = '<conditionalFormatting sqref="A1:B2"><cfRule type="duplicateValues" priority="4"/></conditionalFormatting>'
    source = workbook(tmp_path / "a.xlsx", sheet("", other))
    edit(
        source,
        tmp_path / "b.xlsx",
        [AddStatusFormats("S1", ("A1:A9",), (('A1="met"', "2E7D32"), ('A1="<"', "C62828")))],
    )
    assert changed_parts(source, tmp_path / "b.xlsx") == {SHEET, "xl/styles.xml"}
    assert differing(part(source, SHEET), part(tmp_path / "b.xlsx", SHEET)) == (
        set(),
        {"cfRule", "conditionalFormatting A1:A9"},
    )
    found = {str(one.sqref): one.rules for one in load_workbook(tmp_path / "b.xlsx")["S1"].conditional_formatting}
    assert [rule.priority for rule in found["A1:A9"]] == [5, 6]
    assert [rule.dxf.fill.bgColor.rgb for rule in found["A1:A9"]] == ["FFD1E2D2", "FFF2D0D0"]


def test_tabs_are_shown_and_hidden(issued: Path, tmp_path: Path) -> None:
    names = load_workbook(issued, read_only=True).sheetnames
    wanted = {names[-1]: "visible", names[3]: "hidden", names[-2]: "veryHidden", names[2]: "visible"}
    changes = edit(issued, tmp_path / "b.xlsx", [SetState(name, state) for name, state in wanted.items()])
    assert {(change.sheet, change.old, change.new) for change in changes} == {
        (names[-1], "veryHidden", "visible"),
        (names[3], "visible", "hidden"),
    }
    assert changed_parts(issued, tmp_path / "b.xlsx") == {BOOK}
    book = load_workbook(tmp_path / "b.xlsx")
    assert {name: book[name].sheet_state for name in wanted} == wanted
    assert bytes_touched(part(issued, BOOK), part(tmp_path / "b.xlsx", BOOK)) < 30


def test_where_the_open_sheet_is_hidden_another_one_is_opened(issued: Path, tmp_path: Path) -> None:
    names = load_workbook(issued, read_only=True).sheetnames
    edit(issued, tmp_path / "b.xlsx", [SetState(names[0], "hidden")])
    book = load_workbook(tmp_path / "b.xlsx")
    assert book.active is book[names[1]]
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == [names[1]]
    with pytest.raises(WrongUsage, match="visible"):
        edit(issued, tmp_path / "b.xlsx", [SetState(name, "hidden") for name in names])
    with pytest.raises(WrongUsage, match="not gone"):
        edit(issued, tmp_path / "b.xlsx", [SetState(names[0], "gone")])


def test_names_stand_for_what_they_stood_for(issued: Path, tmp_path: Path) -> None:
    edits = [SetName("BSC_CAP", "=Lists!$A$1"), SetName("brand_new", "'Beta''s'!$A$1 & \"<\"")]
    changes = edit(issued, tmp_path / "b.xlsx", edits)
    assert [(change.sheet, change.ref, change.old) for change in changes] == [
        ("", "BSC_CAP", load_workbook(issued).defined_names["bsc_cap"].attr_text),
        ("", "brand_new", "not defined"),
    ]
    assert changed_parts(issued, tmp_path / "b.xlsx") == {BOOK}
    names = load_workbook(tmp_path / "b.xlsx").defined_names
    assert (names["bsc_cap"].attr_text, names["brand_new"].attr_text) == ("Lists!$A$1", "'Beta''s'!$A$1 & \"<\"")
    old, new = differing(part(issued, BOOK), part(tmp_path / "b.xlsx", BOOK))
    assert (old, new) == ({"definedName bsc_cap"}, {"definedName bsc_cap", "definedName brand_new"})
    assert edit(tmp_path / "b.xlsx", tmp_path / "c.xlsx", edits) == ()


def test_the_first_name_of_a_workbook_comes_where_the_schema_wants_it(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet(""), names='<calcPr calcId="1" calcMode="manual"/>')
    changes = edit(source, tmp_path / "b.xlsx", [SetName("n", "S1!$A$1"), SetCalculation()])
    assert [change.old for change in changes] == ["not defined", "calculation manual"]
    made = part(tmp_path / "b.xlsx", BOOK).decode()
    names = '<definedNames><definedName name="n">S1!$A$1</definedName></definedNames>'
    assert made.endswith(f'</sheets>{names}<calcPr calcId="1"/></workbook>')
    assert edit(tmp_path / "b.xlsx", tmp_path / "c.xlsx", [SetCalculation()]) == ()


@pytest.mark.parametrize(
    ("repair", "name"),
    [
        (ProtectSheet("S1"), "sheetProtection"),
        (AddValidation("S1", Validation(("A1",), rule="1")), "dataValidations"),
        (AddStatusFormats("S1", ("A1",), (("A1=1", "2E7D32"),)), "conditionalFormatting"),
    ],
)
def test_new_elements_stand_where_the_schema_wants_them(tmp_path: Path, repair: Repair, name: str) -> None:
    all_others = "".join(f"<{one}/>" for one in ORDER if one not in (name, "sheetData"))
    before, after = all_others.split("<sheetCalcPr/>")
    for around in (
        (before, "<sheetCalcPr/>" + after),
        ("", ""),
        ("<sheetPr/>", "<extLst/>"),
        ("", "<mc:AlternateContent xmlns:mc='m'><controls/></mc:AlternateContent>"),
    ):
        source = workbook(tmp_path / "a.xlsx", sheet("", before=around[0], after=around[1]))
        edit(source, tmp_path / "b.xlsx", [repair])
        root = etree.fromstring(part(tmp_path / "b.xlsx", SHEET))
        order = [etree.QName(next(one.iter(MAIN + "*"), one)).localname for one in root]
        assert name in order
        assert order == [one for one in ORDER if one in order]


def test_a_renamed_sheet_gets_its_name_back_everywhere(built: dict[str, Path], tmp_path: Path) -> None:
    for source in built.values():
        for old, new in (("Alpha", "It's & <new>"), ("Lists", "Listen"), ("Beta's", "B")):
            renamed, back = tmp_path / f"r{source.suffix}", tmp_path / f"b{source.suffix}"
            [change] = edit(source, renamed, [RenameSheet(old, new)])
            assert change == Change(old, "", f"sheet {old}", f"sheet {new}")
            assert new in load_workbook(renamed, read_only=True).sheetnames
            edit(renamed, back, [RenameSheet(new.upper(), old)])
            for name in Package(source).names():
                before, between, after = (part(path, name) for path in (source, renamed, back))
                assert_no_name(between, old)
                if name.endswith(".xml"):
                    assert canonical(after).replace(b"'Lists'", b"Lists").replace(b"'Alpha'", b"Alpha") == canonical(
                        before
                    ).replace(b"'Lists'", b"Lists").replace(b"'Alpha'", b"Alpha")
                else:
                    assert after == before


def assert_no_name(data: bytes, name: str) -> None:
    written = "'" + name.replace("'", "''") + "'!"
    for form in (written, name + "!"):
        assert form.encode() not in data
        assert form.replace("'", "&apos;").encode() not in data


EVERYWHERE = (
    '<row r="1"><c r="A1"><f>S2!A1+\'S2\'!B1+SUM(S1:S2!C1)+[1]S2!A1&amp;"S2!A1"&amp;XS2!A1+s2!A:A</f><v>1</v></c></row>'
)
AROUND = (
    '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>S2!A1&gt;1</formula></cfRule>'
    '</conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="A1">'
    "<formula1>S2!$A$1:$A$3</formula1>"
    '</dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" location="S2!A1" display="S2!A1"/></hyperlinks>'
    '<extLst><ext uri="{1}" xmlns:x14="urn:x14" xmlns:xm="urn:xm">'
    "<x14:formula1><xm:f>S2!A1</xm:f></x14:formula1></ext></extLst>"
)
CHART = (
    b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:cat>'
    b"<c:strRef><c:f>S2!$A$1:$A$9</c:f>"
    b"</c:strRef></c:cat></c:chartSpace>"
)
LINKS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
    b'Target="#S2!A1"/></Relationships>'
)
PIVOT = (
    b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cacheSource>'
    b'<worksheetSource ref="A1:B2" sheet="S2"/></cacheSource></pivotCacheDefinition>'
)


def test_a_name_is_changed_in_every_place_that_refers_to_it_and_in_no_other(tmp_path: Path) -> None:
    names = '<definedNames><definedName name="S2" localSheetId="0">S2!$A$1</definedName></definedNames>'
    parts = {"xl/charts/chart1.xml": CHART, "xl/drawings/_rels/drawing1.xml.rels": LINKS, "xl/pivotCache/d.xml": PIVOT}
    source = workbook(tmp_path / "a.xlsx", sheet(EVERYWHERE, AROUND), sheet(""), names=names, parts=parts)
    edit(source, tmp_path / "b.xlsx", [RenameSheet("S2", "Q&A")])
    new = "'Q&amp;A'!"
    expected = sheet(
        f'<row r="1"><c r="A1"><f>{new}A1+{new}B1+'
        f"SUM('S1:Q&amp;A'!C1)+[1]S2!A1&amp;\"S2!A1\"&amp;XS2!A1+{new}A:A</f><v>1</v></c></row>",
        AROUND.replace("S2!", new).replace(f'display="{new}A1"', 'display="S2!A1"'),
    )
    made = tmp_path / "b.xlsx"
    assert part(made, SHEET).decode() == expected
    assert part(made, "xl/charts/chart1.xml").decode() == CHART.decode().replace("S2!", new)
    assert part(made, "xl/drawings/_rels/drawing1.xml.rels").decode() == LINKS.decode().replace("S2!", new)
    assert part(made, "xl/pivotCache/d.xml").decode() == PIVOT.decode().replace('"S2"', '"Q&amp;A"')
    assert '<sheet name="Q&amp;A" sheetId="2"' in part(made, BOOK).decode()
    assert f'name="S2" localSheetId="0">{new}$A$1<' in part(made, BOOK).decode()
    assert changed_parts(source, made) == {SHEET, BOOK, *parts}


def test_two_sheets_swap_their_names(tmp_path: Path) -> None:
    one = '<row r="1"><c r="A1"><f>S2!A1+S1!B1</f></c></row>'
    source = workbook(tmp_path / "a.xlsx", sheet(one), sheet(""))
    edits: list[Repair] = [RenameSheet("S1", "S2"), RenameSheet("S2", "S1"), SetFormula("S1", "A2", "S2!A1", 0.0)]
    edit(source, tmp_path / "b.xlsx", edits)
    book = load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames == ["S2", "S1"]
    assert (book["S2"]["A1"].value, book["S2"]["A2"].value) == ("='S1'!A1+'S2'!B1", "=S2!A1")
    with pytest.raises(WrongUsage, match="another sheet s2"):
        edit(source, tmp_path / "c.xlsx", [RenameSheet("S1", "s2")])
    with pytest.raises(WrongUsage, match="takes no sheet"):
        edit(source, tmp_path / "c.xlsx", [RenameSheet("S1", "so'")])


def test_a_sheet_that_is_a_chart_has_no_cells_to_change(shared: Path, tmp_path: Path) -> None:
    source = shared / "corpus" / "poi" / "test-data_spreadsheet_chart_sheet.xlsx"
    name = next(one.title for one in load_workbook(source).chartsheets)
    for repair in (ProtectSheet(name), SetFormula(name, "A1", "1", 1.0)):
        with pytest.raises(WrongUsage, match="no cells"):
            edit(source, tmp_path / "b.xlsx", [repair])
    edit(source, tmp_path / "b.xlsx", [RenameSheet(name, "Other")])
    assert [one.title for one in load_workbook(tmp_path / "b.xlsx").chartsheets] == ["Other"]


@pytest.mark.engine
def test_libreoffice_opens_a_workbook_with_all_of_it(
    layout: tuple[Path, Workbook], tmp_path: Path, libreoffice: LibreOffice
) -> None:
    source, book = layout
    edits: list[Repair] = [RenameSheet("Alpha", "Ren'amed")]
    edits += [ProtectSheet(one.name) for one in book.sheets]
    edits += [AddValidation("Alpha", Validation(("A1:Z99",), source="bsc_names"))]
    edits += [AddStatusFormats("Alpha", ("A1:A9",), (('A1="met"', "2E7D32"),)), SetName("new_name", "Lists!$A$1")]
    edit(source, tmp_path / "b.xlsx", edits)
    [before, after] = libreoffice.recalculate([source, tmp_path / "b.xlsx"], tmp_path / "out")
    old, new = load_workbook(before, data_only=True), load_workbook(after, data_only=True)
    assert new.sheetnames == ["Ren'amed" if name == "Alpha" else name for name in old.sheetnames]
    for one in old.worksheets:
        other = new.worksheets[old.sheetnames.index(one.title)]
        assert [cell.value for row in one.iter_rows() for cell in row] == [
            cell.value for row in other.iter_rows() for cell in row
        ]
