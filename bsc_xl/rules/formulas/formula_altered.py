"""FML002: a formula is not the one that was issued."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.formulas.telling import told
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from told(case, "FML002", "the formula was changed to ={found}")


RULE = Rule(
    code="FML002",
    name="formula-altered",
    severity=Severity.BLOCKER,
    title="A formula is not the one that was issued.",
    why="The cell computes something else than the scorecard defines, and nobody sees that from its result.",
    remedy="Put the issued formula back: bsc-xl fix does it in a copy. Ask why it was changed.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="FML002 Sales!G9: the formula was changed to =F9*100; expected =IF(...)",
    limits="Spelling does not count: white space, letters of function names, quotes around names of sheets.",
)
