"""The buttons on Start of the udf flavour: what each is called and does, and where it tells what it found."""

from __future__ import annotations

from bsc_xl.layout.addresses import cell
from bsc_xl.layout.parts import text
from bsc_xl.layout.types import Button, Kind, Loose, Style

TOP = 13  # row of the heading above the buttons
FREEZE, UNFREEZE, NEXT_MISSING = "BSC_FreezePeriod", "BSC_UnfreezePeriod", "BSC_NextMissing"
BUTTONS: tuple[tuple[str, str, str], ...] = (
    # macro, caption, what it does
    ("BSC_CheckWorkbook", "Check this workbook", "Lists what is late, missing, stale or wrong, and goes to the first."),
    (NEXT_MISSING, "Next missing figure", "Goes to the next figure that is late or missing, from tab to tab."),
    (
        "BSC_RefreshFigures",
        "Figures from a file",
        "Takes figures from .csv, .xlsx or .parquet; asks before it replaces.",
    ),
    ("BSC_UndoRefresh", "Undo figures from a file", "Puts back what stood there before the last file."),
    (FREEZE, "Freeze this period", "Locks the figures of the report period and of all before. Frozen up to: left."),
    (UNFREEZE, "Unfreeze this period", "Opens the report period, and those after it, for figures again."),
)
HEIGHT = 24.0  # of a button's row
FROZEN = (TOP + 1 + [macro for macro, _, _ in BUTTONS].index(FREEZE), 1)
"""Row and column (0 is A) of the cell that names the last frozen period."""
SAID_COLUMN, SAID_TOP, SAID_LINES = 3, 4, 40
"""Column, first row and number of the cells in which the buttons say what they found and did."""
SAID_WIDTH = 90.0
NEXT = TOP + len(BUTTONS) + 2  # the first row below the buttons


def buttons() -> tuple[Button, ...]:
    """The buttons, one a row in column A."""
    return tuple(Button(cell(row, 0), caption, macro) for row, (macro, caption, _) in enumerate(BUTTONS, TOP + 1))


def next_missing_button() -> Button:
    """The button on every unit tab, between its title and its measures: from Start one only gets to the first."""
    return Button("C3:D4", "Next missing figure", NEXT_MISSING)


def texts() -> list[Loose]:
    """The words beside the buttons and around their answers."""
    frozen = Loose(*FROZEN, None, Style(Kind.CALCULATION, "@", align="center"))
    said = text(SAID_TOP - 1, SAID_COLUMN, "What the last button found and did", Kind.BAND)
    words = [text(row, 2, does, Kind.NOTE) for row, (_, _, does) in enumerate(BUTTONS, TOP + 1)]
    return [text(TOP, 0, "Buttons (Excel on Windows)", Kind.BAND), frozen, said, *words]


def heights() -> dict[int, float]:
    """Heights of the rows with buttons."""
    return {TOP + number: HEIGHT for number in range(1, len(BUTTONS) + 1)}
