"""FML005: a formula reads fewer cells than it should."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.formulas.telling import told
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from told(case, "FML005", "a range is shorter than issued ({detail}): ={found}")


RULE = Rule(
    code="FML005",
    name="range-short",
    severity=Severity.ERROR,
    title="A formula reads fewer cells than it should.",
    why="What stands in the cells left out is lost from the result: a month of the year, a measure of the objective.",
    remedy="Put the issued formula back: bsc-xl fix does it in a copy.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="FML005 Sales!D9: a range is shorter than issued (11 rows): =SUM(Q9:Q19)",
    limits="Only formulas that differ in nothing but their ranges.",
)
