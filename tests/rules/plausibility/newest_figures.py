"""STA001 to STA003 and STA005: figures of the report period that do not fit their history, or fit too well."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import ValueType
from bsc_xl.rules.judgement import Newest
from tests.rules.harness import Mutation, Spoilt, Subject, changed
from tests.rules.newest import newest, place_of, within

_FRACTIONS = (ValueType.PERCENT, ValueType.MILESTONE)


def _is_tight(one: Newest) -> bool:
    """Whether earlier figures are of one sign and of about one size, as is the newest."""
    values = (*one.history, one.value)
    return len(one.history) > 5 and min(values) > 0 and max(values) < 3 * min(values)


def _slipped(subject: Subject, factor: float, count: int = 5) -> Iterator[Spoilt]:
    def suits(one: Newest) -> bool:
        hundredfold = factor == 100 and one.measure.value_type in _FRACTIONS
        hundredth = factor == 0.01 and "%" in one.measure.unit_of_measurement
        return _is_tight(one) and within(one, one.value * factor) and not hundredfold and not hundredth

    for one in newest(subject, count, suits):
        place = place_of(subject, one)
        yield Spoilt.at(changed(subject, {place: one.value * factor}), place)


def _tenth(subject: Subject) -> Iterator[Spoilt]:
    yield from _slipped(subject, 0.1)


def _thousandth(subject: Subject) -> Iterator[Spoilt]:
    yield from _slipped(subject, 0.001)


def _tenfold(subject: Subject) -> Iterator[Spoilt]:
    yield from _slipped(subject, 10.0, 3)


def _thousandfold(subject: Subject) -> Iterator[Spoilt]:
    yield from _slipped(subject, 1000.0, 3)


def _far(one: Newest, widths: float) -> float:
    low, high = min(one.history), max(one.history)
    return high + widths * (high - low) if widths > 0 else low + widths * (high - low)


def _outlying(subject: Subject, widths: float, count: int) -> Iterator[Spoilt]:
    """Figures beyond all before by so many widths of the history, a third at least from the last."""

    def suits(one: Newest) -> bool:
        if not _is_tight(one) or max(one.history) > 1.6 * min(one.history):
            return False
        value, last = _far(one, widths), one.history[-1]
        return (value > 0 and within(one, value) and last * 1.4 < value < last * 5) or last * 0.25 < value < last * 0.6

    for one in newest(subject, count, suits):
        place = place_of(subject, one)
        yield Spoilt.at(changed(subject, {place: round(_far(one, widths), 4)}), place)


def _high(subject: Subject) -> Iterator[Spoilt]:
    yield from _outlying(subject, 3.0, 6)


def _low(subject: Subject) -> Iterator[Spoilt]:
    yield from _outlying(subject, -2.5, 6)


def _higher(subject: Subject) -> Iterator[Spoilt]:
    yield from _outlying(subject, 6.0, 3)


def _flipped(subject: Subject, factor: float, count: int) -> Iterator[Spoilt]:
    for one in newest(subject, count, lambda one: _is_tight(one) and within(one, one.value * factor)):
        place = place_of(subject, one)
        yield Spoilt.at(changed(subject, {place: one.value * factor}), place)


def _minus(subject: Subject) -> Iterator[Spoilt]:
    yield from _flipped(subject, -1.0, 5)


def _about_minus(subject: Subject) -> Iterator[Spoilt]:
    yield from _flipped(subject, -1.125, 5)


def _minus_of_plus(subject: Subject) -> Iterator[Spoilt]:
    yield from _flipped(subject, -0.875, 3)


def _as_target(subject: Subject, which: str) -> Iterator[Spoilt]:
    """All figures of a unit that have a target, set to it."""
    columns: dict[tuple[str, int], list[Newest]] = {}
    for one in subject.case.judgement.newest:
        if _target(one, which) is not None or one.result.expected is not None:
            columns.setdefault((one.measure.unit, one.column), []).append(one)
    for members in columns.values():
        values = [_target(one, which) for one in members]
        if (
            len(members) < 4
            or None in values
            or not all(_suits(one, value) for one, value in zip(members, values, strict=True))
        ):
            continue
        cells = {place_of(subject, one): value for one, value in zip(members, values, strict=True)}
        sheet, first = place_of(subject, members[0])
        yield Spoilt.at(changed(subject, cells), (sheet, f"{first}:{place_of(subject, members[-1])[1]}"))


def _suits(one: Newest, value: float | None) -> bool:
    return (
        value is not None and value not in (0.0, 100.0) and not (value == 1.0 and one.measure.value_type in _FRACTIONS)
    )


def _target(one: Newest, which: str) -> float | None:
    """The final target, or what is expected by now; of a sum the even share of a year for one period."""
    path, result = one.result.inputs.path, one.result
    if path.aggregation == "sum":
        year = result.year_target
        return None if year is None else year * one.series.step / result.window.per_year
    return path.target if which == "final" else result.expected


def _final(subject: Subject) -> Iterator[Spoilt]:
    yield from _as_target(subject, "final")


def _expected(subject: Subject) -> Iterator[Spoilt]:
    yield from _as_target(subject, "expected")


def _mixed(subject: Subject) -> Iterator[Spoilt]:
    """The final target for some, what is expected for others."""
    for one, other in zip(_as_target(subject, "final"), _as_target(subject, "expected"), strict=False):
        yield from (one, other)[:1]


NATIVE, UDF, CITY = ("demo native",), ("demo udf",), ("city native",)
MUTATIONS = (
    Mutation("STA001", "a tenth of the figure", _tenth),
    Mutation("STA001", "a thousandth of the figure", _thousandth, NATIVE),
    Mutation("STA001", "ten times the figure", _tenfold, CITY),
    Mutation("STA001", "a thousand times the figure", _thousandfold, CITY),
    Mutation("STA002", "a figure far above all before", _high),
    Mutation("STA002", "a figure far below all before", _low, NATIVE),
    Mutation("STA002", "a figure far above all before, of a city", _higher, CITY),
    Mutation("STA003", "a minus before the figure", _minus),
    Mutation("STA003", "a minus before a figure a little bigger", _about_minus, NATIVE),
    Mutation("STA003", "a minus before a figure a little smaller, of a city", _minus_of_plus, CITY),
    Mutation("STA005", "all figures set to their final targets", _final, NATIVE),
    Mutation("STA005", "all figures set to what is expected", _expected, NATIVE),
    Mutation("STA005", "all figures set to their targets, with functions", _mixed, UDF),
)
