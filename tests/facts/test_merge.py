"""What a later source says goes before what an earlier one said, and nothing is overridden in silence."""

from __future__ import annotations

from datetime import date

from bsc_xl.facts.merge import Overridden, merge
from bsc_xl.model import Actual, NullReason


def test_later_sources_override_earlier_ones() -> None:
    first = [Actual("U", "A", "2025-01", 1.0), Actual("U", "A", "2025-02", 2.0), Actual("U", "B", "2025-01", "AA")]
    second = [
        Actual("U", "A", "2025-02", 3.0),
        Actual("U", "A", "2025-01", 1.0, date(2025, 2, 1), note="same value, newer note"),
        Actual("", "B", "2025-01", None),
    ]
    third = [Actual("U", "A", "2025-02", None, null_reason=NullReason.NO_DATA), Actual("U", "C", "2025-01", None)]
    facts, overridden = merge(first, second, third)
    assert facts == (second[1], third[0], first[2], third[1])
    assert overridden == (
        Overridden("A", "2025-02", "2", "3", 2),
        Overridden("A", "2025-02", "3", "no data", 3),
    )


def test_no_sources() -> None:
    assert merge() == ((), ())
    assert merge([], iter([])) == ((), ())
