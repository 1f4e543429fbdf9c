"""STR011: the colours of status words were changed."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.status_formats import status_ranges
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.structure.status_rules import conditions, first_uncoloured, repair_of


def _check(case: Case) -> Iterator[Finding]:
    wanted = conditions(case.form.layout)
    for sheet, received in case.pairs:
        ranges = status_ranges(sheet.sheet)
        ref = first_uncoloured(ranges, received, wanted) if ranges else ""
        if ref:
            repair = repair_of(case.form.layout, received.name, ranges)
            yield case.finding("STR011", sheet, ref, "a status word is no longer coloured as issued", repair=repair)


RULE = Rule(
    code="STR011",
    name="status-format-changed",
    severity=Severity.WARNING,
    title="The colours of status words were changed.",
    why="A red status that stays white, or is green, is read as good news.",
    remedy="Put the colours back: bsc-xl fix does it in a copy.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="STR011 Sales!H9: a status word is no longer coloured as issued",
    limits="The conditions count; which colour stands for which word may be another. One finding a sheet.",
)
