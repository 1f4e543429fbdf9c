"""Registers functions with xlwings: category, argument help, ranges always as rows of cells.

Parameters have no type hints, since xlwings takes those for converters on Windows; what they mean stands in
`texts.toml`, which Excel's function wizard and LibreOffice's show. Names of parameters avoid the words of VBA.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .catalogue import FunctionText, Texts
from .ranges import guarded

try:
    import xlwings as xw
except ImportError:  # inside LibreOffice, whose Python has none and needs none
    xw = None  # type: ignore[assignment]  # a module where it is there

TEXTS = Texts.load()
FUNCTIONS: list[Callable[..., Any]] = []
"""Every function, in the order of the wizard."""


def excel_function(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function one of Excel's; its arguments and their help must stand in the catalogue."""
    said = TEXTS.functions[function.__name__]
    ready = guarded(function)
    if xw is not None:
        ready = _for_xlwings(ready, said)
    FUNCTIONS.append(ready)
    return ready


def _for_xlwings(ready: Callable[..., Any], said: FunctionText) -> Callable[..., Any]:
    for name in said.arguments:
        ready = xw.arg(name, ndim=2, doc=TEXTS.argument(name))(ready)
    registered: Callable[..., Any] = xw.func(category=TEXTS.category)(ready)
    return registered
