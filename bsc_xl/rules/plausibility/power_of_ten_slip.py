"""STA001: a figure that is ten, a hundred or a thousand times what is usual."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STA001")


RULE = Rule(
    code="STA001",
    name="power-of-ten-slip",
    severity=Severity.WARNING,
    title="The decimal point may have slipped.",
    why="A digit too many, or thousands for millions, is the most frequent slip of all, and the score believes it.",
    remedy="Compare with the source. If the figure is right, say so in the column Note.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STA001 Sales!BD9: 3120 after figures from 286 to 344; expected 312?",
    limits="Only the report period, only where five earlier figures are of one sign and size (the biggest at "
    "most five times the smallest). A note is taken as an explanation; percentages in the wrong scale are "
    "told by UNT005.",
)
