"""UNT008: a figure typed with far more decimals than its measure has."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("UNT008")


RULE = Rule(
    code="UNT008",
    name="implausible-precision",
    severity=Severity.INFORMATION,
    title="A figure has far more decimals than its measure.",
    why="Nobody measures satisfaction to seven decimals: such a figure often is an estimate, or comes from "
    "another column.",
    remedy="Look where it comes from; round it to what is known.",
    check=_check,
    needs=(Need.SHEETS,),
    example="UNT008 Sales!BD9: 12.3456789; expected 1 decimal",
    limits="Told from four decimals too many on. Quotients with all the digits that a computer has are not "
    "meant, nor measures where a third of the figures are like that.",
)
