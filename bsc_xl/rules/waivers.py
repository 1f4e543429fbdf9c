"""Findings that a person accepted, with the reason and until when; one that hides nothing is reported itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from bsc_xl.rules.finding import Finding
from bsc_xl.rules.outcome import Waived


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver.

    Attributes:
        code: the rule.
        person, reason: who accepts it, and why.
        until: the last day on which it holds.
        measure, sheet, ref: what it is limited to; empty means any, * and ? stand for any letters.
    """

    code: str
    person: str
    reason: str
    until: date
    measure: str = ""
    sheet: str = ""
    ref: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether it is about a finding."""
        wanted = ((self.code, finding.code), (self.measure, finding.measure), (self.sheet, finding.sheet))
        return all(not a or fnmatchcase(b.casefold(), a.casefold()) for a, b in (*wanted, (self.ref, finding.ref)))


def apply(
    findings: Sequence[Finding], waivers: Sequence[Waiver], today: date
) -> tuple[list[Finding], tuple[Waived, ...], tuple[str, ...]]:
    """Part findings into those that stand and those that are waived.

    Returns:
        The findings that stand, those that are waived, and a sentence about each waiver that hides nothing: because
        it ended, or because nothing that it names was found.
    """
    stand: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        number = next((n for n, w in enumerate(waivers) if w.until >= today and w.covers(finding)), None)
        if number is None:
            stand.append(finding)
            continue
        used.add(number)
        waiver = waivers[number]
        waived.append(Waived(finding, waiver.person, waiver.reason, waiver.until.isoformat()))
    idle = [waiver for number, waiver in enumerate(waivers) if number not in used]
    return stand, tuple(waived), tuple(_idle(waiver, today) for waiver in idle)


def _idle(waiver: Waiver, today: date) -> str:
    why = f"ended on {waiver.until.isoformat()}" if waiver.until < today else "hides nothing: take it out"
    about = " ".join(part for part in (waiver.code, waiver.measure, waiver.sheet, waiver.ref) if part)
    return f"The waiver of {about} by {waiver.person} {why}."
