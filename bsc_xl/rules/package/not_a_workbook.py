"""PKG001: the file is no Excel workbook."""

from bsc_xl.rules.finding import Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG001",
    name="not-a-workbook",
    severity=Severity.BLOCKER,
    title="The file is not an Excel workbook.",
    why="Nothing in it can be checked, and a program that guesses what it is may show something else "
    "than its sender saw.",
    remedy="Open it in Excel or LibreOffice, save it as .xlsx and send that.",
    check=from_reading("PKG001"),
    needs=(Need.FILE,),
    example="PKG001 north.xls: an old Excel file (.xls)",
    limits="Macro-free and macro workbooks and templates (.xlsx, .xlsm, .xltx, .xltm) are read; .xls, .xlsb "
    "and .ods are told by name.",
)
