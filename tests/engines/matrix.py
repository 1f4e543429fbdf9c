"""The agreement matrix: scorecards at report periods, computed by every engine and held against the core cell by cell.

Every stored value of a calculated cell is a wrong number before an engine sees the file, also where only the array
formula of another cell fills it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bsc_xl.api.flavours import carried_definition
from bsc_xl.api.recalculating import recalculate
from bsc_xl.engines.recalculate import Engine
from bsc_xl.engines.stored_cells import Place, stored_cells
from bsc_xl.engines.xlwings_path import values_by_xlwings
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.io.xlsx_write.cells import serial
from bsc_xl.layout.types import Column, Sheet, Table, Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Frequency, Scorecard
from tests.engines.agreement import Difference, same
from tests.engines.random_scorecard import random_scorecard
from tests.real_data.nyc import new_york
from tests.templates import pages

POISON = -98765.4321
SEEDS = (1, 2, 3, 4, 5)
MEASURES = 400  # for each seed
SAMPLED = 1  # units, where an engine is slow


@dataclass(frozen=True, slots=True)
class Counts:
    """What came out for a number of cells."""

    compared: int = 0
    agreeing: int = 0
    not_computed: int = 0
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def differing(self) -> int:
        """How many cells have another value than the core's."""
        return len(self.differences)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.compared + other.compared,
            self.agreeing + other.agreeing,
            self.not_computed + other.not_computed,
            self.differences + other.differences,
            self.reasons + other.reasons,
        )


Found = tuple[Mapping[Place, object], Mapping[Place, str]]
"""Values, and reasons why there is none, by place."""


@dataclass(frozen=True)
class Case:
    """A scorecard at a report period as a workbook: the layout with the core's values, and its file, spoiled."""

    layout: Workbook
    path: Path
    sheets: Collection[str] | None = None


@dataclass(frozen=True)
class Way:
    """An engine with a flavour: a column of the matrix."""

    key: str
    title: str
    flavour: Flavour
    find: Callable[[Case], Found]
    complete: bool  # computes every cell
    sampled: bool = False  # the smallest tab of the first scorecard of a row


def _by(engine: Engine) -> Callable[[Case], Found]:
    def find(case: Case) -> Found:
        found = recalculate(case.path, engine, sheets=case.sheets)
        return found.values, {(cell.sheet, cell.ref): cell.reason for cell in found.not_computed}

    return find


def _by_xlwings(case: Case) -> Found:
    """Only the cells that functions fill: xlwings computes no others."""
    found = values_by_xlwings(case.layout)
    calls = {(c.sheet, c.ref) for c in case.layout.calculated() if "BSC_" in c.formula}
    others = {(c.sheet, c.ref): OTHERS for c in case.layout.calculated() if (c.sheet, c.ref) not in calls}
    return found, others


OTHERS = "no call of a function"
WAYS = (
    Way("core", "core, from the workbook's inputs", Flavour.UDF, _by(Engine.CORE), complete=True),
    Way("xlwings", "xlwings, `call_udf`", Flavour.UDF, _by_xlwings, complete=True),
    Way("addin", "LibreOffice, add-in, udf", Flavour.UDF, _by(Engine.LIBREOFFICE), complete=True),
    Way("native", "LibreOffice, native", Flavour.NATIVE, _by(Engine.LIBREOFFICE), complete=True),
    Way("formualizer", "formualizer, udf", Flavour.UDF, _by(Engine.FORMUALIZER), complete=False),
    Way("formualizer-native", "formualizer, native", Flavour.NATIVE, _by(Engine.FORMUALIZER), complete=False),
    Way("formulas", "formulas, udf, sample", Flavour.UDF, _by(Engine.FORMULAS), complete=False, sampled=True),
)


def company(_: Path) -> Iterator[tuple[Evaluator, Sequence[str]]]:
    """The company demo: before most figures, in the middle of a year, at the end of the plan."""
    card = pages.scorecard("company")
    yield Evaluator(card, entries(card, card.actuals)), ("2023-07", "2025-06", "2027-06")


def city(shared: Path) -> Iterator[tuple[Evaluator, Sequence[str]]]:
    """New York City, 36 agencies; its facts become the card's own, which the workbook then carries."""
    made = new_york(shared)
    card = replace(made.card, actuals=tuple(made.imported.facts))
    yield Evaluator(card, entries(card, card.actuals)), ("FY2016", "FY2019", "FY2023")


def random(_: Path) -> Iterator[tuple[Evaluator, Sequence[str]]]:
    """2,000 random measures in five scorecards."""
    for seed in SEEDS:
        card = random_scorecard(seed, Frequency.MONTHLY if seed % 2 else Frequency.QUARTERLY, MEASURES)
        yield Evaluator(card, entries(card, card.actuals)), early_middle_late(card)


def early_middle_late(card: Scorecard) -> tuple[str, str, str]:
    """The first period, in which little is due, one in the middle, and the last but one."""
    periods = card.grid.periods
    return periods[0].id, periods[len(periods) // 2].id, periods[-2].id


Rows = Callable[[Path], Iterator[tuple[Evaluator, Sequence[str]]]]
SUBJECTS: Mapping[str, tuple[str, Rows]] = {
    "company": ("company demo", company),
    "city": ("city, 36 agencies", city),
    "random": ("2,000 random measures", random),
}


def case_of(evaluation: Evaluation, flavour: Flavour, folder: Path) -> Case:
    """Write the workbook of an evaluation in a flavour, spoiled."""
    definition = carried_definition(evaluation.card)
    layout = workbook_layout(evaluation, None, flavour, definition)
    path = folder / f"{flavour.value}.xlsx"
    write_workbook(spoiled(layout), path)
    calculated = stored_cells(path).calculated()
    assert {(c.sheet, c.ref) for c in layout.calculated()} == set(calculated)
    assert {cell.value for cell in calculated.values()} == {POISON}
    return Case(layout, path)


def computed(case: Case, way: Way) -> Counts:
    """What an engine makes of a workbook; of a sample of it, where it is slow."""
    chosen = replace(case, sheets=sample(case.layout)) if way.sampled else case
    return counts(chosen, way.find(chosen))


def sample(layout: Workbook) -> list[str]:
    """Tabs of units with the fewest measures that read no other unit's tab.

    `formulas` takes some of what stands there for 0, and a cell that it was not asked for cannot be told from one
    that it could not compute.
    """
    tabs = [sheet for sheet in layout.sheets if sheet.kind == "unit" and sheet.table("measures").rows]
    tabs = [sheet for sheet in tabs if not {"delegated", "contributions"} & {table.key for table in sheet.tables}]
    return [sheet.name for sheet in sorted(tabs, key=lambda sheet: sheet.table("measures").rows)[:SAMPLED]]


def spoiled(layout: Workbook) -> Workbook:
    """The layout with a wrong number for every calculated value."""
    return replace(layout, sheets=tuple(_spoiled_sheet(sheet) for sheet in layout.sheets))


def _spoiled_sheet(sheet: Sheet) -> Sheet:
    loose = tuple(replace(one, value=POISON, stored=None) if one.formula else one for one in sheet.loose)
    return replace(sheet, loose=loose, tables=tuple(_spoiled_table(table) for table in sheet.tables))


def _spoiled_table(table: Table) -> Table:
    return replace(table, columns=tuple(_spoiled_column(column, table) for column in table.columns))


def _spoiled_column(column: Column, table: Table) -> Column:
    values = [POISON if column.formula_of(row, table.first + row) else column.values[row] for row in range(table.rows)]
    return replace(column, values=values)


def counts(case: Case, found: Found) -> Counts:
    """Hold what was found against the core."""
    values, without = found
    cells = [c for c in case.layout.calculated() if case.sheets is None or c.sheet in case.sheets]
    cells = [c for c in cells if without.get((c.sheet, c.ref)) != OTHERS]
    computed = [c for c in cells if (c.sheet, c.ref) in values]
    differences = tuple(
        Difference(c.sheet, c.ref, c.value, values[c.sheet, c.ref], c.formula)
        for c in computed
        if not same(serial(c.value) if isinstance(c.value, date) else c.value, values[c.sheet, c.ref])
    )
    missed = [without.get((c.sheet, c.ref), "nothing was found") for c in cells if (c.sheet, c.ref) not in values]
    return Counts(len(cells), len(computed) - len(differences), len(missed), differences, tuple(missed))
