"""FML001: a value stands where a formula was issued."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.agreement import shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.formulas.repair import formula_repair
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for sheet, received in case.pairs:
        for ref in sheet.formulas.keys() - received.formulas.keys():
            found, repair = shown(received.values.get(ref)), formula_repair(case, sheet, ref)
            yield case.finding("FML001", sheet, ref, f"{found} was typed over a formula", "a formula", repair=repair)
        for ref, anchor in sheet.filled.items():
            if ref in received.formulas and anchor in received.formulas:
                repair = formula_repair(case, sheet, anchor)
                yield case.finding("FML001", sheet, ref, "a formula of its own", "part of a formula", repair=repair)


RULE = Rule(
    code="FML001",
    name="formula-overwritten",
    severity=Severity.BLOCKER,
    title="A value was typed over a formula.",
    why="The cell no longer follows the figures: it shows what somebody wanted it to show, for this period and for all "
    "that come.",
    remedy="Put the formula back: bsc-xl fix does it in a copy. Ask why it was overwritten.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="FML001 Sales!G9: 97 was typed over a formula; Score of Order intake",
    limits="Sheets whose cells were moved are not compared.",
)
