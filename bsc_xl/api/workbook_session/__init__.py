"""What the buttons of an open workbook decide, without Excel: values of cells go in, values for cells come out.

`udfs/macros.py` only moves values between Excel and these functions.
"""

from bsc_xl.api.workbook_session.findings import Finding, findings, missing, next_missing
from bsc_xl.api.workbook_session.freeze import Locking, freeze, unfreeze
from bsc_xl.api.workbook_session.issued import Issued, Tab, issued
from bsc_xl.api.workbook_session.open_book import OpenBook
from bsc_xl.api.workbook_session.places import (
    CARRIED,
    FROZEN_REF,
    PROTECTION,
    SAID_LINES,
    SAID_REF,
    START,
    START_RANGE,
    UNDO,
    spot_at,
)
from bsc_xl.api.workbook_session.refresh import Change, Refresh, Undo, refresh, undo, undo_rows
from bsc_xl.api.workbook_session.spots import Rectangle, Spot, Write, for_cell, rectangles, writes
from bsc_xl.api.workbook_session.words import listed

__all__ = [
    "CARRIED",
    "FROZEN_REF",
    "PROTECTION",
    "SAID_LINES",
    "SAID_REF",
    "START",
    "START_RANGE",
    "UNDO",
    "Change",
    "Finding",
    "Issued",
    "Locking",
    "OpenBook",
    "Rectangle",
    "Refresh",
    "Spot",
    "Tab",
    "Undo",
    "Write",
    "findings",
    "for_cell",
    "freeze",
    "issued",
    "listed",
    "missing",
    "next_missing",
    "rectangles",
    "refresh",
    "spot_at",
    "undo",
    "undo_rows",
    "unfreeze",
    "writes",
]
