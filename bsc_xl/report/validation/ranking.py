"""Puts findings in the order in which people should read them: by rule, then unit; what moves the score comes first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.registry import rule_of
from bsc_xl.rules.rule import Rule


@dataclass(frozen=True)
class UnitFindings:
    """What one rule found in one unit; ``unit`` is its id, empty where no unit is concerned."""

    unit: str
    findings: tuple[Finding, ...]

    @property
    def effect(self) -> float:
        """The most that one of them can move the overall score, in points."""
        return max(map(effect, self.findings))


@dataclass(frozen=True)
class RuleFindings:
    """What one rule found, by unit."""

    rule: Rule
    units: tuple[UnitFindings, ...]

    @property
    def effect(self) -> float:
        """The most that one of them can move the overall score, in points."""
        return max(unit.effect for unit in self.units)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, unit by unit."""
        return tuple(finding for unit in self.units for finding in unit.findings)

    @property
    def remedies(self) -> tuple[str, ...]:
        """What to do, each way once: in the findings' words, else in the rule's."""
        return tuple(dict.fromkeys(finding.remedy or self.rule.remedy for finding in self.findings))


def effect(finding: Finding) -> float:
    """How far a finding can move the overall score, in points; 0 where that is unknown."""
    return abs(finding.impact or 0.0)


def severity(finding: Finding) -> Severity:
    """The severity of a finding, which is its rule's."""
    return rule_of(finding.code).severity


def rank(finding: Finding) -> tuple[float, int]:
    """What findings are sorted by, to come by effect on the overall score, then severity.

    A blocker whose effect nobody knows comes first: nobody can say that it is small.
    """
    unknown = finding.impact is None and severity(finding) is Severity.BLOCKER
    return -inf if unknown else -effect(finding), -severity(finding)


def grouped(findings: Iterable[Finding]) -> list[RuleFindings]:
    """Findings by rule, then unit, each ranked by effect on the overall score, then severity."""
    by_rule: dict[str, dict[str, list[Finding]]] = {}
    for finding in sorted(findings, key=rank):
        by_rule.setdefault(finding.code, {}).setdefault(finding.unit, []).append(finding)
    groups = [
        RuleFindings(rule_of(code), tuple(UnitFindings(unit, tuple(found)) for unit, found in units.items()))
        for code, units in by_rule.items()
    ]
    return sorted(groups, key=lambda group: (min(map(rank, group.findings)), group.rule.code))


def counts(findings: Sequence[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first; all four are there."""
    found = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for finding in findings:
        found[severity(finding)] += 1
    return found


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity among findings; None without any."""
    return max((severity(finding) for finding in findings), default=None)
