"""Sheets and ranges of a workbook with buttons that are the same in every scorecard."""

from __future__ import annotations

from bsc_xl.api.workbook_session.spots import Spot
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.protection import EXCEL_ARGUMENTS
from bsc_xl.layout.sheets import carried, start, start_buttons, undo

CARRIED, START, UNDO = carried.SHEET, start.SHEET, undo.SHEET
START_RANGE = f"{cell(start.PERIOD_ROW, 1)}:{cell(start.DAY_ROW, 1)}"
"""The report period and, below it, the report date if another."""
FROZEN_REF = cell(*start_buttons.FROZEN)
SAID_LINES = start_buttons.SAID_LINES
SAID_REF = (
    f"{cell(start_buttons.SAID_TOP, start_buttons.SAID_COLUMN)}:"
    f"{cell(start_buttons.SAID_TOP + SAID_LINES - 1, start_buttons.SAID_COLUMN)}"
)
PROTECTION = EXCEL_ARGUMENTS
"""The arguments of Excel's Worksheet.Protect."""


def spot_at(sheet: str, row: int, column: int) -> Spot:
    """A cell as xlwings counts: row and column from 1."""
    return Spot(sheet, row, column - 1)
