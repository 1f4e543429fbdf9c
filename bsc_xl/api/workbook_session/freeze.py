"""Which entry cells are locked when a period is frozen, and which open again."""

from __future__ import annotations

from typing import NamedTuple

from bsc_xl.api.workbook_session.open_book import OpenBook
from bsc_xl.api.workbook_session.spots import Rectangle, rectangles
from bsc_xl.errors import WrongUsage


class Locking(NamedTuple):
    """Blocks of cells that become locked or open, the last period that is frozen afterwards, and what to say."""

    blocks: list[Rectangle]
    locked: bool
    frozen_up_to: str | None
    words: str


def freeze(book: OpenBook) -> Locking:
    """Lock the entries of the report period and of all before.

    Raises:
        WrongUsage: they are locked already.
    """
    if book.frozen >= book.column:
        raise WrongUsage(f"The figures up to {_id(book, book.frozen)} are frozen already.")
    spots = [spot for tab in book.issued.tabs for spot in tab.entries(1, book.column)]
    words = f"Frozen: the figures of {book.period} and of all periods before are locked."
    return Locking(rectangles(spots), True, book.period, words)


def unfreeze(book: OpenBook) -> Locking:
    """Open the entries of the report period and of those after it; earlier ones stay as they are.

    Raises:
        WrongUsage: they are open.
    """
    if book.frozen < book.column:
        before = f" only those up to {_id(book, book.frozen)} are" if book.frozen else " nothing is"
        raise WrongUsage(f"The figures of {book.period} are not frozen;{before}.")
    spots = [spot for tab in book.issued.tabs for spot in tab.entries(book.column, book.frozen)]
    still = _id(book, book.column - 1) if book.column > 1 else None
    rest = f" {still} and the periods before stay frozen." if still else ""
    return Locking(rectangles(spots), False, still, f"Open again: the figures of {book.period}.{rest}")


def _id(book: OpenBook, column: int) -> str:
    return book.issued.card.grid.periods[column - 1].id
