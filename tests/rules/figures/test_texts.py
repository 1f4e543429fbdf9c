"""Which entries are numbers as texts, which are no figures, and which are right."""

from __future__ import annotations

import pytest

from bsc_xl.model import Measure, ValueType
from bsc_xl.received import StoredValue
from bsc_xl.rules.figures.scale import is_hundredfold, is_overprecise
from bsc_xl.rules.figures.texts import odd_entry

NUMBER = Measure("m", "u", "o", "n", unit_of_measurement="days", decimals=1)
SHARE = Measure("m", "u", "o", "n", unit_of_measurement="%", value_type=ValueType.PERCENT, decimals=1)
POINTS = Measure("m", "u", "o", "n", unit_of_measurement="%")
WORD = Measure("m", "u", "o", "n", value_type=ValueType.YES_NO)
GRADE = Measure("m", "u", "o", "n", value_type=ValueType.ORDINAL, scale="grades")


@pytest.mark.parametrize(
    ("value", "measure", "code", "expected"),
    [
        ("12,5", NUMBER, "UNT001", "the number 12.5"),
        ("1.234,50", NUMBER, "UNT001", "the number 1234.5"),
        ("1.234", NUMBER, "UNT001", "the number 1.234 or 1234"),
        ("'12", NUMBER, "UNT001", "the number 12"),
        ("€ 12", NUMBER, "UNT001", "the number 12"),
        ("12 EUR", NUMBER, "UNT001", "the number 12"),
        ("14 days", NUMBER, "UNT001", "the number 14"),
        ("(3)", NUMBER, "UNT001", "the number -3"),
        ("95 %", SHARE, "UNT001", "the number 0.95"),
        ("95 %", POINTS, "UNT001", "the number 95"),
        ("New Meas.", NUMBER, "UNT002", "a number, n/a or no data"),
        (" n/a", NUMBER, "UNT002", "n/a"),
        (True, NUMBER, "UNT002", "a number"),
        (1.0, WORD, "UNT002", "yes or no"),
        ("C", GRADE, "UNT002", "a, b"),
    ],
)
def test_odd(value: StoredValue, measure: Measure, code: str, expected: str) -> None:
    odd = odd_entry(value, measure, ("a", "b"))
    assert odd is not None
    assert (odd.code, odd.expected) == (code, expected)


@pytest.mark.parametrize(
    ("value", "measure"),
    [
        ("No Data", NUMBER),
        ("N/A", WORD),
        (12.0, NUMBER),
        ("", NUMBER),
        (True, WORD),
        ("Yes", WORD),
        ("A", GRADE),
    ],
)
def test_right(value: StoredValue, measure: Measure) -> None:
    assert odd_entry(value, measure, ("a", "b")) is None


def test_percentages_over_a_hundred_can_be_right() -> None:
    assert not is_hundredfold(1.02, [0.98, 1.0, 0.97], [1.0], SHARE)
    assert not is_hundredfold(1.4, [], [0.02], SHARE)
    assert is_hundredfold(93.0, [0.91, 0.92, 0.95], [0.95], SHARE)
    assert is_hundredfold(2.3, [0.021, 0.024, 0.02], [0.02], SHARE)
    assert is_hundredfold(93.0, [91.0, 92.0, 95.0], [0.95], SHARE)  # all of them


def test_quotients_are_not_too_precise() -> None:
    assert is_overprecise(12.3456789, NUMBER)
    assert not is_overprecise(37430.9378185071, NUMBER)
    assert not is_overprecise(2 / 3, NUMBER)
    assert not is_overprecise(12.3456, NUMBER)
