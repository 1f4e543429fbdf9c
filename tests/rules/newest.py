"""The numbers of the report period in valid workbooks, with their places: where people type what is looked at most."""

from __future__ import annotations

from collections.abc import Callable

from bsc_xl.rules.judgement import Newest
from tests.rules.harness import Place, Subject
from tests.rules.places import spread


def place_of(subject: Subject, one: Newest, column: int = 0) -> Place:
    """The cell of a number of the report period, or of another column of the grid (from 1) of its measure."""
    sheet = subject.case.form.tab_of[one.measure.id].name
    return sheet, one.series.row.refs[(column or one.column) - 1]


def newest(subject: Subject, count: int, wanted: Callable[[Newest], bool] = lambda one: True) -> list[Newest]:
    """At most so many of these numbers, spread over the workbook, that have no note and suit."""
    return spread([one for one in subject.case.judgement.newest if not one.note and wanted(one)], count)


def within(one: Newest, value: float) -> bool:
    """Whether a value lies within the measure's plausible bounds."""
    low, high = one.measure.plausible_minimum, one.measure.plausible_maximum
    return (low is None or value >= low) and (high is None or value <= high)
