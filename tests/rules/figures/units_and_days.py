"""UNT006 and UNT007: units of measurement, number formats and days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.layout.number_formats import DATE
from bsc_xl.model import ValueType
from bsc_xl.received import CellStyle, Reading, StoredValue
from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed
from tests.rules.newest import newest, place_of
from tests.rules.places import entry_rows, spread

_BEFORE_1904 = 1462


def _unit(subject: Subject, to: str | None) -> Iterator[Spoilt]:
    for sheet, row in spread(entry_rows(subject), 5):
        place = sheet, subject.case.form.definition_ref(row.measure, "uom")
        yield Spoilt.at(changed(subject, {place: to}), place)


def _other_unit(subject: Subject) -> Iterator[Spoilt]:
    yield from _unit(subject, "EUR thousand")


def _no_unit(subject: Subject) -> Iterator[Spoilt]:
    yield from _unit(subject, None)


def _styled(subject: Subject, place: Place, number: str) -> Reading:
    sheet = subject.book.sheet(place[0])
    styles = dict(sheet.styles) if sheet else {}
    styles[place[1]] = len(subject.book.styles)
    return changed(
        subject,
        sheets={place[0]: {"styles": styles}},
        styles=(*subject.book.styles, CellStyle(number, locked=False)),
        recalculated=False,
    )


def _format(subject: Subject, number: str, *kinds: ValueType) -> Iterator[Spoilt]:
    for one in newest(subject, 5, lambda one: one.measure.value_type in kinds):
        place = place_of(subject, one)
        yield Spoilt.at(_styled(subject, place, number), place)


def _percent(subject: Subject) -> Iterator[Spoilt]:
    yield from _format(subject, "0.0%", ValueType.NUMBER, ValueType.CURRENCY)


def _currency(subject: Subject) -> Iterator[Spoilt]:
    yield from _format(subject, "[$€-407] #,##0.00", ValueType.NUMBER, ValueType.PERCENT)


def _date(subject: Subject) -> Iterator[Spoilt]:
    yield from _format(subject, "yyyy-mm-dd", ValueType.NUMBER, ValueType.CURRENCY, ValueType.PERCENT)


def _as_of(subject: Subject, value: StoredValue) -> Iterator[Spoilt]:
    for sheet, row in spread(entry_rows(subject), 5):
        yield Spoilt.at(changed(subject, {(sheet, row.as_of): value}), (sheet, row.as_of))


def _slashes(subject: Subject) -> Iterator[Spoilt]:
    yield from _as_of(subject, "03/04/2026")


def _month(subject: Subject) -> Iterator[Spoilt]:
    yield from _as_of(subject, "October 2026")


def _digits(subject: Subject) -> Iterator[Spoilt]:
    yield from _as_of(subject, 20261031.0)


def _year(subject: Subject) -> Iterator[Spoilt]:
    yield from _as_of(subject, 2026.0)


def _review(subject: Subject) -> Iterator[Spoilt]:
    form = subject.case.form.sheets["Reviews"]
    for number in range(4):
        place = "Reviews", form.ref("reviews", "due", number)
        yield Spoilt.at(changed(subject, {place: "end of year"}), place)


def _start(subject: Subject) -> Iterator[Spoilt]:
    yield Spoilt.at(changed(subject, {("Start", "B5"): "15.11.2026"}), ("Start", "B5"))


def _from_1904(subject: Subject) -> Iterator[Spoilt]:
    """As a program saves it that counts so: every day the same, every number 1462 less."""
    dates = {number for number, style in enumerate(subject.book.styles) if style.number == DATE}
    sheets = []
    for sheet in subject.book.sheets:
        values = {
            ref: value - _BEFORE_1904 if isinstance(value, float) and sheet.styles.get(ref, 0) in dates else value
            for ref, value in sheet.values.items()
        }
        sheets.append(replace(sheet, values=values))
    book = replace(subject.book, sheets=tuple(sheets), date1904=True)
    yield Spoilt.at(replace(subject.reading, book=book), ("", ""))


NATIVE = ("demo native",)
MUTATIONS = (
    Mutation("UNT006", "another unit of measurement", _other_unit),
    Mutation("UNT006", "no unit of measurement", _no_unit, NATIVE),
    Mutation("UNT006", "a number formatted as a percentage", _percent, NATIVE),
    Mutation("UNT006", "a number formatted as a currency", _currency, NATIVE),
    Mutation("UNT006", "a number formatted as a day", _date, NATIVE),
    Mutation("UNT007", "a day with slashes as text", _slashes),
    Mutation("UNT007", "a month as text", _month, NATIVE),
    Mutation("UNT007", "a day as eight digits", _digits, NATIVE),
    Mutation("UNT007", "a year for a day", _year, NATIVE),
    Mutation("UNT007", "words for a review's day", _review, NATIVE),
    Mutation("UNT007", "a text as report date", _start, NATIVE),
    Mutation("UNT007", "days counted from 1904", _from_1904, NATIVE),
)
