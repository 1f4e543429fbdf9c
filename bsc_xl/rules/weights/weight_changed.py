"""WGT003: a weight in the workbook is not the one that was issued."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.agreement import shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.changed_cells import changed_cells
from bsc_xl.rules.definition_cells import WEIGHT
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import SetValue
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for cell in changed_cells(case, WEIGHT):
        repair = SetValue(case.received_name(cell.sheet.name), cell.ref, cell.issued)
        found = f"{cell.what}: {cell.now}"
        yield case.finding("WGT003", cell.sheet, cell.ref, found, shown(cell.issued), repair=repair)


RULE = Rule(
    code="WGT003",
    name="weight-changed",
    severity=Severity.BLOCKER,
    title="A weight was changed after the workbook was issued.",
    why="Whoever moves weight from what went badly to what went well raises every score above it, and no figure looks "
    "wrong.",
    remedy="Put the issued weight back: bsc-xl fix does it in a copy. If it is to change, change the definition and "
    "issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="WGT003 Sales!AK9: Weight of Order intake: 0.2; expected 0.6",
    limits="Sheets whose cells were moved are not compared.",
)
