"""The face of the package: standard library only, everything exported is explained, twins agree."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from bsc_xl import scoring

MODULES = [importlib.import_module(f"bsc_xl.scoring.{found.name}") for found in pkgutil.iter_modules(scoring.__path__)]
FUNCTIONS = {
    name: getattr(scoring, name) for name in scoring.__all__ if isinstance(getattr(scoring, name), FunctionType)
}


def test_it_imports_where_nothing_but_python_is_installed(root: Path) -> None:
    lines = (
        "import sys",
        f"sys.path.insert(0, {str(root)!r})",
        "before = set(sys.modules)",
        "import bsc_xl.scoring",
        "tops = {name.partition('.')[0] for name in set(sys.modules) - before}",
        "print(sorted(tops - sys.stdlib_module_names))",
        "print(sorted(name for name in sys.modules if name.startswith('bsc_xl.') and '.scoring' not in name))",
    )
    command = [sys.executable, "-I", "-S", "-c", "\n".join(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n")[:2], done.stderr) == (["['bsc_xl']", "[]"], "")


def test_what_is_exported_is_there_and_sorted_out() -> None:
    assert len(set(scoring.__all__)) == len(scoring.__all__)
    assert len(FUNCTIONS) > 20
    for name in scoring.__all__:
        assert hasattr(scoring, name)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_public_name_of_a_module_says_what_it_is(module: ModuleType) -> None:
    assert module.__doc__
    for name, item in vars(module).items():
        if name.startswith("_") or getattr(item, "__module__", "") != module.__name__:
            continue
        if inspect.isfunction(item) or inspect.isclass(item):
            assert item.__doc__, f"{module.__name__}.{name}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_exported_function_says_what_it_takes_and_gives(name: str) -> None:
    text = inspect.getdoc(FUNCTIONS[name]) or ""
    assert text.split("\n")[0].endswith((".", ":", "the"))
    parameters = list(inspect.signature(FUNCTIONS[name]).parameters)
    if len(parameters) > 2:
        arguments = text.partition("Args:")[2].partition("Returns:")[0]
        missing = [parameter for parameter in parameters if f"    {parameter}: " not in arguments]
        assert missing == []
        assert text.partition("Returns:")[2].strip()


def test_the_examples_in_docstrings_hold() -> None:
    results = [doctest.testmod(module) for module in MODULES]
    assert sum(result.attempted for result in results) > 0
    assert sum(result.failed for result in results) == 0
