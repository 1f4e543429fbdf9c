"""Validation as SARIF 2.1.0, which code-hosting services and editors show beside the files.

Every rule of the registry is declared, fired or not, so that a reader sees what was looked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from bsc_xl import __version__
from bsc_xl.report.data import without_infinities
from bsc_xl.report.validation.cell_text import carried, visible
from bsc_xl.report.validation.words import labels, message, scores, troubles, verdict
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.outcome import Outcome, Verdict
from bsc_xl.rules.registry import FAMILIES, rule_of, rules
from bsc_xl.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {
    Severity.BLOCKER: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
}
FINGERPRINT = "bscXlFinding/v1"
_KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}


def validation_sarif(outcomes: Sequence[Outcome]) -> str:
    """The report as SARIF text."""
    return json.dumps(sarif_log(outcomes), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def sarif_log(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The report as a SARIF log with one run for all files."""
    declared = rules()
    index = {rule.code: number for number, rule in enumerate(declared)}
    uris = _uris(outcomes)
    run = {
        "tool": {"driver": _driver(declared)},
        "language": "en",
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(outcomes, uris, index)],
        "artifacts": [_artifact(*pair) for pair in zip(outcomes, uris, strict=True)],
        "results": [
            result
            for number, outcome in enumerate(outcomes)
            for result in _results(outcome, {"uri": uris[number], "index": number}, index)
        ],
        "properties": {
            "rulebooks": sorted({outcome.rulebook for outcome in outcomes}),
            "notes": list(dict.fromkeys(visible(note) for outcome in outcomes for note in outcome.notes)),
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [without_infinities(run)]}


def _driver(declared: Sequence[Rule]) -> dict[str, Any]:
    return {
        "name": "bsc-xl",
        "semanticVersion": __version__ if __version__.count(".") == 2 else f"{__version__}.0",
        "version": __version__,
        "language": "en",
        "shortDescription": {"text": "Validates Balanced Scorecards that live in Excel workbooks."},
        "rules": [_descriptor(rule) for rule in declared],
    }


def _descriptor(rule: Rule) -> dict[str, Any]:
    family = next(family for family in FAMILIES if family.prefix == rule.family)
    parts = [("Why it matters", rule.why), ("What to do", rule.remedy)]
    parts += [("What it does not see", rule.limits)] if rule.limits else []
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title} {rule.why}"},
        "help": {
            "text": "\n\n".join(f"{heading}: {text}" for heading, text in parts),
            "markdown": "\n\n".join(f"**{heading}.** {text}" for heading, text in parts),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "severity": rule.severity.word,
            "family": family.title,
            "fix": rule.fix.name.lower(),
            "since": rule.since,
            "tags": [family.prefix, rule.severity.word],
            # What code-hosting services sort by.
            "problem.severity": "recommendation" if rule.severity is Severity.INFORMATION else LEVELS[rule.severity],
        },
    }


def _uris(outcomes: Sequence[Outcome]) -> list[str]:
    """Where each file is: as it was given if that is below the current folder, else only as much as names it."""
    found = []
    for outcome, label in zip(outcomes, labels(outcomes), strict=True):
        path = PurePath(outcome.path or outcome.name)
        inside = not path.is_absolute() and ".." not in path.parts
        # A colon is quoted too: what stands before it in a relative address would be taken for a protocol.
        found.append(quote(path.as_posix() if inside else label, safe="/", errors="surrogateescape"))
    return found


def _artifact(outcome: Outcome, uri: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "location": {"uri": uri},
        "description": {"text": verdict(outcome)},
        "properties": {
            "verdict": outcome.verdict.value,
            "unit": carried(outcome.unit),
            "period": carried(outcome.period),
            "shownScore": outcome.shown,
            "rightScore": outcome.right,
            "scores": scores(outcome),
        },
    }
    if outcome.digest:
        found["hashes"] = {"sha-256": outcome.digest}
    if kind := _KINDS.get(PurePath(outcome.name).suffix.lower()):
        found["mimeType"] = kind
    return found


def _invocation(outcomes: Sequence[Outcome], uris: Sequence[str], index: dict[str, int]) -> dict[str, Any]:
    notices = [notice for outcome, uri in zip(outcomes, uris, strict=True) for notice in _notices(outcome, uri, index)]
    return {
        "executionSuccessful": not any(outcome.crashed for outcome in outcomes),
        "toolExecutionNotifications": notices,
    }


def _notices(outcome: Outcome, uri: str, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    """What was not checked in a file: crashed rules as errors, unread files, skipped rules, cells nobody computed."""
    where = [{"physicalLocation": {"artifactLocation": {"uri": uri}}}]
    for crash in outcome.crashed:
        text = f"The rule broke, so what it looks for was not checked: {visible(crash.error)}"
        yield {"level": "error", "message": {"text": text}, "locations": where, **_of_rule(crash.code, index)}
    if outcome.verdict is Verdict.UNREADABLE:
        yield {"level": "warning", "message": {"text": verdict(outcome)}, "locations": where}
    for skip in outcome.skipped:
        text = f"Not run: {visible(skip.reason)}."
        yield {"level": "note", "message": {"text": text}, "locations": where, **_of_rule(skip.code, index)}
    for line in troubles(outcome)[len(outcome.crashed) :]:
        yield {"level": "warning", "message": {"text": visible(line)}, "locations": where}


def _of_rule(code: str, index: dict[str, int]) -> dict[str, Any]:
    return {"associatedRule": {"id": code, "index": index[code]}}


def _results(outcome: Outcome, artifact: dict[str, Any], index: dict[str, int]) -> Iterator[dict[str, Any]]:
    for finding in outcome.findings:
        yield _result(finding, artifact, index)
    for item in outcome.waived:
        why = f"Accepted by {visible(item.person)} until {visible(item.until)}: {visible(item.reason)}"
        suppression = {"kind": "external", "status": "accepted", "justification": why}
        yield {**_result(item.finding, artifact, index), "suppressions": [suppression]}
    for finding in outcome.known:
        suppression = {"kind": "external", "status": "accepted", "justification": "Known: it is in the baseline."}
        # No baselineState: a run must give it to all of its results or to none.
        yield {**_result(finding, artifact, index), "suppressions": [suppression]}


def _result(finding: Finding, artifact: dict[str, Any], index: dict[str, int]) -> dict[str, Any]:
    rule = rule_of(finding.code)
    place = visible(finding.place)
    text = f"{place}: {message(finding)}" if place else message(finding)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact}}
    if logical := list(_logical(finding)):
        location["logicalLocations"] = logical
    return {
        "ruleId": rule.code,
        "ruleIndex": index[rule.code],
        "level": LEVELS[rule.severity],
        "message": {"text": _inert(f"{text.rstrip('.')}. {visible(finding.remedy or rule.remedy)}")},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "severity": rule.severity.word,
            "effect": finding.impact,
            "follows": finding.follows,
            "repairable": finding.repair is not None,
        },
    }


def _inert(text: str) -> str:
    """A text in which a reader of SARIF finds neither links nor places to fill in."""
    return re.sub(r"\{(\d+)\}", r"{{\1}}", text.replace("](", "] ("))


def _logical(finding: Finding) -> Iterator[dict[str, Any]]:
    """The cell or sheet, the part of the package, the unit, the measure and the period, as far as they are known."""
    if finding.sheet:
        name, kind = (finding.ref, "cell") if finding.ref else (finding.sheet, "sheet")
        yield {"name": visible(name), "fullyQualifiedName": visible(finding.place), "kind": kind}
    named = (("part", finding.part), ("unit", finding.unit), ("measure", finding.measure), ("period", finding.period))
    for kind, name in named:
        if name:
            yield {"name": visible(name), "fullyQualifiedName": f"{kind}/{visible(name)}", "kind": kind}
