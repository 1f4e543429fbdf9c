"""Validation for people at a terminal: the verdict first, then findings by rule and unit, then what was not checked."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bsc_xl.report.validation.cell_text import visible
from bsc_xl.report.validation.ranking import RuleFindings, UnitFindings, counts, effect, grouped
from bsc_xl.report.validation.words import (
    batch_limits,
    batch_verdict,
    concerns,
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
from bsc_xl.rules.outcome import Outcome, Verdict

MOST_PLACES, MOST_UNITS = 5, 5
"""So many places of a rule are listed in a unit, and so many units; the rest is counted."""
MOST_WORST = 3
"""So many rules are named of each file of a batch."""
MOST_OF_A_LINE, MOST_OF_A_NAME = 2_000, 120
"""Characters of a line of text, and of a name in the table."""
WIDE = 110
"""Columns from which on the table of a batch has a column each for unit and period."""
_VERDICT_STYLES = {Verdict.CLEAN: "bold green", Verdict.FINDINGS: "bold yellow"}
_SEVERITY_STYLES = {Severity.BLOCKER: "bold red", Severity.ERROR: "red", Severity.WARNING: "yellow"}


def print_validation(console: Console, outcomes: Sequence[Outcome], *, full: bool = False) -> None:
    """Print what came of validating one file or several.

    Args:
        console: where to print; without colour where it is a file or a pipe.
        outcomes: one a file.
        full: every place of every finding, and for several files a whole report of each.
    """
    if len(outcomes) != 1:
        _print_batch(console, outcomes, full=full)
        return
    _print_file(console, outcomes[0], outcomes[0].name, full=full)


def validation_text(outcomes: Sequence[Outcome], *, full: bool = False) -> str:
    """The same as text for a file: 100 columns, without colour."""
    paper = StringIO()
    console = Console(file=paper, width=100, no_color=True, highlight=False, force_terminal=False)
    print_validation(console, outcomes, full=full)
    return paper.getvalue()


def _print_batch(console: Console, outcomes: Sequence[Outcome], *, full: bool) -> None:
    _say(console, batch_verdict(outcomes), style="bold")
    if not outcomes:
        return
    names = labels(outcomes)
    console.print()
    console.print(_summary(outcomes, names, wide=console.width >= WIDE))
    for outcome, name in zip(outcomes, names, strict=True):
        if full:
            console.print()
            _print_file(console, outcome, name, full=True)
        elif outcome.findings or outcome.crashed:
            console.print()
            _print_worst(console, outcome, name)
    if not full:
        console.print()
        _say(console, "Every finding: validate one file alone, or add --full.")
        for line in batch_limits(outcomes, short=True):
            _say(console, line)
        for note in dict.fromkeys(note for outcome in outcomes for note in outcome.notes):
            _say(console, f"Note: {note}")


def _summary(outcomes: Sequence[Outcome], names: Sequence[str], *, wide: bool) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1))
    table.add_column("File", overflow="fold")
    if wide:
        table.add_column("Unit", overflow="fold")
        table.add_column("Period", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    for heading in ("Blockers", "Errors", "Warnings", "Shown", "Right"):
        table.add_column(heading, justify="right", no_wrap=True)
    for outcome, name in zip(outcomes, names, strict=True):
        number = counts(outcome.findings)
        about = ", ".join(part for part in (outcome.unit, outcome.period) if part)
        first = [name, outcome.unit, outcome.period] if wide else [name + (f" ({about})" if about else "")]
        table.add_row(
            *(Text(visible(text, MOST_OF_A_NAME)) for text in first),
            Text(outcome.verdict.value, _VERDICT_STYLES.get(outcome.verdict, "bold red")),
            *(f"{number[one]:,}" for one in (Severity.BLOCKER, Severity.ERROR, Severity.WARNING)),
            _score(outcome.shown),
            _score(outcome.right),
        )
    return table


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:.1f}"


def _print_worst(console: Console, outcome: Outcome, name: str) -> None:
    """The worst rules of a file of a batch, one line each with the worst place."""
    _say(console, f": {verdict(outcome)}", mark=name, style="bold")
    groups = grouped(outcome.findings)
    for group in groups[:MOST_WORST]:
        first, rest = group.findings[0], len(group.findings) - 1
        more = f", and {counted(rest, 'more place')}" if rest else ""
        _say(console, f" {_line(first)}{more}", 2, *_mark(group))
    if len(groups) > MOST_WORST:
        _say(console, f"and findings of {counted(len(groups) - MOST_WORST, 'more rule')}", 2)
    for crash in outcome.crashed:
        _say(console, f"rule {crash.code} broke: {crash.error}", 2, style="red")


def _print_file(console: Console, outcome: Outcome, name: str, *, full: bool) -> None:
    _say(console, f": {verdict(outcome)}", mark=name, style=_VERDICT_STYLES.get(outcome.verdict, "bold red"))
    for words in (scores(outcome), subject(outcome), extent(outcome)):
        if words:
            _say(console, words, 2)
    for group in grouped(outcome.findings):
        console.print()
        _print_group(console, group, full=full)
    after = [*limits(outcome, short=not full), *hidden(outcome)]
    for heading, lines in (("What was not checked, or is not counted", after), ("Notes", outcome.notes)):
        if lines:
            console.print()
            _say(console, heading, style="bold")
            for line in lines:
                _say(console, line, 2)


def _print_group(console: Console, group: RuleFindings, *, full: bool) -> None:
    words = effect_words(group.effect)
    count = counted(len(group.findings), "place") + (f", {words} of the overall score" if words else "")
    _say(console, f" {group.rule.title} {count[0].upper()}{count[1:]}.", 0, *_mark(group))
    listed = group.units if full else group.units[:MOST_UNITS]
    for unit in listed:
        _print_unit(console, unit, named=len(group.units) > 1 or bool(unit.unit), full=full)
    if len(group.units) > len(listed):
        rest = sum(len(unit.findings) for unit in group.units[len(listed) :])
        more = counted(len(group.units) - len(listed), "more unit")
        _say(console, f"and {counted(rest, 'more place')} in {more}", 2)
    for remedy in group.remedies if full else group.remedies[:1]:
        _say(console, f"What to do: {remedy}", 2)


def _print_unit(console: Console, unit: UnitFindings, *, named: bool, full: bool) -> None:
    if named:
        _say(console, f"unit {visible(unit.unit)}" if unit.unit else "no single unit", 2)
    listed = unit.findings if full else unit.findings[:MOST_PLACES]
    for finding in listed:
        words = effect_words(effect(finding))
        about = ", ".join(part for part in (concerns(finding), words) if part)
        _say(console, _line(finding) + (f" [{visible(about)}]" if about else ""), 4)
    if len(unit.findings) > len(listed):
        _say(console, f"and {len(unit.findings) - len(listed):,} more", 4)


def _mark(group: RuleFindings) -> tuple[str, str]:
    severity = group.rule.severity
    return f"{group.rule.code} {severity.word}:", _SEVERITY_STYLES.get(severity, "blue")


def _line(finding: Finding) -> str:
    place = f"{visible(finding.place)}: " if finding.place else ""
    return place + message(finding)


def _say(console: Console, text: str, indent: int = 0, mark: str = "", style: str = "") -> None:
    """Print a paragraph, its beginning (or the whole) in a style; a terminal wraps it, a file has it as one line."""
    text = visible(text, MOST_OF_A_LINE)
    line = Text.assemble((visible(mark), style), text) if mark else Text(text, style)
    if console.is_terminal:
        # Wrapped lines stand two columns to the right of the first one.
        for number, part in enumerate(line.wrap(console, max(20, console.width - indent - 2))):
            part.rstrip()
            console.print(Padding(part, (0, 0, 0, indent + (2 if number else 0)), expand=False))
    else:
        console.print(Text(" " * indent) + line, soft_wrap=True)
