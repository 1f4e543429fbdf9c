"""Freshness: each state, which comes first, and which figures may repeat themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.scoring import Absence, Freshness, Value, entry_absence, freshness_of, window
from bsc_xl.scoring.freshness import is_repeated
from tests.scoring.strategies import examples, numbers

END = date(2026, 10, 31)
START = date(2026, 10, 1)
REPORT = date(2026, 11, 15)
OCTOBER = window(10, 1, 12)
DAY = timedelta(days=1)


def absence(
    latest: Value, *, report: date = REPORT, grace: int = 10, typed: bool = False, last: int = 10
) -> Absence | None:
    return entry_absence(latest, window(last, 1, 12), END if last else None, grace, report, typed=typed)


@pytest.mark.parametrize(
    ("report", "wanted"),
    [
        (END, Absence.NOT_DUE),
        (END + 9 * DAY, Absence.NOT_DUE),
        (END + 10 * DAY, Absence.LATE),  # grace is over on that day
        (END + 11 * DAY, Absence.LATE),
    ],
)
@pytest.mark.parametrize("latest", [None, ""])
@pytest.mark.parametrize("typed", [False, True])
def test_a_blank_is_not_due_until_the_grace_days_are_over(
    report: date, wanted: Absence, latest: Value, typed: bool
) -> None:
    assert absence(latest, report=report, typed=typed) is wanted


def test_without_grace_days_a_figure_is_due_on_the_last_day() -> None:
    assert absence(None, report=END, grace=0) is Absence.LATE
    assert absence(None, report=END - DAY, grace=0) is Absence.NOT_DUE


def test_grace_without_end_never_runs_out() -> None:
    assert absence(None, grace=10**9) is Absence.NOT_DUE


@pytest.mark.parametrize(
    ("latest", "typed", "wanted"),
    [
        (0.0, False, None),
        (3.0, False, None),
        ("n/a", False, Absence.NOT_APPLICABLE),
        ("N/A", True, Absence.NOT_APPLICABLE),
        ("no data", False, Absence.MISSING),
        ("No Data", True, Absence.MISSING),
        ("12 k", False, Absence.NOT_A_NUMBER),
        ("yes", False, Absence.NOT_A_NUMBER),
        ("yes", True, None),
        ("unheard of", True, None),  # the attainment says what is wrong with it
    ],
)
def test_what_the_last_entry_says(latest: Value, typed: bool, wanted: Absence | None) -> None:
    assert absence(latest, typed=typed) is wanted
    assert absence(latest, typed=typed, report=END) is wanted  # due or not


def test_before_the_first_period_is_over_nothing_is_due() -> None:
    assert absence(3.0, last=0) is Absence.NOT_DUE
    assert entry_absence(None, OCTOBER, None, 0, REPORT, typed=False) is Absence.NOT_DUE


def state(
    why: Absence | None = None, as_of: date | None = END, *, newest: bool = True, repeated: bool = False
) -> Freshness:
    return freshness_of(why, as_of, START, REPORT, is_newest=newest, repeated=repeated)


@pytest.mark.parametrize(
    ("why", "wanted"),
    [
        (None, Freshness.FRESH),
        (Absence.NOT_DUE, Freshness.NOT_DUE),
        (Absence.NOT_APPLICABLE, Freshness.NOT_APPLICABLE),
        (Absence.LATE, Freshness.LATE),
        (Absence.MISSING, Freshness.LATE),  # the last due period has no value, and saying so makes none
        (Absence.NOT_A_NUMBER, Freshness.FRESH),  # something was reported in time
    ],
)
def test_each_absence(why: Absence | None, wanted: Freshness) -> None:
    assert state(why) is wanted


@pytest.mark.parametrize(
    ("as_of", "wanted"),
    [
        (None, Freshness.FRESH),
        (START - DAY, Freshness.STALE),
        (START, Freshness.FRESH),
        (END, Freshness.FRESH),
        (REPORT, Freshness.FRESH),
        (REPORT + DAY, Freshness.FUTURE),
    ],
)
def test_the_cut_off_date(as_of: date | None, wanted: Freshness) -> None:
    assert state(as_of=as_of) is wanted
    assert state(Absence.NOT_A_NUMBER, as_of) is wanted


def test_the_cut_off_date_of_a_later_figure_says_nothing_about_this_one() -> None:
    assert state(as_of=REPORT + DAY, newest=False) is Freshness.FRESH
    assert state(as_of=START - DAY, newest=False) is Freshness.FRESH


@pytest.mark.parametrize("why", [Absence.NOT_DUE, Absence.NOT_APPLICABLE, Absence.LATE, Absence.MISSING])
@pytest.mark.parametrize("as_of", [START - DAY, REPORT + DAY])
def test_an_absence_comes_before_everything_else(why: Absence, as_of: date) -> None:
    assert state(why, as_of, repeated=True) is state(why)


def test_future_and_stale_come_before_repeated() -> None:
    assert state(repeated=True) is Freshness.REPEATED
    assert state(as_of=REPORT + DAY, repeated=True) is Freshness.FUTURE
    assert state(as_of=START - DAY, repeated=True) is Freshness.STALE
    assert state(as_of=START - DAY, newest=False, repeated=True) is Freshness.REPEATED


def test_future_comes_before_stale() -> None:
    found = freshness_of(None, date(2026, 9, 2), START, date(2026, 9, 1), is_newest=True, repeated=False)
    assert found is Freshness.FUTURE


def repeated(
    cells: list[Value], *, periods: int = 3, step: int = 1, percent: bool = False, static: bool = False
) -> bool:
    return is_repeated(cells, window(len(cells), step, 12), periods, percent=percent, static=static)


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ([7.0, 7.0, 7.0, 7.0], True),
        ([1.0, 7.0, 7.0, 7.0, 7.0], True),
        ([7.0, 7.0, 7.0], False),  # fewer than n periods before
        ([7.0, 7.0, 6.0, 7.0], False),
        ([6.0, 7.0, 7.0, 7.0], False),
        ([7.0, 7.0, 7.0, 6.0], False),
        ([7.0, None, 7.0, 7.0], False),
        ([7.0, "n/a", 7.0, 7.0], False),
        (["yes"] * 4, False),
        ([None] * 4, False),
        ([0.0] * 4, False),
        ([100.0] * 4, False),
        ([1.0] * 4, True),
        ([0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2], True),  # one figure to a person
        ([0.3, 0.3, 0.3, 0.3001], False),
    ],
)
def test_a_value_is_repeated_when_it_equals_that_of_each_of_the_n_periods_before(
    cells: list[Value], wanted: bool
) -> None:
    assert repeated(cells) is wanted


def test_a_hundred_per_cent_may_repeat_itself() -> None:
    assert not repeated([1.0] * 4, percent=True)
    assert repeated([0.93] * 4, percent=True)
    assert not repeated([0.0] * 4, percent=True)


def test_what_is_declared_static_may_repeat_itself() -> None:
    assert not repeated([7.0] * 6, static=True)


def test_repetition_looks_at_the_measures_own_periods() -> None:
    quarters: list[Value] = [None, None, 7.0] * 4
    assert repeated(quarters, step=3)
    assert not repeated(quarters[:9], step=3)
    assert repeated([7.0, 7.0], periods=1)


def test_repetition_before_the_first_period_is_over() -> None:
    assert not is_repeated([7.0] * 12, window(2, 3, 12), 3, percent=False, static=False)


WHYS = st.sampled_from((None, *Absence))


@examples
@given(WHYS, st.one_of(st.none(), st.dates()), st.booleans(), st.booleans())
def test_every_figure_has_exactly_one_state(why: Absence | None, as_of: date | None, newest: bool, again: bool) -> None:
    assert state(why, as_of, newest=newest, repeated=again) in Freshness


@examples
@given(numbers, st.integers(0, 400), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_figure_that_is_there_is_never_late(value: float, grace: int, report: date) -> None:
    assert absence(value, report=report, grace=grace) is None
