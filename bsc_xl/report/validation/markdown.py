"""Validation as Markdown, for a pull request or an e-mail.

Texts of cells are escaped so that none can break out of its table, or become a link, a picture, a mention or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bsc_xl.report.validation.cell_text import carried, visible
from bsc_xl.report.validation.ranking import RuleFindings, counts, effect, grouped
from bsc_xl.report.validation.words import (
    batch_limits,
    batch_verdict,
    counted,
    effect_words,
    extent,
    hidden,
    labels,
    limits,
    message,
    scores,
    subject,
    verdict,
)
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.outcome import Outcome

MOST_PLACES = 20
"""So many places of a rule are listed; the rest is counted."""
_PUNCTUATION = re.compile(r"([\\`*_\[\]|~>$])")
_BEGINNING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+#=]))")
"""Before what makes a list, a heading or a line of a text that begins so; elsewhere it may stand, and reads better."""
_CALLS = re.compile(r"(?i)(www(?=\.)|https?(?=:)|ftp(?=:)|mailto(?=:)|xmpp(?=:)|@|#|\bGH(?=-))")
_BREAK = "\u200b"
"""A zero-width blank: services look for addresses and mentions in the text that escapes have become."""


def validation_markdown(outcomes: Sequence[Outcome], *, full: bool = False) -> str:
    """The report as Markdown.

    Args:
        outcomes: one a file.
        full: every place of every finding.
    """
    lines = ["# Validation", ""]
    names = labels(outcomes)
    if len(outcomes) != 1:
        lines += [f"**{escaped(batch_verdict(outcomes))}**", ""]
        lines += _summary(outcomes, names) if outcomes else []
    for outcome, name in zip(outcomes, names, strict=True):
        if len(outcomes) == 1 or outcome.findings or outcome.crashed:
            lines += _file(outcome, name, full=full)
    if len(outcomes) != 1:
        notes = dict.fromkeys(note for outcome in outcomes for note in outcome.notes)
        lines += _list("Limits", [*batch_limits(outcomes), *notes])
    return carried("\n".join(lines).rstrip() + "\n")


def escaped(text: str) -> str:
    """A text that Markdown takes for nothing but text, also in a table."""
    plain = visible(text).strip().replace("&", "&amp;").replace("<", "&lt;")
    plain = _CALLS.sub(lambda found: found[0] + _BREAK, plain)
    return _BEGINNING.sub(r"\1\\", _PUNCTUATION.sub(r"\\\1", plain))


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def _list(heading: str, lines: Iterable[str]) -> list[str]:
    found = [f"- {escaped(line)}" for line in lines]
    return [f"## {heading}", "", *found, ""] if found else []


def _summary(outcomes: Sequence[Outcome], names: Sequence[str]) -> list[str]:
    rows = []
    for outcome, name in zip(outcomes, names, strict=True):
        number = counts(outcome.findings)
        rows.append(
            (
                escaped(name),
                escaped(outcome.unit),
                escaped(outcome.period),
                outcome.verdict.value,
                *(str(number[one]) for one in (Severity.BLOCKER, Severity.ERROR, Severity.WARNING)),
                *("" if score is None else f"{score:.1f}" for score in (outcome.shown, outcome.right)),
            )
        )
    headings = ("File", "Unit", "Period", "Verdict", "Blockers", "Errors", "Warnings", "Shown score", "Right score")
    return _table(headings, rows)


def _file(outcome: Outcome, name: str, *, full: bool) -> list[str]:
    lines = [f"## {escaped(name)}", "", f"**{escaped(verdict(outcome))}**", ""]
    lines += [f"{escaped(words)}  " for words in (scores(outcome), subject(outcome), extent(outcome)) if words]
    lines.append("")
    for group in grouped(outcome.findings):
        lines += _group(group, full=full)
    unchecked = [*limits(outcome), *hidden(outcome)]
    lines += [line.replace("## ", "### ", 1) for line in _list("What was not checked, or is not counted", unchecked)]
    lines += [line.replace("## ", "### ", 1) for line in _list("Notes", outcome.notes)]
    return lines


def _group(group: RuleFindings, *, full: bool) -> list[str]:
    rule, found = group.rule, group.findings
    lines = [f"### {rule.code} ({rule.severity.word}): {escaped(rule.title)}", ""]
    listed = found if full else found[:MOST_PLACES]
    headings = ("Unit", "Where", "What", "Measure", "Period", "Effect on the score")
    lines += _table(headings, [_row(finding) for finding in listed])
    if len(found) > len(listed):
        lines += [f"… and {counted(len(found) - len(listed), 'more place')}.", ""]
    for remedy in group.remedies if full else group.remedies[:1]:
        lines += [f"What to do: {escaped(remedy)}", ""]
    return lines


def _row(finding: Finding) -> tuple[str, ...]:
    about = (finding.unit, finding.place, message(finding), finding.measure, finding.period)
    return (*(escaped(text) for text in about), effect_words(effect(finding)))
