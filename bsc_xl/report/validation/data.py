"""Validation as plain data, for programs; `report.schema.json` beside this file describes every field.

The order of everything is stable: the same outcomes give the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from bsc_xl import __version__
from bsc_xl.report.data import without_infinities
from bsc_xl.report.validation.cell_text import carried
from bsc_xl.report.validation.ranking import counts
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.outcome import Outcome, Verdict
from bsc_xl.rules.registry import rule_of
from bsc_xl.rules.rule import Rule

FORMAT = "bsc-xl validation"
VERSION = "1.0"
"""Of the format. The second number grows with fields that are added, the first where a reader must change."""


def schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    text = files("bsc_xl.report.validation").joinpath("report.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def validation_json(outcomes: Sequence[Outcome]) -> str:
    """The report as JSON text."""
    return json.dumps(validation_data(outcomes), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def validation_data(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The report as plain data.

    Args:
        outcomes: one a file, in the order in which they are to stand.

    Returns:
        What `report.schema.json` describes: a summary, the rules that are mentioned, and the files.
    """
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    found = [finding for outcome in outcomes for finding in outcome.findings]
    data = {
        "format": FORMAT,
        "version": VERSION,
        "program": {"name": "bsc-xl", "version": __version__},
        "summary": {
            "files": len(outcomes),
            "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict},
            "findings": _counts(found),
        },
        "rules": [rule_data(rule_of(code)) for code in sorted(_mentioned(outcomes))],
        "files": [_file(outcome) for outcome in outcomes],
    }
    clean: dict[str, Any] = _carried(without_infinities(data))
    return clean


def rule_data(rule: Rule) -> dict[str, Any]:
    """What a rule says about itself."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.word,
        "title": rule.title,
        "why": rule.why,
        "remedy": rule.remedy,
        "limits": rule.limits or None,
        "example": rule.example or None,
        "fix": rule.fix.name.lower(),
        "needs": [need.name.lower() for need in rule.needs],
        "since": rule.since,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding."""
    rule = rule_of(finding.code)
    return {
        "code": finding.code,
        "severity": rule.severity.word,
        "fingerprint": finding.fingerprint,
        "sheet": finding.sheet or None,
        "ref": finding.ref or None,
        "part": finding.part or None,
        "place": finding.place or None,
        "found": finding.found or None,
        "expected": finding.expected or None,
        "remedy": finding.remedy or rule.remedy,
        "unit": finding.unit or None,
        "measure": finding.measure or None,
        "period": finding.period or None,
        "effect": finding.impact,
        "follows": finding.follows,
        "repairable": finding.repair is not None,
    }


def _mentioned(outcomes: Sequence[Outcome]) -> set[str]:
    """Codes of the rules that found, waived, skipped or broke anything."""
    codes: set[str] = set()
    for outcome in outcomes:
        for group in (outcome.findings, outcome.known, outcome.skipped, outcome.crashed):
            codes.update(item.code for item in group)
        codes.update(item.finding.code for item in outcome.waived)
    return codes


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    return {severity.word: count for severity, count in counts(findings).items()}


def _file(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "path": outcome.path,
        "sha256": outcome.digest or None,
        "verdict": outcome.verdict.value,
        "organisation": outcome.organisation or None,
        "scorecard": outcome.scorecard or None,
        "unit": outcome.unit or None,
        "period": outcome.period or None,
        "compared_with": outcome.compared_with or None,
        "rulebook": outcome.rulebook,
        "score": {"shown": outcome.shown, "right": outcome.right},
        "cells": {"read": outcome.cells, "recomputed": outcome.recomputed, "unchecked": len(outcome.unchecked)},
        "counts": _counts(outcome.findings),
        "findings": [finding_data(finding) for finding in outcome.findings],
        "waived": [
            {"finding": finding_data(item.finding), "person": item.person, "reason": item.reason, "until": item.until}
            for item in outcome.waived
        ],
        "known": [finding_data(finding) for finding in outcome.known],
        "rules": {
            "run": list(outcome.run),
            "skipped": [{"code": item.code, "reason": item.reason} for item in outcome.skipped],
            "crashed": [{"code": item.code, "error": item.error} for item in outcome.crashed],
            "left_out": list(outcome.not_applicable),
        },
        "unchecked": [{"sheet": cell.sheet, "ref": cell.ref, "reason": cell.reason} for cell in outcome.unchecked],
        "sheets": [
            {
                "name": sheet.name,
                "kind": sheet.kind or None,
                "unit": sheet.unit or None,
                "findings": sheet.findings,
                "worst": sheet.worst.word if sheet.worst else None,
            }
            for sheet in outcome.sheets
        ],
        "notes": list(outcome.notes),
    }


def _carried(data: Any) -> Any:
    """The same data with texts that UTF-8 can carry."""
    if isinstance(data, str):
        return carried(data)
    if isinstance(data, dict):
        return {key: _carried(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_carried(value) for value in data]
    return data
