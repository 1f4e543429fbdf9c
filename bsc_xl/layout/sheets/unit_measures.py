"""The measure table of a unit tab: results, entries, definition, targets and workings side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.units import UnitResult
from bsc_xl.evaluation.workings import wanted, workings
from bsc_xl.layout import udf
from bsc_xl.layout.addresses import column_letter
from bsc_xl.layout.measure_columns import DEFINITIONS, MEASURE, RESULTS, WORKINGS, working_values
from bsc_xl.layout.native import ARRAYS, measure_formula
from bsc_xl.layout.number_formats import DATE, FINE, WHOLE, measure_format
from bsc_xl.layout.plan import HEADING_ROW, Columns, Plan, UnitPlace
from bsc_xl.layout.sheets.lists import ListPlaces
from bsc_xl.layout.types import Block, CellValue, Column, Kind, Table
from bsc_xl.layout.udf import Flavour
from bsc_xl.model import Aggregation
from bsc_xl.scoring import Value


@lru_cache(maxsize=64)
def _addresses(columns: Columns, measures: int) -> Mapping[str, str]:
    """What each name in a formula stands for, with a NUL for the row's number."""
    count, years = columns.periods, columns.years
    last = HEADING_ROW + max(1, measures)
    found = {key: f"${column_letter(number)}\0" for key, number in columns.numbers.items()}
    found["e"] = columns.block(columns.first_entry, count)
    found["t"] = columns.block(columns.first_target, count)
    found["y"] = columns.block(columns.first_year, years)
    found["x"] = columns.block(columns.first_entry, count, f"${HEADING_ROW - 1}:${HEADING_ROW - 1}")
    found["e_all"] = columns.block(columns.first_entry, count, f"${HEADING_ROW + 1}:${last}")
    return MappingProxyType(found)


@lru_cache(maxsize=4096)
def _formula(key: str, columns: Columns, measures: int) -> str:
    """A column's formula; tabs with equally many measures share it."""
    return measure_formula(key, _addresses(columns, measures))


@lru_cache(maxsize=64)
def _ranges(columns: Columns, measures: int) -> Mapping[str, str]:
    """The columns of the table as absolute ranges, for calls that take a whole column."""
    first, last = HEADING_ROW + 1, HEADING_ROW + measures
    rows = f"${first}:${last}"
    found = {key: columns.block(number, 1, rows) for key, number in columns.numbers.items()}
    found["e"] = columns.block(columns.first_entry, columns.periods, rows)
    found["t"] = columns.block(columns.first_target, columns.periods, rows)
    found["y"] = columns.block(columns.first_year, columns.years, rows)
    found["whys"] = columns.block(columns.numbers[udf.WHYS[0]], len(udf.WHYS), rows)
    return MappingProxyType(found)


class MeasureTable:
    """Builds the table of one unit."""

    def __init__(self, plan: Plan, result: UnitResult, place: UnitPlace, lists: ListPlaces) -> None:
        self.plan, self.result, self.place, self.lists = plan, result, place, lists
        self.columns = place.columns
        self.grid = plan.card.grid
        self.formats = [measure_format(m.inputs.measure) for m in result.measures]
        self.steps = [working_values(m, workings(m, self._weights(m))) for m in result.measures]
        self.addresses = _addresses(self.columns, len(result.measures))

    def _weights(self, m: MeasureResult) -> list[Value] | None:
        if m.inputs.measure.aggregation is not Aggregation.WEIGHTED:
            return None
        return list(self.plan.evaluation.evaluator.row(m.inputs.measure.weighted_by))

    def table(self) -> Table:
        """The whole table."""
        columns = (
            *self._results(),
            *self._notes(),
            *self._entries(),
            *(self._blanks() if self.plan.values_only else self._definition_columns()),
            *self._workings(),
        )
        return Table("measures", HEADING_ROW, 0, columns, len(self.result.measures))

    def _definition_columns(self) -> list[Column]:
        return [*self._definitions(), *self._period_targets(), *self._year_targets()]

    def _blanks(self) -> list[Column]:
        """As many columns as those of the definition, without cells."""
        count = self.columns.numbers["last"] - self.columns.numbers["id"]
        return [Column("", "", Kind.DEFINITION, ())] * count

    def _number(self, number: str) -> str | Sequence[str]:
        return self.formats if number == MEASURE else number

    def _formula(self, key: str) -> str:
        return _formula(key, self.columns, len(self.result.measures))

    def _calculation(self, key: str) -> dict[str, Any]:
        """The formula fields of a calculated column: a formula a row, or in the udf flavour one call for all."""
        count = len(self.result.measures)
        if self.plan.flavour is Flavour.NATIVE or not count:
            return {"formula": self._formula(key), "array": key in ARRAYS}
        if key in udf.WHYS:
            text = udf.measure_block(udf.WHYS[0], _ranges(self.columns, count))
            return {"blocks": (Block(0, count, len(udf.WHYS), text, filled=key != udf.WHYS[0]),)}
        if key in udf.MEASURE:
            return {"blocks": (Block(0, count, 1, udf.measure_block(key, _ranges(self.columns, count))),)}
        return {"formula": self._formula(key), "array": key in ARRAYS}

    def _results(self) -> list[Column]:
        return [
            Column(
                key=c.key,
                title=c.title,
                kind=c.kind,
                values=[c.value(m) for m in self.result.measures],
                number=self._number(c.number),
                status=c.status,
                indent=c.indent,
                wrap=c.wrap,
                align="right" if c.number == MEASURE else "",
                **({} if c.kind is Kind.DEFINITION else self._calculation(c.key)),
            )
            for c in RESULTS
        ]

    def _notes(self) -> list[Column]:
        entries = self.plan.evaluation.evaluator.entries
        ids = [m.inputs.measure.id for m in self.result.measures]
        kinds = [Kind.IDLE if m.inputs.computed else Kind.INPUT for m in self.result.measures]
        days: list[CellValue] = [m.as_of for m in self.result.measures]
        notes: list[CellValue] = [entries.notes.get(measure_id) or None for measure_id in ids]
        return [
            Column("as_of", "As of", Kind.INPUT, days, number=DATE, kinds=kinds),
            Column("note", "Note", Kind.INPUT, notes, wrap=True, indent=1),
        ]

    def _entries(self) -> list[Column]:
        measures = self.result.measures
        found = []
        for number, period in enumerate(self.grid.periods, 1):
            kinds = [self._entry_kind(m, number) for m in measures]
            values: list[CellValue] = [m.entries[number - 1] for m in measures]
            computed = any(kind is Kind.CALCULATION for kind in kinds)
            formula = self._contribution_formula(number) if computed else ""
            found.append(Column(period.id, period.id, Kind.INPUT, values, formula, computed, self.formats, kinds=kinds))
        return found

    @staticmethod
    def _entry_kind(m: MeasureResult, number: int) -> Kind:
        if number % m.inputs.step:
            return Kind.IDLE
        return Kind.CALCULATION if m.inputs.computed else Kind.INPUT

    def _contribution_formula(self, number: int) -> str:
        """A computed entry: evaluation.cascade.combine over the contributions further down on the tab."""
        letter = column_letter(self.columns.first_entry + number - 1)
        key_letter = column_letter(len("ABCDEFGH"))
        place = self.place
        first = place.contribution_heading + 1
        last = place.weights_heading - 3
        cells, keys = f"{letter}${first}:{letter}${last}", f"${key_letter}${first}:${key_letter}${last}"
        shift = place.weights_heading - place.contribution_heading
        weights = f"{letter}${first + shift}:{letter}${last + shift}"
        own, method = self.addresses["id"], self.addresses["rollup"]
        count = f"SUMPRODUCT(--({keys}={own}),--ISNUMBER({cells}))"
        total = f"SUMPRODUCT(--({keys}={own}),{cells})"
        feeding = f"SUMPRODUCT(--({keys}={own}))"  # COUNTIF takes ids like 1e2 and 100 for the same number
        accounted = f"{count}+SUMPRODUCT(--({keys}={own}),--({cells}=bsc_na))"
        both = f"--({keys}={own}),--ISNUMBER({cells}),--ISNUMBER({weights}),{weights}"
        text = f'IF({keys}={own},IF(ISNUMBER({cells}),{cells},""),"")'
        weighted = f'IF(SUMPRODUCT({both})=0,"",SUMPRODUCT({both},{cells})/SUMPRODUCT({both}))'
        return (
            f'=IF({count}=0,"",IF({method}="sum",IF({accounted}<{feeding},"",{total}),'
            f'IF({method}="max",MAX({text}),IF({method}="min",MIN({text}),'
            f'IF({method}="weighted",{weighted},{total}/{count})))))'
        )

    def _definitions(self) -> list[Column]:
        measures = self.result.measures
        found = [
            Column(c.key, c.title, Kind.DEFINITION, [c.value(m) for m in measures], number=self._number(c.number))
            for c in DEFINITIONS
        ]
        rows = self.place.measure_rows
        weighting = [
            rows[m.inputs.measure.weighted_by] - HEADING_ROW
            if m.inputs.measure.aggregation is Aggregation.WEIGHTED
            else None
            for m in measures
        ]
        points = [len(m.inputs.thresholds.points) if m.inputs.thresholds.points else None for m in measures]
        point_rows = [self.lists.points.get(m.inputs.measure.id) for m in measures]
        placed: tuple[tuple[str, str, Sequence[CellValue], str], ...] = (
            ("weight_row", "Row of weights", weighting, WHOLE),
            ("points", "Points", points, WHOLE),
            ("point_row", "First point", point_rows, WHOLE),
            ("wanted", "Attainment wanted", [wanted(m) for m in measures], FINE),
        )
        found.extend(Column(key, title, Kind.DEFINITION, values, number=n) for key, title, values, n in placed)
        return found

    def _period_targets(self) -> list[Column]:
        measures = self.result.measures
        return [
            Column(
                f"target {p.id}",
                f"Target {p.id}",
                Kind.DEFINITION,
                [m.inputs.path.period_targets[number] for m in measures],
                number=self.formats,
            )
            for number, p in enumerate(self.grid.periods)
        ]

    def _year_targets(self) -> list[Column]:
        measures = self.result.measures
        return [
            Column(
                f"year {p.id}",
                f"Year target {p.id}",
                Kind.DEFINITION,
                [m.inputs.path.year_targets[number] for m in measures],
                number=self.formats,
            )
            for number, p in enumerate(self.grid.years)
        ]

    def _workings(self) -> list[Column]:
        return [
            Column(
                key,
                title,
                Kind.WORKING,
                [steps.get(key) for steps in self.steps],
                number=self._number(number),
                **self._calculation(key),
            )
            for key, title, number in WORKINGS
        ]
