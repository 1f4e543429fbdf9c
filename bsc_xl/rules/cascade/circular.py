"""CAS005: units or measures are their own parents by a circle."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.faults import CIRCLE, faults_of
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from faults_of(case, CIRCLE)


RULE = Rule(
    code="CAS005",
    name="circular",
    severity=Severity.BLOCKER,
    title="Units or measures stand above themselves.",
    why="Where each is the parent of the next and the last of the first, there is no top to add up to, and no score.",
    remedy="Take one parent out of the circle in the definition and issue the workbook again.",
    check=_check,
    needs=(Need.BOOK,),
    example="CAS005 _bsc: units, record 3, parent: south; expected a unit that is not below this one. "
    "Cycle: north > south > north.",
    limits="A definition with a circle cannot be used at all, so the finding stands at the hidden sheet that carries "
    "it. Circles of formulas are FML010's, circles of the strategy map LOG002's.",
)
