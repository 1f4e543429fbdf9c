"""How a single cell is read, and what is refused because it could mean two things."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bsc_xl.io.definition import cells


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,5", 1.5),
        ("-1,25", -1.25),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1\u00a0234\u00a0567,5", 1234567.5),
        ("1'234.5", 1234.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("93 %", 0.93),
        ("93,5%", 0.935),
        ("\u22123", -3.0),
        ("1e5", 100000.0),
        (7, 7.0),
    ],
)
def test_numbers(typed: object, value: float) -> None:
    assert cells.number(typed) == value
    assert isinstance(cells.number(typed), float)


@pytest.mark.parametrize(
    "typed",
    [
        *("1,234", "1.234", "-12.345", "abc", "1,23,4", "12 34", "", "nan", "inf", "1e5 %", "٣"),
        *(True, None, 10**400, float("nan"), float("inf"), date(2026, 1, 1), [1]),
    ],
)
def test_no_numbers(typed: object) -> None:
    with pytest.raises(cells.CellError):
        cells.number(typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2026-10", "2026-10"),
        (2026, "2026"),
        (datetime(2026, 10, 1), "2026-10"),
        (date(2026, 10, 1), "2026-10"),
        ("fy2026-q1", "fy2026-q1"),
    ],
)
def test_periods(typed: object, value: str) -> None:
    assert cells.period(typed) == value


@pytest.mark.parametrize("typed", ["2026-13", "October", datetime(2026, 10, 2), datetime(2026, 10, 1, 8), "FY2026-H3"])
def test_no_periods(typed: object) -> None:
    with pytest.raises(cells.CellError):
        cells.period(typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("yes", True), ("X", True), ("TRUE", True), (1, True), (1.0, True), ("no", False), (False, False), ("0", False)],
)
def test_flags(typed: object, value: bool) -> None:
    assert cells.flag(typed) is value


@pytest.mark.parametrize("typed", ["yse", 2, "", None, "ja"])
def test_no_flags(typed: object) -> None:
    with pytest.raises(cells.CellError):
        cells.flag(typed)


@pytest.mark.parametrize(("typed", "value"), [(7, "7"), (7.0, "7"), (7.5, "7.5"), (" a\r\nb ", "a\nb"), ("007", "007")])
def test_texts(typed: object, value: str) -> None:
    assert cells.text(typed) == value


@pytest.mark.parametrize("typed", [True, date(2026, 1, 1), "a\x00b", "\ud800", "x" * 32_768, "😀" * 16_384])
def test_no_texts(typed: object) -> None:
    with pytest.raises(cells.CellError):
        cells.text(typed)


def test_a_message_never_holds_what_cannot_be_printed() -> None:
    assert cells.shown("a\x00b\n" + "c" * 500) == "a\\u0000b " + "c" * 70 + "…"


def test_colours() -> None:
    assert cells.colour("#2e7d32") == "2E7D32"
    with pytest.raises(cells.CellError):
        cells.colour("green")
