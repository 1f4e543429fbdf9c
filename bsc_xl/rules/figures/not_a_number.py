"""UNT002: something stands in an entry cell that is no figure of its measure."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("UNT002")


RULE = Rule(
    code="UNT002",
    name="not-a-number",
    severity=Severity.ERROR,
    title="What was typed is no figure.",
    why="The measure cannot be scored in that period, and its weight counts as not reported.",
    remedy="Type a number; for a measure of words choose from the list; where there is no figure, type n/a or no "
    "data and say why in the column Note.",
    check=_check,
    needs=(Need.SHEETS,),
    example="UNT002 Sales!BD9: 'new measure' is no number; expected a number, n/a or no data",
    limits="n/a and no data count in any letters. Errors such as #N/A are told by FML006, formulas by FML003.",
)
