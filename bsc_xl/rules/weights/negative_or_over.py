"""WGT002: a weight is below 0 or over 1."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.faults import WEIGHT, faults_of
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.weights.siblings import siblings


def _check(case: Case) -> Iterator[Finding]:
    yield from faults_of(case, WEIGHT)
    if case.lacks(Need.ISSUED):
        return
    for group in siblings(case.card):
        for member in group.members:
            if member.weight is not None and not 0 <= member.weight <= 1:
                sheet, ref = group.cell(case, member.id)
                found = f"a weight of {member.weight:g} among the {group.words(case.card)}"
                yield case.finding("WGT002", sheet, ref, found, "0 to 1")


RULE = Rule(
    code="WGT002",
    name="negative-or-over",
    severity=Severity.ERROR,
    title="A weight is below 0 or over 1.",
    why="A weight is a share: below 0 it turns good into bad, and over 1 it is mostly a percentage (60 for 0.6).",
    remedy="Give the weight as a share from 0 to 1 in the definition and issue the workbook again.",
    check=_check,
    needs=(Need.BOOK,),
    example="WGT002 Sales!AK9: a weight of 60 among the measures of Grow sales in Sales; expected 0 to 1",
    limits="It judges the weights that were issued. A definition with a weight below 0 cannot be used at all: then the "
    "finding stands at the hidden sheet that carries it.",
)
