"""Moves values between an open workbook of Excel and `bsc_xl.api.workbook_session`; decides nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from bsc_xl.api import workbook_session as session
from bsc_xl.api.workbook_session.words import Said
from bsc_xl.errors import UnreadableInput, WrongUsage

from .macro_registry import TITLE

FILES = "Figures (*.csv;*.xlsx;*.xlsm;*.parquet),*.csv;*.xlsx;*.xlsm;*.parquet"


def sheet_of(book: Any, name: str) -> Any:
    """A sheet of the workbook.

    Raises:
        WrongUsage: it was renamed or deleted.
    """
    for sheet in book.sheets:
        if sheet.name == name:
            return sheet
    raise WrongUsage(f"The sheet {name} is not there: was it renamed or deleted? Put it back under this name.")


def values(book: Any, sheet: str, ref: str) -> Sequence[Sequence[object]]:
    """The values of a range, row by row; errors as texts such as #N/A."""
    found: Sequence[Sequence[object]] = sheet_of(book, sheet).range(ref).options(ndim=2, err_to_str=True).value
    return found


def read(book: Any, *, formulas: bool = False) -> session.OpenBook:
    """Read the whole workbook: one call of Excel a tab, and one more a sheet where formulas are wanted.

    Raises:
        UnreadableInput: bsc-xl did not build it.
        WrongUsage: sheets or rows are not where they belong.
    """
    if session.CARRIED not in [sheet.name for sheet in book.sheets]:
        raise UnreadableInput("This workbook carries no definition, so bsc-xl did not build it.")
    carried = sheet_of(book, session.CARRIED).used_range.options(ndim=2).value
    issued = session.issued(carried)
    blocks = {tab.sheet: values(book, tab.sheet, tab.block) for tab in issued.tabs if tab.measures}
    areas = issued.formula_areas() if formulas else {}
    typed = {name: _formulas(book, name, ref) for name, ref in areas.items()}
    start = values(book, session.START, session.START_RANGE)
    frozen = values(book, session.START, session.FROZEN_REF)
    return session.OpenBook(issued, blocks, start, frozen[0][0], typed)


def _formulas(book: Any, sheet: str, ref: str) -> Sequence[Sequence[object]]:
    found: Any = sheet_of(book, sheet).range(ref).formula
    return ((found,),) if isinstance(found, str) else found


@contextmanager
def unprotected(book: Any, names: Iterable[str]) -> Iterator[None]:
    """Take the protection off sheets, and put it on again as bsc-xl sets it, whatever happens in between.

    Raises:
        WrongUsage: a sheet has a password.
    """
    with ExitStack() as stack:
        for name in dict.fromkeys(names):
            sheet = sheet_of(book, name)
            if not sheet.api.ProtectContents:
                continue
            _take_off(sheet)
            stack.callback(sheet.api.Protect, *session.PROTECTION)
        yield


def _take_off(sheet: Any) -> None:
    # With a wrong password Excel raises; without one it would ask for it in a window.
    try:
        sheet.api.Unprotect("")
    except Exception as error:
        raise WrongUsage(_password(sheet.name)) from error
    if sheet.api.ProtectContents:
        raise WrongUsage(_password(sheet.name))


def _password(sheet: str) -> str:
    return f"The sheet {sheet} is protected with a password: take the protection off (Review, Unprotect Sheet) first."


def write(book: Any, writes: Sequence[session.Write]) -> None:
    """Write blocks of values, one call of Excel each, while nothing is recalculated."""
    with unprotected(book, (one.sheet for one in writes)), quiet(book):
        for one in writes:
            sheet_of(book, one.sheet).range(one.ref).value = one.values


@contextmanager
def quiet(book: Any) -> Iterator[None]:
    """Neither recalculate nor redraw in between."""
    with book.app.properties(calculation="manual", screen_updating=False):
        yield


def keep_for_undo(book: Any, rows: list[list[object]]) -> None:
    """Put rows into the hidden sheet in place of those that stand there."""
    with unprotected(book, (session.UNDO,)), quiet(book):
        sheet = sheet_of(book, session.UNDO)
        sheet.used_range.clear_contents()
        sheet.range("A1").value = rows


def say(book: Any, said: Said, *, box: bool = True) -> None:
    """Tell in the cells on Start and, unless the cell that is selected says enough, in a message box."""
    lines = session.listed(said.for_cells(session.SAID_LINES))
    write(book, [session.Write(session.START, session.SAID_REF, lines)])
    if box:
        book.app.alert(said.for_box(), TITLE, mode="info")


def go_to(book: Any, spot: session.Spot) -> None:
    """Select a cell."""
    sheet = sheet_of(book, spot.sheet)
    sheet.activate()
    sheet.range(spot.ref).select()


def active_spot(book: Any) -> session.Spot:
    """The cell that is selected, or the first of those."""
    found = book.selection
    return session.spot_at(book.sheets.active.name, found.row if found else 1, found.column if found else 1)


def chosen_file(book: Any) -> str:
    """The file that the user chooses; empty if none."""
    found = book.app.api.GetOpenFilename(FILES, 1, "Choose the file with figures")
    return found if isinstance(found, str) else ""
