"""What functions and arguments are called and said to do, in English and German, from `texts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "de")
LONGEST = 255  # characters that Excel's function wizard takes


@dataclass(frozen=True)
class FunctionText:
    """A function: what it does by language, and its arguments in order; those from ``optional`` on may be left out."""

    name: str
    does: Mapping[str, str]
    arguments: tuple[str, ...]
    optional: int


@dataclass(frozen=True)
class Texts:
    """All functions and arguments."""

    category: str
    functions: Mapping[str, FunctionText]
    arguments: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, path: Path | None = None) -> Texts:
        """Read the catalogue that stands beside this module, or another one."""
        with (path or Path(__file__).with_name("texts.toml")).open("rb") as file:
            data = tomllib.load(file)
        functions = {
            name: FunctionText(
                name,
                {language: entry[language] for language in LANGUAGES},
                (*entry["arguments"], *entry.get("optional", ())),
                len(entry["arguments"]),
            )
            for name, entry in data["functions"].items()
        }
        return cls(data["category"], functions, data["arguments"])

    def argument(self, name: str, language: str = "en") -> str:
        """What an argument means."""
        return self.arguments[name][language]
