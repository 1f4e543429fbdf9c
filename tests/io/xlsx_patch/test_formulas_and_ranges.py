"""Formulas moved and renamed as text, and ranges with holes: for anything that people may write."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from bsc_xl.io.xlsx_patch.formula_text import moved, renamed
from bsc_xl.io.xlsx_patch.ranges import LAST_COLUMN, LAST_ROW, Box, box, boxes, place, without
from bsc_xl.layout.addresses import cell, quoted

rows = st.integers(1, LAST_ROW)
columns = st.integers(0, LAST_COLUMN)
near_rows, near_columns = st.integers(50, 900), st.integers(60, 500)
steps = st.integers(-40, 40)


@st.composite
def references(draw: st.DrawFn) -> str:
    """A reference as Excel writes it: cell, range, whole rows or columns, on another sheet or not."""

    def corner() -> str:
        dollars = draw(st.tuples(st.sampled_from(["", "$"]), st.sampled_from(["", "$"])))
        address = re.fullmatch(r"([A-Z]+)(\d+)", cell(draw(near_rows), draw(near_columns)))
        assert address is not None
        return f"{dollars[0]}{address[1]}{dollars[1]}{address[2]}"

    sheet = draw(st.sampled_from(["", "Sheet1!", "'It''s A1'!", "Ünït.2!", "[1]B2!", "'[2]C3 D4'!", "A_1:B_2!"]))
    kind = draw(st.sampled_from(["cell", "range", "rows", "columns"]))
    if kind in ("cell", "range"):
        return sheet + ":".join(corner() for _ in range(1 + (kind == "range")))
    ends = [corner() for _ in range(2)]
    part = r"(\$?)[A-Z]+\$?(\d+)" if kind == "rows" else r"(\$?)([A-Z]+)\$?\d+"
    return sheet + ":".join("".join(found.groups()) for end in ends if (found := re.fullmatch(part, end)))


pieces = st.one_of(
    references(),
    st.sampled_from(
        [
            '"A1"',
            '"say ""B2"" C3"',
            "LOG10(",
            "SUM(",
            ")",
            "+",
            "&",
            ",",
            "1.5E3",
            "TRUE",
            "bsc_A1",
            "A1.B2",
            "#REF!",
            "{1,2;3}",
        ]
    ),
    st.sampled_from(
        ["Table1[[#All],[A1]]", "Table1['[B2]", "x_1", "_xlfn.XLOOKUP(", "BSC1_2", "ABCD1", "XFE7", "A0", "D4("]
    ),
)
formulas = st.lists(pieces, min_size=1, max_size=8).map(" ".join)


@given(formulas, steps, steps)
def test_moving_there_and_back_gives_the_formula_again(formula: str, down: int, right: int) -> None:
    assert moved(moved(formula, down, right), -down, -right) == formula


@given(references(), steps, steps)
def test_references_move_as_openpyxl_moves_them(reference: str, down: int, right: int) -> None:
    assume("Ünït" not in reference)
    origin, target = cell(1000, 1000), cell(1000 + down, 1000 + right)
    expected = Translator("=" + reference, origin).translate_formula(target)
    assert "=" + moved(reference, down, right) == expected


@given(formulas)
def test_not_moving_changes_nothing(formula: str) -> None:
    assert moved(formula, 0, 0) == formula


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A:A,$A:B,1:1,$1:2)", "SUM(B:B,$A:C,3:3,$1:4)"),
        ('"A1"&LOG10(A1)&bsc_A1&A1.B1&ABCD1&XFE1', '"A1"&LOG10(B3)&bsc_A1&A1.B1&ABCD1&XFE1'),
        ("Table1[A1]+'A1 B2'!A1+A1!A1+[1]A1!A1", "Table1[A1]+'A1 B2'!B3+A1!B3+[1]A1!B3"),
        ("XFD1048576+A1048575", "A2+B1"),
        ("A1:B2 B1#+#REF!", "B3:C4 C3#+#REF!"),
        ("1E5+A1E5", "1E5+A1E5"),
    ],
)
def test_what_moves_and_what_does_not(formula: str, expected: str) -> None:
    assert moved(formula, 2, 1) == expected


names = st.sampled_from(["Sheet1", "It's A1", "Ünït.2", "A_1", "New", "x!y", "Q&A", 'a"b'])


@given(formulas, names, names)
def test_renaming_there_and_back_names_the_same_sheets(formula: str, old: str, new: str) -> None:
    assume(quoted(new)[1:-1] not in formula)
    back = renamed(renamed(formula, old, new), new, old)
    plain = re.compile(r"'((?:[^'\[]|'')*)'!")
    assert plain.sub(r"\1!", back) == plain.sub(r"\1!", formula)


@example("'It''s A1'!B2", 'B"')
@given(formulas, names)
def test_texts_and_other_workbooks_keep_their_names(formula: str, new: str) -> None:
    others = "\"Sheet1!A1\"&[3]Sheet1!A1&[2]A:Sheet1!A1&'[4]Sheet1'!A1&"
    assert renamed(others + formula, "Sheet1", new).startswith(others)


def boxes_within(size: int) -> st.SearchStrategy[Box]:
    ends = st.tuples(st.integers(1, size), st.integers(1, size)).map(sorted)
    return st.tuples(ends, ends).map(lambda found: Box(found[0][0], found[1][0] - 1, found[0][1], found[1][1] - 1))


@given(st.lists(boxes_within(12), max_size=4), st.lists(boxes_within(12), max_size=4))
def test_ranges_with_holes_have_every_other_cell_and_no_more(kept: list[Box], taken: list[Box]) -> None:
    left = without(kept, taken)
    expected = {at for one in kept for at in one.cells()} - {at for one in taken for at in one.cells()}
    assert {at for one in left for at in one.cells()} == expected
    assert sum(len(list(one.cells())) for one in left) <= sum(len(list(one.cells())) for one in kept)
    assert all(not one.meets(hole) for one in left for hole in taken)


@given(st.lists(st.tuples(rows, columns, rows, columns), min_size=1, max_size=3))
def test_ranges_are_read_as_they_are_written(corners: list[tuple[int, int, int, int]]) -> None:
    found = [Box(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners]
    assert boxes(" ".join(map(str, found))) == found


@pytest.mark.parametrize(
    "ref", ["", "A", "1", "A0", "A1:", "XFE1", "A1048577", "A1:B2:C3", "Sheet1!A1", "#REF!", "A-1"]
)
def test_what_is_no_range_is_refused(ref: str) -> None:
    with pytest.raises(ValueError, match=r"range|sheet"):
        box(ref)
    assert boxes(ref) == []


@pytest.mark.parametrize("ref", ["", "A", "1", "A0", "A1:B2", "XFE1", "A1048577"])
def test_what_is_no_cell_is_refused(ref: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        place(ref)
