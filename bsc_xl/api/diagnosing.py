"""Checks this computer for a workbook whose functions Python answers: what is there, what is missing, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_xl import __version__
from bsc_xl.api.reading import Source
from bsc_xl.layout.sheets import xlwings_conf
from bsc_xl.layout.udf import Flavour

if TYPE_CHECKING:
    from bsc_xl.io.machine import Machine, Python
    from bsc_xl.io.vba.inspect import Macros

_INTERNET, _SIGNED_ONLY = 3, 3
_NOT_WINDOWS = (
    "this is not Windows, where alone Excel calls Python; run bsc-xl doctor on the computer that opens the file"
)


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    LOOK = "look"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, how it ended, what was found (or why it was not checked), and what to do."""

    name: str
    state: State
    found: str
    fix: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """All checks of a workbook."""

    path: Path
    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """True where nothing needs to be looked at."""
        return all(check.state is not State.LOOK for check in self.checks)


def doctor(workbook: Source, machine: Machine | None = None) -> Diagnosis:
    """Check this computer for a workbook. Nothing that the workbook names is run.

    Args:
        workbook: a workbook built by bsc-xl.
        machine: the computer; this one where none is given.

    Raises:
        UnreadableInput: the file is missing, unsafe or damaged, or bsc-xl did not build it.
    """
    from bsc_xl.io.machine import Machine as ThisMachine
    from bsc_xl.io.vba.inspect import macros_of
    from bsc_xl.io.workbook_read import open_built

    path = Path(workbook)
    macros = macros_of(path)
    with open_built(path) as book:
        made_by = str(book.head.get("made by", ""))
        if book.head.get("flavour") != Flavour.UDF.value:
            words = "ordinary formulas: nothing needs to be installed"
            return Diagnosis(path, (Check("workbook", State.OK, words),))
        settings = book.cells(xlwings_conf.SHEET) if xlwings_conf.SHEET in book.sheets else {}
    conf = {str(value).upper(): settings.get((row, 2)) for (row, column), value in settings.items() if column == 1}
    interpreter = str(conf.get(xlwings_conf.INTERPRETER) or xlwings_conf.USUAL_INTERPRETER)
    return Diagnosis(path, tuple(_checks(path, macros, made_by, conf, interpreter, machine or ThisMachine())))


def _checks(
    path: Path, macros: Macros, made_by: str, conf: dict[str, object], interpreter: str, machine: Machine
) -> Iterator[Check]:
    yield _workbook(macros)
    yield _settings(conf)
    yield _calls(macros)
    yield _letters(path, interpreter, machine)
    yield _blocked(path, machine)
    yield _macro_setting(machine)
    python = machine.python_at(interpreter)
    yield _python(python, interpreter, machine)
    yield from _packages(python, macros, made_by, machine)


def _workbook(macros: Macros) -> Check:
    if macros.xlwings and macros.functions:
        found = f"{len(macros.functions)} functions for xlwings {macros.xlwings}"
        return Check("workbook", State.OK, found)
    fix = "Turn it into .xlsx and back with bsc-xl convert: all entries stay."
    return Check("workbook", State.LOOK, "the macros are missing, perhaps saved without them", fix)


def _settings(conf: dict[str, object]) -> Check:
    found = conf.get("UDF MODULES")
    if found == xlwings_conf.MODULE:
        return Check("settings", State.OK, f"sheet {xlwings_conf.SHEET} is as it must be")
    fix = f"Put back the sheet {xlwings_conf.SHEET} with UDF MODULES in A3 and {xlwings_conf.MODULE} in B3."
    return Check("settings", State.LOOK, f"UDF MODULES is {found or 'missing'}", fix)


def _calls(macros: Macros) -> Check:
    if not macros.elsewhere:
        return Check("formulas", State.OK, "all functions are called in this file; it may be moved and renamed")
    fix = "In Excel: Data, Edit Links, Change Source, and choose this file itself; or build it again."
    return Check("formulas", State.LOOK, "formulas call the functions of another file, as after copying a sheet", fix)


def _letters(path: Path, interpreter: str, machine: Machine) -> Check:
    for words in (interpreter, str(path.resolve())):
        if not machine.ansi(words) or ";" in words:
            fix = "Use a folder whose name has only letters of this computer's language, digits, blanks and dashes."
            return Check("path", State.LOOK, f"{words} has letters that xlwings cannot pass on", fix)
    return Check("path", State.OK, "xlwings can pass on all its letters")


def _blocked(path: Path, machine: Machine) -> Check:
    if not machine.windows:
        return Check("mark of the web", State.NOT_CHECKED, "only Windows marks files")
    zone = machine.zone(path)
    if zone is None or zone < _INTERNET:
        return Check("mark of the web", State.OK, "the file is not blocked")
    fix = "Close it; in the Explorer: right click, Properties, Unblock, OK. Only if you trust who sent it."
    return Check("mark of the web", State.LOOK, "Windows blocks its macros, since it came from the internet", fix)


def _macro_setting(machine: Machine) -> Check:
    if not machine.windows:
        return Check("macro settings", State.NOT_CHECKED, "only Windows keeps them where they can be read")
    setting = machine.macro_setting()
    if setting is None or setting < _SIGNED_ONLY:
        return Check(
            "macro settings", State.OK, "Excel runs macros" if setting == 1 else "Excel asks before it runs macros"
        )
    fix = "In Excel: File, Options, Trust Center, Macro Settings, Disable with notification; or ask your IT department."
    found = "Excel runs only signed macros" if setting == _SIGNED_ONLY else "Excel runs no macros and does not ask"
    return Check("macro settings", State.LOOK, found, fix)


def _python(python: Python | None, interpreter: str, machine: Machine) -> Check:
    if python:
        return Check("Python", State.OK, str(python.path))
    if not machine.windows:
        return Check("Python", State.NOT_CHECKED, f"{interpreter}: {_NOT_WINDOWS}")
    fix = f'{xlwings_conf.GET_PYTHON} This command finds it: py -c "import sys; print(sys.executable)"'
    return Check("Python", State.LOOK, f"there is no {interpreter}", fix)


def _packages(python: Python | None, macros: Macros, made_by: str, machine: Machine) -> Iterator[Check]:
    names = ("xlwings", "library of xlwings", "bsc-xl", "functions")
    if python is None:
        yield from (Check(name, State.NOT_CHECKED, "Python was not found") for name in names)
        return
    called = f'"{_console(python)}" -m pip install'
    yield _version("xlwings", python.packages.get("xlwings"), macros.xlwings, f"{called} xlwings=={macros.xlwings}")
    yield _library(python, macros, machine, called)
    needed = made_by.removeprefix("bsc-xl ")
    found = __version__ if python.is_this_one else python.packages.get("bsc-xl")
    if found and _numbers(found) >= _numbers(needed):
        yield Check("bsc-xl", State.OK, found)
    else:
        yield _version("bsc-xl", found, needed, f"{called} --upgrade bsc-xl")
    yield _functions(python, macros, called)


def _console(python: Python) -> Path:
    """The Python that prints, of the two that Windows has."""
    return python.path.with_name(re.sub(r"(?i)^pythonw", "python", python.path.name))


def _version(name: str, found: str | None, needed: str, command: str) -> Check:
    if found == needed:
        return Check(name, State.OK, found)
    words = f"{found} is installed, {needed} is needed" if found else f"it is not installed; {needed} is needed"
    return Check(name, State.LOOK, words, f"Run: {command}")


def _library(python: Python, macros: Macros, machine: Machine, called: str) -> Check:
    name = f"xlwings64-{macros.xlwings}.dll"
    if not machine.windows:
        return Check("library of xlwings", State.NOT_CHECKED, "there is one only on Windows")
    if python.near(name) or python.near(name.replace("64", "32", 1)):
        return Check("library of xlwings", State.OK, name)
    fix = f"Run: {called} --force-reinstall xlwings=={macros.xlwings}"
    return Check("library of xlwings", State.LOOK, f"{name} is neither beside Python nor one folder up", fix)


def _functions(python: Python, macros: Macros, called: str) -> Check:
    if python.is_this_one:
        from bsc_xl.shipped import load_udfs

        here = set(load_udfs().TEXTS.functions)
        absent = sorted(set(macros.functions) - here)
        if not absent:
            return Check("functions", State.OK, f"{len(here)} functions load")
        return Check(
            "functions", State.LOOK, f"{', '.join(absent)}: not in bsc-xl {__version__}", f"Run: {called} -U bsc-xl"
        )
    if any((folder / "bsc_xl" / "udf.py").is_file() for folder in python.folders):
        return Check("functions", State.OK, "the module is there")
    if "bsc-xl" in python.packages:
        return Check("functions", State.NOT_CHECKED, "bsc-xl is installed from a folder elsewhere")
    return Check("functions", State.LOOK, "the module bsc_xl.udf is not there", f"Run: {called} bsc-xl")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
