"""What the functions use of Python 3.11, for LibreOffice releases that bring an older one (24.8 brings 3.9).

Everything is there while the functions are imported, and gone afterwards, so that other Python code sees no difference.
"""

from __future__ import annotations

import builtins
import dataclasses
import enum
import itertools
import json
import sys
import typing
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

OLDER = not hasattr(enum, "StrEnum")  # as 3.10 is, and what comes before it


@contextmanager
def completed() -> Iterator[None]:
    """Python as 3.11 is, as far as the functions need it; nothing happens where it is as new as that."""
    if not OLDER:
        yield
        return
    places: list[tuple[ModuleType, str, Any]] = [
        (enum, "StrEnum", _StrEnum),
        (itertools, "pairwise", _pairwise),
        (typing, "TypeGuard", Any),
    ]
    added = [(module, name, value) for module, name, value in places if not hasattr(module, name)]
    dataclass = dataclasses.dataclass
    for module, name, value in added:
        setattr(module, name, value)
    dataclasses.dataclass = _dataclass(dataclass)
    sys.modules["tomllib"] = _tomllib()
    try:
        yield
    finally:
        dataclasses.dataclass = dataclass
        for module, name, _ in added:
            delattr(module, name)
        del sys.modules["tomllib"]


def complete(modules: Iterable[ModuleType]) -> None:
    """Give imported modules the `zip` that they use while they run."""
    if OLDER:
        for module in modules:
            module.zip = _zip  # type: ignore[attr-defined]  # it hides the builtin one


class _StrEnum(str, enum.Enum):  # noqa: UP042  # it stands in for enum.StrEnum
    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, form: str) -> str:
        return format(str(self.value), form)


def _pairwise(values: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    first, second = itertools.tee(values)
    next(second, None)
    return builtins.zip(first, second)  # noqa: B905  # it knows no strict


def _zip(*columns: Iterable[Any], strict: bool = False) -> Iterator[tuple[Any, ...]]:
    if not strict:
        return builtins.zip(*columns)  # noqa: B905  # it knows no strict
    listed = [list(column) for column in columns]
    if len({len(column) for column in listed}) > 1:
        raise ValueError("zip() arguments have different lengths")
    return builtins.zip(*listed)  # noqa: B905  # it knows no strict


def _dataclass(plain: Any) -> Any:
    def dataclass(cls: Any = None, **options: Any) -> Any:
        known = {name: value for name, value in options.items() if name != "slots"}
        return plain(**known) if cls is None else plain(cls, **known)

    return dataclass


def _tomllib() -> ModuleType:
    """Reads TOML as far as `texts.toml` uses it: tables, texts and lists of texts, a line each."""
    module = ModuleType("tomllib")
    module.load = _toml  # type: ignore[attr-defined]  # its one function
    return module


def _toml(file: Iterable[bytes]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    table = found
    for raw in file:
        line = raw.decode("utf-8").strip()
        if line.startswith("["):
            table = found
            for key in line.strip("[]").split("."):
                table = table.setdefault(key, {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            table[key] = json.loads(value)
    return found
