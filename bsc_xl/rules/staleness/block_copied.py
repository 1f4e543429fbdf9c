"""STL007: all figures of a tab's column are those of the period before."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STL007")


RULE = Rule(
    code="STL007",
    name="block-copied",
    severity=Severity.ERROR,
    title="A whole column was copied.",
    why="One figure can stay the same by chance; all of a unit's figures cannot. The report is about another "
    "period than it says.",
    remedy="Ask the unit for the figures of this period.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STL007 Sales!BD9:BD14: all 6 figures that usually change are those of 2026-09",
    limits="At least three measures that usually change must be the same as in the column before, or as in the "
    "last submission where that is given (--previous).",
)
