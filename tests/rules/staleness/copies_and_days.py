"""STL005 to STL010: other periods and definitions, copied figures, figures of the future and of closed periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from bsc_xl.api.validating import Choices, known
from bsc_xl.layout.types import Kind
from bsc_xl.model import Frequency, Scorecard
from bsc_xl.received import StoredValue
from bsc_xl.rules.case import Case, Wishes
from bsc_xl.rules.judgement import Newest
from bsc_xl.rules.plausibility.statistics import usually_varies
from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed, demo_card, stored
from tests.rules.newest import newest, place_of, within
from tests.rules.places import entry_rows, spread

_PERIOD: Place = ("Start", "B4")


def _at_period(subject: Subject, text: StoredValue | None) -> Iterator[Spoilt]:
    yield Spoilt.at(changed(subject, {_PERIOD: text}), _PERIOD)


def _no_period(subject: Subject) -> Iterator[Spoilt]:
    for text in ("October", "2031-10", None, 45950.0):
        yield from _at_period(subject, text)


def _earlier_period(subject: Subject) -> Iterator[Spoilt]:
    for text in ("2026-09", "2026-07", "2025-10", "FY2026-Q4"):
        yield from _at_period(subject, text)


def _not_wished(subject: Subject) -> Iterator[Spoilt]:
    for text in ("2026-11", "2026-09", "FY2027"):
        yield Spoilt.at(subject.reading, _PERIOD, choices=Choices(wishes=Wishes(period=text)))


def _run(subject: Subject, length: int, wanted: Frequency) -> Iterator[Spoilt]:
    """The figure of some periods ago carried forward to the report period."""

    def suits(one: Newest) -> bool:
        return one.measure.frequency is wanted and usually_varies(one.history[:-length]) and one.history[-length] != 0

    for one in newest(subject, 4, suits):
        columns = [one.column - one.series.step * back for back in range(length)]
        cells = {place_of(subject, one, column): one.history[-length] for column in columns}
        yield Spoilt.at(changed(subject, cells), place_of(subject, one))


def _monthly(subject: Subject) -> Iterator[Spoilt]:
    yield from _run(subject, 3, Frequency.MONTHLY)


def _longer(subject: Subject) -> Iterator[Spoilt]:
    yield from _run(subject, 6, Frequency.MONTHLY)


def _quarterly(subject: Subject) -> Iterator[Spoilt]:
    yield from _run(subject, 3, Frequency.QUARTERLY)


def _columns(subject: Subject) -> list[list[Newest]]:
    """Tabs and columns with at least three figures that usually change."""
    found: dict[tuple[str, int], list[Newest]] = {}
    for one in subject.case.judgement.newest:
        if usually_varies(one.history) and not one.measure.static:
            found.setdefault((one.measure.unit, one.column), []).append(one)
    return [members for members in found.values() if len(members) >= 3]


def _range(subject: Subject, members: list[Newest]) -> Place:
    sheet, first = place_of(subject, members[0])
    return sheet, f"{first}:{place_of(subject, members[-1])[1]}"


def _copied(subject: Subject, *, all_figures: bool, quarterly: bool) -> Iterator[Spoilt]:
    chosen = [members for members in _columns(subject) if (members[0].series.step > 1) is quarterly]
    for members in spread(chosen, 4):
        unit, column = members[0].measure.unit, members[0].column
        copied = [one for one in subject.case.judgement.newest if (one.measure.unit, one.column) == (unit, column)]
        cells = {place_of(subject, one): one.history[-1] for one in (copied if all_figures else members)}
        yield Spoilt.at(changed(subject, cells), _range(subject, members))


def _whole_column(subject: Subject) -> Iterator[Spoilt]:
    yield from _copied(subject, all_figures=True, quarterly=False)


def _what_varies(subject: Subject) -> Iterator[Spoilt]:
    yield from _copied(subject, all_figures=False, quarterly=False)


def _quarter(subject: Subject) -> Iterator[Spoilt]:
    yield from _copied(subject, all_figures=True, quarterly=True)


def _last_submission(subject: Subject) -> Iterator[Spoilt]:
    """September was sent, then corrected with a note; October has September's figures as they were sent."""
    for members in spread([m for m in _columns(subject) if m[0].series.step == 1], 3):
        sent = {place_of(subject, one, one.column - 1): one.history[-1] * 1.004 for one in members}
        reading = changed(subject, {**sent, _PERIOD: "2026-09"})
        before = known(replace(reading, digest="0" * 64), Choices())
        now = {place_of(subject, one): one.history[-1] * 1.004 for one in members}
        yield Spoilt.at(changed(subject, now), _range(subject, members), previous=(before,))


def _superseded(subject: Subject, card: Scorecard) -> Iterator[Spoilt]:
    yield Spoilt.at(subject.reading, ("", ""), choices=Choices(definition=replace(card, actuals=(), reviews=())))


def _other_measures(subject: Subject) -> Iterator[Spoilt]:
    card = demo_card()
    for number in (3, 40, 80):
        for change in ({"name": "Another name"}, {"target": 12.5}, {"owner": "Somebody else"}):
            measures = list(card.measures)
            if not isinstance(measures[number].target, str):
                measures[number] = replace(measures[number], **change)
                yield from _superseded(subject, replace(card, measures=tuple(measures)))


def _other_targets(subject: Subject) -> Iterator[Spoilt]:
    card = demo_card()
    yield from _superseded(subject, replace(card, targets=card.targets[1:]))


def _other_settings(subject: Subject) -> Iterator[Spoilt]:
    card = demo_card()
    yield from _superseded(subject, replace(card, settings=replace(card.settings, close_days=10)))


def _future_day(subject: Subject) -> Iterator[Spoilt]:
    day = subject.case.evaluation.point.day
    for number, (sheet, row) in enumerate(spread(entry_rows(subject), 6)):
        if subject.case.results[row.measure].absent is None:
            value = stored(day + timedelta(days=1 + 20 * number))
            yield Spoilt.at(changed(subject, {(sheet, row.as_of): value}), (sheet, row.as_of))


def _next_period(subject: Subject, ahead: int) -> Iterator[Spoilt]:
    for one in newest(subject, 5):
        column = one.column + ahead * one.series.step
        periods = subject.card.grid.periods
        if column <= len(periods) and periods[column - 1].end > subject.case.evaluation.point.day:
            place = place_of(subject, one, column)
            yield Spoilt.at(changed(subject, {place: one.value}), place)


def _following(subject: Subject) -> Iterator[Spoilt]:
    yield from _next_period(subject, 1)


def _far_ahead(subject: Subject) -> Iterator[Spoilt]:
    yield from _next_period(subject, 2)


@lru_cache(maxsize=4)
def _before(key: str) -> Case:
    """The workbook as it was sent before, in another file."""
    from tests.rules.harness import subject

    return known(replace(subject(key).reading, digest="0" * 64), Choices())


def _rewritten(subject: Subject, factor: float | None) -> Iterator[Spoilt]:
    for number, one in enumerate(newest(subject, 6, lambda one: len(one.history) > 8)):
        columns = [column for column in one.series.columns if column < one.column]
        at = -1 - 2 * (number % 4)
        old = one.history[at]
        value = None if factor is None else round(old * factor, 4)
        if old and (value is None or within(one, value)):
            place = place_of(subject, one, columns[at])
            yield Spoilt.at(changed(subject, {place: value}), place, previous=(_before(subject.key),))


def _raised(subject: Subject) -> Iterator[Spoilt]:
    yield from _rewritten(subject, 1.01)


def _lowered(subject: Subject) -> Iterator[Spoilt]:
    yield from _rewritten(subject, 0.98)


def _taken_out(subject: Subject) -> Iterator[Spoilt]:
    yield from _rewritten(subject, None)


def _other_word(subject: Subject) -> Iterator[Spoilt]:
    for sheet, row in entry_rows(subject):
        received = subject.book.sheet(sheet)
        if received is None or subject.card.measure_by_id[row.measure].value_type != "yes/no":
            continue
        refs = [ref for ref, kind in zip(row.refs[:36], row.kinds, strict=False) if kind is Kind.INPUT]
        place = sheet, refs[-1]
        word = "no" if received.values[refs[-1]] == "yes" else "yes"
        yield Spoilt.at(changed(subject, {place: word}), place, previous=(_before(subject.key),))


NATIVE = ("demo native",)
MUTATIONS = (
    Mutation("STL005", "a report period that there is not", _no_period, NATIVE),
    Mutation("STL005", "an earlier report period than at issue", _earlier_period),
    Mutation("STL005", "another report period than is asked for", _not_wished, NATIVE),
    Mutation("STL006", "a monthly figure carried forward", _monthly),
    Mutation("STL006", "a monthly figure carried forward for half a year", _longer, NATIVE),
    Mutation("STL006", "a quarterly figure carried forward", _quarterly, NATIVE),
    Mutation("STL007", "all monthly figures of a unit copied", _whole_column),
    Mutation("STL007", "all monthly figures copied that usually change", _what_varies, NATIVE),
    Mutation("STL007", "all quarterly figures of a unit copied", _quarter, NATIVE),
    Mutation("STL007", "the figures of the last submission", _last_submission, NATIVE),
    Mutation("STL008", "another measure in the definition in force", _other_measures, NATIVE),
    Mutation("STL008", "other targets in the definition in force", _other_targets),
    Mutation("STL008", "other settings in the definition in force", _other_settings, NATIVE),
    Mutation("STL009", "a day after the report date", _future_day),
    Mutation("STL009", "a figure for the period after", _following, NATIVE),
    Mutation("STL009", "a figure for the period after the next", _far_ahead, NATIVE),
    Mutation("STL010", "a closed figure raised", _raised),
    Mutation("STL010", "a closed figure lowered", _lowered, NATIVE),
    Mutation("STL010", "a closed figure taken out", _taken_out, NATIVE),
    Mutation("STL010", "a closed yes turned into no", _other_word, NATIVE),
)
