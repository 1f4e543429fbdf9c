"""Which cells are coloured by their status word, and in which colours; the word itself always stands there too."""

from __future__ import annotations

from bsc_xl.layout.addresses import cell, column_letter
from bsc_xl.layout.types import Sheet, Workbook
from bsc_xl.scoring.status import BELOW_RED_FLAG, BETWEEN, GOAL, INSUFFICIENT

GREY = "9AA5B1"
_OK, _LOOK = "2E7D32", "F9A825"
BEGINNING = "not scorable"
"""Words that begin like this are grey: the reason follows."""


def status_ranges(sheet: Sheet) -> list[str]:
    """The cells of a sheet that hold status words."""
    found = [cell(loose.row, loose.column) for loose in sheet.loose if loose.status]
    for table in sheet.tables:
        for number, column in enumerate(table.columns, table.left):
            if column.status and table.rows:
                letter = column_letter(number)
                found.append(f"{letter}{table.first}:{letter}{table.last}")
    return found


def status_colours(layout: Workbook) -> list[tuple[str, str]]:
    """Status words, as formulas, with their colours; bands by place, as their names may hold anything."""
    colours = layout.band_colours
    found = [(f"INDEX(bsc_band_names,{number})", colour) for number, colour in enumerate(colours, 1)]
    words = {GOAL: colours[0], BETWEEN: colours[min(1, len(colours) - 1)], BELOW_RED_FLAG: colours[-1]}
    words |= {"ok": _OK, "look": _LOOK}
    words |= dict.fromkeys(("missing", "late", "not due", "not applicable", INSUFFICIENT), GREY)
    return found + [(f'"{word}"', colour) for word, colour in words.items()]
