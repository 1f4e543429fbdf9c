"""STR005: cells of the form were moved."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for shift in case.alignment.shifts:
        sheet = case.form.sheets[shift.sheet]
        found = f"'{shift.text[:60]}' stands in {shift.now}: rows or columns were inserted, deleted, sorted or moved"
        yield Finding(
            "STR005",
            case.received_name(shift.sheet),
            shift.ref,
            found,
            f"'{shift.text[:60]}'",
            unit=case.unit_of(sheet),
        )


RULE = Rule(
    code="STR005",
    name="region-shifted",
    severity=Severity.ERROR,
    title="Cells of the form were moved.",
    why="Figures no longer stand in the rows of their measures: collected as they are, they would go to "
    "the wrong ones.",
    remedy="Undo the insertion, deletion or sorting; else take the figures over into a workbook that is issued again.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.REISSUE,
    example="STR005 Sales!A9: 'Order intake' stands in A10: rows or columns were inserted, deleted, sorted or moved",
    limits="One finding a sheet, at the first cell that moved. Nothing else on the sheet is compared, and "
    "no results are recomputed.",
)
