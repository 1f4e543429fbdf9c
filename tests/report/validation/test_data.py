"""Validation as JSON: what the schema says, whatever stands in the cells, and the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bsc_xl.report.validation.data import VERSION, schema, validation_data, validation_json
from bsc_xl.rules.finding import Fix, Severity
from bsc_xl.rules.outcome import Outcome, Verdict
from bsc_xl.rules.rule import Need
from tests.report.validation.outcomes import BATCH, CLEAN, WITH_FINDINGS, hostile

SCHEMA = schema()
CASES = {"one": [WITH_FINDINGS], "clean": [CLEAN], "batch": list(BATCH), "none": [], "hostile": [hostile()]}


@pytest.mark.parametrize("outcomes", CASES.values(), ids=CASES)
def test_it_is_what_the_schema_says(outcomes: list[Outcome]) -> None:
    text = validation_json(outcomes)
    text.encode("utf-8")
    Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_the_schema_is_a_schema_that_describes_every_field() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    silent = [name for name, field in _fields(SCHEMA) if not field.keys() & {"description", "$ref", "const"}]
    assert silent == []


def test_the_schema_refuses_a_report_with_a_field_missing_or_of_another_version() -> None:
    check = Draft202012Validator(SCHEMA)
    data = validation_data([WITH_FINDINGS])
    assert check.is_valid(data)
    assert not check.is_valid({**data, "version": "2.0"})
    for name in data:
        assert not check.is_valid({key: value for key, value in data.items() if key != name}), name
    del data["files"][0]["findings"][0]["fingerprint"]
    assert not check.is_valid(data)


def test_the_schema_has_the_words_of_the_program() -> None:
    found = SCHEMA["$defs"]
    assert found["severity"]["enum"] == [one.word for one in sorted(Severity, reverse=True)]
    assert found["file"]["properties"]["verdict"]["enum"] == [verdict.value for verdict in Verdict]
    assert found["rule"]["properties"]["fix"]["enum"] == [fix.name.lower() for fix in Fix]
    assert found["rule"]["properties"]["needs"]["items"]["enum"] == [need.name.lower() for need in Need]
    assert SCHEMA["description"].startswith(f"Version {VERSION}.")


def test_no_field_is_left_out_of_the_schema() -> None:
    def strict(part: Any) -> Any:
        if isinstance(part, dict):
            made = {key: strict(value) for key, value in part.items()}
            return {**made, "additionalProperties": False} if "properties" in made else made
        return [strict(value) for value in part] if isinstance(part, list) else part

    Draft202012Validator(strict(SCHEMA)).validate(validation_data(BATCH))


def test_what_it_says_of_a_file() -> None:
    data = validation_data([WITH_FINDINGS])
    assert data["summary"] == {
        "files": 1,
        "verdicts": {"clean": 0, "findings": 0, "not assured": 1, "unreadable": 0},
        "findings": {"blocker": 1, "error": 17, "warning": 0, "information": 1},
    }
    [file] = data["files"]
    assert file["score"] == {"shown": 92.4, "right": 81.0}
    assert [finding["code"] for finding in file["findings"]] == [finding.code for finding in WITH_FINDINGS.findings]
    assert file["findings"][2]["place"] == "'Sales North'!G9"
    assert [finding["repairable"] for finding in file["findings"]][-2:] == [False, True]
    assert [finding["remedy"] for finding in file["findings"]][-2] == "Ask the plant."
    assert [rule["code"] for rule in data["rules"]] == sorted({rule["code"] for rule in data["rules"]})


def test_numbers_that_json_does_not_know_become_null() -> None:
    assert validation_data([replace(CLEAN, shown=float("nan"))])["files"][0]["score"]["shown"] is None


def test_the_same_outcomes_give_the_same_bytes() -> None:
    assert validation_json(BATCH) == validation_json(tuple(BATCH))


def _fields(part: Any, name: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = []
    for key, field in part.get("properties", {}).items():
        found += [(f"{name}.{key}", field), *_fields(field, f"{name}.{key}")]
    for key in ("items", "$defs"):
        below = part.get(key, {})
        for inner in below.values() if key == "$defs" else [below] if below else []:
            found += _fields(inner, name)
    return found
