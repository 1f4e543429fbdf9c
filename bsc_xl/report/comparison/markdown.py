"""A comparison as Markdown, for a pull request or an e-mail; texts of cells are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bsc_xl.report.comparison.words import (
    COLUMNS,
    about_effects,
    headline,
    names,
    ranked,
    row,
    score_line,
    step_line,
)
from bsc_xl.report.validation.cell_text import carried
from bsc_xl.report.validation.markdown import escaped
from bsc_xl.rules.comparison import Comparison, Section

MOST_ROWS = 100
"""So many lines of a section are listed; the rest is counted."""


def comparison_markdown(found: Comparison, *, full: bool = False) -> str:
    """The comparison as Markdown; ``full``: every line of every section."""
    lines = ["# Comparison", "", f"**{escaped(headline(found))}**", "", *_list(names(found))]
    if found.scores:
        lines += ["## Scores", "", *_list(score_line(one) for one in found.scores)]
        if len(found.steps) > 2:
            lines += ["Of the overall score:", "", *_list(step_line(step) for step in found.steps)]
    for section in Section:
        if found.of(section):
            lines += _section(found, section, full=full)
    for heading, told in (("What could not be compared", found.not_compared), ("Notes", found.notes)):
        if told:
            lines += [f"## {heading}", "", *_list(told)]
    return carried("\n".join(lines).rstrip() + "\n")


def _section(found: Comparison, section: Section, *, full: bool) -> list[str]:
    lines = [f"## {section.value[0].upper()}{section.value[1:]}", ""]
    if section is Section.FIGURE:
        lines += [escaped(about_effects(found)), ""]
    every = ranked(found, section)
    listed = every if full else every[:MOST_ROWS]
    lines += _table(COLUMNS[section], (row(one) for one in listed))
    if len(every) > len(listed):
        lines += [f"and {len(every) - len(listed):,} more.", ""]
    return lines


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    return [*lines, *(f"| {' | '.join(map(escaped, cells))} |" for cells in rows), ""]


def _list(lines: Iterable[str]) -> list[str]:
    return [*(f"- {escaped(line)}" for line in lines), ""]
