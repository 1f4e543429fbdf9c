"""Numbers in text: read where they can only mean one number, refused where they can mean two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.facts.number_text import AmbiguousNumberError, Number, NumberStyle, style_of

EITHER = NumberStyle()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("-5", -5), ("+5", 5), ("\u22125", -5), ("(5)", -5), (" 12,5 ", 12.5), ("12.5", 12.5),
        ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567), ("1,234,567", 1234567),
        ("1\u00a0234,5", 1234.5), ("1'234.5", 1234.5), ("12 345 678", 12345678), ("0,123", 0.123), ("0.123", 0.123),
        ("1234,567", 1234.567), ("1e5", 1e5), ("1,5E-3", 0.0015), ("€ 1.234,50", 1234.5), ("-$5", -5), ("$-5", -5),
        ("(1,234.50)", -1234.5), (".5", 0.5), (",5", 0.5), ("5.", 5),
    ],
)  # fmt: skip
def test_one_number(text: str, value: float) -> None:
    assert EITHER.read(text) == Number(value)


@pytest.mark.parametrize(("text", "value"), [("93 %", 0.93), ("93,5%", 0.935), ("(5 %)", -0.05), ("-5%", -0.05)])
def test_a_percent_sign_makes_a_fraction(text: str, value: float) -> None:
    assert EITHER.read(text) == Number(value, percent=True)


@pytest.mark.parametrize(
    "text", ["", "-", "%", "abc", "1 2", "1,23,456", "12.34.5", "1.234,56,7", "--5", "1_000", "inf", "nan", "0x1f",
             "5 EUR each", "1.2.2026", "1,2345,678", "\u0661\u0662"],
)  # fmt: skip
def test_no_number(text: str) -> None:
    assert EITHER.read(text) is None


@pytest.mark.parametrize("text", ["1.234", "1,234", "-999,000", "12.345 %"])
def test_two_numbers(text: str) -> None:
    with pytest.raises(AmbiguousNumberError):
        EITHER.read(text)
    point, comma = NumberStyle(".").read(text), NumberStyle(",").read(text)
    assert point
    assert comma
    assert point.value != comma.value


@pytest.mark.parametrize(
    ("texts", "delimiter", "style"),
    [
        (["1.234", "12,5"], ";", NumberStyle(",")),
        (["1,234", "12.5"], ",", NumberStyle(".")),
        (["1,234", "0.125"], "", NumberStyle(".")),
        (["12,5", "12.5"], ",", NumberStyle()),
        (["1.234", "5"], ";", NumberStyle()),
        (["1.234", "AAA"], ",", NumberStyle(machine=True)),
        ([], "", NumberStyle(machine=True)),
    ],
)
def test_the_other_numbers_of_a_source_decide(texts: list[str], delimiter: str, style: NumberStyle) -> None:
    assert style_of(texts, delimiter) == style


def test_machine_numbers_are_read_as_programs_write_them_but_a_comma_stays_open() -> None:
    style = NumberStyle(machine=True)
    assert style.read("1.234") == Number(1.234)
    with pytest.raises(AmbiguousNumberError):
        style.read("1,234")


def test_a_given_thousands_sign_excludes_others() -> None:
    assert NumberStyle(None, ".").read("1.234") == Number(1234)
    assert NumberStyle(",", ".").read("1.234,5") == Number(1234.5)
    assert NumberStyle(",", ".").read("1 234,5") is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_a_program_writes_is_read_back(value: float) -> None:
    assert NumberStyle(machine=True).read(repr(value)) == Number(value)
    assert NumberStyle(".").read(repr(value)) == Number(value)


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_german_and_english_numbers_mean_the_same(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02d}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert EITHER.read(english) == EITHER.read(german) == NumberStyle(",").read(german)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    for style in (NumberStyle("."), NumberStyle(","), NumberStyle(",", ".")):
        number = style.read(text)
        assert number is None or isinstance(number.value, float)
