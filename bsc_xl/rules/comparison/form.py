"""What is not as issued in one of two workbooks and is in the other: the rules of form are run on both."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.comparison.difference import Difference, Section
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.outcome import Outcome
from bsc_xl.rules.registry import rule_of

FORM_RULES = ("STR", "FML", "WGT003", "TGT005", "UNT006", "PRV001", "PKG007", "PKG008")
"""Rules that look at the form and not at what people report."""
AS_ISSUED = "as issued"


def form_differences(old: Outcome, new: Outcome) -> Iterator[Difference]:
    """Places that one workbook has as issued and the other has not, or that are changed in two ways."""
    both = set(old.run) & set(new.run)
    before, after = _by_place(old, both), _by_place(new, both)
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key, []), after.get(key, [])
        if sorted(map(_found, was)) == sorted(map(_found, now)):
            continue
        here = (now or was)[0]
        yield Difference(
            Section.FORM,
            f"{here.code}: {rule_of(here.code).title.rstrip('.')}",
            _told(was),
            _told(now),
            unit=here.unit,
            measure=here.measure,
            period=here.period,
            field=here.code,
            place=here.place,
        )


def not_run(old: Outcome, new: Outcome) -> Iterator[str]:
    """What was looked for in one workbook only, in a sentence for each reason."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for one, other in ((old, new), (new, old)):
        for skipped in one.skipped:
            if skipped.code in other.run:
                reasons.setdefault((one.name, skipped.reason), []).append(skipped.code)
        for crash in one.crashed:
            reasons.setdefault((one.name, "a rule broke, which is a fault of bsc-xl"), []).append(crash.code)
    for (name, reason), codes in reasons.items():
        yield f"Of the form of {name}, {len(codes):,} of {len(old.run) + len(codes):,} rules were not run: {reason}."


def _by_place(outcome: Outcome, codes: set[str]) -> dict[tuple[str, ...], list[Finding]]:
    found: dict[tuple[str, ...], list[Finding]] = {}
    for finding in outcome.findings:
        if finding.code in codes:
            found.setdefault((finding.code, finding.sheet, finding.ref, finding.part), []).append(finding)
    return found


def _found(finding: Finding) -> str:
    return finding.found or rule_of(finding.code).title.rstrip(".")


def _told(findings: list[Finding]) -> str:
    return "; ".join(dict.fromkeys(map(_found, findings))) if findings else AS_ISSUED
