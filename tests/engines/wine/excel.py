"""Plays Excel, in a Windows Python of its own: calls functions as the macros in a workbook do, and writes the answers.

It does what xlwings' macros do: loads xlwings' own library from beside the Python that the sheet xlwings.conf names,
gives it the command that starts that Python, and calls `CallUDF` of the object that it gets, with ranges that are
objects of this process, or with their values, which is faster by far under Wine. Nothing of bsc-xl is imported here.
Arguments: a file with what to call, a file for the answers.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_com: Any = importlib.import_module("pythoncom")
_client: Any = importlib.import_module("win32com.client")
_policy: Any = importlib.import_module("win32com.server.policy")
_server: Any = importlib.import_module("win32com.server.util")
_types: Any = importlib.import_module("pywintypes")

LEFT_OUT = -2147352572  # an absent argument, as VBA passes it
RANGE = "{00020846-0000-0000-C000-000000000046}"
START, STOP = 1, -1
_TEXT = 8  # the kind of a variant with a text in it


def main(asked: Path, answered: Path) -> None:
    """Do what a file asks for."""
    wanted = json.loads(asked.read_text(encoding="utf-8"))
    library = Library(wanted["interpreter"], wanted["library"], command(wanted))
    began = time.perf_counter()
    try:
        python = library.python()
        started = time.perf_counter()
        answers = [answer(python, wanted, one) for one in wanted["calls"]]
        ended = time.perf_counter()
        process = python.Var(python.Call(python.Module("os"), "getpid", python.Tuple()))
        program = python.Var(python.GetAttr(python.Module("sys"), "executable"))
    finally:
        library.close()
    told = {
        "answers": answers,
        "processes": [os.getpid(), process],
        "program": program,
        "seconds": [started - began, ended - started],
        "reads": Excel.reads,
    }
    answered.write_text(json.dumps(told), encoding="utf-8")


def command(wanted: dict[str, Any]) -> str:
    """The text that `XLPyCommand` of xlwings' macros makes of the settings of a workbook."""
    book = wanted["workbook"]
    paths = f"{wanted['add_folder']};{book};{book};;;;{wanted['paths']}".replace("\\", "\\\\")
    code = (
        f'import sys, os;import xlwings.utils;xlwings.utils.prepare_sys_path(\\"{paths}\\");'
        "import xlwings; xlwings.serve('$(CLSID)')"
    )
    return f'cmd.exe  /K ""{wanted["interpreter"]}" -B -c "{code}""'


class Library:
    """xlwings' library, which starts Python and finds its object."""

    def __init__(self, interpreter: str, name: str, command: str) -> None:
        folders = (Path(interpreter).parent, Path(interpreter).parent.parent)
        self._activate = ctypes.CDLL(
            str(next(one / name for one in folders if (one / name).exists()))
        ).XLPyDLLActivateAuto
        self._activate.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long]
        self._command = command.encode("mbcs")

    def python(self) -> Any:
        """xlwings' object in the process that the command starts."""
        variant = self._call(START)
        address = ctypes.c_void_p.from_buffer(variant, 8).value
        return _client.dynamic.Dispatch(_com.ObjectFromAddress(address, _com.IID_IDispatch))

    def close(self) -> None:
        """End that process."""
        self._call(STOP)

    def _call(self, what: int) -> ctypes.Array[ctypes.c_ubyte]:
        variant = (ctypes.c_ubyte * 24)()
        code = self._activate(ctypes.addressof(variant), self._command, what)
        if code:
            text = ctypes.c_wchar_p.from_buffer(variant, 8).value if variant[0] == _TEXT else ""
            raise OSError(f"xlwings' library says {code}: {text}")
        return variant


def answer(python: Any, wanted: dict[str, Any], call: dict[str, Any]) -> Any:
    """What a call returns, dates as texts; a failure as `{"failed": description}`, which a macro puts into the cell."""
    by_range = call["by_range"]
    arguments = [argument(one, by_range=by_range) for one in call["arguments"]]
    caller = Excel.range(((None,),)) if by_range else None
    try:
        found = python.CallUDF(wanted["module"], call["name"], arguments, None, caller)
    except _com.com_error as error:
        return {"failed": str(error)}
    return plain(found)


def argument(given: Any, *, by_range: bool) -> Any:
    """What Excel passes: a range, or its values, or a single value; `None` stands for one that is left out."""
    if given is None:
        return LEFT_OUT
    if isinstance(given, list):
        rows = tuple(tuple(cell(value) for value in row) for row in given)
        return Excel.range(rows) if by_range else rows
    return given


def cell(value: Any) -> Any:
    """A value of a cell; dates come as `{"day": text}`."""
    return datetime.fromisoformat(value["day"]).replace(tzinfo=UTC) if isinstance(value, dict) else value


def plain(value: Any) -> Any:
    """An answer as JSON has it."""
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return {"day": value.date().isoformat()} if isinstance(value, datetime) else value


class Excel:
    """The few of Excel's objects that xlwings asks for, each served to the other process."""

    reads = 0
    _described: Any = None

    @classmethod
    def range(cls, rows: tuple[tuple[Any, ...], ...]) -> Any:
        """A range, which says by its type that it is one."""
        return _server.wrap(_Range(rows), usePolicy=_AsRange)

    @classmethod
    def description(cls) -> Any:
        """The type of ranges, with the number that xlwings knows it by, in a library made on the spot."""
        if cls._described is None:
            place = str(Path(tempfile.mkdtemp()) / "range.tlb")
            library = _com.CreateTypeLib2(_com.SYS_WIN32, place)
            library.SetName("Excel")
            library.SetGuid(_com.CreateGuid())
            described = library.CreateTypeInfo("Range", _com.TKIND_DISPATCH)
            described.SetGuid(_types.IID(RANGE))
            described.LayOut()
            library.SaveAllChanges()
            cls._described = _com.LoadTypeLib(place).GetTypeInfo(0)
        return cls._described


class _AsRange(_policy.DesignatedWrapPolicy):  # type: ignore[misc]  # there are no types of it here
    def _build_typeinfos_(self) -> list[Any]:
        return [Excel.description()]


class _Thing:
    """An object with attributes and nothing else."""

    def __init__(self, **attributes: Any) -> None:
        self._public_methods_: list[str] = []
        self._public_attrs_ = list(attributes)
        self.__dict__.update(attributes)


class _Range:
    _public_methods_ = ("GetAddress",)
    _public_attrs_ = ("Value", "Rows", "Columns", "Row", "Column", "Worksheet")

    def __init__(self, rows: tuple[tuple[Any, ...], ...]) -> None:
        self._rows = rows
        self.Row = self.Column = 1
        self.Rows = _server.wrap(_Thing(Count=len(rows)))
        self.Columns = _server.wrap(_Thing(Count=len(rows[0])))

    @property
    def Value(self) -> Any:  # noqa: N802  # Excel's name for it
        """One cell's value, or a tuple of rows."""
        Excel.reads += 1
        # Of a tuple, pywin32 would hand over the first element.
        return self._rows[0][0] if len(self._rows) == len(self._rows[0]) == 1 else (self._rows,)

    @property
    def Worksheet(self) -> Any:  # noqa: N802  # Excel's name for it
        """The sheet, by which xlwings finds out whose range it is."""
        application = _server.wrap(_Thing(Hwnd=1))
        return _server.wrap(_Thing(Parent=_server.wrap(_Thing(Application=application))))

    def GetAddress(self, *_: Any) -> str:  # noqa: N802  # Excel's name for it
        """Where the calling cell stands."""
        return "$A$1"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
