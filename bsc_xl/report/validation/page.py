"""Validation as one web page that needs nothing else: works offline, without scripts, on paper and with a keyboard.

`page.html.jinja`, `page.css` and `page.js` beside this file are what it is made of. The policy in its head lets only
those two run that stand in it, by their digests, and nothing be fetched.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from bsc_xl import __version__
from bsc_xl.report.rule_text import FIXES
from bsc_xl.report.validation.cell_text import carried, visible
from bsc_xl.report.validation.ranking import counts, effect, rank, worst
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
    troubles,
    verdict,
)
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.outcome import Outcome, SheetSummary, Verdict
from bsc_xl.rules.registry import rule_of
from bsc_xl.rules.rule import Rule

MANY = 500
"""From so many rows on, a browser draws only those that come into sight; it takes seconds otherwise."""
_STATES = {Verdict.CLEAN: "clean", Verdict.FINDINGS: "warning"}


@dataclass(frozen=True)
class Row:
    """A finding as a row of the table."""

    id: str
    file: int
    finding: Finding
    rule: Rule
    state: str
    place: str
    message: str
    remedy: str
    effect: str


@dataclass(frozen=True)
class Tile:
    """A sheet in the picture of the workbook; ``first`` is the id of the first row about it."""

    name: str
    state: str
    words: str
    first: str


@dataclass(frozen=True)
class File:
    """One file: what is said about it, and its sheets by unit."""

    number: int
    name: str
    outcome: Outcome
    state: str
    verdict: str
    facts: tuple[str, ...]
    counts: dict[str, int]
    tiles: dict[str, list[Tile]]
    limits: list[str]


def validation_page(outcomes: Sequence[Outcome]) -> str:
    """The report as HTML: every finding of every file."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = visible
    style, script = _part("page.css"), _part("page.js")
    rows = _rows(outcomes)
    made = list(_files(outcomes, rows))
    page = environment.from_string(_part("page.html.jinja")).render(
        version=__version__,
        # Both stand in this package and hold nothing of anybody's.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
        title=made[0].name if len(made) == 1 else counted(len(made), "file"),
        headline=made[0].verdict if len(made) == 1 else batch_verdict(outcomes),
        state=made[0].state if len(made) == 1 else _batch_state(outcomes),
        files=made,
        rows=rows,
        totals=_words(counts([row.finding for row in rows])),
        units=sorted({row.finding.unit for row in rows if row.finding.unit}),
        rules=sorted({row.rule.code: row.rule for row in rows}.values(), key=lambda rule: rule.code),
        severities=[one.word for one in sorted({row.rule.severity for row in rows}, reverse=True)],
        limits=made[0].limits if len(made) == 1 else batch_limits(outcomes),
        notes=list(dict.fromkeys(note for outcome in outcomes for note in outcome.notes)),
        fixes=FIXES,
        many=MANY,
    )
    return carried(page)


def _part(name: str) -> str:
    return files("bsc_xl.report.validation").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What a browser may do with the page: show it, and run the one script that stands in it."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """All findings, by effect on the score, then severity; ids stay the same from run to run."""
    pairs = [(finding, file) for file, outcome in enumerate(outcomes) for finding in outcome.findings]
    prefixes = [_prefix(outcome) for outcome in outcomes]
    used: Counter[str] = Counter()
    found = []
    for finding, file in sorted(pairs, key=lambda pair: rank(pair[0])):
        name = f"f-{prefixes[file]}-{finding.fingerprint}"
        used[name] += 1
        found.append(_row(finding, file, name if used[name] == 1 else f"{name}-{used[name]}"))
    return found


def _prefix(outcome: Outcome) -> str:
    return hashlib.sha256((outcome.path or outcome.name).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _row(finding: Finding, file: int, name: str) -> Row:
    rule = rule_of(finding.code)
    return Row(
        name,
        file,
        finding,
        rule,
        rule.severity.word,
        visible(finding.place),
        message(finding),
        visible(finding.remedy),
        effect_words(effect(finding)),
    )


def _files(outcomes: Sequence[Outcome], rows: Sequence[Row]) -> Iterator[File]:
    first: dict[tuple[int, str], str] = {}
    for row in rows:
        first.setdefault((row.file, row.finding.sheet), row.id)
    for number, (outcome, name) in enumerate(zip(outcomes, labels(outcomes), strict=True)):
        facts = (scores(outcome), subject(outcome), extent(outcome))
        yield File(
            number,
            visible(name),
            outcome,
            _state(outcome),
            verdict(outcome),
            tuple(fact for fact in facts if fact),
            _words(counts(outcome.findings)),
            _tiles(outcome, {sheet: name for (file, sheet), name in first.items() if file == number}),
            [*(limits(outcome) if len(outcomes) == 1 else troubles(outcome)), *hidden(outcome)],
        )


def _state(outcome: Outcome) -> str:
    """The class by which the verdict is coloured: that of the worst finding, or of what was not checked."""
    most = worst(outcome.findings)
    if most and most >= Severity.ERROR:
        return most.word
    return _STATES.get(outcome.verdict, "error")


def _batch_state(outcomes: Sequence[Outcome]) -> str:
    order = ("blocker", "error", "warning", "information", "clean")
    return min((_state(outcome) for outcome in outcomes), key=order.index, default="information")


def _tiles(outcome: Outcome, first: dict[str, str]) -> dict[str, list[Tile]]:
    """The sheets by unit; those of no unit come first."""
    unchecked = Counter(cell.sheet for cell in outcome.unchecked)
    found: dict[str, list[Tile]] = {"": []}
    for sheet in outcome.sheets:
        tile = _tile(outcome, sheet, unchecked[sheet.name], first.get(sheet.name, ""))
        found.setdefault(visible(sheet.unit), []).append(tile)
    return {unit: tiles for unit, tiles in found.items() if tiles}


def _tile(outcome: Outcome, sheet: SheetSummary, unchecked: int, first: str) -> Tile:
    """A sheet as a tile; it is clean only where all was checked."""
    words = [f"{counted(sheet.findings, 'finding')}, the worst: {sheet.worst.word}" if sheet.worst else "nothing found"]
    doubts = []
    if unchecked:
        doubts.append(f"{counted(unchecked, 'cell')} not recomputed")
    if sheet.kind == "added":
        doubts.append("added, was not issued")
    if not outcome.compared_with:
        doubts.append("not compared with what was issued")
    elif outcome.verdict is Verdict.NOT_ASSURED and not doubts:
        doubts.append("not everything was checked")
    state = sheet.worst.word if sheet.worst else "unchecked" if doubts else "clean"
    return Tile(visible(sheet.name), state, "; ".join(words + doubts), first)


def _words(number: dict[Severity, int]) -> dict[str, int]:
    return {severity.word: count for severity, count in number.items()}
