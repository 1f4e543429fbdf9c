"""What came of validating one file: findings, what was not checked, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bsc_xl.rules.finding import Finding, Severity


class Verdict(StrEnum):
    """The word for the whole; only `CLEAN` means that everything was checked and nothing was found."""

    CLEAN = "clean"
    FINDINGS = "findings"
    NOT_ASSURED = "not assured"  # no finding, or some, but not all could be checked
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that was not run, and what it needed."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Crashed:
    """A rule that broke: a fault of bsc-xl, never a pass."""

    code: str
    error: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A cell whose value nobody could recompute."""

    sheet: str
    ref: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a person accepted, with who, why and until when (ISO date)."""

    finding: Finding
    person: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """One sheet in the picture of the workbook: its kind, the unit it belongs to, and how many findings it has."""

    name: str
    kind: str
    unit: str
    findings: int
    worst: Severity | None


@dataclass(frozen=True)
class Outcome:
    """The result of validating one file.

    Attributes:
        name: the file's name; ``path`` as it was given.
        digest: SHA-256 of the file, hexadecimal; empty where it could not be read.
        findings: in the order of sheets, rows, columns, codes; findings about the file come first.
        skipped: rules that need what was not there (a definition, an earlier submission, a ledger ...).
        not_applicable: codes of rules that were left out by choice (--select, --ignore, the rulebook).
        compared_with: what the workbook was compared with, in words.
        organisation, scorecard, unit, period: what the workbook is about; empty where unknown.
        shown: overall score as the workbook shows it; ``right``: recomputed by the core. None where unknown.
        cells: how many cells were read; ``recomputed``: how many calculated cells were computed anew.
    """

    name: str
    path: str
    digest: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    crashed: tuple[Crashed, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    waived: tuple[Waived, ...] = ()
    known: tuple[Finding, ...] = ()  # hidden by the baseline
    not_applicable: tuple[str, ...] = ()
    run: tuple[str, ...] = ()  # codes of the rules that were run to their end
    sheets: tuple[SheetSummary, ...] = ()
    rulebook: str = ""
    compared_with: str = ""
    organisation: str = ""
    scorecard: str = ""
    unit: str = ""
    period: str = ""
    shown: float | None = None
    right: float | None = None
    cells: int = 0
    recomputed: int = 0
    notes: tuple[str, ...] = ()
    """What the reader of a report must know: how far the comparison goes, what is not proven."""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity; what that is of a finding, the registry knows."""
        from bsc_xl.rules.registry import rule_of

        return sum(rule_of(finding.code).severity is severity for finding in self.findings)
