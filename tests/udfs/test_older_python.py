"""The functions answer alike in the older Python that earlier releases of LibreOffice bring.

A Python that lacks what came after 3.9 stands in for it, and a real one where there is one on the PATH.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bsc_xl.io.oxt import write_addin

# What a 3.9 has not, taken from a newer one; what the functions import besides comes first.
TAKEN = """
import builtins, collections.abc, dataclasses, datetime, enum, functools, importlib, itertools, json, math, sys, typing
import re, struct, pathlib, inspect, keyword, copy, contextlib
sys.version_info = (3, 9, 18)
del enum.StrEnum, itertools.pairwise, typing.TypeGuard
sys.modules["tomllib"] = None
zip_now, dataclass_now = zip, dataclasses.dataclass
builtins.zip = lambda *columns: zip_now(*columns)
dataclasses.dataclass = lambda cls=None, *, frozen=False: dataclass_now(cls, frozen=frozen)
"""
USED = """
import importlib, sys
sys.path.insert(0, FOLDER)
older = importlib.import_module("udfs.libreoffice.older_python")
with older.completed():
    functions = importlib.import_module("udfs.functions")
    cells = importlib.import_module("udfs.libreoffice.cells")
    wizard = importlib.import_module("udfs.libreoffice.wizard")
older.complete([m for n, m in list(sys.modules.items()) if n.startswith(("udfs", "bsc_xl"))])
answers = cells.answers(functions.FUNCTIONS)
column = lambda *values: tuple((value,) for value in values)
rows = ((1.0, 2.0, 3.0, 4.0), (4.0, 3.0, 2.0, ""))
kinds = (column("ratio", "ratio"), column("HIGHER_IS_BETTER", "LOWER_IS_BETTER"), column("sum", "average"))
common = (column(1.0, 1.0), column(4.0), column(4.0))
print(answers["BSC_ENGINE"]())
print(answers["BSC_TODATE"](rows, kinds[2], *common))
print(answers["BSC_ATTAINMENT"](column(1.0, 2.0), column(2.0, 2.0), *kinds[:2]))
print(answers["BSC_STATUS"](column("", "late"), column(1.0, ""), column(2.0, 2.0), column(0.5, ""), *kinds[:2]))
print(answers["BSC_TREND"](rows, kinds[0], kinds[1], kinds[2], column("", ""), column("", ""), *common))
print(answers["BSC_SCORE"](column(0.5, ""), column(1.0, 2.0), 1))
points = (*[None] * 7, column("a", "b"), column("b", "b"), column(0.0, 4.0), column(0.0, 100.0))
print(answers["BSC_ATTAINMENT"](column(1.0, 2.0), column("", ""), column("bands", "bands"), kinds[1], *points))
print(answers["BSC_ATTAINMENT"](column(1.0, 2.0, 3.0), column(2.0, 2.0), *kinds[:2]))
print(wizard.Wizard(functions.TEXTS).function("BSC_SCORE"), len(functions.TEXTS.arguments))
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("older")
    write_addin(folder / "functions.oxt")
    with zipfile.ZipFile(folder / "functions.oxt") as parts:
        parts.extractall(folder)
    return folder / "packed"


def printed(python: str, before: str, packed: Path) -> str:
    code = before + USED.replace("FOLDER", repr(str(packed)))
    done = subprocess.run([python, "-I", "-S", "-B", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_python_without_what_came_later(packed: Path) -> None:
    wanted = printed(sys.executable, "", packed)
    assert wanted.startswith("bsc-xl ")
    assert wanted.count("\n") == 9
    assert "None" not in wanted
    assert printed(sys.executable, TAKEN, packed) == wanted


def test_without_the_additions_it_does_not_even_load(packed: Path) -> None:
    """The control: the stand-in lacks what the functions need."""
    code = TAKEN + f"sys.path.insert(0, {str(packed)!r})\nimport udfs.functions"
    done = subprocess.run([sys.executable, "-I", "-S", "-B", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0


@pytest.mark.parametrize("name", ["python3.9", "python3.10"])
def test_a_real_older_python(name: str, packed: Path) -> None:
    python = shutil.which(name)
    if not python or subprocess.run([python, "-c", "0"], capture_output=True, check=False).returncode:
        pytest.skip(f"older Python: no {name} on the PATH")
    assert printed(python, "", packed) == printed(sys.executable, "", packed)


def test_nothing_stays_behind(packed: Path) -> None:
    code = (
        TAKEN
        + USED.replace("FOLDER", repr(str(packed)))
        + "\nassert not hasattr(enum, 'StrEnum') and not hasattr(itertools, 'pairwise')\n"
        "assert 'tomllib' not in sys.modules and 'slots' not in str(dataclasses.dataclass)\n"
        "assert builtins.zip.__name__ == '<lambda>'"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-B", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
