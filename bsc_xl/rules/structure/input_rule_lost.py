"""STR009: an input cell no longer checks what is typed."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import AddValidation
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.structure.input_rules import lost_rules


def _check(case: Case) -> Iterator[Finding]:
    for sheet, received in case.pairs:
        for ref, validation in lost_rules(sheet, received, case.alignment.renamed):
            found = "what is typed here is no longer checked, or by another rule"
            expected = validation.source or validation.rule or "an input message"
            repair = AddValidation(received.name, validation)
            yield case.finding("STR009", sheet, ref, found, expected, repair=repair)


RULE = Rule(
    code="STR009",
    name="input-rule-lost",
    severity=Severity.WARNING,
    title="An input cell no longer checks what is typed.",
    why="The drop-down or the check keeps texts and slips out. Pasting from another workbook removes it "
    "without a word.",
    remedy="Put the rule back: bsc-xl fix does it in a copy. Paste values only (Paste Special, Values).",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="STR009 Sales!R9: what is typed here is no longer checked, or by another rule",
    limits="Rules may be merged, split and reworded by programs: what is allowed counts, not the messages. "
    "One finding for each issued rule, at the first cell that lost it.",
)
