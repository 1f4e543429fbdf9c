"""The sheet `xlwings.conf` of the udf flavour: where xlwings finds Python, and which functions it loads.

xlwings reads columns A and B from the first row to the first blank one, so nothing else may stand there.
"""

from __future__ import annotations

from dataclasses import dataclass

from bsc_xl.layout.parts import text
from bsc_xl.layout.types import CellValue, Kind, Loose, Sheet, Style, Validation

SHEET = "xlwings.conf"
INTERPRETER, PATHS = "INTERPRETER_WIN", "PYTHONPATH"
USUAL_INTERPRETER = "pythonw"
MODULE = "bsc_xl.udf"
GET_PYTHON = f"Install Python from python.org, or write the path of pythonw.exe into sheet {SHEET}, cell B1."
"""What to do where there is no Python; the doctor and the buttons say it."""
ASK_THE_DOCTOR = "run bsc-xl doctor on this file, it says what is missing"


@dataclass(frozen=True, slots=True)
class Xlwings:
    """What the workbook asks of a machine: the version of xlwings, exactly, and where Python is."""

    version: str = ""
    interpreter: str = USUAL_INTERPRETER


_WORDS = {
    INTERPRETER: "Path of Python on this computer, such as C:\\Users\\me\\scorecards\\.venv\\Scripts\\pythonw.exe",
    PATHS: "Folders with further Python code; usually blank",
    "UDF MODULES": "Where the functions are; leave it as it is",
    "SHOW CONSOLE": "TRUE shows what Python prints, to look for a fault",
    "ADD_WORKBOOK_TO_PYTHONPATH": "False, so that no file beside this workbook is run by accident",
}


def xlwings_sheet(needs: Xlwings) -> Sheet:
    """The sheet."""
    values: dict[str, CellValue] = {
        INTERPRETER: needs.interpreter,
        PATHS: None,
        "UDF MODULES": MODULE,
        "SHOW CONSOLE": False,
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    }
    loose = []
    for row, (key, value) in enumerate(values.items(), 1):
        loose.append(text(row, 0, key))
        kind = Kind.INPUT if key in (INTERPRETER, PATHS, "SHOW CONSOLE") else Kind.DEFINITION
        loose.append(Loose(row, 1, value, Style(kind, "@" if key in (INTERPRETER, PATHS) else "General")))
        loose.append(text(row, 3, _WORDS[key], Kind.NOTE))
    if needs.version:
        loose.append(text(len(values) + 2, 3, f"This workbook needs xlwings {needs.version}, exactly.", Kind.NOTE))
    return Sheet(SHEET, "xlwings", loose=tuple(loose), widths={0: 32, 1: 60, 3: 80}, validations=(_note(),))


def _note() -> Validation:
    return Validation(
        ("B1",),
        title="Python",
        message="The path of pythonw.exe on this computer. bsc-xl doctor on this file says whether it is right.",
    )
