"""Cells of an open workbook: the blocks they make together, and what may be written into them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.api.workbook_session.spots import Spot, Write, for_cell, from_cell, rectangles, writes

spots = st.builds(Spot, st.sampled_from(["A", "B"]), st.integers(1, 6), st.integers(0, 6))


@given(st.lists(spots, max_size=40))
def test_blocks_cover_every_cell_once_and_no_other(cells: list[Spot]) -> None:
    covered = [spot for block in rectangles(cells) for row in block.spots() for spot in row]
    assert sorted(covered) == sorted(set(cells))


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_full_block_is_one_write(height: int, width: int) -> None:
    cells = [Spot("A", row + 1, column) for row in range(height) for column in range(width)]
    assert len(rectangles(cells)) == 1


def test_a_column_with_a_hole_is_two_blocks() -> None:
    assert [block.ref for block in rectangles(Spot("A", row, 2) for row in (3, 4, 6))] == ["C3:C4", "C6:C6"]


def test_a_write_has_its_values_row_by_row() -> None:
    values = {Spot("A", row, column): float(10 * row + column) for row in (1, 2) for column in (0, 1)}
    assert writes(values) == [Write("A", "A1:B2", [[10.0, 11.0], [20.0, 21.0]])]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("2026-10", "'2026-10"),
        ("1", "'1"),
        ("TRUE", "'TRUE"),
        ("AAA", "'AAA"),
        ("n/a", "n/a"),
        ("no data", "no data"),
        ("yes", "yes"),
        (1.5, 1.5),
        (None, None),
        (date(2026, 10, 31), datetime(2026, 10, 31)),
    ],
)
def test_a_text_is_written_so_that_it_stays_one(value: object, written: object) -> None:
    assert for_cell(value) == written


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("", None),
        (None, None),
        (True, "yes"),
        (False, "no"),
        (3, 3.0),
        (Decimal("1.5"), 1.5),
        (datetime(2026, 10, 31, 12), date(2026, 10, 31)),
        ("  ", "  "),
        ("#N/A", "#N/A"),
    ],
)
def test_what_was_read_is_a_number_a_text_a_day_or_nothing(read: object, value: object) -> None:
    assert from_cell(read) == value
