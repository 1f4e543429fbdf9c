"""Windows: which columns a value to date covers, for any step and any place in the fiscal year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.scoring import Window, window
from tests.scoring.strategies import examples


@pytest.mark.parametrize(
    ("report", "step", "per_year", "first", "last", "due", "remaining"),
    [
        (1, 1, 12, 1, 1, 1, 11),
        (7, 1, 12, 1, 7, 7, 5),
        (12, 1, 12, 1, 12, 12, 0),
        (13, 1, 12, 13, 13, 1, 11),
        (30, 1, 12, 25, 30, 6, 6),
        (2, 3, 12, 0, 0, 0, 4),  # no quarter is over yet
        (3, 3, 12, 1, 3, 1, 3),
        (5, 3, 12, 1, 3, 1, 3),
        (12, 3, 12, 1, 12, 4, 0),
        (14, 3, 12, 1, 12, 4, 0),  # two months into the next year the last quarter is still the old year's
        (15, 3, 12, 13, 15, 1, 3),
        (11, 12, 12, 0, 0, 0, 1),
        (12, 12, 12, 1, 12, 1, 0),
        (23, 12, 12, 1, 12, 1, 0),
        (24, 12, 12, 13, 24, 1, 0),
        (5, 1, 4, 5, 5, 1, 3),  # a grid of quarters
        (5, 2, 4, 1, 4, 2, 0),
        (6, 2, 4, 5, 6, 1, 1),
        (3, 1, 1, 3, 3, 1, 0),  # a grid of years
    ],
)
def test_windows(report: int, step: int, per_year: int, first: int, last: int, due: int, remaining: int) -> None:
    found = window(report, step, per_year)
    assert found == Window(first, last, step, per_year)
    assert found.exists == (last > 0)
    assert (found.due, found.remaining) == (due, remaining)


def test_the_columns_of_a_quarterly_measure_among_months() -> None:
    found = window(20, 3, 12)
    assert list(found.columns()) == [14, 17]
    assert list(found.columns_of_year()) == [14, 17, 20, 23]
    assert (found.position, found.year_end) == (6, 24)


GRIDS = st.sampled_from([(12, 1), (12, 3), (12, 6), (12, 12), (4, 1), (4, 2), (4, 4), (2, 1), (2, 2), (1, 1)])


@examples
@given(st.integers(1, 120), GRIDS)
def test_a_window_holds_the_years_own_periods_up_to_the_report(report: int, grid: tuple[int, int]) -> None:
    per_year, step = grid
    found = window(report, step, per_year)
    assert found.last <= report < found.last + step
    if not found.exists:
        assert (found.last, found.position, found.due) == (0, 0, 0)
        return
    own = [column for column in range(1, 133) if column % step == 0]
    year = [column for column in own if (column - 1) // per_year == (found.last - 1) // per_year]
    assert [index + 1 for index in found.columns_of_year()] == year
    assert [index + 1 for index in found.columns()] == [column for column in year if column <= report]
    assert len(found.columns()) == found.due
    assert len(found.columns_of_year()) == found.due + found.remaining
    assert found.first % per_year == 1 % per_year
    assert found.year_end == year[-1]
    assert 1 <= found.position <= per_year
