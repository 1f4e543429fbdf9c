"""The sentences that all reports of validation share: the verdict, the scores, what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from bsc_xl.report.validation.cell_text import visible
from bsc_xl.report.validation.ranking import counts
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.outcome import Outcome, Verdict
from bsc_xl.rules.registry import rule_of

SAME = 0.05
"""Scores that differ by less show the same figure."""
MOST_CODES = 6
"""So many rules that were not run are named at a terminal."""
MOST_OF_A_MESSAGE = 300
"""Characters of what was found, and of what was expected, in a sentence."""


def counted(number: int, what: str) -> str:
    """A number with its noun, in the plural where it is not one."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def tally(found: Mapping[Severity, int]) -> str:
    """Counts in words, the worst first: "2 blockers, 1 warning"; of information there is no plural."""
    words = []
    for severity, count in found.items():
        if count and severity is Severity.INFORMATION:
            words.append(f"{count:,} for information")
        elif count:
            words.append(counted(count, severity.word))
    return ", ".join(words)


def verdict(outcome: Outcome) -> str:
    """The verdict on a file in a sentence or two."""
    found = tally(counts(outcome.findings))
    if outcome.verdict is Verdict.CLEAN:
        return f"Clean: {counted(len(outcome.run), 'rule')} found nothing."
    if outcome.verdict is Verdict.FINDINGS:
        return f"Findings: {found}."
    if outcome.verdict is Verdict.UNREADABLE:
        return f"Unreadable: {found or 'no finding says why'}. Nothing else could be checked."
    return f"Not assured: not everything could be checked. {_initial(found) or 'No finding in what was checked'}."


def _initial(text: str) -> str:
    return text[:1].upper() + text[1:]


def batch_verdict(outcomes: Sequence[Outcome]) -> str:
    """The verdicts on several files in a sentence, the worst first."""
    order = (Verdict.UNREADABLE, Verdict.NOT_ASSURED, Verdict.FINDINGS, Verdict.CLEAN)
    numbers = {one: sum(outcome.verdict is one for outcome in outcomes) for one in order}
    words = {Verdict.FINDINGS: "with findings"}
    parts = [f"{number:,} {words.get(one, one.value)}" for one, number in numbers.items() if number]
    return f"{counted(len(outcomes), 'file')}: {', '.join(parts) or 'nothing to check'}."


def scores(outcome: Outcome) -> str:
    """The overall score as shown and as recomputed; empty where neither is known."""
    shown, right = outcome.shown, outcome.right
    if shown is None and right is None:
        return ""
    if right is None:
        return f"The workbook shows an overall score of {shown:.1f}; it could not be recomputed."
    if shown is None:
        return f"The entries give an overall score of {right:.1f}; the workbook shows none."
    if abs(shown - right) < SAME:
        return f"Overall score {shown:.1f}, and the entries give the same."
    by = f"{abs(shown - right):.1f} points too {'high' if shown > right else 'low'}"
    return f"The workbook shows an overall score of {shown:.1f}, the entries give {right:.1f}: it is {by}."


def subject(outcome: Outcome) -> str:
    """What the workbook is about: organisation, scorecard, unit, period, as far as known and each name once."""
    parts = (outcome.organisation, outcome.scorecard, outcome.unit, outcome.period)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def extent(outcome: Outcome) -> str:
    """What was done: cells read and recomputed, rules run, what it was compared with."""
    parts = []
    if outcome.cells:
        parts.append(f"{counted(outcome.cells, 'cell')} read")
    if outcome.recomputed:
        parts.append(f"{outcome.recomputed:,} recomputed")
    parts.append(f"{counted(len(outcome.run), 'rule')} run (rulebook {outcome.rulebook})")
    if outcome.compared_with:
        parts.append(f"compared with {outcome.compared_with}")
    return _initial(", ".join(parts)) + "."


def effect_words(points: float) -> str:
    """An effect on the overall score, in words; empty where there is none to speak of."""
    return f"up to {points:.1f} points" if points >= SAME else ""


def message(finding: Finding) -> str:
    """What was found and what was expected, in a sentence."""
    found = visible(finding.found, MOST_OF_A_MESSAGE) or rule_of(finding.code).title.rstrip(".")
    words = f"{found}; expected {visible(finding.expected, MOST_OF_A_MESSAGE)}" if finding.expected else found
    if finding.follows:
        words += f" ({counted(finding.follows, 'more cell')} with it)"
    return words


def concerns(finding: Finding) -> str:
    """The measure and period of a finding."""
    return ", ".join(part for part in (finding.measure, finding.period) if part)


def skipped_by_reason(outcome: Outcome) -> dict[str, list[str]]:
    """Codes of the rules that were not run, by what they needed."""
    found: dict[str, list[str]] = {}
    for item in outcome.skipped:
        found.setdefault(item.reason, []).append(item.code)
    return found


def limits(outcome: Outcome, *, short: bool = False) -> list[str]:
    """What was not checked and why, crashed rules first; a sentence each. ``short``: as for `batch_limits`."""
    return [*troubles(outcome), *batch_limits([outcome], short=short)]


def troubles(outcome: Outcome) -> list[str]:
    """What should have been checked and was not: rules that broke, cells that nobody could compute."""
    said = [
        f"Rule {item.code} broke, so what it looks for was not checked. This is a fault of bsc-xl: {item.error}"
        for item in outcome.crashed
    ]
    by_reason: dict[str, list[str]] = {}
    for cell in outcome.unchecked:
        by_reason.setdefault(cell.reason, []).append(f"{cell.sheet}!{cell.ref}")
    for reason, places in by_reason.items():
        said.append(f"Not recomputed: {counted(len(places), 'cell')} ({shortened(places)}): {reason}.")
    return said


def batch_limits(outcomes: Sequence[Outcome], *, short: bool = False) -> list[str]:
    """Which rules were not run and why; a sentence for each reason. ``short``: many rules by number and families."""
    files: Counter[str] = Counter()
    codes: dict[str, set[str]] = {}
    for outcome in outcomes:
        reasons = {f"because {reason}": left for reason, left in skipped_by_reason(outcome).items()}
        if outcome.not_applicable:
            reasons["by choice"] = list(outcome.not_applicable)
        for reason, left in reasons.items():
            files[reason] += 1
            codes.setdefault(reason, set()).update(left)
    return [
        f"Not run{'' if len(outcomes) == 1 else ' in ' + counted(files[reason], 'file')}, {reason}: "
        f"{_codes(sorted(left), short=short)}."
        for reason, left in codes.items()
    ]


def _codes(codes: Sequence[str], *, short: bool) -> str:
    if not short or len(codes) <= MOST_CODES:
        return ", ".join(codes)
    families = ", ".join(dict.fromkeys(code[:3] for code in codes))
    return f"{len(codes):,} rules ({families}); --full names them"


def hidden(outcome: Outcome) -> list[str]:
    """Findings that are not counted: waived by a person, or in the baseline."""
    said = [
        f"Waived: {item.finding.code} {item.finding.place} by {item.person} until {item.until}: {item.reason}"
        for item in outcome.waived
    ]
    if outcome.known:
        said.append(f"Known from the baseline and not counted: {counted(len(outcome.known), 'finding')}.")
    return said


def shortened(items: Sequence[str], most: int = 5) -> str:
    """The first few items, and how many more there are."""
    rest = len(items) - most
    return ", ".join(items[:most]) + (f" and {rest:,} more" if rest > 0 else "")


def labels(outcomes: Sequence[Outcome]) -> list[str]:
    """A short name for each file: its own, or as much of its path as tells it from the others."""
    found = [outcome.name for outcome in outcomes]
    twice = {name for name, times in Counter(found).items() if times > 1}
    if not twice:
        return found
    paths = [PurePath(outcome.path or outcome.name).parts for outcome in outcomes]
    common = next((n for n, parts in enumerate(zip(*paths, strict=False)) if len(set(parts)) > 1), 0)
    return ["/".join(parts[common:]) if name in twice else name for name, parts in zip(found, paths, strict=True)]
