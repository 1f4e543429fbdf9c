"""Addresses, and names of sheets that Excel accepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.layout.addresses import FORBIDDEN, at, cell, column_letter, column_number, quoted, sheet_names


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_of_columns(number: int, letters: str) -> None:
    assert column_letter(number) == letters
    assert column_number(letters) == number


def test_the_last_cell_of_a_sheet() -> None:
    assert cell(1_048_576, 16_383) == "XFD1048576"
    assert cell(7, 2, absolute=True) == "$C$7"


def test_a_sheet_s_name_stands_in_quotes_that_are_doubled_inside() -> None:
    assert quoted("O'Neill") == "'O''Neill'"
    assert at("O'Neill", 3, 1) == "'O''Neill'!$B$3"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Sales", "Sales"),
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("O'Neill", "O'Neill"),
        ("   ", "Sheet"),
        ("", "Sheet"),
        ("'", "Sheet"),
        ("[]:*?/\\", "Sheet"),
        ("History", "History (2)"),
        ("hIsToRy", "hIsToRy (2)"),
        ("line\nbreak\x07bell", "line break bell"),
        ("x" * 40, "x" * 31),
        ("x" * 30 + " y", "x" * 30),
        ("x" * 30 + "'y", "x" * 30),
        ("😀" * 20, "😀" * 15),  # two units of UTF-16 each
        ("a" + "😀" * 20, "a" + "😀" * 15),
        ("قسم المبيعات", "قسم المبيعات"),
    ],
)
def test_what_a_name_becomes(wanted: str, found: str) -> None:
    assert sheet_names([wanted]) == [found]


def test_equal_names_get_numbers() -> None:
    assert sheet_names(["North", "NORTH", "north"]) == ["North", "NORTH (2)", "north (3)"]


def test_names_that_are_equal_in_their_first_31_characters() -> None:
    long = "Department of everything that has a very long name"
    assert sheet_names([long, long + " indeed", long]) == [
        "Department of everything that h",
        "Department of everything th (2)",
        "Department of everything th (3)",
    ]


def test_taken_names_and_numbers_are_passed_over() -> None:
    assert sheet_names(["start", "Units (2)", "Units"], ["Start", "Units"]) == ["start (2)", "Units (2)", "Units (3)"]


def test_a_name_of_a_million_characters_takes_no_time() -> None:
    assert sheet_names(["😀" * 1_000_000]) == ["😀" * 15]


_NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=12)


@given(_NAMES, st.lists(st.sampled_from(["Start", "a", "b (2)"])))
def test_names_are_always_good_and_different(wanted: list[str], taken: list[str]) -> None:
    names = sheet_names(wanted, taken)
    assert len(names) == len(wanted)
    all_names = [name.casefold() for name in [*names, *set(taken)]]
    assert len(set(all_names)) == len(all_names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set(FORBIDDEN)
        assert name.casefold() != "history"
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert all(ord(character) >= 32 and character not in "\ufffe\uffff" for character in name)
