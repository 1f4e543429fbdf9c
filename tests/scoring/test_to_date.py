"""To date: each aggregation with full rows, gaps, n/a and no data; a blank is never zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.scoring import Absence, Value, Window, columns, to_date_of, window
from bsc_xl.scoring.to_date import gaps_of, is_code, is_known
from tests.scoring.strategies import examples, known_rows, numbers, positive, rows, scales, total

NA, NO = "n/a", "no data"
ROW: list[Value] = [4.0, 1.0, 7.0, 2.0]
WEIGHTS: list[Value] = [1.0, 2.0, 3.0, 4.0]
MISSING = Absence.MISSING


def at(cells: list[Value], aggregation: str, weights: list[Value] | None = None) -> float | str | Absence:
    """The value to date of months from the year's start to the last cell."""
    return to_date_of(cells, window(len(cells), 1, 12), aggregation, weights)


@pytest.mark.parametrize(
    ("aggregation", "wanted"),
    [("sum", 14), ("average", 3.5), ("last", 2), ("max", 7), ("min", 1), ("weighted", 3.5)],
)
def test_full_rows(aggregation: str, wanted: float) -> None:
    assert at(ROW, aggregation, WEIGHTS) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("cells", "sum_", "average", "last", "largest", "least"),
    [
        ([4.0, None, 7.0], MISSING, 5.5, 7, 7, 4),
        ([4.0, "", 7.0], MISSING, 5.5, 7, 7, 4),
        ([4.0, NO, 7.0], MISSING, 5.5, 7, 7, 4),
        ([4.0, "typo", 7.0], MISSING, 5.5, 7, 7, 4),
        ([4.0, NA, 7.0], 11, 5.5, 7, 7, 4),  # not applicable is accounted for
        ([4.0, "N/A", 7.0], 11, 5.5, 7, 7, 4),
        ([4.0, 0.0, 7.0], 11, 11 / 3, 7, 7, 0),  # 0 is a number
        ([NA, None, 7.0], MISSING, 7, 7, 7, 7),
        ([NA, NA, 7.0], 7, 7, 7, 7, 7),
        ([-4.0, NA, -7.0], -11, -5.5, -7, -4, -7),
    ],
)
def test_gaps(cells: list[Value], sum_: object, average: float, last: float, largest: float, least: float) -> None:
    assert at(cells, "sum") == sum_
    assert at(cells, "average") == pytest.approx(average)
    assert at(cells, "last") == last
    assert at(cells, "max") == largest
    assert at(cells, "min") == least


def test_a_sum_that_cancels_is_0_whatever_binary_rounding_left_of_it() -> None:
    assert 0.1 + 0.2 - 0.3 != 0
    assert at([0.1, 0.2, -0.3], "sum") == 0
    assert at([0.1, 0.2, -0.3], "average") == 0
    assert at([0.1, 0.2, -0.3 + 1e-9], "sum") == pytest.approx(1e-9)
    assert at([0.0, 0.0], "sum") == 0


@pytest.mark.parametrize("end", [None, "", NA, NO, "typo"])
@pytest.mark.parametrize("aggregation", ["sum", "average", "last", "max", "min", "weighted"])
def test_without_a_last_value_there_is_none_to_date(aggregation: str, end: Value) -> None:
    assert at([4.0, 1.0, end], aggregation, [1.0, 1.0, 1.0]) is MISSING


def test_before_the_first_period_is_over_there_is_none() -> None:
    assert to_date_of([4.0, 4.0, 4.0], window(2, 3, 12), "last") is MISSING


@pytest.mark.parametrize(
    ("cells", "weights", "wanted"),
    [
        ([0.9, 0.5], [100.0, 300.0], 0.6),  # an average of percentages by their denominators, not 0.7
        ([0.9, 0.5], [100.0, None], 0.9),
        ([0.9, 0.5], [100.0, NA], 0.9),
        ([None, 0.5], [100.0, 300.0], 0.5),
        ([0.9, 0.5], [0.0, 300.0], 0.5),
        ([0.9, 0.5], [0.0, 0.0], Absence.NO_WEIGHTS),
        ([0.9, 0.5], [None, None], Absence.NO_WEIGHTS),
        ([0.9, 0.5], None, Absence.NO_WEIGHTS),
    ],
)
def test_weighted(cells: list[Value], weights: list[Value] | None, wanted: float | Absence) -> None:
    assert at(cells, "weighted", weights) == pytest.approx(wanted)


def test_only_the_measures_own_periods_of_the_fiscal_year_count() -> None:
    months: list[Value] = [float(n) for n in range(1, 25)]
    assert to_date_of(months, window(20, 1, 12), "sum") == sum(range(13, 21))
    assert to_date_of(months, window(20, 3, 12), "sum") == 15 + 18
    assert to_date_of(months, window(20, 3, 12), "max") == 18
    assert to_date_of(months, window(20, 3, 12), "min") == 15
    assert to_date_of(months, window(20, 3, 12), "weighted", [1.0] * 24) == 16.5
    assert to_date_of(months, window(20, 12, 12), "average") == 12
    assert to_date_of(months, window(14, 3, 12), "average") == (3 + 6 + 9 + 12) / 4


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("yes", "yes"),
        ("AAA", "AAA"),
        (NA, MISSING),
        ("No Data", MISSING),
        ("", MISSING),
        (None, MISSING),
        (1.0, MISSING),
    ],
)
def test_a_typed_measure_takes_its_last_word(cell: Value, wanted: str | Absence) -> None:
    assert to_date_of(["no", cell], window(2, 1, 12), "last", typed=True) == wanted


def test_codes_count_alike_in_both_cases() -> None:
    assert is_code("N/A", NA)
    assert is_code("No Data", NO)
    assert not is_code(None, NA)
    assert not is_code("", NA)
    assert not is_code(NO, NA)


def test_what_is_known() -> None:
    assert is_known(0.0, typed=False)
    assert not is_known("0", typed=False)
    assert is_known("no", typed=True)
    assert not is_known("n/A", typed=True)
    assert not is_known(0.0, typed=True)


@examples
@given(rows, st.integers(1, 12))
def test_a_sum_is_whole_or_it_is_missing(row: list[Value], report: int) -> None:
    win = window(report, 1, 12)
    cells = row[:report]
    found = to_date_of(row, win, "sum")
    whole = all(cell is not None for cell in cells) and cells[-1] != NA
    assert found == (pytest.approx(total(cells)) if whole else MISSING)
    assert gaps_of(row, win) == sum(cell is None for cell in cells)


@examples
@given(
    known_rows,
    st.sampled_from(("average", "max", "min", "weighted")),
    st.integers(0, 10),
    st.sampled_from((None, "", NA, NO)),
)
def test_a_blank_never_becomes_zero(row: list[Value], aggregation: str, place: int, blank: Value) -> None:
    without = [cell for number, cell in enumerate(row) if number != place]
    blanked = [blank if number == place else cell for number, cell in enumerate(row)]
    ones: list[Value] = [1.0] * 12
    shorter = to_date_of(without, window(11, 1, 12), aggregation, ones)
    assert to_date_of(blanked, window(12, 1, 12), aggregation, ones) == shorter


@examples
@given(rows, st.sampled_from(("average", "max", "min", "weighted")), st.lists(positive, min_size=12, max_size=12))
def test_an_average_lies_within_its_entries(row: list[Value], aggregation: str, by: list[Value]) -> None:
    found = to_date_of(row, window(12, 1, 12), aggregation, by)
    if isinstance(row[-1], float):
        known = [cell for cell in row if isinstance(cell, float)]
        assert isinstance(found, float)
        assert min(known) - 1e-9 <= found <= max(known) + 1e-9
    else:
        assert found is MISSING


@examples
@given(rows, scales, st.sampled_from(("sum", "average", "last", "max", "min", "weighted")))
def test_a_change_of_unit_carries_through(row: list[Value], by: float, aggregation: str) -> None:
    ones: list[Value] = [1.0] * 12
    win = window(12, 1, 12)
    before = to_date_of(row, win, aggregation, ones)
    after = to_date_of([c * by if isinstance(c, float) else c for c in row], win, aggregation, ones)
    assert after == (before * by if isinstance(before, float) else before)
    heavier: list[Value] = [by] * 12  # nor does the unit of the weights matter
    assert to_date_of(row, win, aggregation, heavier) == before


@examples
@given(rows, numbers, st.integers(1, 11))
def test_what_comes_after_the_report_period_does_not_count(row: list[Value], later: float, report: int) -> None:
    win = window(report, 1, 12)
    changed = [*row[:report], *[later] * (12 - report)]
    for aggregation in ("sum", "average", "last", "max", "min"):
        assert to_date_of(changed, win, aggregation) == to_date_of(row, win, aggregation)


@examples
@given(st.lists(st.tuples(rows, st.integers(1, 12), st.sampled_from(("sum", "average", "weighted"))), max_size=5))
def test_a_column_is_its_rows(table: list[tuple[list[Value], int, str]]) -> None:
    windows: list[Window] = [window(report, 1, 12) for _, report, _ in table]
    by: list[list[Value] | None] = [[1.0] * 12 if how == "weighted" else None for _, _, how in table]
    column = columns.to_date(
        [row for row, _, _ in table], windows, [how for _, _, how in table], by, [False] * len(table)
    )
    assert column == [
        to_date_of(row, win, one, weights) for (row, _, one), win, weights in zip(table, windows, by, strict=True)
    ]


def test_columns_of_unequal_length_are_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match=r"zip\(\) argument"):
        columns.to_date([ROW], [window(1, 1, 12)], ["sum", "sum"], [None], [False])
