"""What LibreOffice asks an add-in about its functions, answered in the reader's language from `texts.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..catalogue import LANGUAGES, FunctionText, Texts


class Wizard:
    """Names and descriptions for the function wizard; the language is English unless LibreOffice names another."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._language = LANGUAGES[0]

    def speak(self, language: str) -> None:
        """Answer in this language (``de``) from now on, or in English where there are no texts in it."""
        self._language = language if language in LANGUAGES else LANGUAGES[0]

    @property
    def names(self) -> list[str]:
        """The functions."""
        return list(self._texts.functions)

    @property
    def category(self) -> str:
        """Where the wizard lists them."""
        return self._texts.category

    def function(self, name: str) -> str:
        """What a function does; empty for one that there is not."""
        said = self._texts.functions.get(name)
        return said.does[self._language] if said else ""

    def argument_name(self, name: str, place: int) -> str:
        """An argument's name in words; empty where there is none."""
        return self._key(name, place).replace("_", " ")

    def argument(self, name: str, place: int) -> str:
        """What an argument means; empty where there is none."""
        key = self._key(name, place)
        return self._texts.argument(key, self._language) if key else ""

    def _key(self, name: str, place: int) -> str:
        said: FunctionText | None = self._texts.functions.get(name)
        return said.arguments[place] if said and 0 <= place < len(said.arguments) else ""


def answers(functions: Sequence[Callable[..., Any]]) -> Mapping[str, Callable[..., tuple[tuple[Any, ...], ...]]]:
    """Each function by its name, with its answer as LibreOffice takes it: rows of cells, always."""
    return {function.__name__: _in_rows(function) for function in functions}


def _in_rows(function: Callable[..., Any]) -> Callable[..., tuple[tuple[Any, ...], ...]]:
    # LibreOffice needs no other conversion of arguments than Excel: `udfs.ranges` reads rows of cells, in which a blank
    # is an empty text and an error is None; what was left out is None, and dates are serial numbers.
    def answer(*arguments: Any) -> tuple[tuple[Any, ...], ...]:
        found = function(*arguments)
        if not isinstance(found, list):
            return ((found,),)
        return tuple(tuple(row) for row in found)

    return answer
