"""STL012: months are filled, and their quarter or year is 0 or blank."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STL012")


RULE = Rule(
    code="STL012",
    name="rollup-lagging",
    severity=Severity.ERROR,
    title="The months are filled, the quarter is not.",
    why="The score takes the quarter's own cell: figures typed into months of a quarterly measure count for nothing.",
    remedy="Type the figure of the whole period into its own cell.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STL012 Sales!BE9: 0, though 2026-07 to 2026-08 are filled beside it; expected the whole period",
    limits="A measure has one frequency. Looked at are the cells of shorter periods in its own row, and a "
    "measure of the same name and unit that is reported more often.",
)
