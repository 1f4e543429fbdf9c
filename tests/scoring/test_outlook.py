"""Pace, forecast and what turns a measure green, with the proof that it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.scoring import (
    Absence,
    Line,
    TargetPath,
    Thresholds,
    Value,
    attainment_of,
    expected_of,
    forecast_of,
    is_met,
    line_of,
    needed_of,
    pace_of,
    to_date_of,
    window,
    year_target_of,
)
from bsc_xl.scoring.attainment import HIGHER, LOWER
from bsc_xl.scoring.to_date import gaps_of
from tests.scoring.strategies import examples, numbers, polarities, positive, rows

EVEN = tuple((column + 1) / 12 for column in range(12))


@pytest.mark.parametrize(
    ("to_date", "expected", "wanted"),
    [
        (50.0, 100.0, 0.5),
        (0.0, 100.0, 0),
        (-50.0, 100.0, -0.5),
        (50.0, 0.0, None),
        (50.0, None, None),
        (Absence.MISSING, 100.0, None),
        ("yes", 1.0, None),
    ],
)
def test_pace(to_date: object, expected: float | None, wanted: float | None) -> None:
    assert pace_of(to_date, expected) == wanted


@pytest.mark.parametrize(
    ("aggregation", "known", "wanted"),
    [
        ("sum", 3, 100),  # (1200 - 300) / 9
        ("average", 3, 1500),  # (1200 x 12 - 300 x 3) / 9
        ("average", 2, (1200 * 11 - 300 * 2) / 9),  # a month that is not applicable does not count
        ("last", 3, 1200),
        ("max", 3, 1200),
        ("min", 3, 1200),
        ("weighted", 3, None),  # the coming weights are unknown
    ],
)
def test_needed(aggregation: str, known: int, wanted: float | None) -> None:
    assert needed_of(300.0, 1200.0, known, window(3, 1, 12), aggregation) == pytest.approx(wanted)


@pytest.mark.parametrize("aggregation", ["sum", "average", "last", "max", "min"])
def test_nothing_is_needed_without_something_to_aim_from_at_and_in(aggregation: str) -> None:
    march = window(3, 1, 12)
    assert needed_of(300.0, None, 3, march, aggregation) is None
    assert needed_of(Absence.LATE, 1200.0, 3, march, aggregation) is None
    assert needed_of("yes", 1200.0, 3, march, aggregation) is None
    assert needed_of(300.0, 1200.0, 12, window(12, 1, 12), aggregation) is None
    assert needed_of(300.0, 0.0, 3, march, aggregation) is not None  # 0 is a target


def test_needed_counts_the_measures_own_periods() -> None:
    assert needed_of(300.0, 1200.0, 2, window(7, 3, 12), "sum") == 450
    assert needed_of(300.0, 1200.0, 1, window(13, 1, 12), "sum") == pytest.approx(900 / 11)
    assert needed_of(300.0, 1200.0, 1, window(12, 12, 12), "sum") is None


@st.composite
def histories(draw: st.DrawFn) -> tuple[int, list[Value]]:
    """A step, and the cells of one to all but one of the year's periods, the last one a number."""
    step = draw(st.sampled_from((1, 3, 6)))
    before = draw(st.lists(st.one_of(numbers, st.just("n/a")), max_size=12 // step - 2))
    return step, [cell for value in [*before, draw(numbers)] for cell in [*[None] * (step - 1), value]]


@examples
@given(histories(), numbers.filter(lambda n: abs(n) >= 1), polarities, st.sampled_from(("sum", "average", "last")))
def test_what_is_needed_turns_it_green(
    history: tuple[int, list[Value]], target: float, polarity: str, aggregation: str
) -> None:
    step, past = history
    win, end = window(len(past), step, 12), window(12, step, 12)
    path = TargetPath(aggregation, target, None, None, None, (None,) * 12, (None,), EVEN)
    known = sum(isinstance(cell, float) for cell in past)
    needed = needed_of(to_date_of(past, win, aggregation), year_target_of(path, win), known, win, aggregation)
    assert needed is not None
    worse = target - 1000 if polarity == HIGHER else target + 1000
    limits = Thresholds("linear", polarity, baseline=worse)
    expected = expected_of(path, end)

    def at_years_end(each: float) -> tuple[float, bool]:
        year = to_date_of([*past, *[each] * (12 - len(past))], end, aggregation)
        assert isinstance(year, float)
        return year, is_met(year, expected, attainment_of(year, expected, limits), limits)

    year, met = at_years_end(needed)
    assert year == pytest.approx(target, rel=1e-9, abs=1e-7)
    assert met
    less = 0.01 * abs(target)
    assert not at_years_end(needed + less if polarity == LOWER else needed - less)[1]


@examples
@given(rows, st.integers(1, 11))
def test_a_gap_in_a_sum_leaves_nothing_to_say_about_what_is_needed(row: list[Value], report: int) -> None:
    win = window(report, 1, 12)
    gapped: list[Value] = [None, *row[1:]]
    assert gaps_of(gapped, win) > 0
    assert needed_of(to_date_of(gapped, win, "sum"), 1200.0, report, win, "sum") is None


def test_the_forecast_of_a_sum_is_its_run_rate() -> None:
    march = window(3, 1, 12)
    assert forecast_of(300.0, 0.25, None, march, "sum") == 1200
    assert forecast_of(300.0, 0.1, None, march, "sum") == pytest.approx(3000)  # by season
    assert forecast_of(0.0, 0.25, None, march, "sum") == 0
    assert forecast_of(300.0, 0.0, None, march, "sum") is None
    assert forecast_of(Absence.MISSING, 0.25, None, march, "sum") is None


@pytest.mark.parametrize("aggregation", ["average", "last", "max", "min", "weighted"])
def test_the_forecast_of_a_level_is_its_line_at_the_years_end(aggregation: str) -> None:
    line = Line(slope=2.0, mean=10.0, mean_column=2.0)
    assert forecast_of(10.0, 0.25, line, window(3, 1, 12), aggregation) == 30
    assert forecast_of(10.0, 0.25, line, window(13, 1, 12), aggregation) == 54
    assert forecast_of(10.0, 0.25, None, window(3, 1, 12), aggregation) is None
    assert forecast_of(Absence.LATE, 0.25, line, window(3, 1, 12), aggregation) is None


@examples
@given(positive, st.integers(1, 12))
def test_an_even_sum_is_forecast_as_it_comes(month: float, report: int) -> None:
    win = window(report, 1, 12)
    to_date = to_date_of([month] * 12, win, "sum")
    assert forecast_of(to_date, EVEN[report - 1], None, win, "sum") == pytest.approx(12 * month)


@examples
@given(numbers, numbers, st.integers(3, 12))
def test_a_straight_level_is_forecast_on_its_line(start: float, slope: float, report: int) -> None:
    cells: list[Value] = [start + slope * column for column in range(1, 13)]
    found = forecast_of(cells[report - 1], 0.0, line_of(cells, report), window(report, 1, 12), "last")
    assert found == pytest.approx(start + slope * 12, rel=1e-9, abs=1e-6)
