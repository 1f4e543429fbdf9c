"""Reads one value cell: as a number, a label, yes or no, or the reason why there is none; or says why it cannot."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final, TypeAlias

from bsc_xl.evaluation.entries import Rejected
from bsc_xl.facts.cell import as_text, is_empty
from bsc_xl.facts.number_text import AmbiguousNumberError, NumberStyle
from bsc_xl.model import Measure, NullReason, Scorecard, ValueType
from bsc_xl.model.fault import nearest

Value: TypeAlias = float | str | NullReason | Rejected

BLANK: Final = "blank"
# Errors of formulas as Excel and LibreOffice show them; a workbook has them as values, an export as text.
_FORMULA_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!"}
_YES = {"yes", "true", "y"}
_NO = {"no", "false", "n"}
_NUMBER_OR_NULL = "Write a number, or say in [nulls] what this text stands for."
_SIGN_REMEDY = 'Say decimal = "," or decimal = "." in [source], or write it without thousands.'


class Nulls:
    """Tells cells that are blank from those that say why there is no value; texts match whatever their case."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._reasons: dict[str, str] = {str(reason): str(reason) for reason in NullReason}
        self._reasons |= {text.strip().casefold(): reason for text, reason in given.items()}
        self._blank = {text for text, reason in self._reasons.items() if reason == BLANK}

    def is_blank(self, cell: object) -> bool:
        """True for a cell that says nothing at all."""
        if is_empty(cell):
            return True
        return bool(self._blank) and isinstance(cell, str) and cell.strip().casefold() in self._blank

    def reason(self, cell: object) -> NullReason | None:
        """The null reason that a cell's text stands for, if it does."""
        if not isinstance(cell, str):
            return None
        reason = self._reasons.get(cell.strip().casefold(), BLANK)
        return None if reason == BLANK else NullReason(reason)


class ValueReader:
    """Reads value cells for measures of any type; without a scorecard a text that is no number is a label."""

    def __init__(
        self,
        style: NumberStyle,
        nulls: Nulls,
        labels: Mapping[str, str] | None = None,
        scorecard: Scorecard | None = None,
        factors: Sequence[Mapping[str, float]] = ({}, {}),
    ) -> None:
        self._style = style
        self._nulls = nulls
        self._labels = {text.strip().casefold(): label for text, label in (labels or {}).items()}
        self._divide_by, self._multiply_by = factors
        self._scales: dict[str, dict[str, str]] = {}
        for label in scorecard.scales if scorecard else ():
            self._scales.setdefault(label.scale, {})[label.label.casefold()] = label.label

    def read(self, cell: object, measure: Measure | None, measure_id: str) -> Value:
        """What a cell that is not blank says about a measure.

        Args:
            cell: as it came from the source.
            measure: the measure, where a scorecard is given; its value type decides what is allowed.
            measure_id: its id, for the factors.
        """
        if isinstance(cell, str):
            cell = self._labels.get(cell.strip().casefold(), cell.strip())
            if (null := self._nulls.reason(cell)) is not None:
                return null
            if cell.upper() in _FORMULA_ERRORS:
                return _rejected(cell, "this is the error of a formula", "Correct the formula and export again.")
        elif isinstance(cell, date | time | timedelta):
            return _rejected(cell, "this is a date or a time, not a value")
        if measure is None:
            return self._anything(cell, measure_id)
        if measure.value_type is ValueType.YES_NO:
            return self._yes_no(cell)
        if measure.value_type is ValueType.ORDINAL:
            return self._label(cell, measure)
        return self._number(cell, measure)

    def _anything(self, cell: object, measure_id: str) -> Value:
        if isinstance(cell, bool):
            return "yes" if cell else "no"
        if not isinstance(cell, str):
            return self._finite(cell, None, measure_id)
        try:
            number = self._style.read(cell)
        except AmbiguousNumberError:
            return _ambiguous(cell)
        if number is None:
            return cell
        return self._finite(number.value, None, measure_id, scaled=number.percent)

    def _yes_no(self, cell: object) -> Value:
        text = as_text(cell).casefold()
        if text in _YES or text == "1":
            return "yes"
        if text in _NO or text == "0":
            return "no"
        return _rejected(cell, "this is neither yes nor no", "Write yes or no, or say in [labels] what it stands for.")

    def _label(self, cell: object, measure: Measure) -> Value:
        labels = self._scales.get(measure.scale, {})
        text = as_text(cell)
        if text.casefold() in labels:
            return labels[text.casefold()]
        reason = f"the scale {measure.scale} has no such label"
        if not isinstance(cell, str):
            reason = f"this is a number, and {measure.id} takes labels of the scale {measure.scale}"
        return _rejected(cell, reason, nearest(text, labels.values()) or f"Write {_listed(labels.values())}.")

    def _number(self, cell: object, measure: Measure) -> Value:
        if isinstance(cell, bool):
            return _rejected(cell, f"this is a yes or no, and {measure.id} takes numbers")
        if not isinstance(cell, str):
            return self._finite(cell, measure, measure.id)
        try:
            number = self._style.read(cell)
        except AmbiguousNumberError:
            return _ambiguous(cell)
        if number is None:
            return _rejected(cell, f"this is no number, and {measure.id} takes numbers", _NUMBER_OR_NULL)
        if not number.percent or measure.value_type in (ValueType.PERCENT, ValueType.MILESTONE):
            return self._finite(number.value, measure, measure.id, scaled=number.percent)
        if "%" in measure.unit_of_measurement:
            return self._finite(number.value * 100, measure, measure.id, scaled=True)
        return _rejected(cell, f"this is a percentage, and {measure.id} is a {measure.value_type}")

    def _finite(self, cell: object, measure: Measure | None, measure_id: str, *, scaled: bool = False) -> Value:
        if not isinstance(cell, int | float | Decimal):
            return _rejected(cell, "this is no value")
        try:
            number = float(cell)
        except (OverflowError, ValueError):  # a huge whole number; a signalling NaN of a database
            number = math.nan
        if not scaled:
            keys = [measure_id, "*"]
            if measure is not None:
                keys[1:1] = [measure.unit_of_measurement, measure.value_type]
            number = number / _first(self._divide_by, keys) * _first(self._multiply_by, keys)
        return number if math.isfinite(number) else _rejected(cell, "this is no finite number")


def _first(factors: Mapping[str, float], keys: Sequence[str]) -> float:
    return next((factors[key] for key in keys if key in factors), 1.0) if factors else 1.0


def _rejected(cell: object, reason: str, remedy: str = "") -> Rejected:
    return Rejected(0, "actual", as_text(cell), reason, remedy)


def _ambiguous(cell: str) -> Rejected:
    reason = "this is one number with a decimal point and another one with a decimal comma"
    return Rejected(0, "actual", cell, reason, _SIGN_REMEDY)


def _listed(words: Iterable[str]) -> str:
    listed = list(words)
    return ", ".join(listed[:6]) + (", ..." if len(listed) > 6 else "")
