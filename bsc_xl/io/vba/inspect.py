"""Looks at the macros of a workbook, and whether its formulas call functions of another file; nothing is run."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.preflight import check_workbook_file
from bsc_xl.io.vba.modules import WRAPPERS

_VERSION = re.compile(r"xlwings64-([0-9][0-9A-Za-z.]*)\.dll")
# [1]!BSC_SCORE( or 'C:\folder\other.xlsm'!BSC_SCORE(
_ELSEWHERE = re.compile(rb"(?:\[\d+\]|'[^'<>]{1,300}')!BSC_[A-Z]+\(")


@dataclass(frozen=True)
class Macros:
    """What a workbook has of macros.

    Attributes:
        modules: their names; empty without macros.
        xlwings: the version of xlwings that they need; empty where they do not say.
        functions: the functions that are wrapped.
        elsewhere: sheets' parts whose formulas call the functions of another file.
    """

    modules: tuple[str, ...] = ()
    xlwings: str = ""
    functions: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def macros_of(path: Path) -> Macros:
    """Read a workbook's macros.

    Raises:
        UnreadableInput: the file or its macros are damaged or unsafe.
    """
    check_workbook_file(path)
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        elsewhere = tuple(name for name in sheets if _ELSEWHERE.search(package.read(name)))
    if "xl/vbaProject.bin" not in names:
        return Macros(elsewhere=elsewhere)
    texts = _texts(path)
    version = _VERSION.search(texts.get("xlwings", ""))
    functions = re.findall(r"^Function (\w+)\(", texts.get(WRAPPERS, ""), re.MULTILINE)
    return Macros(tuple(texts), version[1] if version else "", tuple(functions), elsewhere)


def _texts(path: Path) -> dict[str, str]:
    from pyopenvba import ExcelFile

    try:
        with ExcelFile(path) as book:
            return dict(book.vba_modules())
    except Exception as error:  # the library raises whatever its parser stumbles over
        raise UnreadableInput(f"The macros in {path.name} cannot be read ({type(error).__name__}).") from error
