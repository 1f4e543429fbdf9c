"""A comparison for people at a terminal: scores first, then what differs, section by section."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

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
from bsc_xl.report.console import print_line
from bsc_xl.report.validation.cell_text import visible
from bsc_xl.rules.comparison import Comparison, Section

MOST_ROWS, MOST_SCORES = 40, 20
"""So many lines of a section are shown, and so many scores; the rest is counted."""
MOST_OF_A_CELL = 160
NUMBERS = frozenset(("Old", "New", "Effect"))


def print_comparison(console: Console, found: Comparison, *, full: bool = False) -> None:
    """Print what differs.

    Args:
        console: where to print.
        found: the comparison.
        full: every line of every section.
    """
    print_line(console, "", headline(found), "bold")
    for line in names(found):
        print_line(console, visible(line))
    _scores(console, found, full=full)
    for section in Section:
        if found.of(section):
            _section(console, found, section, full=full)
    for heading, lines in (("What could not be compared", found.not_compared), ("Notes", found.notes)):
        if lines:
            console.print()
            print_line(console, "", heading, "bold")
            for line in lines:
                print_line(console, f"  {visible(line)}")


def comparison_text(found: Comparison, *, full: bool = False) -> str:
    """The same as text for a file: without colour."""
    paper = StringIO()
    console = Console(file=paper, width=140, no_color=True, highlight=False, force_terminal=False)
    print_comparison(console, found, full=full)
    return paper.getvalue()


def _scores(console: Console, found: Comparison, *, full: bool) -> None:
    if not found.scores:
        return
    console.print()
    print_line(console, "", "Scores, recomputed from the entries of both", "bold")
    listed = found.scores if full else found.scores[:MOST_SCORES]
    for number, change in enumerate(listed):
        print_line(console, f"  {visible(score_line(change))}")
        if number == 0 and len(found.steps) > 2:
            for step in found.steps:
                print_line(console, f"    {visible(step_line(step))}")
    _rest(console, len(found.scores) - len(listed))


def _section(console: Console, found: Comparison, section: Section, *, full: bool) -> None:
    console.print()
    print_line(console, "", section.value[0].upper() + section.value[1:], "bold")
    if section is Section.FIGURE:
        print_line(console, f"  {about_effects(found)}")
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1))
    for heading in COLUMNS[section]:
        right = section is Section.FIGURE and heading in NUMBERS
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    every = ranked(found, section)
    listed = every if full else every[:MOST_ROWS]
    for one in listed:
        table.add_row(*(Text(visible(cell, MOST_OF_A_CELL)) for cell in row(one)))
    console.print(table)
    _rest(console, len(every) - len(listed))


def _rest(console: Console, count: int) -> None:
    if count > 0:
        print_line(console, f"  and {count:,} more: add --full.")
