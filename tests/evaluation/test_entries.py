"""Every fact finds its cell of the grid, or is listed with the reason why not."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.evaluation.entries import Rejected, entries
from bsc_xl.model import Actual, NullReason
from tests.facts.sample import CARD


def test_values_stand_in_the_column_in_which_their_period_ends() -> None:
    found = entries(
        CARD,
        [
            Actual("CORP", "SHARE", "2025-01", 0.5),
            Actual("", "SHARE", "2026-12", 1),
            Actual("CORP", "CREDIT", "FY2025-Q2", "AA"),
            Actual("NORTH", "ISO", "2025", True),
            Actual("NORTH", "ISO", "FY2026", False),
        ],
    )
    assert found.unused == ()
    assert {name: len(row) for name, row in found.values.items()} == {measure.id: 24 for measure in CARD.measures}
    filled = {
        (name, index): value
        for name, row in found.values.items()
        for index, value in enumerate(row)
        if value is not None
    }
    assert filled == {
        ("SHARE", 0): 0.5,
        ("SHARE", 23): 1.0,
        ("CREDIT", 5): "AA",
        ("ISO", 11): "yes",
        ("ISO", 23): "no",
    }


def test_why_there_is_no_value_stands_in_the_cell_and_a_blank_fact_leaves_it_empty() -> None:
    found = entries(
        CARD,
        [
            Actual("CORP", "SHARE", "2025-01", None, null_reason=NullReason.NOT_APPLICABLE),
            Actual("CORP", "SHARE", "2025-02", None, null_reason=NullReason.NO_DATA),
            Actual("CORP", "SHARE", "2025-03", None),
            Actual("CORP", "SHARE", "2025-04", 0.0),
            Actual("CORP", "SHARE", "2025-04", None, note="blank after a value"),
        ],
    )
    assert found.values["SHARE"][:4] == ["n/a", "no data", None, 0.0]
    assert found.unused == ()
    assert found.notes["SHARE"] == "blank after a value"


def test_as_of_is_that_of_the_newest_value_and_the_note_that_of_the_newest_period() -> None:
    found = entries(
        CARD,
        [
            Actual("CORP", "SHARE", "2025-02", 1.0, date(2025, 3, 4), note="second"),
            Actual("CORP", "SHARE", "2025-01", 1.0, date(2026, 1, 1), note="first"),
            Actual("CORP", "SHARE", "2025-03", None, date(2025, 4, 1), null_reason=NullReason.NO_DATA),
            Actual("CORP", "RATE", "2025-01", 1.0),
        ],
    )
    assert found.as_of == {measure.id: None for measure in CARD.measures} | {"SHARE": date(2025, 3, 4)}
    assert found.notes == {measure.id: "" for measure in CARD.measures} | {"SHARE": "second"}


@pytest.mark.parametrize(
    ("fact", "column", "found", "reason"),
    [
        (Actual("CORP", "SHAER", "2025-01", 1), "measure", "SHAER", "no measure has this id"),
        (Actual("", "", "2025-01", 1), "measure", "", "no measure is named"),
        (Actual("NORTH", "SHARE", "2025-01", 1), "unit", "NORTH", "the measure SHARE belongs to CORP"),
        (Actual("XX", "SHARE", "2025-01", 1), "unit", "XX", "no unit has this id"),
        (Actual("CORP", "SHARE", "soon", 1), "period", "soon", "this is no period"),
        (Actual("CORP", "SHARE", "FY2025", 1), "period", "FY2025", "the measure is monthly, the period is annual"),
        (Actual("CORP", "SHARE", "2024-12", 1), "period", "2024-12",
         "the period lies outside the plan, FY2025 to FY2026"),
        (Actual("CORP", "SHARE", "9999-12", 1), "period", "9999-12",
         "the period lies outside the plan, FY2025 to FY2026"),
        (Actual("CORP", "REV", "2025-01", 1), "actual", "1",
         "the figures of REV are computed from the measures below it"),
        (Actual("CORP", "SHARE", "2025-01", float("nan")), "actual", "nan", "this is no finite number"),
    ],
)  # fmt: skip
def test_a_fact_without_a_cell(fact: Actual, column: str, found: str, reason: str) -> None:
    result = entries(CARD, [Actual("CORP", "RATE", "2025-01", 1), fact])
    assert [(r.row, r.column, r.found, r.reason) for r in result.unused] == [(2, column, found, reason)]
    assert [value for row in result.values.values() for value in row if value is not None] == [1.0]


def test_a_note_about_a_computed_measure_is_kept() -> None:
    found = entries(CARD, [Actual("CORP", "REV", "2025-01", None, note="storm in the north")])
    assert (found.notes["REV"], found.unused) == ("storm in the north", ())


def test_the_later_fact_wins_and_the_earlier_one_is_listed_where_it_says_something_else() -> None:
    facts = [Actual("CORP", "share", "2025-01", value) for value in (1, 1.0, 2, 2)]
    found = entries(CARD, [*facts, Actual("CORP", "SHARE", "2025-01", None, null_reason=NullReason.NO_DATA)])
    assert found.values["SHARE"][0] == "no data"
    assert [str(rejected) for rejected in found.unused] == [
        ("row 2, actual: found 1: a later fact (number 3) for SHARE in 2025-01 says 2. Keep one of the two."),
        ("row 4, actual: found 2: a later fact (number 5) for SHARE in 2025-01 says no data. Keep one of the two."),
    ]


def test_a_rejection_can_be_moved_to_its_place_in_a_file() -> None:
    moved = Rejected(3, "actual", "x", "why").at(7, "Value")
    assert str(moved) == "row 7, Value: found x: why."


_FACT = st.builds(
    Actual,
    unit=st.sampled_from(["", "CORP", "NORTH", "XX"]),
    measure=st.sampled_from([*(measure.id for measure in CARD.measures), "XX"]),
    period=st.sampled_from(["2025-01", "2025-02", "FY2025", "FY2025-Q1", "2030-01", "?"]),
    actual=st.none() | st.integers(0, 3).map(float),
)


@given(st.lists(_FACT, max_size=30))
def test_no_fact_with_a_value_disappears(facts: list[Actual]) -> None:
    found = entries(CARD, facts)
    cells = sum(value is not None for row in found.values.values() for value in row)
    unused = {rejected.row for rejected in found.unused}
    assert len(unused) == len(found.unused)
    used = [fact for position, fact in enumerate(facts, 1) if position not in unused and fact.actual is not None]
    assert len({(fact.measure, fact.period) for fact in used}) == cells
    for fact in used:
        assert fact.actual in found.values[fact.measure]


def test_neither_pandas_nor_pydantic_is_loaded() -> None:
    code = "import sys, bsc_xl.evaluation.entries; print(sorted({'pandas', 'pydantic', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
