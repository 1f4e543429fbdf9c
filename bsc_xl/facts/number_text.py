"""Reads numbers that arrive as text: decimal comma or point, grouped thousands, percent, accounting minus, currency.

"1.234" is one and a bit to one author and over a thousand to another. Where the source does not say which, the other
numbers of the same source decide ("12,5" can only be a decimal comma); where they do not either, the text is rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPACES = "\u0020\u00a0\u202f\u2009"
_CURRENCY = "€$£¥₹₽"
_GROUPS = {".": f",'’{_SPACES}", ",": f".'’{_SPACES}"}
_EXPONENT = r"(?:[eE][+-]?[0-9]{1,3})?"


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from text; ``percent`` where a percent sign stood there and the value is already a fraction."""

    value: float
    percent: bool = False


class AmbiguousNumberError(ValueError):
    """A text that is one number with a decimal point and another one with a decimal comma."""


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a source writes numbers.

    Attributes:
        decimal: the decimal sign; None is "either", and texts that depend on it are refused.
        thousands: the sign between groups of three digits; None is any of the usual ones.
        machine: texts such as 1.234 are read as programs write them, even where ``decimal`` is None.
    """

    decimal: str | None = None
    thousands: str | None = None
    machine: bool = False

    def read(self, text: str) -> Number | None:
        """The number a text stands for, or None where it stands for none.

        Raises:
            AmbiguousNumberError: it stands for two.
        """
        if (self.machine or self.decimal == "." or "." not in text) and _PLAIN.fullmatch(text):
            return Number(float(text))  # nearly all texts
        body, sign, percent = _strip(text)
        if body is None:
            return None
        signs = (self.decimal,) if self.decimal else (".", ",")
        found = {value for each in signs if (value := self._value(body, each)) is not None}
        if len(found) > 1:
            raise AmbiguousNumberError(text)
        if not found:
            return None
        value = sign * found.pop()
        return Number(value / 100, percent=True) if percent else Number(value)

    def _value(self, body: str, decimal: str) -> float | None:
        if self.thousands == decimal:
            return None
        match = _pattern(decimal, self.thousands).fullmatch(body)
        if match is None:
            return None
        digits = re.sub(r"[^0-9]", "", match["whole"])
        return float(f"{digits or '0'}.{match['part'] or '0'}{match['exponent'] or ''}")


_patterns: dict[tuple[str, str | None], re.Pattern[str]] = {}


def _pattern(decimal: str, thousands: str | None) -> re.Pattern[str]:
    """Digits, plain or in groups of three with one and the same sign between them; a group never begins at 0."""
    key = (decimal, thousands)
    if key not in _patterns:
        group = f"[{re.escape(thousands or _GROUPS[decimal])}]"
        whole = rf"(?:[1-9][0-9]{{0,2}}(?P<sign>{group})[0-9]{{3}}(?:(?P=sign)[0-9]{{3}})*|[0-9]*)"
        part = rf"(?:{re.escape(decimal)}(?P<part>[0-9]*))?"
        _patterns[key] = re.compile(rf"(?=.*[0-9])(?P<whole>{whole}){part}(?P<exponent>{_EXPONENT})")
    return _patterns[key]


def _strip(text: str) -> tuple[str | None, int, bool]:
    """The digits and signs between, the sign, and whether a percent sign stood there; None for no number at all."""
    body = text.strip(_SPACES + "\t\r\n")
    sign = 1
    if body.startswith("(") and body.endswith(")"):  # how accountants write a negative number
        body, sign = body[1:-1].strip(), -1
    percent = body.endswith(("%", "\uff05"))
    body = body.rstrip("%\uff05") if percent else body
    body = body.strip(_CURRENCY + _SPACES)
    if body[:1] in ("-", "\u2212", "+"):
        sign = sign if body[0] == "+" else -sign
        body = body[1:].lstrip(_CURRENCY + _SPACES)
    return (body if body[:1].isdigit() or body[:1] in (".", ",") else None), sign, percent


def style_of(texts: Iterable[str], delimiter: str = "") -> NumberStyle:
    """Find out how a source writes numbers from those that can only be read one way.

    Args:
        texts: what stands in its value columns, text cells only.
        delimiter: what separates the columns of a text file; an empty text for other sources.

    Returns:
        The style with their decimal sign. Where they use both signs, ambiguous texts will be refused. Where none says
        anything, numbers with a point are read as programs write them, except in files with semicolons: those come
        from spreadsheet programs for which the comma is the decimal sign.
    """
    point, comma = NumberStyle("."), NumberStyle(",")
    seen: set[str] = set()
    for text in texts:
        if "," not in text and "." not in text:
            continue
        if (match := _PLAIN.fullmatch(text)) and (len(match[2]) != 3 or len(match[1]) > 3 or match[1][0] == "0"):
            seen.add(".")
            continue
        with_point, with_comma = point.read(text) is not None, comma.read(text) is not None
        if with_point != with_comma:
            seen.add("." if with_point else ",")
    if len(seen) == 2:
        return NumberStyle()
    return NumberStyle(seen.pop()) if seen else NumberStyle(machine=delimiter != ";")


_PLAIN = re.compile(rf"[+-]?([0-9]+)(?:\.([0-9]+))?{_EXPONENT}")
