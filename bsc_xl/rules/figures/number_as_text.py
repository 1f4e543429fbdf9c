"""UNT001: a text that reads as a number stands in an entry cell."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("UNT001")


RULE = Rule(
    code="UNT001",
    name="number-as-text",
    severity=Severity.ERROR,
    title="A number was typed as a text.",
    why="Excel does not count a text, whatever it looks like: the figure is missing in sums, scores and "
    "trends, though everybody sees it.",
    remedy="Type the number into the cell again: with the decimal sign of your Excel, without unit, currency or "
    "apostrophe.",
    check=_check,
    needs=(Need.SHEETS,),
    fix=Fix.PERSON,
    example="UNT001 Sales!BD9: the text '1.234,50' is not counted; expected the number 1234.5",
    limits="A text that is one number with a decimal point and another one with a decimal comma (1.234) is told "
    "with both.",
)
