"""TGT005: a target, or another cell that decides about a score, is not the one that was issued."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.agreement import shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.changed_cells import changed_cells
from bsc_xl.rules.definition_cells import DECIDING
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for cell in changed_cells(case, DECIDING):
        yield case.finding("TGT005", cell.sheet, cell.ref, f"{cell.what}: {cell.now}", shown(cell.issued))


RULE = Rule(
    code="TGT005",
    name="moved-after-approval",
    severity=Severity.BLOCKER,
    title="A target, or what decides about reaching it, was changed after the workbook was issued.",
    why="A target that follows the result is always met. Baselines, thresholds, due dates, scoring methods and the "
    "settings of the scorecard decide as much as the target itself.",
    remedy="Type the issued value back. If the target is to move, let it be approved, change the definition and issue "
    "the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="TGT005 Sales!AQ9: Target of Order intake: 380; expected 407",
    limits="Weights are WGT003's, names and other words STR006's. Sheets whose cells were moved are not compared.",
)
