"""FML008: the functions of bsc-xl were not available when the workbook was saved."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.alignment import sort_key
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.formulas.unavailable import unavailable
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for sheet in case.book.sheets:
        cells = sort_key(unavailable(sheet))
        if cells:
            shown = sheet.values[cells[0]]
            yield Finding("FML008", sheet.name, cells[0], f"shows {shown}", follows=len(cells) - 1)


RULE = Rule(
    code="FML008",
    name="udf-unavailable",
    severity=Severity.ERROR,
    title="The functions of bsc-xl were not available when the workbook was saved.",
    why="The workbook was calculated on a computer without Python, xlwings or bsc-xl: its results are errors, although "
    "the figures in it may be right.",
    remedy="Open it where the functions are installed and save it there (bsc-xl doctor says what is missing), or turn "
    "it into ordinary formulas: bsc-xl convert.",
    check=_check,
    needs=(Need.BOOK,),
    example="FML008 Sales!D7: shows #NAME?; 210 cells follow from it",
    limits="One finding a sheet, at the first cell.",
)
