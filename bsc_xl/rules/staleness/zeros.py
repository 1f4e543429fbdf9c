"""Zeros and blanks at the report period that stand for a figure nobody has typed yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.rules.case import Case
from bsc_xl.rules.judgement import Newest, Suspicion
from bsc_xl.rules.plausibility.statistics import is_odd_zero
from bsc_xl.rules.rule import Need
from bsc_xl.scoring.absence import Absence, is_number

Found = Iterator[tuple[tuple[str, int], Suspicion]]


def lagging(case: Case, newest: Sequence[Newest]) -> Found:
    """Suspicions of a quarter (half-year, year) of 0 while its months are filled (STL012)."""
    for one in newest:
        if one.value == 0 and (months := filled_months(case, one.result)):
            yield one.place, Suspicion("STL012", one.measure.id, one.column, f"0, though {months}", "the whole period")


def zeros(newest: Sequence[Newest]) -> Found:
    """Suspicions of a 0 after figures that were never near 0, without a note (STL011)."""
    for one in newest:
        if one.value == 0 and not one.note and not _is_wanted(one) and is_odd_zero(one.history):
            low, high = min(one.history), max(one.history)
            words = f"0 after figures from {low:.10g} to {high:.10g}"
            yield one.place, Suspicion("STL011", one.measure.id, one.column, words, "the figure, n/a or no data")


def _is_wanted(one: Newest) -> bool:
    """Whether 0 is the target."""
    return one.result.expected == 0 or one.measure.target == 0


def overdue(case: Case) -> Iterator[Suspicion]:
    """Blanks that are late: STL012 where months are filled, else STL004."""
    if case.lacks(Need.RESULTS) or case.judgement.period_trouble:
        return
    for _, row in case.judgement.rows:
        result = case.results[row.measure]
        if result.absent is not Absence.LATE:
            continue
        column, measure = result.window.last, result.inputs.measure
        period = case.card.calendar.containing(case.card.grid.periods[column - 1].end, measure.frequency).id
        if months := filled_months(case, result):
            yield Suspicion("STL012", measure.id, column, f"nothing, though {months}", "the whole period")
        elif period not in case.submission.entries.notes[measure.id]:
            yield Suspicion("STL004", measure.id, column, f"nothing for {period}", "a figure, n/a or no data")


def filled_months(case: Case, result: MeasureResult) -> str:
    """That shorter periods of the last period are filled, in words: beside it, or in a measure of the same name."""
    window, step = result.window, result.inputs.step
    if step == 1 or not window.exists:
        return ""
    columns = range(window.last - step, window.last - 1)
    cells = [result.entries[column] for column in columns]
    numbers = [cell for cell in cells if is_number(cell)]
    names = [case.card.grid.periods[column].id for column in columns]
    if len(numbers) == len(cells) and any(numbers):
        return f"{names[0]} to {names[-1]} are filled beside it" if len(names) > 1 else f"{names[0]} is filled"
    own = result.inputs.measure
    for other in case.card.measures_of_unit.get(own.unit, ()):
        if other.id != own.id and other.name == own.name and other.frequency.months < own.frequency.months:
            finer = case.results[other.id]
            parts = finer.entries[window.last - step + finer.inputs.step - 1 : window.last : finer.inputs.step]
            if parts and all(is_number(part) for part in parts) and any(parts):
                return f"{other.id}, its {other.frequency} figures, are all there"
    return ""
