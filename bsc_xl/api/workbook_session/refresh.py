"""Figures of a file for an open workbook: what would change, what is changed, and how that is undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from bsc_xl.api.workbook_session.issued import Tab
from bsc_xl.api.workbook_session.open_book import OpenBook
from bsc_xl.api.workbook_session.spots import Rows, Spot, Value, for_cell, from_cell
from bsc_xl.evaluation.entries import Rejected, entries
from bsc_xl.layout.sheets.undo import HEADINGS
from bsc_xl.scoring import is_number
from bsc_xl.scoring.absence import alike

if TYPE_CHECKING:
    from bsc_xl.facts.load import Import


class Change(NamedTuple):
    """A cell that gets another value; ``measure`` is a name, ``period`` an id or the word for another column."""

    spot: Spot
    old: Value
    new: Value
    measure: str
    period: str

    def __str__(self) -> str:
        return f"{self.spot} {self.measure}, {self.period}: {_shown(self.old)} becomes {_shown(self.new)}"


@dataclass(frozen=True)
class _Row:
    """What a file says about one measure."""

    figures: tuple[Change, ...]
    newest: Spot | None  # the newest figure of the file, where no later one stands in the workbook
    as_of: Change | None
    note: Change | None


@dataclass(frozen=True)
class Refresh:
    """What a file would change.

    Attributes:
        source: the file's name.
        rows: a row for every measure that the file names.
        same: how many figures stand there already.
        frozen: what would change in frozen periods and is left as it is.
        rejected: rows of the file that cannot be used, with the reason.
    """

    source: str
    rows: tuple[_Row, ...]
    same: int
    frozen: tuple[Change, ...]
    rejected: tuple[Rejected, ...]

    @property
    def fills(self) -> list[Change]:
        """Figures for blank cells."""
        return [change for row in self.rows for change in row.figures if change.old is None]

    @property
    def differing(self) -> list[Change]:
        """Figures that would replace another one: never without a yes."""
        return [change for row in self.rows for change in row.figures if change.old is not None]

    def changes(self, *, replace: bool) -> list[Change]:
        """All cells that change, with the days and notes that go with the figures.

        Args:
            replace: figures that differ are replaced, too.
        """
        found: list[Change] = []
        for row in self.rows:
            figures = [change for change in row.figures if replace or change.old is None]
            found += figures
            written = row.newest in [change.spot for change in figures]
            if row.as_of and (written or (row.newest and row.as_of.old is None)):
                found.append(row.as_of)
            if row.note and row.note.old is None:
                found.append(row.note)
        return found


class Undo(NamedTuple):
    """What an undo puts back, and what it leaves because somebody changed it since, or its period is frozen."""

    changes: list[Change]
    kept: list[Change]


def refresh(book: OpenBook, found: Import) -> Refresh:
    """Compare the facts of a file with the entries of an open workbook.

    Args:
        book: the workbook.
        found: the file's facts, read with the workbook's scorecard.
    """
    placed = entries(book.issued.card, found.facts)
    named = {fact.measure for fact in found.facts}
    rows: list[_Row] = []
    frozen: list[Change] = []
    same = 0
    for measure, tab in book.issued.tab_of.items():
        if measure not in named:
            continue
        all_ = list(_figures(book, tab, measure, placed.values[measure]))
        changed = [change for change in all_ if not _same(change.old, change.new)]
        same += len(all_) - len(changed)
        first_open = tab.entry(measure, book.frozen + 1).column
        frozen += [change for change in changed if change.spot.column < first_open]
        figures = tuple(change for change in changed if change.spot.column >= first_open)
        newest = _newest(book, tab, measure, all_)
        as_of = _beside(book, tab, measure, "as_of", "as of", placed.as_of.get(measure))
        note = _beside(book, tab, measure, "note", "note", placed.notes.get(measure) or None)
        rows.append(_Row(figures, newest, as_of, note))
    rejected = (*found.rejected, *(item.at(0) for item in placed.unused))
    return Refresh(found.source, tuple(rows), same, tuple(frozen), rejected)


def _figures(book: OpenBook, tab: Tab, measure: str, values: Sequence[Value]) -> Iterator[Change]:
    card = book.issued.card
    record = card.measure_by_id[measure]
    for column, new in enumerate(values, 1):
        if new is not None:
            spot = tab.entry(measure, column)
            period = card.calendar.containing(card.grid.periods[column - 1].end, record.frequency)
            yield Change(spot, book.value(spot), new, record.name, period.id)


def _newest(book: OpenBook, tab: Tab, measure: str, figures: Sequence[Change]) -> Spot | None:
    """The newest figure of the file, unless the workbook has a later one: As of belongs to the newest."""
    if not figures:
        return None
    last = figures[-1].spot
    later = range(last.column + 1, tab.entry(measure, tab.periods).column + 1)
    return None if any(book.value(last._replace(column=column)) is not None for column in later) else last


def _beside(book: OpenBook, tab: Tab, measure: str, key: str, word: str, new: Value) -> Change | None:
    spot = tab.spot(measure, key)
    old = book.value(spot)
    if new is None or _same(old, new):
        return None
    return Change(spot, old, new, book.issued.card.measure_by_id[measure].name, word)


def _same(old: Value, new: Value) -> bool:
    if is_number(old) and is_number(new):
        return alike(old, new)
    if isinstance(old, str) and isinstance(new, str):
        return old.strip().lower() == new.strip().lower()
    return old == new


def undo_rows(changes: Iterable[Change]) -> list[list[object]]:
    """The rows of the hidden sheet that keep what stood there, with headings."""
    rows: list[list[object]] = [list(HEADINGS)]
    for spot, old, new, measure, period in changes:
        values = (spot.sheet, spot.row, spot.column, old, new, measure, period)
        rows.append([for_cell(value) for value in values])
    return rows


def undo(book: OpenBook, rows: Rows) -> Undo:
    """What is to be put back.

    Args:
        book: the workbook.
        rows: the values of the hidden sheet.
    """
    found = Undo([], [])
    for row in rows[1:]:
        if len(row) < len(HEADINGS) or not isinstance(row[0], str):
            continue
        sheet, line, column, old, new, measure, period = (from_cell(value) for value in row[: len(HEADINGS)])
        if not (is_number(line) and is_number(column)):
            continue
        spot = Spot(str(sheet), int(line), int(column))
        change = Change(spot, book.value(spot), old, str(measure), str(period))
        (found.changes if _same(change.old, new) and not _is_frozen(book, spot) else found.kept).append(change)
    return found


def _is_frozen(book: OpenBook, spot: Spot) -> bool:
    tab = next((tab for tab in book.issued.tabs if tab.sheet == spot.sheet), None)
    if tab is None:
        return True  # a tab that is not there
    return tab.left + 1 < spot.column <= tab.left + 1 + book.frozen


def _shown(value: Value) -> str:
    if value is None:
        return "blank"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:,.10g}" if is_number(value) else str(value)
