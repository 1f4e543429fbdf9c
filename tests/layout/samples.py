"""Layouts that many tests look at, made once a process; and what stands in each of their cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.plan import Plan, plan_for
from bsc_xl.layout.types import CellValue, Column, Kind, Sheet, Table, Workbook
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Scorecard
from tests.engines.random_scorecard import random_scorecard
from tests.templates import pages

SAMPLES = ("company", "blank", "random")


class Place(NamedTuple):
    """A cell of a table: row from 0."""

    table: Table
    column: Column
    row: int


@cache
def scorecard(name: str) -> Scorecard:
    """The demo, the blank template, or a scorecard of random measures."""
    return random_scorecard(4, count=120) if name == "random" else pages.scorecard(name)


@cache
def evaluation(name: str) -> Evaluation:
    """A sample scored in the middle of its plan."""
    card = scorecard(name)
    middle = card.grid.periods[len(card.grid.periods) // 2].id
    return Evaluator(card, entries(card, card.actuals)).at(middle)


@cache
def layout(name: str) -> Workbook:
    """A sample's workbook."""
    return workbook_layout(evaluation(name))


@cache
def plan(name: str) -> Plan:
    """A sample's plan."""
    return plan_for(evaluation(name))


def places(sheet: Sheet) -> Iterator[tuple[str, Place]]:
    """Every cell below the headings of a sheet's tables."""
    for table in sheet.tables:
        for number, column in enumerate(table.columns, table.left):
            for row in range(table.rows):
                yield cell(table.first + row, number), Place(table, column, row)


@cache
def values(name: str) -> dict[tuple[str, str], CellValue]:
    """What stands in every cell of a sample, headings left out."""
    found: dict[tuple[str, str], CellValue] = {}
    for sheet in layout(name).sheets:
        found.update({(sheet.name, cell(loose.row, loose.column)): loose.value for loose in sheet.loose})
        found.update({(sheet.name, ref): at.column.values[at.row] for ref, at in places(sheet)})
    return found


def kinds(sheet: Sheet) -> dict[str, Kind]:
    """The kind of every cell of a sheet, headings left out."""
    found = {cell(loose.row, loose.column): loose.style.kind for loose in sheet.loose}
    found.update({ref: at.column.kind_of(at.row) for ref, at in places(sheet)})
    return found


def cells_of(reference: str) -> list[str]:
    """The cells of a range such as ``B3:C4`` or ``$A$1``."""
    first, _, last = reference.replace("$", "").partition(":")
    (left, top), (right, bottom) = split(first), split(last or first)
    return [cell(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def split(ref: str) -> tuple[int, int]:
    """Column (0 is A) and row of an address."""
    from bsc_xl.layout.addresses import column_number

    letters = ref.rstrip("0123456789")
    return column_number(letters), int(ref[len(letters) :])
