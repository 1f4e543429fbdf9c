"""STR006: a text of the form was changed."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_cells import WORDS
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.structure.fixed_cells import changed_cells, told


def _check(case: Case) -> Iterator[Finding]:
    for change in changed_cells(case):
        if change.code == WORDS:
            yield told(case, change)


RULE = Rule(
    code="STR006",
    name="label-edited",
    severity=Severity.ERROR,
    title="A text of the form was changed.",
    why="People read the label, not the cell: with another name, heading or definition the same figure "
    "means something else.",
    remedy="Put the text back: bsc-xl fix does it in a copy. If the new text is better, change the definition.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="STR006 Sales!A9: 'Order intake (net)'; expected 'Order intake'",
    limits="What decides about a score is told by TGT005, weights by WGT003, ids by STR007. Comments, "
    "colours, fonts, sizes and hidden columns are as people want them.",
)
