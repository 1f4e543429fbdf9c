"""The repair that puts an issued formula back, with the value that it must have."""

from __future__ import annotations

from bsc_xl.layout.types import CellValue
from bsc_xl.rules.case import Case
from bsc_xl.rules.form import FormSheet
from bsc_xl.rules.repairs import SetFormula
from bsc_xl.rules.rule import Need


def formula_repair(case: Case, sheet: FormSheet, ref: str) -> SetFormula:
    """Put back the formula of a cell; its value is a blank where results cannot be recomputed."""
    block = sheet.arrays.get(ref, "")
    value: CellValue = None if case.lacks(Need.RESULTS) else case.expected.get(sheet.name, {}).get(ref)
    return SetFormula(
        case.received_name(sheet.name),
        ref,
        sheet.formulas[ref],
        value,
        array=bool(block),
        block=block if block != ref else "",
    )
