"""CAS001: a measure belongs to a parent measure that does not exist, is not named or is not above."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.faults import ORPHAN, faults_of
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from faults_of(case, ORPHAN)


RULE = Rule(
    code="CAS001",
    name="orphan-child",
    severity=Severity.ERROR,
    title="A measure that is part of a cascade has no parent measure.",
    why="What a unit contributes reaches nobody: the figure of the unit above lacks it, and no sum shows that.",
    remedy="Name an existing measure of a unit above as its parent in the definition, or call the measure unique; then "
    "issue the workbook again.",
    check=_check,
    needs=(Need.BOOK,),
    example="CAS001 _bsc: measures, record 12, parent_measure: corp.revenu; expected an id from measures",
    limits="A definition with such a measure cannot be used at all, so the finding stands at the hidden sheet that "
    "carries it.",
)
