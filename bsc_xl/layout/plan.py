"""Where everything on the unit tabs stands; other sheets link there by this plan and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.evaluation.units import UnitResult
from bsc_xl.layout.addresses import at, column_letter, quoted, sheet_names
from bsc_xl.layout.measure_columns import DEFINITIONS, RESULTS, WORKINGS
from bsc_xl.layout.udf import Flavour
from bsc_xl.model import Aggregation, Scorecard

FIXED_SHEETS = (
    "Start",
    "Strategy",
    "Dashboard",
    "Units",
    "Initiatives",
    "Reviews",
    "SMART",
    "Checks",
    "Lists",
    "_bsc",
    "_undo",
    "xlwings.conf",
)
HEADING_ROW = 6  # of the measure table, on every unit tab
PLACED = ("weight_row", "points", "point_row", "wanted")  # definition columns that depend on where things stand
SUMMARY_COLUMNS = ("name", "context", "weight", "coverage", "low", "high", "score", "status")
SUMMARY_MORE = ("id", "parent", "method", "own", "weights", "capped")


@dataclass(frozen=True)
class Columns:
    """Column numbers of a unit tab (0 is A): results, entries, definitions, targets, workings, from left to right."""

    periods: int
    years: int

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number of every column that stands once, by key."""
        keys = [column.key for column in RESULTS] + ["as_of", "note"]
        found = {key: number for number, key in enumerate(keys)}
        place = len(keys) + self.periods
        for key in (*(column.key for column in DEFINITIONS), *PLACED):
            found[key] = place
            place += 1
        place += self.periods + self.years
        for key, _, _ in WORKINGS:
            found[key] = place
            place += 1
        return found

    @property
    def first_entry(self) -> int:
        """The first period's column."""
        return len(RESULTS) + 2

    @property
    def first_target(self) -> int:
        """The first period target's column."""
        return self.first_entry + self.periods + len(DEFINITIONS) + len(PLACED)

    @property
    def first_year(self) -> int:
        """The first year target's column."""
        return self.first_target + self.periods

    def block(self, first: int, count: int, rows: str = "\0") -> str:
        """A block of columns as a range of one row (a NUL for its number) or of given rows ("7:36")."""
        top, _, bottom = rows.partition(":")
        return f"${column_letter(first)}{top}:${column_letter(first + count - 1)}{bottom or top}"


@dataclass(frozen=True)
class UnitPlace:
    """Where a unit's results stand: rows from 1."""

    sheet: str
    columns: Columns
    measure_rows: Mapping[str, int]
    objective_rows: Mapping[str, int]
    perspective_rows: Mapping[str, int]
    total_row: int
    delegated_heading: int
    contribution_heading: int
    weights_heading: int

    @property
    def objective_heading(self) -> int:
        """Row of the objective table's heading."""
        return HEADING_ROW + len(self.measure_rows) + 3

    @property
    def perspective_heading(self) -> int:
        """Row of the perspective table's heading."""
        return self.objective_heading + len(self.objective_rows) + 3

    def measure(self, measure_id: str, key: str) -> str:
        """Address, with the sheet, of a column of a measure."""
        return at(self.sheet, self.measure_rows[measure_id], self.columns.numbers[key])

    def entry(self, measure_id: str, period: int) -> str:
        """Address, with the sheet, of a measure's entry in a grid column (from 1)."""
        return at(self.sheet, self.measure_rows[measure_id], self.columns.first_entry + period - 1)

    def summary(self, row: int, key: str) -> str:
        """Address, with the sheet, of a column of an objective's, a perspective's or the total row."""
        return at(self.sheet, row, SUMMARY_COLUMNS.index(key))

    def objective(self, objective_id: str, key: str) -> str:
        """Address, with the sheet, of a column of an objective's row."""
        return self.summary(self.objective_rows[objective_id], key)

    def total(self, key: str) -> str:
        """Address, with the sheet, of a column of the total row."""
        return self.summary(self.total_row, key)

    def column(self, key: str) -> str:
        """A measure column as a range, with the sheet."""
        letter = column_letter(self.columns.numbers[key])
        last = max(HEADING_ROW + 1, HEADING_ROW + len(self.measure_rows))
        return f"{quoted(self.sheet)}!${letter}${HEADING_ROW + 1}:${letter}${last}"


@dataclass(frozen=True)
class Plan:
    """Sheet names and the places of all units."""

    evaluation: Evaluation
    units: Mapping[str, UnitPlace]
    perspective_sheets: Mapping[str, str]
    flavour: Flavour = Flavour.NATIVE
    review_rows: int = 0
    values_only: bool = False  # what only looks or says how values come about is left out

    @property
    def card(self) -> Scorecard:
        """The scorecard."""
        return self.evaluation.card

    @property
    def top(self) -> UnitPlace:
        """The place of the top unit."""
        return self.units[self.evaluation.top.unit.id]

    def of_measure(self, measure_id: str) -> UnitPlace:
        """The tab on which a measure stands."""
        return self.units[self.card.measure_by_id[measure_id].unit]


def delegations(result: UnitResult) -> int:
    """How many objectives' results a unit takes over from the units directly below."""
    return sum(len(objective.delegated) for objective in result.objectives)


def contributions(card: Scorecard, result: UnitResult) -> list[tuple[str, str]]:
    """(parent measure, contributing measure) for every contribution that a unit's tab shows."""
    return [
        (measure.inputs.measure.id, child.id)
        for measure in result.measures
        for child in card.contributors.get(measure.inputs.measure.id, ())
    ]


def has_weighted_rollup(result: UnitResult) -> bool:
    """True where a measure of the unit averages its contributors by weights."""
    return any(m.inputs.computed and m.inputs.measure.cascade_rollup is Aggregation.WEIGHTED for m in result.measures)


def _place(card: Scorecard, result: UnitResult, sheet: str, columns: Columns) -> UnitPlace:
    row = HEADING_ROW + 1
    measures = {m.inputs.measure.id: row + number for number, m in enumerate(result.measures)}
    row += len(measures) + 3
    objectives = {o.objective.id: row + number for number, o in enumerate(result.objectives)}
    row += len(objectives) + 3
    perspectives = {p.perspective.id: row + number for number, p in enumerate(result.perspectives)}
    total = row + len(perspectives)
    delegated_heading = total + 3
    after = delegated_heading + delegations(result) + 3 if delegations(result) else delegated_heading
    count = len(contributions(card, result))
    return UnitPlace(
        sheet, columns, measures, objectives, perspectives, total, delegated_heading, after, after + count + 3
    )


SPARE_REVIEWS = 40  # blank rows to type in


def plan_for(
    evaluation: Evaluation,
    flavour: Flavour = Flavour.NATIVE,
    review_rows: int | None = None,
    *,
    values_only: bool = False,
) -> Plan:
    """Name the sheets and place the units of an evaluated scorecard."""
    card = evaluation.card
    columns = Columns(len(card.grid.periods), len(card.grid.years))
    perspectives = sheet_names((p.name for p in card.perspectives), FIXED_SHEETS)
    taken = [*FIXED_SHEETS, *perspectives]
    names = sheet_names((result.unit.name for result in evaluation.units.values()), taken)
    units = {
        unit: _place(card, result, name, columns)
        for (unit, result), name in zip(evaluation.units.items(), names, strict=True)
    }
    of_perspective = dict(zip((p.id for p in card.perspectives), perspectives, strict=True))
    rows = len(card.reviews) + SPARE_REVIEWS if review_rows is None else max(review_rows, len(card.reviews))
    return Plan(evaluation, units, of_perspective, flavour, rows, values_only)
