"""The names and minimums of bands: each fault is told, and sound bands have none."""

from __future__ import annotations

import pytest

from bsc_xl.model import Fault
from bsc_xl.model.check_bands import band_faults
from bsc_xl.model.entities import DEFAULT_BANDS, Band
from bsc_xl.model.vocabulary import STATUS_WORDS


def bands(*names: str) -> tuple[Band, ...]:
    count = len(names)
    return tuple(Band(name, 90.0 * (count - n) / count, "00FF00") for n, name in enumerate(names, 1))


def told(*names: str) -> list[Fault]:
    return list(band_faults(bands(*names)))


@pytest.mark.parametrize(
    "names", [("green", "red"), ("on target", "behind", "lost"), ("later", "goals"), ("not scored", "n/a?"), ("ä", "Ö")]
)
def test_sound_names(names: tuple[str, ...]) -> None:
    assert told(*names) == []


def test_the_usual_bands_are_sound() -> None:
    assert list(band_faults(DEFAULT_BANDS)) == []


@pytest.mark.parametrize(("first", "second"), [("red", "red"), ("Red", "rED"), ("STRASSE", "straße"), ("a", " A ")])
def test_two_bands_of_one_name(first: str, second: str) -> None:
    [fault] = told("green", first, second)
    assert (fault.table, fault.row, fault.column, fault.found) == ("bands", 2, "name", second)
    assert fault.allowed.startswith("a name that no other band has")
    assert fault.hint == "Row 2 has it."


@pytest.mark.parametrize("word", [*STATUS_WORDS, "Late", "NOT DUE", "not scorable: no target", "Not scorable"])
def test_a_band_with_the_name_of_another_status(word: str) -> None:
    [fault] = told("green", word)
    assert (fault.row, fault.column, fault.found) == (1, "name", word)
    assert fault.allowed == "a word that is no other status"
    assert "not applicable" in fault.hint


def test_a_band_without_a_name() -> None:
    [fault] = told("green", "  ")
    assert (fault.row, fault.column, fault.allowed) == (1, "name", "a name")


def test_every_fault_is_told_at_once() -> None:
    faults = list(band_faults((Band("late", 10.0, ""), Band("x", 20.0, ""), Band("X", 5.0, ""))))
    assert [(fault.row, fault.column) for fault in faults] == [(None, "minimum"), (0, "name"), (2, "name")]
