"""Whatever a sound scorecard holds comes back the same from TOML and from Excel."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bsc_xl.io.definition import read_definition, write_definition
from bsc_xl.io.definition.tables import from_scorecard, to_scorecard
from bsc_xl.io.definition.toml import definition_text, read_raw
from bsc_xl.model import Scorecard, check
from bsc_xl.model.check import has_errors
from tests.strategies import scorecards

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


@settings(max_examples=60, deadline=None, suppress_health_check=_SLOW)
@given(scorecards())
def test_strategy_gives_sound_scorecards(card: Scorecard) -> None:
    assert [fault for fault in check(card) if fault.severity == "error"] == []


@settings(max_examples=60, deadline=None, suppress_health_check=_SLOW)
@given(scorecards())
def test_toml_round_trip(card: Scorecard) -> None:
    text = definition_text(card)
    assert tomllib.loads(text)["scorecard"]["first_year"] == 2024
    back, faults = to_scorecard(read_raw(text, "card.toml"))
    assert not has_errors(faults)
    assert back == card


@settings(max_examples=15, deadline=None, suppress_health_check=_SLOW)
@given(card=scorecards())
def test_xlsx_round_trip_and_equality_with_toml(card: Scorecard, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("round")
    xlsx, toml = folder / "card.xlsx", folder / "card.toml"
    write_definition(card, xlsx)
    from_xlsx, faults = read_definition(xlsx)
    assert [str(fault) for fault in faults if fault.severity == "error"] == []
    assert from_xlsx == card
    assert from_xlsx is not None
    write_definition(from_xlsx, toml)
    assert read_definition(toml)[0] == card


@settings(max_examples=20, deadline=None, suppress_health_check=_SLOW)
@given(scorecards())
def test_warnings_are_the_same_after_a_round_trip(card: Scorecard) -> None:
    _, faults = to_scorecard(from_scorecard(card))
    assert sorted((f.table, f.row or 0, f.column, f.found) for f in faults) == sorted(
        (f.table, f.row or 0, f.column, f.found) for f in check(card)
    )


@pytest.mark.parametrize("ending", ["xlsx", "toml"])
def test_same_scorecard_gives_same_bytes(company: Scorecard, tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    write_definition(company, first)
    write_definition(company, second)
    again, _ = read_definition(first)
    assert again == company
    assert first.read_bytes() == second.read_bytes()
