"""xlwings' own code for functions, usable on every system: it makes the VBA wrappers, and it answers calls of cells.

xlwings keeps that code in a module that needs pywin32. Where pywin32 is not installed, empty modules stand in for it
while the code is imported and used; they are taken away afterwards, so that nobody takes this machine for Windows.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from unittest.mock import MagicMock

from bsc_xl.shipped import load_udfs

MODULE = "bsc_xl.udf"
"""What `UDF MODULES` names, and so what the wrappers call."""
_PYWIN32 = ("pythoncom", "pywintypes", "win32com", "win32com.client")
_REGISTERED = "bsc_xl._registered_udfs"


def xlwings_version() -> str:
    """The version of the installed xlwings; workbooks are tied to it."""
    return version("xlwings")


def xlwings_file(*parts: str) -> str:
    """The text of a file that comes with the installed xlwings, with line ends as VBA has them."""
    import xlwings

    text = Path(xlwings.__file__).parent.joinpath(*parts).read_bytes().decode("cp1252")
    return "\r\n".join(text.splitlines()) + "\r\n"


@contextmanager
def xlwings_udfs() -> Iterator[ModuleType]:
    """`xlwings.udfs`, for as long as the block runs."""
    import xlwings

    if sys.platform == "win32":
        yield importlib.import_module("xlwings.udfs")
        return
    with _standing_in():
        sys.modules["xlwings.udfs"] = module = _imported_once()
        try:
            yield module
        finally:
            sys.modules.pop("xlwings.udfs", None)
            xlwings.__dict__.pop("udfs", None)


@lru_cache(maxsize=1)
def _imported_once() -> ModuleType:
    """Imported while others stand in for pywin32."""
    return importlib.import_module("xlwings.udfs")


@contextmanager
def _standing_in() -> Iterator[None]:
    """Put stand-ins where pywin32 would be, and take them away again."""
    added = {name: MagicMock(name=name) for name in _PYWIN32 if name not in sys.modules}
    sys.modules.update(added)
    try:
        yield
    finally:
        for name in added:
            del sys.modules[name]


@lru_cache(maxsize=1)
def registered_functions() -> ModuleType:
    """All functions and macros as a module, registered with xlwings as they are inside Excel."""
    import xlwings

    usual = xlwings.func, xlwings.arg, xlwings.sub
    with xlwings_udfs() as udfs:
        # Elsewhere than on Windows these three do nothing at all.
        xlwings.func, xlwings.arg, xlwings.sub = udfs.xlfunc, udfs.xlarg, udfs.xlsub
        try:
            found = (*load_udfs(_REGISTERED).FUNCTIONS, *load_udfs(_REGISTERED, "macros").MACROS)
        finally:
            xlwings.func, xlwings.arg, xlwings.sub = usual
    module = ModuleType(MODULE)
    for function in found:
        setattr(module, function.__name__, function)
    return module
