"""The table of reviews as it came back: rows with their addresses, actions by measure, who is covered by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bsc_xl.layout.sheets import reviews
from bsc_xl.model import PeriodError, Review
from bsc_xl.rules.case import Case
from bsc_xl.rules.form import FormSheet


class ReviewRow(NamedTuple):
    """A row of the table that names a measure, with its number from 0."""

    number: int
    review: Review


def review_rows(case: Case) -> Iterator[ReviewRow]:
    """The rows that name a measure."""
    for number, review in enumerate(case.submission.reviews):
        if review.measure:
            yield ReviewRow(number, review)


def sheet_of(case: Case) -> FormSheet:
    """The sheet of reviews."""
    return case.form.sheets[reviews.SHEET]


def ref_of(case: Case, key: str, number: int) -> str:
    """The address of a column's cell in a row."""
    return sheet_of(case).ref("reviews", key, number)


def measure_of(case: Case, review: Review) -> str:
    """The id of a review's measure, whatever the case of its letters; empty for one that is unknown."""
    if review.measure in case.card.measure_by_id:
        return review.measure
    wanted = review.measure.casefold()
    return next((known for known in case.card.measure_by_id if known.casefold() == wanted), "")


def column_of(case: Case, period: str) -> int | None:
    """The grid column in which a review's period ends; None where it names none of the plan."""
    try:
        column = case.card.grid.column(case.card.calendar.period(period))
    except (PeriodError, ValueError):
        return None
    return column if 1 <= column <= len(case.card.grid.periods) else None


def with_action(case: Case) -> Mapping[str, bool]:
    """Measures that something is done about: an action that is open, or one for the period that is red."""
    found: dict[str, bool] = {}
    for row in review_rows(case):
        measure = measure_of(case, row.review)
        if not measure or not row.review.action:
            continue
        column = column_of(case, row.review.period) or 0
        if not row.review.done or column >= case.results[measure].window.last:
            found[measure] = True
    return found
