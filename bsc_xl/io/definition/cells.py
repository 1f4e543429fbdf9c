"""Reads one cell as a person types it: text, number, date, yes or no, a word of a list, a period.

Each function takes whatever Excel or TOML gives and returns the plain value, or raises ``CellError`` with what is
allowed there. Nothing is guessed: ``1,234`` may be a thousand or one and a bit, so it is refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Self, TypeVar

from pydantic_core import PydanticCustomError

from bsc_xl.model.fault import nearest
from bsc_xl.model.period import Calendar, PeriodError

Word = TypeVar("Word", bound=StrEnum)

MAX_TEXT = 32_767  # characters that an Excel cell holds, counted in UTF-16 units
MAX_NUMBER = 9.99e307  # the largest number that Excel holds
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9999, 12, 31)
PERIOD_HINT = "Write 2026-10, FY2026-Q1, FY2026-H1 or FY2026."
_YES = frozenset({"yes", "y", "true", "x", "1"})
_NO = frozenset({"no", "n", "false", "0"})
# XML has no way to write most of these, and a workbook with one in it does not open; the others steer terminals.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# In a message, also what turns the direction of the words around it.
_UNSEEN = re.compile(f"{_CONTROL.pattern}|[\u202a-\u202e\u2066-\u2069]")
_GROUPS = "[ \u00a0\u202f\u2009'\u2019]"
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_GROUPED_COMMA = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_GROUPED_POINT = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}")
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


class CellError(PydanticCustomError):
    """What is allowed in a cell, and a hint, for the fault that names the cell."""

    def __new__(cls, allowed: str, hint: str = "") -> Self:
        """Keep both texts where the reader of the validation error finds them."""
        return super().__new__(cls, "cell", "{allowed}", {"allowed": allowed, "hint": hint})


def shown(value: object) -> str:
    """A cell's content as its author would write it, for a message.

    Args:
        value: anything that a cell or a TOML value can be.

    Returns:
        At most 80 characters, in which characters that cannot be printed are named by their code.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        text = value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    elif isinstance(value, date | time):
        text = value.isoformat()
    elif isinstance(value, float):
        text = f"{value:.15g}"
    elif isinstance(value, int):
        text = str(value) if abs(value) < 10**20 else "a very large number"
    else:
        text = str(value)
    text = _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", re.sub(r"\s", " ", text[:200]))
    return text if len(text) <= 80 else text[:79] + "…"


def is_blank(value: object) -> bool:
    """True for an empty cell and for one that holds nothing but blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def text(value: object) -> str:
    """Text; a number typed where text belongs (an id 7) becomes its digits."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = "Format the cell as text and type it again." if isinstance(value, date | time) else ""
        raise CellError("text", hint)
    return _digits(value)


def number(value: object) -> float:
    """A number; text is read where it can mean only one: ``1,5``, ``1.234,5``, ``93 %``."""
    if isinstance(value, str):
        return _number_in(_clean(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CellError("a number")
    return _finite(value)


def score(value: object) -> float:
    """A number on the scale from 0 to 100; a percentage there would be read as a fraction, so it is refused."""
    if isinstance(value, str) and "%" in value:
        raise CellError("a score without a percent sign", "Write 95, not 95 %.")
    return number(value)


def integer(value: object) -> int:
    """A whole number, also as ``2026.0`` or text."""
    try:
        found = number(value)
    except CellError as error:
        raise CellError("a whole number", _hint(error)) from None
    if found != int(found) or abs(found) > 2**53:
        raise CellError("a whole number")
    return int(found)


def figure(value: object) -> float | str:
    """A measure's value: a number, or a word (yes, AAA) whose meaning only the measure's value type knows."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _finite(value)
    return text(value)


def as_word(value: float | str) -> str:
    """A figure as the label that was meant: 5.0 is the label 5."""
    return value if isinstance(value, str) else _digits(value)


def yes_or_no_word(value: float | str) -> str:
    """A figure of a yes/no measure in the one spelling that is stored; other words stay as they are."""
    word = as_word(value)
    return "yes" if word.casefold() in _YES else "no" if word.casefold() in _NO else word


def flag(value: object) -> bool:
    """Yes or no, also as TRUE and FALSE, 1 and 0, or a cross."""
    if isinstance(value, bool):
        return value
    word = as_word(value).strip().casefold() if isinstance(value, int | float | str) else ""
    if word not in _YES | _NO:
        raise CellError("yes or no", nearest(word, ("yes", "no")) if len(word) > 1 else "")
    return word in _YES


def day(value: object) -> date:
    """A date of Excel or TOML, or text like ``2026-10-31``."""
    hint = "Write year-month-day, 2026-10-31."
    if isinstance(value, datetime):
        if value.time() != time():
            raise CellError("a date without a time of day", hint)
        value = value.date()
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip()) if len(value.strip()) == 10 else None
        except ValueError:
            value = None
    if not isinstance(value, date):
        raise CellError("a date", hint)
    if value < FIRST_DAY:
        raise CellError("a date from 1900 on")
    return value


def period(value: object) -> str:
    """A period's id. A month that Excel made a date of (2026-10-01) is read as that month."""
    if isinstance(value, date):
        if value.day != 1 or (isinstance(value, datetime) and value.time() != time()):
            raise CellError("a period", PERIOD_HINT)
        return f"{value:%Y-%m}"
    words = text(value)
    if words:
        try:
            Calendar(1).period(words)
        except (PeriodError, ValueError):
            raise CellError("a period", PERIOD_HINT) from None
    return words


def colour(value: object) -> str:
    """Six hexadecimal digits, red, green, blue; a leading # is dropped."""
    words = text(value).removeprefix("#")
    if words and not re.fullmatch(r"[0-9A-Fa-f]{6}", words):
        raise CellError("a colour as six digits RRGGBB", "2E7D32 is a green.")
    return words.upper()


def id_list(value: object) -> tuple[str, ...]:
    """Ids, as a TOML list or in one cell with commas, semicolons or line breaks between them."""
    items = re.split(r"[,;\n]", value) if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        items = [value]
    return tuple(word for word in (text(item) for item in items) if word)


def word_of(words: type[Word]) -> Callable[[object], Word]:
    """A reader of one closed list of words, whatever their case and whether blank, hyphen or underscore joins them."""
    by_text = {_folded(word.value): word for word in words}

    def read(value: object) -> Word:
        found = value if isinstance(value, str) else ""
        if _folded(found) not in by_text:
            allowed = [word.value for word in words]
            raise CellError("one of " + ", ".join(allowed), nearest(found.replace(" ", "_"), allowed))
        return by_text[_folded(found)]

    return read


def _folded(words: str) -> str:
    return re.sub(r"[\s_-]+", " ", words.strip().casefold())


def _clean(value: str) -> str:
    if match := _CONTROL.search(value):
        raise CellError("text without control characters", f"Remove the character U+{ord(match[0]):04X}.")
    words = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(words) > MAX_TEXT // 2 and len(words.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise CellError(f"at most {MAX_TEXT:,} characters, as an Excel cell holds no more")
    return words


def _digits(value: float) -> str:
    found = _finite(value)
    return str(int(found)) if found == int(found) and abs(found) < 1e15 else repr(found)


def _finite(value: float) -> float:
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not abs(found) <= MAX_NUMBER:
        raise CellError("a number that Excel can hold")
    return found


def _number_in(words: str) -> float:
    digits = re.sub(f"(?<=[0-9]){_GROUPS}(?=[0-9]{{3}}(?![0-9]))", "", words.replace("\u2212", "-").strip())
    percent = digits.endswith("%")
    digits = digits.removesuffix("%").strip()
    if _AMBIGUOUS.fullmatch(digits):
        whole = digits.replace(",", "").replace(".", "")
        raise CellError("a number", f"It may mean {whole} or {digits.replace(',', '.')}: type it without separator.")
    if _GROUPED_COMMA.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _GROUPED_POINT.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    if not _PLAIN.fullmatch(digits):
        raise CellError("a number")
    if percent and "e" in digits.casefold():
        raise CellError("a number")
    # The exponent, and not a division, so that 93 % is the very number 0.93.
    return _finite(float(f"{digits}e-2" if percent else digits))


def _hint(error: CellError) -> str:
    return str((error.context or {}).get("hint", ""))
