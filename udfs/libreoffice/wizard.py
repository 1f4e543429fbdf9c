"""What LibreOffice asks an add-in about its functions, answered in the reader's language from `texts.toml`."""

from __future__ import annotations

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
