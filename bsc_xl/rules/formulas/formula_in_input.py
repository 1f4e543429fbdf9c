"""FML003: a formula stands where a figure is to be typed."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.formulas.telling import told
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from told(case, "FML003", "a formula in an input cell: ={found}")


RULE = Rule(
    code="FML003",
    name="formula-in-input",
    severity=Severity.WARNING,
    title="A formula stands where a figure is to be typed.",
    why="Its result changes when other cells change, also for periods that are closed, and the figure "
    "has no source that can be looked up.",
    remedy="Copy the cell and paste it as a value (Paste Special, Values).",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.PERSON,
    example="FML003 Sales!R9: a formula in an input cell: =Q9*1.02",
    limits="The value that it shows is used as the figure.",
)
