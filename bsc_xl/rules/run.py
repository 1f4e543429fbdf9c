"""Runs the rules on a case and draws the verdict: a rule that was not run, or broke, is never a pass."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from bsc_xl.layout.addresses import column_number
from bsc_xl.layout.sheets import start
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.outcome import Crashed, Outcome, SheetSummary, Skipped, Unchecked, Verdict
from bsc_xl.rules.registry import RULEBOOKS, rule_of, rules
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.waivers import Waiver, apply

OPTIONAL = frozenset((Need.PREVIOUS, Need.DEFINITION, Need.LEDGER, Need.SECOND))
"""What a workbook can be judged without: rules that need it are listed as skipped, and the verdict stands."""

UNSIGNED = (
    "The manifest in the workbook is not signed: it catches accidents, not forgers. "
    "Give the definition that you issued (--definition) to compare with that."
)
_START_SCORE = f"B{start.OVERALL_ROW}"


def run(
    case: Case,
    chosen: Sequence[Rule],
    *,
    path: str = "",
    waivers: Iterable[Waiver] = (),
    baseline: Collection[str] = (),
    rulebook: str = "",
    watch: Callable[[str], None] | None = None,
) -> Outcome:
    """Run rules on a case.

    Args:
        case: the workbook with all that is known about it.
        chosen: the rules that are to be run.
        path: the file as it was named.
        waivers: findings that persons accepted.
        baseline: fingerprints of findings that are known and are to be hidden.
        rulebook: the dated set of rules that was chosen.
        watch: called with the code of each rule before it is run.
    """
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    crashed: list[Crashed] = []
    done: list[str] = []
    lacking = {need: case.lacks(need) for need in Need}
    for rule in sorted(chosen, key=lambda rule: rule.last):
        missing = next((lacking[need] for need in rule.needs if lacking[need]), "")
        if missing:
            skipped.append(Skipped(rule.code, missing))
            continue
        if watch:
            watch(rule.code)
        try:
            found = list(rule.check(case))
        except Exception as error:  # noqa: BLE001  # a broken rule must not hide what the others find
            crashed.append(Crashed(rule.code, _where(error)))
            continue
        done.append(rule.code)
        findings += found
        case.flagged.update((finding.sheet, ref) for finding in found for ref in _refs(finding.ref))
    findings = _in_order(case, findings)
    findings, waived, idle = apply(findings, tuple(waivers), case.wishes.today or datetime.now().astimezone().date())
    known = tuple(finding for finding in findings if finding.fingerprint in baseline)
    fresh = tuple(finding for finding in findings if finding.fingerprint not in baseline)
    unchecked = _unchecked(case)
    left_out = {rule.code for rule in rules()} - {rule.code for rule in chosen}
    must = [item for item in skipped if not OPTIONAL.intersection(_unmet(item.code, lacking))]
    about = _about(case)
    about["notes"] = (*about.get("notes", ()), *idle)
    return Outcome(
        name=case.reading.name,
        path=path or case.reading.name,
        digest=case.reading.digest,
        verdict=_verdict(case, fresh, assured=not (must or crashed or unchecked)),
        findings=fresh,
        skipped=tuple(sorted(skipped, key=lambda item: item.code)),
        crashed=tuple(crashed),
        unchecked=unchecked,
        waived=waived,
        known=known,
        not_applicable=tuple(sorted(left_out)),
        run=tuple(sorted(done)),
        sheets=_sheets(case, fresh),
        rulebook=rulebook or RULEBOOKS[-1],
        **about,
    )


def _unmet(code: str, lacking: Mapping[Need, str]) -> list[Need]:
    return [need for need in rule_of(code).needs if lacking[need]][:1]


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({PurePath(last.filename).name}, line {last.lineno})"


def _refs(ref: str) -> list[str]:
    """The cells of a short range; of a long one its corners."""
    first, _, last = ref.partition(":")
    letters, below = first.rstrip("0123456789"), last.rstrip("0123456789")
    if not last or letters != below:
        return [part for part in (first, last) if part]
    return [f"{letters}{row}" for row in range(int(first[len(letters) :]), int(last[len(below) :]) + 1)][:10_000]


def _in_order(case: Case, findings: Iterable[Finding]) -> list[Finding]:
    sheets = [sheet.name for sheet in case.reading.book.sheets] if case.reading.book else []
    order = {name: number for number, name in enumerate(sheets)}

    def key(finding: Finding) -> tuple[int, int, int, str, str, str]:
        letters = finding.ref.partition(":")[0].rstrip("0123456789")
        row = finding.ref.partition(":")[0][len(letters) :]
        column = column_number(letters) if letters.isalpha() else -1
        place = order.get(finding.sheet, len(order) if finding.sheet else -1)
        return place, int(row or 0), column, finding.code, finding.part, finding.found

    return sorted(findings, key=key)


def _verdict(case: Case, findings: Sequence[Finding], *, assured: bool) -> Verdict:
    if case.reading.book is None:
        return Verdict.UNREADABLE
    if not assured:
        return Verdict.NOT_ASSURED
    return Verdict.FINDINGS if findings else Verdict.CLEAN


def _unchecked(case: Case) -> tuple[Unchecked, ...]:
    """The cells with formulas that people added and that no engine computed."""
    if case.extra is None:
        return ()
    return tuple(Unchecked(sheet, ref, reason) for (sheet, ref), reason in case.extra.not_computed.items())


def _sheets(case: Case, findings: Sequence[Finding]) -> tuple[SheetSummary, ...]:
    if case.reading.book is None:
        return ()
    count = Counter(finding.sheet for finding in findings)
    worst: dict[str, Severity] = {}
    for finding in findings:
        severity = rule_of(finding.code).severity
        worst[finding.sheet] = max(severity, worst.get(finding.sheet, severity))
    kinds: dict[str, tuple[str, str]] = {}
    if not case.lacks(Need.ISSUED):
        for name, sheet in case.form.sheets.items():
            kinds[case.received_name(name)] = (sheet.sheet.kind, case.unit_of(sheet))
    return tuple(
        SheetSummary(
            sheet.name, *kinds.get(sheet.name, ("added" if kinds else "", "")), count[sheet.name], worst.get(sheet.name)
        )
        for sheet in case.reading.book.sheets
    )


def _about(case: Case) -> dict[str, Any]:
    """What the report says about the workbook beside the findings."""
    book = case.reading.book
    if book is None:
        return {}
    found: dict[str, Any] = {"cells": sum(len(sheet.values) for sheet in book.sheets), "notes": (UNSIGNED,)}
    if case.issued is not None:
        found |= {
            "compared_with": case.issued.source,
            "organisation": case.card.organisation,
            "scorecard": case.card.name,
            "unit": case.card.units_top_down[0].name if case.card.units_top_down else "",
        }
        if case.in_force is not None:
            found["notes"] = ()
    if not case.lacks(Need.SHEETS):
        value = case.submission.value(start.SHEET, _START_SCORE)
        found |= {"period": case.submission.period, "shown": value if isinstance(value, float) else None}
    if not case.lacks(Need.RESULTS):
        found |= {
            "right": case.evaluation.top.rollup.score,
            "recomputed": sum(len(values) for values in case.expected.values()),
        }
    return found
