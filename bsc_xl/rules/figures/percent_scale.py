"""UNT005: a percentage a hundred times too big or too small."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("UNT005")


RULE = Rule(
    code="UNT005",
    name="percent-scale",
    severity=Severity.ERROR,
    title="A percentage was typed in the wrong scale.",
    why="93 in a cell that holds shares of one is 9,300 %: averages, trends and scores are ruined by a single "
    "such figure.",
    remedy="Type 93 % or 0.93 where the other figures are shares of one; type 93 where they are numbers in %.",
    check=_check,
    needs=(Need.SHEETS,),
    fix=Fix.PERSON,
    example="UNT005 Sales!BD9: 93 is 9300 %; expected 0.93 (93 %)",
    limits="A figure is told that is 30 to 330 times the usual figure of its measure, or its target or baseline. "
    "A share below 1.5 is told only against three other figures, so 102 % of a budget is not meant.",
)
