"""The macros behind the buttons on Start: they read the open workbook, ask `workbook_session`, and write its answer.

Checking a workbook looks for what its own sheet Checks counts and for what was typed over. The full validator is not
part of it yet: it takes the place of `workbook_session.findings`.
"""

from __future__ import annotations

from pathlib import Path

from bsc_xl import api
from bsc_xl.api import workbook_session as session
from bsc_xl.api.workbook_session import words

from .macro_registry import MACROS, TITLE, excel_macro
from .open_workbook import (
    active_spot,
    chosen_file,
    go_to,
    keep_for_undo,
    quiet,
    read,
    say,
    sheet_of,
    unprotected,
    write,
)

__all__ = [
    "MACROS",
    "BSC_CheckWorkbook",
    "BSC_FreezePeriod",
    "BSC_NextMissing",
    "BSC_RefreshFigures",
    "BSC_UndoRefresh",
    "BSC_UnfreezePeriod",
]


@excel_macro
def BSC_CheckWorkbook(book):
    """Lists what is late, missing, stale, of the wrong kind or typed over, and selects the first cell concerned."""
    found = session.findings(read(book, formulas=True))
    if found:
        go_to(book, found[0].spot)
    say(book, words.of_findings(found))


@excel_macro
def BSC_NextMissing(book):
    """Selects the next entry that is late or missing at the report period, from the active cell on."""
    found, count = session.next_missing(read(book), active_spot(book))
    if found:
        go_to(book, found.spot)  # where the cell's own input message says what is wanted
    say(book, words.of_missing(found, count), box=not found)


@excel_macro
def BSC_RefreshFigures(book):
    """Takes figures from a file that the user chooses; asks before it replaces a figure that differs."""
    path = chosen_file(book)
    if not path:
        return
    there = read(book)
    found = session.refresh(there, api.read_facts(Path(path), there.issued.card))
    replace = False
    if found.differing:
        answer = book.app.alert(words.question(found).text(), TITLE, "yes_no_cancel", "info")
        if answer == "cancel":
            return
        replace = answer == "yes"
    changes = found.changes(replace=replace)
    if changes:
        keep_for_undo(book, session.undo_rows(changes))
        write(book, session.writes({change.spot: change.new for change in changes}))
        go_to(book, changes[0].spot)
    say(book, words.of_refresh(found, changes))


@excel_macro
def BSC_UndoRefresh(book):
    """Puts back what the last file changed, where nobody changed it since."""
    rows = sheet_of(book, session.UNDO).used_range.options(ndim=2).value
    found = session.undo(read(book), rows)
    if found.changes:
        write(book, session.writes({change.spot: change.new for change in found.changes}))
        go_to(book, found.changes[0].spot)
    keep_for_undo(book, session.undo_rows(()))
    say(book, words.of_undo(found))


@excel_macro
def BSC_FreezePeriod(book):
    """Locks the entries of the report period and of all before."""
    _lock(book, session.freeze(read(book)))


@excel_macro
def BSC_UnfreezePeriod(book):
    """Opens the entries of the report period, and of those after it, again."""
    _lock(book, session.unfreeze(read(book)))


def _lock(book, locking):
    """Lock or open cells; a sheet whose protection was off is protected, or nothing would be locked."""
    names = [block.sheet for block in locking.blocks]
    with quiet(book), unprotected(book, names):
        for block in locking.blocks:
            sheet_of(book, block.sheet).range(block.ref).api.Locked = locking.locked
    for name in dict.fromkeys(names):
        if not sheet_of(book, name).api.ProtectContents:
            sheet_of(book, name).api.Protect(*session.PROTECTION)
    write(book, [session.Write(session.START, session.FROZEN_REF, [[session.for_cell(locking.frozen_up_to)]])])
    say(book, words.Said(locking.words, []))
