"""TGT005: targets and other deciding cells that are not those that were issued."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.types import CellValue
from bsc_xl.received import StoredValue
from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed, stored
from tests.rules.places import spread, watched

_DATES = ("start", "due")
_WORDS = ("polarity", "method", "frequency", "aggregation", "value_type", "objective", "cascade", "scale")


def _of(subject: Subject, *columns: str) -> list[tuple[Place, CellValue]]:
    """Deciding cells of these columns of the measures that are not blank."""
    found: list[tuple[Place, CellValue]] = []
    for place, value in watched(subject, "TGT005", "unit"):
        about = subject.case.form.sheets[place[0]].about(place[1])
        if about.table == "measures" and about.column.split(" ")[0] in columns and value not in (None, ""):
            found.append((place, value))
    return found


def _spoilt(subject: Subject, place: Place, value: StoredValue | None) -> Spoilt:
    return Spoilt.at(changed(subject, {place: value}), place)


def _targets(subject: Subject) -> Iterator[Spoilt]:
    numbers = [(place, value) for place, value in _of(subject, "target", "year") if isinstance(value, float)]
    for place, value in spread(numbers, 6):
        yield _spoilt(subject, place, value * 0.9 + 0.01)


def _thresholds(subject: Subject) -> Iterator[Spoilt]:
    cells = _of(subject, "baseline", "red_flag", "low", "high", "floor", "ceiling")
    numbers = [(place, value) for place, value in cells if isinstance(value, float)]
    for place, value in spread(numbers, 6):
        yield _spoilt(subject, place, value + 1.5)


def _dates(subject: Subject) -> Iterator[Spoilt]:
    for place, value in spread(_of(subject, *_DATES), 5):
        day = stored(value)
        yield _spoilt(subject, place, day + 365.0 if isinstance(day, float) else None)


def _words(subject: Subject) -> Iterator[Spoilt]:
    for place, _ in spread(_of(subject, *_WORDS), 6):
        yield _spoilt(subject, place, "another")


def _emptied(subject: Subject) -> Iterator[Spoilt]:
    for place, _ in spread(_of(subject, "target", "baseline", *_DATES, "polarity"), 5):
        yield _spoilt(subject, place, None)


def _settings(subject: Subject) -> Iterator[Spoilt]:
    """Settings, bands, scales, points and profiles on the hidden sheet."""
    for place, value in spread(watched(subject, "TGT005", "lists"), 6):
        new = value + 3.0 if isinstance(value, int | float) else "another"
        yield _spoilt(subject, place, new)


def _filled(subject: Subject) -> Iterator[Spoilt]:
    """A target of a period where none was issued."""
    cells = watched(subject, "TGT005", "unit")
    blank = [place for place, value in cells if value is None]
    for place in spread(blank, 5):
        yield _spoilt(subject, place, 12.0)


MUTATIONS = (
    Mutation("TGT005", "a target lowered", _targets, ("demo native", "demo udf", "city native")),
    Mutation("TGT005", "a baseline or threshold moved", _thresholds),
    Mutation("TGT005", "a date postponed by a year", _dates),
    Mutation("TGT005", "another scoring word", _words),
    Mutation("TGT005", "a deciding cell emptied", _emptied, ("demo native",)),
    Mutation("TGT005", "a setting on Lists changed", _settings),
    Mutation("TGT005", "a target added where none was", _filled, ("demo native",)),
)
