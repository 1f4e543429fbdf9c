"""The component that LibreOffice loads: it hands cells to the functions of bsc-xl and takes their answers.

It stands beside the folder `packed`, which holds the functions and the scoring core as they are in bsc-xl.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import unohelper
from bscxl import XBscFunctions
from com.sun.star.lang import Locale, XServiceInfo, XServiceName
from com.sun.star.sheet import LocalizedName, XAddIn, XCompatibilityNames

IMPLEMENTATION = "bscxl.Functions"
SERVICE = "com.sun.star.sheet.AddIn"


def _packed(*names: str) -> list[ModuleType]:
    """Modules from the folder `packed`, which other Python code in this LibreOffice neither sees nor disturbs."""
    folder = str(Path(__file__).resolve().parent / "packed")
    others = _taken_out()
    sys.path.insert(0, folder)
    try:
        older_python = importlib.import_module("udfs.libreoffice.older_python")
        with older_python.completed():
            return [importlib.import_module(name) for name in names]
    finally:
        sys.path.remove(folder)
        older_python.complete(_taken_out().values())
        sys.modules.update(others)


def _taken_out() -> dict[str, ModuleType]:
    """Take the modules with our names out of the list of known ones."""
    names = [name for name in sys.modules if name.partition(".")[0] in ("bsc_xl", "udfs")]
    return {name: sys.modules.pop(name) for name in names}


FUNCTIONS, CELLS, WIZARD = _packed("udfs.functions", "udfs.libreoffice.cells", "udfs.libreoffice.wizard")
ANSWERS = CELLS.answers(FUNCTIONS.FUNCTIONS)


class _About(unohelper.Base, XAddIn, XCompatibilityNames, XServiceName, XServiceInfo):
    """What LibreOffice asks; the names of the methods are its own."""

    def __init__(self, _context: Any) -> None:
        self._wizard = WIZARD.Wizard(FUNCTIONS.TEXTS)
        self._locale = Locale("en", "US", "")

    def getServiceName(self) -> str:
        return IMPLEMENTATION

    def getImplementationName(self) -> str:
        return IMPLEMENTATION

    def supportsService(self, name: str) -> bool:
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (SERVICE, IMPLEMENTATION)

    def setLocale(self, locale: Any) -> None:
        self._locale = locale
        self._wizard.speak(locale.Language)

    def getLocale(self) -> Any:
        return self._locale

    def getProgrammaticFuntionName(self, display_name: str) -> str:  # LibreOffice spells it so
        return display_name if display_name in ANSWERS else ""

    def getDisplayFunctionName(self, name: str) -> str:
        return name if name in ANSWERS else ""

    def getFunctionDescription(self, name: str) -> str:
        return str(self._wizard.function(name))

    def getDisplayArgumentName(self, name: str, place: int) -> str:
        return str(self._wizard.argument_name(name, place))

    def getArgumentDescription(self, name: str, place: int) -> str:
        return str(self._wizard.argument(name, place))

    def getProgrammaticCategoryName(self, _name: str) -> str:
        return "Add-In"

    def getDisplayCategoryName(self, _name: str) -> str:
        return str(self._wizard.category)

    def getCompatibilityNames(self, name: str) -> tuple[Any, ...]:
        # The name in .xlsx files, which is what makes the plain name found there.
        return (LocalizedName(Locale("en", "US", ""), name),) if name in ANSWERS else ()


def _method(name: str) -> Any:
    answer = ANSWERS[name]
    return lambda _self, *arguments: answer(*arguments)


Functions = type("Functions", (_About, XBscFunctions), {name: _method(name) for name in ANSWERS})

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816  # LibreOffice looks for this name
g_ImplementationHelper.addImplementation(Functions, IMPLEMENTATION, (SERVICE, IMPLEMENTATION))
