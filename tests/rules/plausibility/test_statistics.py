"""What counts as a slip or an outlier, and what must not: trends, seasons, small counts, steady figures."""

from __future__ import annotations

import pytest

from bsc_xl.rules.plausibility.statistics import (
    deviation,
    is_flipped,
    is_odd_zero,
    is_outlier,
    median,
    modified_z,
    slipped_power,
    usually_varies,
)

SEASON = [9.1, 10.1, 14.8, 18.1, 23.4, 31.0, 27.9, 15.6, 9.0, 10.4, 15.0, 18.6, 24.0]


def test_modified_z_as_defined() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 100.0]
    assert (median(values), deviation(values)) == (3.0, 1.0)
    assert modified_z(100.0, values, 0.0) == pytest.approx(0.6745 * 97)


@pytest.mark.parametrize(
    ("value", "history", "outlier"),
    [
        (9.5, [7.0, 6.9, 7.0, 6.7, 7.2, 7.0, 6.9], True),
        (7.6, [7.0, 6.9, 7.0, 6.7, 7.2, 7.0, 6.9], False),
        (8.0, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], False),  # a trend
        (31.8, SEASON, False),
        (90.0, [100.0] * 7, False),  # a tenth away only
        (20.0, [5.0, 5.1, 5.2], False),  # too few
    ],
)
def test_outliers(value: float, history: list[float], outlier: bool) -> None:
    assert is_outlier(value, history, 0.1) is outlier


@pytest.mark.parametrize(
    ("value", "factor"), [(3120.0, 10.0), (31.2, 0.1), (312000.0, 1000.0), (0.312, 0.001), (400.0, None), (600.0, None)]
)
def test_slipped_power(value: float, factor: float | None) -> None:
    assert slipped_power(value, [286.0, 300.0, 311.0, 344.0, 320.0]) == factor


def test_a_wide_history_has_no_slips() -> None:
    assert slipped_power(900.0, [10.0, 90.0, 300.0, 20.0, 60.0, 80.0]) is None


def test_flipped() -> None:
    assert is_flipped(-12.0, [10.0, 11.0, 12.0, 13.0, 12.5])
    assert not is_flipped(-0.5, [10.0, 11.0, 12.0, 13.0, 12.5])
    assert not is_flipped(-12.0, [10.0, -11.0, 12.0, 13.0, 12.5])


def test_odd_zeros() -> None:
    assert is_odd_zero([9.1, 10.2, 8.8, 9.7])
    assert not is_odd_zero([2.0, 1.0, 3.0, 2.0, 1.0])  # small counts
    assert not is_odd_zero([9.1, 0.4, 8.8, 9.7])


def test_usually_varies() -> None:
    assert usually_varies([1.0, 2.0, 1.0, 2.0, 2.0, 1.0])
    assert not usually_varies([5.0, 5.0, 5.0, 6.0, 6.0])
