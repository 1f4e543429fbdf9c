"""What is wrong or missing in an open workbook, cell by cell.

`findings` looks for what the workbook's own sheet Checks counts, for texts where numbers belong, weights and formulas
that were typed over, and what `bsc_xl.model.check` says of the definition. It is no full validation: a validator with
all its rules is to take the place of this one function.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bsc_xl.api.workbook_session.issued import Tab
from bsc_xl.api.workbook_session.open_book import OpenBook
from bsc_xl.api.workbook_session.spots import Spot, Value
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.layout.addresses import place_of
from bsc_xl.layout.sheets.start import SHEET as START
from bsc_xl.model import Fault, ValueType, check
from bsc_xl.scoring import Absence, Freshness, is_number
from bsc_xl.scoring.absence import NO_DATA_CODE, NOT_APPLICABLE_CODE
from bsc_xl.scoring.to_date import is_code

_BY_TEXT = (Absence.NOT_A_NUMBER, Absence.NOT_YES_NO, Absence.UNKNOWN_LABEL)
_SHOWN = 40  # characters of a text that somebody typed


class Finding(NamedTuple):
    """A cell and what is to be said about it."""

    spot: Spot
    words: str

    def __str__(self) -> str:
        return f"{self.spot} {self.words}"


def findings(book: OpenBook) -> list[Finding]:
    """All findings: those about cells in the order of sheets, rows and columns, then those about the definition."""
    found = [*_typed_over(book)]
    for tab, result in book.results():
        found += [*_texts(book, tab, result), *_gaps(book, tab, result), *_about_the_figure(book, tab, result)]
    found += _weights(book)
    found.sort(key=lambda finding: (book.issued.order[finding.spot.sheet], finding.spot.row, finding.spot.column))
    return [*found, *(_of_fault(book, fault) for fault in check(book.issued.card))]


def missing(book: OpenBook) -> list[Finding]:
    """The entries that are late or missing at the report period, in the order of tabs, rows and columns."""
    found = [finding for tab, result in book.results() for finding in _gaps(book, tab, result)]
    return sorted(found, key=lambda f: (book.issued.order[f.spot.sheet], f.spot.row, f.spot.column))


def next_missing(book: OpenBook, active: Spot) -> tuple[Finding | None, int]:
    """The next entry that is late or missing after a cell, and how many there are; behind the last comes the first."""
    order = book.issued.order
    here = (order.get(active.sheet, -1), active.row, active.column)
    there = missing(book)
    after = (f for f in there if (order[f.spot.sheet], f.spot.row, f.spot.column) > here)
    return next(after, there[0] if there else None), len(there)


def _gaps(book: OpenBook, tab: Tab, result: MeasureResult) -> Iterator[Finding]:
    """Entries that the value to date lacks. Figures that come from the units below are missing there."""
    if result.inputs.computed:
        return
    if result.absent in (Absence.LATE, Absence.MISSING):
        yield _entry(book, tab, result, result.window.last, result.absent.value)
        return
    if result.to_date is Absence.MISSING and result.absent is None:
        for column in result.window.columns():
            cell = result.entries[column]
            if cell is None or cell == "" or is_code(cell, NO_DATA_CODE):
                yield _entry(book, tab, result, column + 1, "missing inside the year")


def _entry(book: OpenBook, tab: Tab, result: MeasureResult, column: int, words: str) -> Finding:
    measure = result.inputs.measure
    return Finding(tab.entry(measure.id, column), f"{measure.name}, {book.period_of(result, column)}: {words}")


def _texts(book: OpenBook, tab: Tab, result: MeasureResult) -> Iterator[Finding]:
    """Entries, in any period, that are no figure of their measure."""
    if result.inputs.computed:
        return
    for column, value in enumerate(result.entries, 1):
        if value is None or value == "" or column % result.inputs.step or _fits(result, value):
            continue
        wanted = ", ".join((*_words(book, result), NOT_APPLICABLE_CODE, NO_DATA_CODE))
        shown = f"'{value[:_SHOWN]}' is text" if isinstance(value, str) else f"{value:g} is a number"
        yield _entry(book, tab, result, column, f"{shown}; allowed are {wanted}")


def _fits(result: MeasureResult, value: float | str) -> bool:
    if is_number(value):
        return not result.inputs.typed
    words = str(value).lower()
    if words in (NOT_APPLICABLE_CODE, NO_DATA_CODE):
        return True
    kind = result.inputs.measure.value_type
    labels = ("yes", "no") if kind is ValueType.YES_NO else result.inputs.thresholds.labels or ()
    return result.inputs.typed and words in labels


def _words(book: OpenBook, result: MeasureResult) -> list[str]:
    measure = result.inputs.measure
    if measure.value_type is ValueType.YES_NO:
        return ["yes", "no"]
    if not result.inputs.typed:
        return ["a number"]
    return [label.label for label in book.issued.card.scales if label.scale == measure.scale]


def _about_the_figure(book: OpenBook, tab: Tab, result: MeasureResult) -> Iterator[Finding]:
    """A figure that is stale, from the future, repeated or cannot be scored."""
    measure, day = result.inputs.measure, result.as_of
    if result.freshness is Freshness.STALE:
        yield Finding(tab.spot(measure.id, "as_of"), f"{measure.name}: stale, as of {day} is before its period")
    if result.freshness is Freshness.FUTURE:
        yield Finding(tab.spot(measure.id, "as_of"), f"{measure.name}: as of {day} is after the report date")
    if result.freshness is Freshness.REPEATED:
        yield _entry(book, tab, result, result.window.last, "the same figure as in the periods before")
    if isinstance(result.score, Absence) and result.score.value.startswith("not scorable"):
        by_text = result.score in _BY_TEXT and not result.inputs.computed
        if not by_text:
            yield Finding(tab.spot(measure.id, "status"), f"{measure.name}: {result.score.value}")


def _weights(book: OpenBook) -> Iterator[Finding]:
    """Weights that differ from those of the definition, and objectives whose weights no longer sum to 1."""
    for tab in book.issued.tabs:
        sums: dict[str, float] = {}
        changed: dict[str, Spot] = {}
        for measure in tab.measures:
            inputs = book.evaluation.measures[measure].inputs
            spot = tab.spot(measure, "weight")
            weight = book.value(spot)
            sums[inputs.measure.objective] = sums.get(inputs.measure.objective, 0.0) + _number(weight)
            if not is_number(weight) or abs(weight - inputs.weight) > 1e-9:
                changed.setdefault(inputs.measure.objective, spot)
                shown = f"{weight:.1%}" if is_number(weight) else f"'{weight or ''}'"
                yield Finding(spot, f"{inputs.measure.name}: weight {shown}, {inputs.weight:.1%} in the definition")
        for objective, spot in changed.items():
            if abs(sums[objective] - 1) > 0.001:
                yield Finding(spot, f"weights of {objective} on this tab sum to {sums[objective]:.1%}, not to 100 %")


def _number(value: Value) -> float:
    return value if is_number(value) else 0.0


def _typed_over(book: OpenBook) -> Iterator[Finding]:
    """Calculated cells in which no formula stands any more."""
    for sheet, rows in book.formulas.items():
        for cell in book.issued.calculated.get(sheet, ()):
            row, column = place_of(cell.ref)
            formula = rows[row - 1][column] if row <= len(rows) and column < len(rows[row - 1]) else ""
            if not str(formula or "").startswith("="):
                shown = str(formula or "nothing")[:_SHOWN]
                yield Finding(Spot(sheet, row, column), f"a formula was typed over; {shown} stands there")


def _of_fault(book: OpenBook, fault: Fault) -> Finding:
    if fault.table == "measures" and fault.row is not None:
        measure = book.issued.card.measures[fault.row].id
        return Finding(book.issued.tab_of[measure].spot(measure, "name"), f"definition: {fault}")
    return Finding(Spot(START, 1, 0), f"definition: {fault}")
