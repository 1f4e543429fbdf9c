"""Registers macros with xlwings: each works on the workbook whose button was clicked, and answers in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import xlwings as xw

from bsc_xl.errors import BscError, InvalidDefinition

TITLE = "bsc-xl"
MACROS: list[Callable[[], None]] = []
"""Every macro, in the order of the buttons."""
_FAILED = (
    "This did not work, and Excel said: {said}. Finish typing in any cell, close open windows of Excel and try again; "
    "if it stays, run bsc-xl doctor on this file."
)


def excel_macro(function: Callable[[Any], None]) -> Callable[[], None]:
    """Make a function of a workbook one of Excel's macros; what goes wrong comes as a message."""

    # No argument, and no name of the wrapped function's: xlwings makes VBA out of the signature.
    def macro():  # type: ignore[no-untyped-def]  # xlwings takes type hints for converters
        book = xw.Book.caller()
        try:
            function(book)
        except BscError as error:
            book.app.alert(_short(error), TITLE, mode="critical")
        except Exception as error:  # noqa: BLE001  # COM raises types of its own; nobody can read a traceback in Excel
            book.app.alert(_FAILED.format(said=str(error)[:200] or type(error).__name__), TITLE, mode="critical")

    macro.__name__, macro.__doc__, macro.__module__ = function.__name__, function.__doc__, function.__module__
    registered: Callable[[], None] = xw.sub(macro)
    MACROS.append(registered)
    return registered


def _short(error: BscError) -> str:
    return error.title if isinstance(error, InvalidDefinition) else str(error)
