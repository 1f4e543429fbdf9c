"""What an annotated copy says: a note a cell that has findings, and the rows of the sheet that lists them all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A text for the comment of a cell; of a range (``C7:C9``) its first cell has it."""

    sheet: str
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row of the list of findings.

    ``sheet`` and ``ref`` say where the link in ``place`` leads; without a sheet there is none. ``effect`` is how far
    the overall score is off, in points; None where that is unknown or does not apply.
    """

    severity: str
    code: str
    place: str
    found: str = ""
    expected: str = ""
    remedy: str = ""
    measure: str = ""
    unit: str = ""
    period: str = ""
    effect: float | None = None
    sheet: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class FindingsSheet:
    """The sheet that lists the findings: its title, what is said above the list, the rows, and the name of its tab."""

    title: str
    rows: tuple[FindingRow, ...]
    above: tuple[str, ...] = ()
    name: str = "Findings"


@dataclass(frozen=True, slots=True)
class Annotated:
    """What was added: the name of the sheet of findings, how many cells have a comment now that tells of findings,
    and how many notes are in none: their sheet or cell is not there, or cannot have comments."""

    sheet: str
    cells: int
    left_out: int
