"""FML004: a number was put into a formula."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.formulas.telling import told
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from told(case, "FML004", "the number {detail} was put into the formula: ={found}")


RULE = Rule(
    code="FML004",
    name="constant-embedded",
    severity=Severity.ERROR,
    title="A number was put into a formula.",
    why="A correction hidden in a formula is carried along into every period, and nobody finds it again.",
    remedy="Put the issued formula back with bsc-xl fix; enter the correction as a figure, with a note.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="FML004 Sales!G9: the number 1.1 was put into the formula: =F9*1.1",
    limits="Spelling does not count: white space, letters of function names, quotes around names of sheets.",
)
