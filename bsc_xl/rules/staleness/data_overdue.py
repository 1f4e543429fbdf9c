"""STL004: a figure is not there though it is due."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STL004")


RULE = Rule(
    code="STL004",
    name="data-overdue",
    severity=Severity.ERROR,
    title="A figure is overdue.",
    why="A blank never counts as zero: the measure has no score, and the unit's score rests on less of its weight.",
    remedy="Type the figure, or n/a or no data with the reason; if it will come later, write the period and the "
    "reason into the column Note.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STL004 Sales!BD9: nothing for 2026-10; expected a figure, n/a or no data",
    limits="Only the last period that is over at the report date, with the measure's days of grace, and only "
    "where people type. A note that names the period (2026-10: ...) is taken as the reason.",
)
