"""FML010: a formula depends on its own result."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.formulas.telling import told
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from told(case, "FML010", "it leads back to itself ({detail}): ={found}")


RULE = Rule(
    code="FML010",
    name="circular-reference",
    severity=Severity.ERROR,
    title="A formula depends on its own result.",
    why="Excel shows 0 or the last value that it had, depending on its settings: the number means nothing.",
    remedy="Remove the formula or the reference that leads back to it.",
    check=_check,
    needs=(Need.ISSUED,),
    example="FML010 Sales!R9: it leads back to itself (R9 > D9 > R9): =D9*2",
    limits="Only formulas that were not issued are followed.",
)
