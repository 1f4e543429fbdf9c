"""Whatever stands in the cells, the answer is a scorecard or faults, never an exception."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bsc_xl.io.definition.raw import RawDefinition, RawRow
from bsc_xl.io.definition.record import Column
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.tables import from_scorecard, to_scorecard
from bsc_xl.model import Scorecard
from tests.strategies import scorecards

_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=10),
    st.dates(),
    st.datetimes(),
    st.sampled_from([10**400, time(1), timedelta(1), b"x", ["A"], [], "FY9999", "9999-12", "FY0002-Q1", "0001-01"]),
    st.sampled_from(
        [
            date.max,
            date.min,
            datetime(9999, 12, 31, 23),
            "A",
            "B",
            "yes",
            "ordinal",
            "weighted",
            "bands",
            "1,5",
            0,
            13,
            9998,
        ]
    ),
)


def _cell(column: Column) -> st.SearchStrategy[Any]:
    likely: list[Any] = list(column.choices) or ["A", "B", "2026", 1, 0.5, 2026]
    return st.sampled_from(likely) | _ODD


@st.composite
def wild_definitions(draw: Any) -> RawDefinition:
    tables = {}
    for name, table in TABLES.items():
        names = st.fixed_dictionaries({}, optional={column.name: _cell(column) for column in table.columns})
        rows = draw(st.lists(names, min_size=name == "scorecard", max_size=1 if name == "scorecard" else 3))
        tables[name] = tuple(RawRow(f"row {number}", cells) for number, cells in enumerate(rows, 2))
    return RawDefinition(tables)


def _answer(raw: RawDefinition) -> None:
    card, faults = to_scorecard(raw)
    assert (card is None) == any(fault.severity == "error" for fault in faults)
    for fault in faults:
        assert fault.allowed
        assert not [char for char in str(fault) if unicodedata.category(char) in ("Cc", "Cs")]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(wild_definitions())
def test_wild_cells(raw: RawDefinition) -> None:
    _answer(raw)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(scorecards(), st.data())
def test_a_sound_definition_with_some_wild_cells(card: Scorecard, data: st.DataObject) -> None:
    tables = dict(from_scorecard(card).tables)
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from([name for name, rows in tables.items() if rows]))
        rows = list(tables[name])
        at = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.sampled_from(TABLES[name].columns))
        rows[at] = RawRow(rows[at].place, {**rows[at].cells, column.name: data.draw(_cell(column))})
        tables[name] = tuple(rows)
    _answer(RawDefinition(tables))
