"""Formulas and values put into cells: what the neighbours calculate stays, whatever shared a formula with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from bsc_xl.engines.stored_cells import StoredCell, stored_cells
from bsc_xl.errors import WrongUsage
from bsc_xl.io.xlsx_patch import Change, edit
from bsc_xl.received.repairs import Repair, SetFormula, SetValue, StoreValue
from tests.engines.libreoffice import LibreOffice
from tests.io.xlsx_patch.comparing import MAIN, changed_parts, differing, part
from tests.io.xlsx_patch.hand_made import sheet, workbook

SHEET = "xl/worksheets/sheet1.xml"


def edited(tmp_path: Path, rows: str, *edits: Repair) -> tuple[str, tuple[Change, ...]]:
    """The XML of a sheet with these rows after edits, and what they changed."""
    source = workbook(tmp_path / "a.xlsx", sheet(rows))
    changes = edit(source, tmp_path / "b.xlsx", edits)
    assert changed_parts(source, tmp_path / "b.xlsx") <= {SHEET}
    made = part(tmp_path / "b.xlsx", SHEET).decode()
    assert made.startswith(sheet("").partition("<sheetData>")[0])
    return made.partition("<sheetData>")[2].partition("</sheetData>")[0], changes


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def test_a_formula_is_put_back(issued: Path, tmp_path: Path) -> None:
    before = stored_cells(issued)
    (name, ref), stored = next(
        (place, one)
        for place, one in before.cells.items()
        if one.formula and isinstance(one.value, float) and one.value % 1
    )
    spoiled, repaired = tmp_path / f"spoiled{issued.suffix}", tmp_path / f"repaired{issued.suffix}"
    [change] = edit(issued, spoiled, [SetValue(name, ref, 99.0)])
    assert (change.sheet, change.ref, change.new) == (name, ref, "99")
    assert stored_cells(spoiled).cells[name, ref] == StoredCell(99.0)
    again = SetFormula(name, ref, stored.formula, stored.value, bool(stored.block), stored.block)
    [change] = edit(spoiled, repaired, [again])
    assert change.old == "99"
    assert change.new.startswith(f"={stored.formula} (")
    assert stored_cells(repaired).cells == before.cells
    [sheet_part] = changed_parts(issued, spoiled)
    assert differing(part(issued, sheet_part), part(spoiled, sheet_part)) == ({f"c {ref}"}, {f"c {ref}"})
    assert differing(part(issued, sheet_part), part(repaired, sheet_part)) == (set(), set())


@pytest.mark.parametrize(
    ("old", "repair", "new", "words"),
    [
        (
            '<c r="B2" s="4"><v>1</v></c>',
            SetFormula("S1", "B2", 'IF(A1<2,"<",1)', "<"),
            '<c r="B2" s="4" t="str"><f>IF(A1&lt;2,"&lt;",1)</f><v>&lt;</v></c>',
            ("1", '=IF(A1<2,"<",1) ("<")'),
        ),
        (
            '<c s="4" t="str" r="B2"><f>A1</f><v>x</v></c>',
            SetFormula("S1", "B2", "A1+1", 2.0),
            '<c s="4" r="B2"><f>A1+1</f><v>2.0</v></c>',
            ('=A1 ("x")', "=A1+1 (2)"),
        ),
        (
            '<c r="B2" cm="1" vm="2" ph="1"><f t="array" ref="B2">A1</f><v>7</v></c>',
            SetFormula("S1", "$b$2", "=A1", 7.0),
            '<c r="B2" ph="1"><f>A1</f><v>7.0</v></c>',
            ("=A1 (7)", "=A1 (7)"),
        ),
        (
            '<c r="B2"><f>A1</f><v>7</v></c>',
            SetFormula("S1", "B2", "A1", 7.0, array=True),
            '<c r="B2"><f t="array" ref="B2">A1</f><v>7.0</v></c>',
            ("=A1 (7)", "=A1 (7)"),
        ),
        (
            '<c r="B2" t="inlineStr"><is><t>old</t></is></c>',
            SetValue("S1", "B2", " new & so\n"),
            '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> new &amp; so\n</t></is></c>',
            ('"old"', '" new & so\n"'),
        ),
        (
            '<c r="B2" s="1"><f>A1</f><v>7</v><extLst><ext uri="{x}"/></extLst></c>',
            SetValue("S1", "B2", 0.25),
            '<c r="B2" s="1"><v>0.25</v><extLst><ext uri="{x}"/></extLst></c>',
            ("=A1 (7)", "0.25"),
        ),
        ('<c r="B2" s="1" t="b"><v>1</v></c>', SetValue("S1", "B2", None), '<c r="B2" s="1"/>', ("TRUE", "empty")),
        ('<c r="B2" s="1"/>', SetValue("S1", "B2", True), '<c r="B2" s="1" t="b"><v>1</v></c>', ("empty", "TRUE")),
        (
            '<c r="B2" t="e"><f>A1</f><v>#REF!</v></c>',
            StoreValue("S1", "B2", 3.5),
            '<c r="B2"><f>A1</f><v>3.5</v></c>',
            ("=A1 (#REF!)", "=A1 (3.5)"),
        ),
    ],
)
def test_one_cell(tmp_path: Path, old: str, repair: Repair, new: str, words: tuple[str, str]) -> None:
    others = '<c r="A2"><v>5</v></c>', '<c r="C2"><f>B2</f><v>1</v></c>'
    made, [change] = edited(tmp_path, row(2, others[0], old, others[1]), repair)
    assert made == row(2, others[0], new, others[1])
    assert change == Change("S1", "B2", *words)


@pytest.mark.parametrize(
    "repair",
    [
        SetFormula("S1", "A1", "B1&C1", "x"),
        StoreValue("S1", "A1", "x"),
        SetValue("S1", "B1", 7.0),
        SetValue("S1", "C1", "yes"),
        StoreValue("S1", "B1", 8.0),  # nothing calculates it, so nothing may renew it
        StoreValue("S1", "Z1", 8.0),
        SetValue("S1", "Z9", None),
    ],
)
def test_what_is_right_already_stays(tmp_path: Path, repair: Repair) -> None:
    cells = (
        '<c r="A1" t="str"><f>B1&amp;C1</f><v>x</v></c>',
        '<c r="B1"><v>7</v></c>',
        '<c r="C1" t="inlineStr"><is><t>yes</t></is></c>',
    )
    source = workbook(tmp_path / "a.xlsx", sheet(row(1, *cells)))
    assert edit(source, tmp_path / "b.xlsx", [repair]) == ()
    assert (tmp_path / "b.xlsx").read_bytes() == source.read_bytes()


SHARED = (
    row(1, '<c r="A1"><v>1</v></c>', '<c r="B1"><f t="shared" ref="B1:B4" si="0">A1*$A$1</f><v>1</v></c>')
    + row(2, '<c r="A2"><v>2</v></c>', '<c r="B2"><f t="shared" si="0"/><v>2</v></c>')
    + row(3, '<c r="A3"><v>3</v></c>', '<c r="B3"><f t="shared" si="0"></f><v>3</v></c>')
    + row(4, '<c r="A4"><v>4</v></c>', '<c r="B4"><f si="0" t="shared"/><v>4</v></c>')
)


def formulas(xml: str | bytes) -> dict[str, str]:
    """Formulas of a sheet by address, where followers of a shared one have an empty text."""
    found = {}
    for one in etree.fromstring(xml).iter(MAIN + "c"):
        formula = one.find(MAIN + "f")
        if formula is not None:
            found[str(one.get("r"))] = formula.text or ""
    return found


def test_those_that_follow_a_shared_formula_get_it_written_out(tmp_path: Path) -> None:
    made, changes = edited(tmp_path, SHARED, SetFormula("S1", "B1", "A1", 1.0))
    assert formulas(sheet(made)) == {"B1": "A1", "B2": "A2*$A$1", "B3": "A3*$A$1", "B4": "A4*$A$1"}
    assert "shared" not in made
    assert [change.ref for change in changes] == ["B1"]


def test_one_that_follows_leaves_the_others_alone(tmp_path: Path) -> None:
    made, changes = edited(tmp_path, SHARED, SetFormula("S1", "B3", "A3*$A$2", 6.0))
    assert made == SHARED.replace(
        '<c r="B3"><f t="shared" si="0"></f><v>3</v></c>', '<c r="B3"><f>A3*$A$2</f><v>6.0</v></c>'
    )
    assert changes == (Change("S1", "B3", "=A3*$A$1 (3)", "=A3*$A$2 (6)"),)


def test_a_follower_s_value_is_renewed_while_its_master_goes(tmp_path: Path) -> None:
    made, _ = edited(tmp_path, SHARED, StoreValue("S1", "B2", 20.0), SetValue("S1", "B1", 5.0))
    assert formulas(sheet(made)) == {"B2": "A2*$A$1", "B3": "A3*$A$1", "B4": "A4*$A$1"}
    assert '<c r="B2"><f>A2*$A$1</f><v>20.0</v></c>' in made


def test_a_shared_formula_may_come_after_those_that_follow_it(tmp_path: Path) -> None:
    reversed_rows = (
        row(1, '<c r="B1"><f t="shared" si="0"/><v>1</v></c>')
        + row(2, '<c r="B2"><f t="shared" si="0"/><v>2</v></c>')
        + row(3, '<c r="B3"><f t="shared" ref="B1:B3" si="0">A3+B$9</f><v>3</v></c>')
    )
    made, [change] = edited(tmp_path, reversed_rows, SetValue("S1", "B3", 7.0))
    assert formulas(sheet(made)) == {"B1": "A1+B$9", "B2": "A2+B$9"}
    assert change.old == "=A3+B$9 (3)"


def test_a_number_of_a_shared_formula_may_be_used_again(tmp_path: Path) -> None:
    twice = SHARED + row(
        5,
        '<c r="B5"><f t="shared" ref="B5:C5" si="0">A9</f><v>1</v></c>',
        '<c r="C5"><f t="shared" si="0"/><v>1</v></c>',
    )
    made, _ = edited(tmp_path, twice, SetValue("S1", "B5", 7.0))
    assert formulas(sheet(made)) == {"B1": "A1*$A$1", "B2": "", "B3": "", "B4": "", "C5": "B9"}


def test_shared_formulas_of_real_files_are_written_out(tmp_path: Path, shared: Path) -> None:
    source = shared / "corpus" / "calamine" / "tests_shared_formula_reversed.xlsx"
    before = formulas(part(source, SHEET))
    masters = [ref for ref, text in before.items() if text]
    assert 0 < len(masters) < len(before)
    name = load_workbook(source, read_only=True).sheetnames[0]
    edit(source, tmp_path / "b.xlsx", [SetValue(name, ref, 1.0) for ref in masters])
    after = formulas(part(tmp_path / "b.xlsx", SHEET))
    assert after.keys() == before.keys() - set(masters)
    assert all(after.values())


ARRAY = (
    row(1, '<c r="A1"><f t="array" ref="A1:A3">ROW(1:3)</f><v>1</v></c>')
    + row(2, '<c r="A2"><v>2</v></c>')
    + row(3, '<c r="A3"><v>3</v></c>')
)


def test_an_array_formula_is_restored_as_a_whole(tmp_path: Path) -> None:
    spoiled = row(1, '<c r="A1"><v>1</v></c>') + row(2, '<c r="A2"><f>7</f><v>7</v></c>')
    made, changes = edited(
        tmp_path,
        spoiled,
        SetFormula("S1", "A1", "ROW(1:3)", 1.0, array=True, block="A1:A3"),
        StoreValue("S1", "A2", 2.0),
        StoreValue("S1", "A3", 3.0),
    )
    assert made == ARRAY.replace("<v>1</v>", "<v>1.0</v>").replace("<v>2</v>", "<v>2.0</v>").replace(
        "<v>3</v>", "<v>3.0</v>"
    )
    assert [(change.ref, change.old) for change in changes] == [("A1", "1"), ("A2", "=7 (7)"), ("A3", "empty")]


def test_an_array_formula_that_is_overwritten_leaves_its_values(tmp_path: Path) -> None:
    made, [change] = edited(tmp_path, ARRAY, SetFormula("S1", "A1", "1", 1.0))
    assert made == ARRAY.replace('<f t="array" ref="A1:A3">ROW(1:3)</f><v>1</v>', "<f>1</f><v>1.0</v>")
    assert change.new == "=1 (1); the other cells of A1:A3 keep their values"


def test_an_array_formula_that_is_broken_into_keeps_its_first_cell(tmp_path: Path) -> None:
    made, [change] = edited(tmp_path, ARRAY, SetValue("S1", "A2", 9.0))
    assert made == ARRAY.replace('ref="A1:A3"', 'ref="A1"').replace("<v>2</v>", "<v>9.0</v>")
    assert change == Change("S1", "A2", "2", "9; the other cells of A1:A3 keep their values")


@pytest.mark.parametrize(
    ("rows", "ref", "expected"),
    [
        ("", "B2", row(2, "NEW")),
        ('<row r="2" spans="1:2"><c r="A2"/></row>', "B2", '<row r="2" spans="1:2"><c r="A2"/>NEW</row>'),
        ('<row r="2" spans="1:1" ht="9"><c r="A2"/></row>', "B2", '<row r="2" ht="9"><c r="A2"/>NEW</row>'),
        ('<row r="2" spans="3:9" />', "B2", '<row r="2" >NEW</row>'),
        (row(1), "B2", row(1) + row(2, "NEW")),
        (row(3), "B2", row(2, "NEW") + row(3)),
        (row(2), "B2", row(2, "NEW")),
        ('<row r="2" ht="30"/>', "B2", '<row r="2" ht="30">NEW</row>'),
        (
            '<row r="2" s="5" customFormat="1"/>',
            "B2",
            '<row r="2" s="5" customFormat="1">NEW</row>'.replace("NEW", "STYLED"),
        ),
        (row(2, '<c r="A2"/>', '<c r="C2"/>'), "B2", row(2, '<c r="A2"/>', "NEW", '<c r="C2"/>')),
        (row(2, '<c r="AA2"/>'), "B2", row(2, "NEW", '<c r="AA2"/>')),
        ('<row><c/></row><row><c/><c/><c s="1"/></row>', "D2", '<row><c/></row><row><c/><c/><c s="1"/>NEW</row>'),
    ],
)
def test_cells_that_there_are_not_yet_come_in_order(tmp_path: Path, rows: str, ref: str, expected: str) -> None:
    made, [change] = edited(tmp_path, rows, SetFormula("S1", ref, "1", 1.0))
    new = f'<c r="{ref}"><f>1</f><v>1.0</v></c>'
    assert made == expected.replace("NEW", new).replace("STYLED", new.replace("><f>", ' s="5"><f>'))
    assert change == Change("S1", ref, "empty", "=1 (1)")


def test_several_new_cells_at_once_and_beside_a_changed_one(tmp_path: Path) -> None:
    edits = [SetValue("S1", ref, float(n)) for n, ref in enumerate(("D2", "B2", "C2", "A3", "A1", "E9", "B9"))]
    made, _ = edited(tmp_path, row(2, '<c r="C2"><v>7</v></c>'), *edits)
    assert re.findall(r'<(?:row|c) r="(\w+)"', made) == ["1", "A1", "2", "B2", "C2", "D2", "3", "A3", "9", "B9", "E9"]


def test_an_empty_table_of_cells_in_one_tag_is_opened(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet("").replace("<sheetData></sheetData>", "<sheetData/>"))
    edit(source, tmp_path / "b.xlsx", [SetValue("S1", "B2", 1.0), SetValue("S1", "A5", "x")])
    book = load_workbook(tmp_path / "b.xlsx")
    assert (book["S1"]["B2"].value, book["S1"]["A5"].value) == (1, "x")


def test_prefixes_and_encodings_of_other_writers(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = (
        '<?xml version="1.0" encoding="{}"?><x:worksheet xmlns:x="' + main + '">'
        "<!-- <c r=\"A1\"> --><x:sheetData><x:row r='1' >"
        '<x:c\n t=\'str\' r=\'A1\' s="1" ><x:f><![CDATA["ü"&"<c>"]]></x:f><x:v>ü</x:v></x:c >'
        "</x:row></x:sheetData></x:worksheet>"
    )
    for encoding in ("UTF-8", "ISO-8859-1", "UTF-16"):
        source = workbook(tmp_path / f"{encoding}.xlsx", xml.format(encoding).encode(encoding))
        [change, _] = edit(source, tmp_path / "b.xlsx", [StoreValue("S1", "A1", "日"), SetValue("S1", "B1", "ß")])
        assert change == Change("S1", "A1", '="ü"&"<c>" ("ü")', '="ü"&"<c>" ("日")')
        made = part(tmp_path / "b.xlsx", SHEET).decode("utf-8")
        assert (
            '<x:f><![CDATA["ü"&"<c>"]]></x:f><x:v>日</x:v></x:c>'
            '<x:c r="B1" t="inlineStr"><x:is><x:t>ß</x:t></x:is></x:c>' in made
        )
        assert load_workbook(tmp_path / "b.xlsx", data_only=True)["S1"]["A1"].value == "日"


CHAIN_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
CHAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
CHAIN = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A1" i="1"/></calcChain>'


@pytest.mark.parametrize(
    ("repair", "dropped"),
    [
        (SetFormula("S1", "A1", "2", 2.0), False),
        (StoreValue("S1", "A1", 2.0), False),
        (SetFormula("S1", "B1", "2", 2.0), True),
        (SetValue("S1", "A1", 2.0), True),
    ],
)
def test_the_order_of_calculation_goes_only_if_it_is_wrong(tmp_path: Path, repair: Repair, dropped: bool) -> None:
    plain = workbook(tmp_path / "x.xlsx", sheet(row(1, '<c r="A1"><f>1</f><v>1</v></c>')))
    rels, types = part(plain, "xl/_rels/workbook.xml.rels"), part(plain, "[Content_Types].xml")
    relation = f'<Relationship Id="rId9" Type="{CHAIN_RELATION}" Target="calcChain.xml"/>'.encode()
    chain = rels.replace(b"</Relationships>", relation + b"</Relationships>")
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{CHAIN_TYPE}"/>'.encode()
    typed = types.replace(b"</Types>", override + b"</Types>")
    parts = {"xl/_rels/workbook.xml.rels": chain, "[Content_Types].xml": typed, "xl/calcChain.xml": CHAIN}
    source = workbook(tmp_path / "a.xlsx", part(plain, SHEET), parts=parts)
    edit(source, tmp_path / "b.xlsx", [repair])
    expected = {SHEET, "xl/calcChain.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"} if dropped else {SHEET}
    assert changed_parts(source, tmp_path / "b.xlsx") == expected
    if dropped:
        assert part(tmp_path / "b.xlsx", "xl/_rels/workbook.xml.rels") == rels
        assert part(tmp_path / "b.xlsx", "[Content_Types].xml") == types


def test_the_last_edit_of_a_cell_counts(tmp_path: Path) -> None:
    made, _ = edited(
        tmp_path, row(1), SetValue("S1", "A1", 1.0), SetFormula("S1", "A1", "3", 3.0), StoreValue("S1", "A1", 4.0)
    )
    assert made == row(1, '<c r="A1"><f>3</f><v>4.0</v></c>')


def test_a_sheet_that_there_is_not_is_refused(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", sheet(""))
    with pytest.raises(WrongUsage, match="no sheet S2"):
        edit(source, tmp_path / "b.xlsx", [SetValue("S2", "A1", 1.0)])


@pytest.mark.engine
def test_libreoffice_calculates_what_was_put_in(tmp_path: Path, libreoffice: LibreOffice) -> None:
    rows = SHARED + row(6, '<c r="A6"><v>0</v></c>')
    source = workbook(tmp_path / "a.xlsx", sheet(rows))
    edits: list[Repair] = [
        SetFormula("S1", "B1", "A1+100", 0.0),
        SetFormula("S1", "A6", "A1:A2*10", 0.0, array=True, block="A6:A7"),
        SetFormula("S1", "C1", 'A1&"ü<"', "spoiled"),
        SetValue("S1", "A4", 40.0),
    ]
    edit(source, tmp_path / "b.xlsx", edits)
    [made] = libreoffice.recalculate([tmp_path / "b.xlsx"], tmp_path / "out")
    found = load_workbook(made, data_only=True)["S1"]
    assert [found[ref].value for ref in ("B1", "B2", "B3", "B4", "A6", "A7", "C1")] == [101, 2, 3, 40, 10, 20, "1ü<"]
