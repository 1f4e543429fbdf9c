"""Whatever people write arrives as that text: formulas, markup, other scripts, characters that names may not have."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bsc_xl.layout.addresses import units
from tests.io.xlsx_write.samples import parts, worded, written

LONG = "Department of everything that has a very long name"
WORDS = {
    "formulas": ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "{=1+1}", "=1+1"),
    "markup": ("<r>x</r>", "<r><t>y</t></r>", "&amp; <b>", "]]>", "<!-- -->", "_x0041_"),
    "numbers": ("0012", "1e5", "2026-10-01", "TRUE", "#N/A", "1/2"),
    "arabic and hebrew": ("مؤشر الأداء", "קופת חולים", "abc مؤشر 123"),
    "chinese, japanese, korean": ("顧客満足度", "客户", "고객 만족", "𠮷野家"),
    "emoji": ("😀" * 200, "👩‍🔧 workshop"),
    "quotes": ("O'Neill's", "'quoted'", '"double"', "a!b'c"),
    "forbidden in sheet names": ("a[b]c:d*e?f/g\\h", "[]:*?/\\", "History", "Start", "Lists", "_bsc"),
    "alike in 31 characters": (LONG, LONG + " indeed", LONG.upper()),
    "long": ("word " * 6_000, "x" * 32_767),
}


@pytest.mark.parametrize("kind", WORDS)
def test_texts_arrive(kind: str, tmp_path: Path) -> None:
    words = WORDS[kind]
    layout = written(worded(*words), tmp_path / "out.xlsx", "2025-03")
    dict(parts(tmp_path / "out.xlsx"))  # every part is well-formed
    book = load_workbook(tmp_path / "out.xlsx", rich_text=False)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = {cell.value for cell in cells if cell.data_type in ("s", "inlineStr")}
    assert {word.strip() for word in words} <= {text.strip() for text in texts if isinstance(text, str)}
    own = {found.formula for found in layout.calculated()}
    formulas = {getattr(cell.value, "text", cell.value) for cell in cells if cell.data_type == "f"}
    assert formulas <= own
    assert not formulas & set(words)
    assert_sheet_names(book.sheetnames)
    for sheet in book.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert units(rule.promptTitle or "") <= 32
            assert units(rule.prompt or "") <= 255


def assert_sheet_names(names: list[str]) -> None:
    assert len({name.casefold() for name in names}) == len(names)
    assert all(1 <= units(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert not any(name.startswith("'") or name.endswith("'") or name.casefold() == "history" for name in names)


def test_units_that_are_alike_in_31_characters_have_tabs_of_their_own(tmp_path: Path) -> None:
    written(worded(LONG, LONG + " indeed", top=LONG), tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx", read_only=True)
    tabs = [name for name in book.sheetnames if name.startswith("Department")]
    assert tabs == [
        "Department of everything that h",  # the perspectives come first
        "Department of everything th (2)",
        "Department of everything th (3)",
        "Department of everything th (4)",
        "Department of everything th (5)",
    ]
    titles = [book[tab]["A1"].value for tab in tabs]
    assert titles == [LONG, LONG + " indeed", LONG, LONG, LONG + " indeed"]


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0b", "\x1f", "\x7f", "\x85", "\ufffe", "\uffff", "\r", "\u2028"]
)
def test_control_characters_leave_a_file_that_opens(character: str, tmp_path: Path) -> None:
    """Definitions refuse them, but a program may build a scorecard of its own."""
    written(worded(f"a{character}b"), tmp_path / "out.xlsx")
    names = [name for name, _ in parts(tmp_path / "out.xlsx")]
    assert "xl/workbook.xml" in names
    book = load_workbook(tmp_path / "out.xlsx")
    text = book["Strategy"]["A5"].value
    assert isinstance(text, str)
    assert (text[0], text[-1], len(text)) == ("a", "b", 3)
    assert book.properties.title is not None
