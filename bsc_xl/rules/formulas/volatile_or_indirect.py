"""FML009: a formula uses a function whose result changes by itself."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.formulas.telling import told
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from told(case, "FML009", "{detail} in ={found}")


RULE = Rule(
    code="FML009",
    name="volatile-or-indirect",
    severity=Severity.WARNING,
    title="A formula uses a function whose result changes by itself or that hides what it reads.",
    why="TODAY, NOW, RAND, OFFSET and INDIRECT change without any figure having changed, or read cells "
    "that cannot be seen in them, so the result cannot be checked later.",
    remedy="Write the date or the address itself, or remove the formula.",
    check=_check,
    needs=(Need.ISSUED,),
    example="FML009 Sales!BZ4: TODAY in =TODAY()-1",
    limits="In issued formulas such functions do not occur. A formula in an input cell is told by FML003.",
)
