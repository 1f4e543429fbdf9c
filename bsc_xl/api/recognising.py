"""Tells a definition from a scored workbook, so that people who mix them up are told so."""

from __future__ import annotations

from dataclasses import replace

from bsc_xl.layout.sheets import carried
from bsc_xl.received import ReceivedBook
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.outcome import Outcome

_MISSING = "PRV001"


def is_definition(book: ReceivedBook) -> bool:
    """Whether a workbook is a definition: it has the sheets that each one needs, and carries no manifest."""
    if book.sheet(carried.SHEET) is not None:
        return False
    # Imported only now, since it takes time that nearly all workbooks need not wait for.
    from bsc_xl.io.definition.records import TABLES

    return all(book.sheet(table.sheet) for table in TABLES.values() if table.required)


def as_definition(outcome: Outcome) -> Outcome:
    """What was found in a definition: first of all that it is one, and what to do; whatever rules were chosen."""
    words = "this is a definition, and not a scored workbook that is made from one"
    remedy = (
        "Give the scored workbook. Whether the definition is sound, bsc-xl build says: "
        f'bsc-xl build "{outcome.name}" -o scorecard.xlsx'
    )
    others = tuple(finding for finding in outcome.findings if finding.code != _MISSING)
    return replace(outcome, findings=(Finding(_MISSING, found=words, remedy=remedy), *others), notes=())
