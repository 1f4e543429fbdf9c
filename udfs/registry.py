"""Registers functions with xlwings: category, argument help, ranges always as rows of cells.

Parameters have no type hints, since xlwings takes those for converters on Windows; what they mean stands in
`texts.toml`, which Excel's function wizard and LibreOffice's show. Names of parameters avoid the words of VBA.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import xlwings as xw

from .catalogue import Texts
from .ranges import guarded

TEXTS = Texts.load()
FUNCTIONS: list[Callable[..., Any]] = []
"""Every function, in the order of the wizard."""


def excel_function(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function one of Excel's; its arguments and their help must stand in the catalogue."""
    said = TEXTS.functions[function.__name__]
    ready = guarded(function)
    for name in said.arguments:
        ready = xw.arg(name, ndim=2, doc=TEXTS.argument(name))(ready)
    ready = xw.func(category=TEXTS.category)(ready)
    FUNCTIONS.append(ready)
    return ready
