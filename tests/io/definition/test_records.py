"""The border records and the model say the same, and so does the JSON Schema."""

from __future__ import annotations

import json
import tomllib
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from bsc_xl.io.definition.json_schema import definition_schema
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.toml import definition_text
from bsc_xl.model import Scorecard, Settings
from tests.strategies import scorecards

# The model wants these said, the definition lets them be blank.
MAY_BE_BLANK = {("scorecard", "organisation"), ("actuals", "unit")}


def plain(text: str) -> Any:
    return json.loads(json.dumps(tomllib.loads(text), default=str))


@pytest.mark.parametrize("name", list(TABLES))
def test_records_have_the_models_fields_order_and_defaults(name: str) -> None:
    table = TABLES[name]
    entries = list(fields(table.entity))
    if name == "scorecard":
        entries = [entry for entry in entries if entry.name not in TABLES and entry.name != "settings"]
        entries += [entry for entry in fields(Settings) if entry.name != "bands"]
    assert list(table.column_by_name) == [entry.name for entry in entries]
    for entry in entries:
        column = table.column_by_name[entry.name]
        if (name, entry.name) not in MAY_BE_BLANK:
            assert column.required == (entry.default is MISSING)
            assert column.required or column.default == entry.default


def test_tables_are_those_of_the_model() -> None:
    lists = {entry.name for entry in fields(Scorecard) if str(entry.type).startswith("tuple")}
    assert set(TABLES) == lists | {"scorecard", "bands"}


def test_help_fits_into_an_input_message() -> None:
    for table in TABLES.values():
        for column in table.columns:
            assert len(column.help) <= 255, column
            assert len(column.title) <= 32, column
            assert column.description.endswith("."), column
        assert len(table.sheet) <= 31


def test_schema_is_a_schema() -> None:
    schema = definition_schema()
    Draft202012Validator.check_schema(schema)
    assert schema == definition_schema()
    assert '"null"' not in json.dumps(schema)
    measure = schema["properties"]["measures"]["items"]
    assert measure["required"] == ["id", "unit", "objective", "name"]
    assert schema["$defs"]["Polarity"]["enum"] == ["HIGHER_IS_BETTER", "LOWER_IS_BETTER", "ON_TARGET"]
    for table in TABLES.values():
        rows = schema["properties"][table.name]
        properties = (rows if table.name == "scorecard" else rows["items"])["properties"]
        assert {name: entry["description"] for name, entry in properties.items()} == {
            column.name: column.description for column in table.columns
        }


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(scorecards())
def test_every_written_definition_is_valid(card: Scorecard) -> None:
    errors = list(Draft202012Validator(definition_schema()).iter_errors(plain(definition_text(card))))
    assert errors == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('polarity = "HIGHER_IS_BETTER"', 'polarity = "UP"'),
        ('polarity = "HIGHER_IS_BETTER"', 'polarty = "ON_TARGET"'),
        ('period = "FY2026"', 'period = "2026-13"'),
        ("target = 11.0", 'target = "eleven"'),
        ('name = "Revenue"\n', ""),
    ],
)
def test_schema_finds_mistakes(company_text: str, old: str, new: str) -> None:
    validator = Draft202012Validator(definition_schema())
    assert list(validator.iter_errors(plain(company_text))) == []
    assert old in company_text
    assert len(list(validator.iter_errors(plain(company_text.replace(old, new, 1))))) == 1


def test_templates_are_valid(root: Path) -> None:
    templates = sorted((root / "workbook_templates").glob("*/definition.toml"))
    assert templates
    validator = Draft202012Validator(definition_schema())
    for path in templates:
        assert [error.message for error in validator.iter_errors(plain(path.read_text("utf-8")))] == [], path
