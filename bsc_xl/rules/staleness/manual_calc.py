"""STL003: the workbook no longer calculates by itself."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import SetCalculation
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    if case.book.calculation.mode not in ("auto", "autoNoTable"):
        found = f"calculation is {case.book.calculation.mode}"
        yield Finding("STL003", found=found, expected="automatic", repair=SetCalculation())


RULE = Rule(
    code="STL003",
    name="manual-calc",
    severity=Severity.WARNING,
    title="The workbook no longer calculates by itself.",
    why="Figures are typed and results stay as they were, until somebody presses F9; other workbooks that are opened "
    "together with this one stop calculating too.",
    remedy="Formulas, Calculation Options, Automatic; or bsc-xl fix in a copy.",
    check=_check,
    needs=(Need.BOOK,),
    fix=Fix.SAFE,
    example="STL003 north.xlsx: calculation is manual; expected automatic",
)
