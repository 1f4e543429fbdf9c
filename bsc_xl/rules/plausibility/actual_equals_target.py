"""STA005: all figures of a unit are exactly their targets."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STA005")


RULE = Rule(
    code="STA005",
    name="actual-equals-target",
    severity=Severity.WARNING,
    title="Every figure is exactly its target.",
    why="Real figures miss their targets by a little. Targets were typed or copied where actuals belong.",
    remedy="Ask the unit for the actual figures.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STA005 Sales!BD9:BD14: all 6 figures are exactly their targets",
    limits="At least four measures with the same report period. 0 and 100 % do not count, as targets stand there "
    "often.",
)
