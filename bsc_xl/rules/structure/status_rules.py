"""The conditions by which status words are coloured, as issued and as they came back."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_xl.layout.addresses import cell
from bsc_xl.layout.status_formats import BEGINNING, GREY, status_colours
from bsc_xl.layout.types import Workbook
from bsc_xl.received import ReceivedFormat, ReceivedSheet
from bsc_xl.rules.canonical import Area, canonical
from bsc_xl.rules.repairs import AddStatusFormats
from bsc_xl.rules.structure.coverage import area_of, corner, first_uncovered


def conditions(layout: Workbook) -> tuple[str, ...]:
    """Each condition in one spelling: what the cell equals, or how its text begins."""
    return (*(canonical(word) for word, _ in status_colours(layout)), f"begins {BEGINNING}")


def first_uncoloured(ranges: Sequence[str], received: ReceivedSheet, wanted: Sequence[str]) -> str:
    """The first cell of the ranges that a condition no longer covers; empty where all are covered."""
    covering: dict[str, list[Area]] = {}
    for one in received.formats:
        meaning = _meaning(one)
        if meaning:
            covering.setdefault(meaning, []).extend(area_of(ref) for ref in one.ranges)
    for ref in ranges:
        for condition in wanted:
            lost = first_uncovered(ref, covering.get(condition, ()))
            if lost:
                return lost
    return ""


def _meaning(one: ReceivedFormat) -> str:
    """What a conditional format looks for, in one spelling; empty for one of another kind."""
    formula = canonical(one.formulas[0]) if one.formulas else ""
    if one.kind == "cellIs" and one.operator == "equal":
        return formula
    if one.kind == "beginsWith":
        return f"begins {one.text or BEGINNING if BEGINNING.upper() in formula.upper() else one.text}"
    if one.kind == "expression" and one.ranges:
        row, column = corner(one.ranges)
        for address in (cell(row, column), cell(row, column, absolute=True)):
            if formula.startswith(f"{address}="):
                return formula[len(address) + 1 :]
        if formula.startswith("LEFT(") and formula.upper().endswith(f'="{BEGINNING.upper()}"'):
            return f"begins {BEGINNING}"
    return ""


def repair_of(layout: Workbook, sheet: str, ranges: Sequence[str]) -> AddStatusFormats:
    """The repair that colours the ranges of a sheet as issued."""
    row, column = corner(ranges[:1])
    first = cell(row, column)
    formats = [(f"{first}={word}", colour) for word, colour in status_colours(layout)]
    formats.append((f'LEFT({first},{len(BEGINNING)})="{BEGINNING}"', GREY))
    return AddStatusFormats(sheet, tuple(ranges), tuple(formats))
