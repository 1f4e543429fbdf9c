"""UNT004: a figure lies outside what the definition holds for possible."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("UNT004")


RULE = Rule(
    code="UNT004",
    name="out-of-bounds",
    severity=Severity.ERROR,
    title="A figure lies outside its plausible bounds.",
    why="Whoever wrote the definition said what is possible. A figure beyond it is a slip, or the definition is wrong.",
    remedy="Correct the figure; or have the plausible minimum and maximum changed in the definition.",
    check=_check,
    needs=(Need.SHEETS,),
    example="UNT004 Sales!BD9: 112 is too high; expected at most 100",
    limits="Only bounds in the definition count: percentages over 100 can be right. A milestone lies between 0 "
    "and 100 % by itself.",
)
