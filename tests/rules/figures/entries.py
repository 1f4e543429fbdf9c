"""UNT001 to UNT005 and UNT008: entries that are texts, no figures, out of scale or bounds, or too precise."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bsc_xl.layout.types import Kind
from bsc_xl.model import Measure, ValueType
from bsc_xl.received import StoredValue
from bsc_xl.rules.form import EntryRow
from tests.rules.harness import Mutation, Spoilt, Subject, changed
from tests.rules.newest import newest, place_of
from tests.rules.places import entry_rows, figures, spread

_FRACTIONS = (ValueType.PERCENT, ValueType.MILESTONE)


def _measure(subject: Subject, row: EntryRow) -> Measure:
    return subject.card.measure_by_id[row.measure]


def _each(subject: Subject, count: int, make: Callable[[float, Measure], StoredValue | None]) -> Iterator[Spoilt]:
    """Numbers of any period, with what `make` makes of them."""
    found = []
    for sheet, row, column in figures(subject):
        received = subject.book.sheet(sheet)
        old = received.values[row.refs[column]] if received else 0.0
        value = make(float(old), _measure(subject, row))  # type: ignore[arg-type]
        if value is not None:
            found.append(((sheet, row.refs[column]), value))
    for place, value in spread(found, count):
        yield Spoilt.at(changed(subject, {place: value}), place)


def _comma(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda old, _: f"{old:.2f}".replace(".", ","))


def _thousands(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda old, _: f"1.{abs(old) % 900 + 100:.0f},50")


def _percent(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda old, m: f"{old * 100:.0f} %" if m.value_type in _FRACTIONS else None)


def _currency(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda old, m: f"€ {old:.1f}" if m.value_type is ValueType.CURRENCY else None)


def _apostrophe(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda old, _: f"'{old:.0f}")


def _unit(subject: Subject) -> Iterator[Spoilt]:
    def make(old: float, m: Measure) -> str | None:
        return f"{old:.0f} {m.unit_of_measurement}" if len(m.unit_of_measurement) > 1 else None

    yield from _each(subject, 5, make)


def _words(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda *_: "new measure")


def _blanks(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 4, lambda *_: "  ")


def _truth(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda *_: True)


def _of_words(subject: Subject, kind: ValueType, value: StoredValue) -> Iterator[Spoilt]:
    """Entries of measures of words."""
    for sheet, row in entry_rows(subject):
        received = subject.book.sheet(sheet)
        if received is None or _measure(subject, row).value_type is not kind:
            continue
        filled = [ref for ref, k in zip(row.refs, row.kinds, strict=True) if k is Kind.INPUT and ref in received.values]
        for ref in spread(filled, 3):
            yield Spoilt.at(changed(subject, {(sheet, ref): value}), (sheet, ref))


def _one(subject: Subject) -> Iterator[Spoilt]:
    yield from _of_words(subject, ValueType.YES_NO, 1.0)


def _ja(subject: Subject) -> Iterator[Spoilt]:
    yield from _of_words(subject, ValueType.YES_NO, "ja")


def _number(subject: Subject) -> Iterator[Spoilt]:
    yield from _of_words(subject, ValueType.ORDINAL, 2.0)


def _label(subject: Subject) -> Iterator[Spoilt]:
    yield from _of_words(subject, ValueType.ORDINAL, "Z+")


def _coded(subject: Subject, code: str) -> Iterator[Spoilt]:
    for one in newest(subject, 5):
        place = place_of(subject, one)
        yield Spoilt.at(changed(subject, {place: code}), place)


def _not_applicable(subject: Subject) -> Iterator[Spoilt]:
    yield from _coded(subject, "n/a")


def _no_data(subject: Subject) -> Iterator[Spoilt]:
    yield from _coded(subject, "no data")


def _capitals(subject: Subject) -> Iterator[Spoilt]:
    yield from _coded(subject, "N/A")


def _high(subject: Subject) -> Iterator[Spoilt]:
    def make(_: float, m: Measure) -> float | None:
        return m.plausible_maximum * 1.2 + 0.1 if m.plausible_maximum is not None else None

    yield from _each(subject, 5, make)


def _low(subject: Subject) -> Iterator[Spoilt]:
    def make(_: float, m: Measure) -> float | None:
        return m.plausible_minimum - abs(m.plausible_minimum) * 0.2 - 0.1 if m.plausible_minimum is not None else None

    yield from _each(subject, 5, make)


def _more_than_done(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda _, m: 1.2 if m.value_type is ValueType.MILESTONE else None)


def _hundredfold(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda old, m: old * 100 if m.value_type is ValueType.PERCENT else None)


def _newest_hundredfold(subject: Subject) -> Iterator[Spoilt]:
    for one in newest(subject, 5, lambda one: one.measure.value_type is ValueType.PERCENT):
        place = place_of(subject, one)
        yield Spoilt.at(changed(subject, {place: one.value * 100}), place)


def _milestone(subject: Subject) -> Iterator[Spoilt]:
    yield from _each(subject, 5, lambda old, m: old * 100 if old and m.value_type is ValueType.MILESTONE else None)


def _hundredth(subject: Subject) -> Iterator[Spoilt]:
    """Where figures are in percent, a share of one."""

    def steady(one: object) -> bool:
        history, target = one.history, one.measure.target  # type: ignore[attr-defined]
        if "%" not in one.measure.unit_of_measurement or len(history) < 6 or not isinstance(target, float):  # type: ignore[attr-defined]
            return False
        return all(0.8 * target <= value <= 1.25 * target for value in history) and target > 60

    for one in newest(subject, 4, steady):
        place = place_of(subject, one)
        yield Spoilt.at(changed(subject, {place: one.value / 100}), place)


def _digits(subject: Subject, places: int, tail: float) -> Iterator[Spoilt]:
    def make(old: float, m: Measure) -> float:
        declared = m.decimals + (2 if m.value_type in _FRACTIONS else 0)
        return round(old + tail * 10.0 ** -(declared + 4), declared + places)

    yield from _each(subject, 5, make)


def _five(subject: Subject) -> Iterator[Spoilt]:
    yield from _digits(subject, 5, 1.2)


def _six(subject: Subject) -> Iterator[Spoilt]:
    yield from _digits(subject, 6, 3.456)


def _four(subject: Subject) -> Iterator[Spoilt]:
    yield from _digits(subject, 4, 7.0)


NATIVE = ("demo native",)
MUTATIONS = (
    Mutation("UNT001", "a number with a decimal comma as text", _comma),
    Mutation("UNT001", "a number with thousands and a decimal comma as text", _thousands, NATIVE),
    Mutation("UNT001", "a percentage as text", _percent, NATIVE),
    Mutation("UNT001", "a number with a currency as text", _currency, NATIVE),
    Mutation("UNT001", "a number after an apostrophe", _apostrophe, NATIVE),
    Mutation("UNT001", "a number with its unit of measurement", _unit, NATIVE),
    Mutation("UNT002", "words where a number belongs", _words),
    Mutation("UNT002", "blanks where a number belongs", _blanks, NATIVE),
    Mutation("UNT002", "TRUE where a number belongs", _truth, NATIVE),
    Mutation("UNT002", "1 for yes", _one, NATIVE),
    Mutation("UNT002", "another language's yes", _ja, NATIVE),
    Mutation("UNT002", "a number for a label", _number, NATIVE),
    Mutation("UNT002", "an unknown label", _label, NATIVE),
    Mutation("UNT003", "n/a without a reason", _not_applicable),
    Mutation("UNT003", "no data without a reason", _no_data, NATIVE),
    Mutation("UNT003", "N/A in capitals without a reason", _capitals, NATIVE),
    Mutation("UNT004", "a figure above the plausible maximum", _high),
    Mutation("UNT004", "a figure below the plausible minimum", _low, NATIVE),
    Mutation("UNT004", "a milestone more than done", _more_than_done, NATIVE),
    Mutation("UNT005", "a percentage a hundred times too big", _hundredfold),
    Mutation("UNT005", "the newest percentage a hundred times too big", _newest_hundredfold, NATIVE),
    Mutation("UNT005", "a milestone in percent", _milestone, NATIVE),
    Mutation("UNT005", "a share where figures are in percent", _hundredth, ("city native",)),
    Mutation("UNT008", "five decimals too many", _five),
    Mutation("UNT008", "six decimals too many", _six, NATIVE),
    Mutation("UNT008", "four decimals too many", _four, NATIVE),
)
