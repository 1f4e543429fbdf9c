"""A shared formula, seen from another cell: what moves, what stays, and what falls off the sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from bsc_xl.io.xlsx_read.shared_formulas import shared_formula
from bsc_xl.layout.addresses import cell


@pytest.mark.parametrize(
    ("formula", "down", "right", "moved"),
    [
        ("A1+$A1+A$1+$A$1", 2, 3, "D3+$A3+D$1+$A$1"),
        ("SUM(B2:C$9)", 1, 1, "SUM(C3:D$9)"),
        ("Sheet2!A1+'It''s A1'!B2+Q1!C3", 1, 0, "Sheet2!A2+'It''s A1'!B3+Q1!C4"),
        ('"A1 ""B2"" "&A1', 1, 0, '"A1 ""B2"" "&A2'),
        ("A:A+$B:C+1:1+$2:3", 1, 1, "B:B+$B:D+2:2+$2:4"),
        ("LOG10(A1)+ATAN2(A1,B1)", 1, 0, "LOG10(A2)+ATAN2(A2,B2)"),
        ("DEC2BIN(A1)*1E5+2.5E10", 1, 0, "DEC2BIN(A2)*1E5+2.5E10"),
        ("A1", -1, 0, "#REF!"),
        ("A1", 0, -1, "#REF!"),
        ("XFD1048576", 0, 1, "#REF!"),
        ("XFD1048576+$XFD$1048576", 1, 0, "#REF!+$XFD$1048576"),
        ("A:A", 0, -1, "#REF!"),
        ("XFE1+A1048577", 1, 1, "XFE1+A1048577"),
        ("Table1[[#This Row],[A1]]+Table1[B2]+A1", 1, 0, "Table1[[#This Row],[A1]]+Table1[B2]+A2"),
        ("[1]Sheet1!A1+'[2]My Sheet'!B2", 1, 0, "[1]Sheet1!A2+'[2]My Sheet'!B3"),
        ("Q1:Q4!A1", 1, 0, "Q1:Q4!A2"),
        ("bsc_x1+A1.b+_A1+TAX2024+my.A1", 1, 0, "bsc_x1+A1.b+_A1+TAX2025+my.A1"),
        ("#REF!+#N/A+A1", 1, 0, "#REF!+#N/A+A2"),
        ("_xlfn.XLOOKUP(A1,B:B,C:C)", 1, 1, "_xlfn.XLOOKUP(B2,C:C,D:D)"),
        ("A1#+@B1", 1, 0, "A2#+@B2"),
        ("", 1, 1, ""),
        ("\N{LATIN CAPITAL LETTER A WITH DIAERESIS}1+A1", 1, 0, "\N{LATIN CAPITAL LETTER A WITH DIAERESIS}1+A2"),
    ],
)
def test_moving(formula: str, down: int, right: int, moved: str) -> None:
    assert shared_formula(formula).moved(down, right) == moved


REFERENCE = st.builds(
    lambda dollar, letters, other, row: f"{dollar}{letters}{other}{row}",
    st.sampled_from(["", "$"]),
    st.sampled_from(["A", "Z", "AA", "XFD", "ABC"]),
    st.sampled_from(["", "$"]),
    st.sampled_from(["1", "9", "77", "1048576"]),
)


@given(
    st.lists(st.tuples(REFERENCE, st.sampled_from(["+", "*", "&", ",", ">="])), min_size=1),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_as_openpyxl_moves_them(pieces: list[tuple[str, str]], down: int, right: int) -> None:
    formula = "".join(reference + operator for reference, operator in pieces) + "1"
    translated = Translator("=" + formula, origin="K10").translate_formula(cell(10 + down, 10 + right))
    # openpyxl knows no lower and no right edge.
    if "XFD" not in formula and "1048576" not in formula:
        assert shared_formula(formula).moved(down, right) == translated.removeprefix("=")


@given(
    st.text("A1$:!'\"[](),#.\\?+ \n\N{GREEK SMALL LETTER ALPHA}", max_size=60), st.integers(-2, 2), st.integers(-2, 2)
)
def test_any_text_is_moved_without_harm(formula: str, down: int, right: int) -> None:
    taken = shared_formula(formula)
    assert taken.moved(0, 0).upper() == formula.upper()
    taken.moved(down, right)
