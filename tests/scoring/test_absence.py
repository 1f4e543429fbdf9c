"""Kinds of absence, what a number is, and comparisons that binary rounding does not decide."""

from __future__ import annotations

import pytest
from hypothesis import given

from bsc_xl.scoring import Absence, Kind, is_number
from bsc_xl.scoring.absence import alike, at_least, at_most, settled
from tests.scoring.strategies import examples, numbers


def test_the_five_kinds_stay_apart() -> None:
    kinds = {absence: absence.kind for absence in Absence}
    assert set(kinds.values()) == set(Kind)
    for absence, kind in kinds.items():
        assert (kind is Kind.NOT_SCORABLE) == absence.value.startswith("not scorable: ")
    assert [absence for absence, kind in kinds.items() if kind is Kind.LATE] == [Absence.LATE]
    assert [absence for absence, kind in kinds.items() if kind is Kind.MISSING] == [Absence.MISSING]
    assert [absence for absence, kind in kinds.items() if kind is Kind.NOT_DUE] == [Absence.NOT_DUE]
    assert [absence for absence, kind in kinds.items() if kind is Kind.NOT_APPLICABLE] == [Absence.NOT_APPLICABLE]


def test_only_what_is_not_due_or_not_applicable_leaves_the_account() -> None:
    assert {absence for absence in Absence if not absence.is_due} == {Absence.NOT_DUE, Absence.NOT_APPLICABLE}


@pytest.mark.parametrize("value", [0, 0.0, -1, 3.5, 10**400])
def test_numbers_and_zero_is_one(value: object) -> None:
    assert is_number(value)


@pytest.mark.parametrize("value", [None, "", "0", "n/a", True, False, Absence.MISSING])
def test_no_numbers(value: object) -> None:
    assert not is_number(value)


def test_binary_rounding_does_not_decide() -> None:
    assert 0.1 + 0.2 != 0.3
    assert at_most(0.1 + 0.2, 0.3)
    assert at_least(0.3, 0.1 + 0.2)
    assert at_least(-0.3, -(0.1 + 0.2) + 1e-17)
    assert at_most(-0.3, -(0.1 + 0.2))


def test_the_tolerance_is_relative_and_small() -> None:
    assert at_least(1e9 - 0.5, 1e9)
    assert not at_least(1e9 - 2, 1e9)
    assert at_most(1e9 + 0.5, 1e9)
    assert not at_most(1e9 + 2, 1e9)
    assert not at_least(0.2999, 0.3)
    assert not at_least(-1e-9, 0)
    assert not at_most(1e-9, 0)


def test_alike_is_equal_but_for_binary_rounding() -> None:
    assert alike(0.1 + 0.2, 0.3)
    assert alike(-0.3, -(0.1 + 0.2))
    assert alike(0, 0)
    assert not alike(0.3, 0.3001)
    assert not alike(0.3, -0.3)
    assert not alike(0, 1e-15)


def test_what_rounding_left_of_a_sum_that_cancels_is_0() -> None:
    assert settled(0.1 + 0.2 - 0.3, 0.3) == 0
    assert settled(-5e-17, 0.3) == 0
    assert settled(1e-9, 0.3) == 1e-9
    assert settled(0.3, 0.3) == 0.3
    assert settled(0.0, 0.0) == 0


@examples
@given(numbers, numbers)
def test_one_of_the_two_always_holds(value: float, limit: float) -> None:
    assert at_least(value, limit) or at_most(value, limit)
    assert at_least(value, limit) == (value >= limit)  # eighths are too far apart for the tolerance
    assert at_most(value, limit) == (value <= limit)
