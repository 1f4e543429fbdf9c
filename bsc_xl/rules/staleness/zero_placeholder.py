"""STL011: 0 where figures were never near 0."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STL011")


RULE = Rule(
    code="STL011",
    name="zero-placeholder",
    severity=Severity.WARNING,
    title="A 0 stands where there were figures before.",
    why="A 0 is a number and counts; typed instead of 'not known yet' it ruins scores and trends.",
    remedy="Type the figure; if it is not known, type no data; if it is 0 indeed, say so in the column Note.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STL011 Sales!BD9: 0 after figures from 9.1 to 31; expected the figure, n/a or no data",
    limits="Only the report period. Counts that are below 8 on the average, measures that were near 0 before, "
    "whose target is 0, or that have a note are not meant.",
)
