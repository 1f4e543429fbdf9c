"""What a text, a truth value or a number of the wrong kind in an entry cell is: a number as text, or none at all."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from bsc_xl.facts.number_text import AmbiguousNumberError, Number, NumberStyle
from bsc_xl.model import Measure, NullReason, ValueType
from bsc_xl.received import ErrorValue, StoredValue
from bsc_xl.rules.agreement import shown

AS_TEXT, NO_FIGURE = "UNT001", "UNT002"
_CODES = frozenset(str(reason) for reason in NullReason)
_FRACTIONS = (ValueType.PERCENT, ValueType.MILESTONE)
_EITHER, _POINT, _COMMA = NumberStyle(), NumberStyle("."), NumberStyle(",")
_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "Euro", "euro")
_SHOWN_LABELS = 6


class Odd(NamedTuple):
    """An entry that is no figure: the rule that tells it, what was found and what belongs there."""

    code: str
    found: str
    expected: str


def odd_entry(value: StoredValue, measure: Measure, labels: Collection[str] = ()) -> Odd | None:
    """What is wrong with an entry that is not blank, apart from its size; None where it is of the right kind.

    Args:
        value: as the file holds it; errors are told by FML006 and are None here.
        measure: whose entry it is.
        labels: the labels of its scale, in small letters.
    """
    if isinstance(value, ErrorValue):
        return None
    if isinstance(value, str) and value.lower() in _CODES:
        return None
    if measure.value_type is ValueType.YES_NO:
        right = isinstance(value, bool) or (isinstance(value, str) and value.lower() in ("yes", "no"))
        return None if right else Odd(NO_FIGURE, f"{shown(value)} is neither yes nor no", "yes or no")
    if measure.value_type is ValueType.ORDINAL:
        if isinstance(value, str) and value.lower() in labels:
            return None
        return Odd(NO_FIGURE, f"{shown(value)} is no label of the scale {measure.scale}", _listed(labels))
    if isinstance(value, bool):
        return Odd(NO_FIGURE, f"{shown(value)} is no number", "a number")
    return _odd_text(value, measure) if isinstance(value, str) else None


def _odd_text(text: str, measure: Measure) -> Odd | None:
    """What is wrong with a text in a measure of numbers; an empty one is a blank."""
    if not text:
        return None
    if not text.strip():
        return Odd(NO_FIGURE, "blanks that look like an empty cell", "nothing, or a number")
    if text.strip().lower() in _CODES:
        return Odd(NO_FIGURE, f"{shown(text)} with blanks around it", text.strip().lower())
    bare = _bare(text, measure)
    try:
        number = _EITHER.read(bare)
    except AmbiguousNumberError:
        readings = [_POINT.read(bare), _COMMA.read(bare)]
        either = " or ".join(f"{_number(one, measure):.10g}" for one in readings if one is not None)
        return Odd(AS_TEXT, f"the text {shown(text)} is not counted", f"the number {either}")
    if number is None:
        return Odd(NO_FIGURE, f"{shown(text)} is no number", "a number, n/a or no data")
    return Odd(AS_TEXT, f"the text {shown(text)} is not counted", f"the number {_number(number, measure):.10g}")


def _bare(text: str, measure: Measure) -> str:
    """A text without an apostrophe before it and without the unit of measurement or a currency around it."""
    bare = text.strip().lstrip("'").strip()
    for unit in (measure.unit_of_measurement, *_CURRENCIES):
        if unit and unit != "%" and bare.endswith(unit):
            bare = bare.removesuffix(unit).strip()
        if unit and unit != "%" and bare.startswith(unit):
            bare = bare.removeprefix(unit).strip()
    return bare


def _number(number: Number, measure: Measure) -> float:
    """The number that would stand in the cell: a percentage is a fraction, except where the figures are in percent."""
    if number.percent and measure.value_type not in _FRACTIONS and "%" in measure.unit_of_measurement:
        return number.value * 100
    return number.value


def _listed(labels: Collection[str]) -> str:
    first = ", ".join(list(labels)[:_SHOWN_LABELS])
    return first + (", ..." if len(labels) > _SHOWN_LABELS else "")
