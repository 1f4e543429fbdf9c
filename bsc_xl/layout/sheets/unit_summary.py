"""The tables below the measures of a unit tab: objectives, perspectives, and what comes from the units below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bsc_xl.evaluation.units import Delegated, ObjectiveResult, UnitResult
from bsc_xl.layout import rollup_formulas as rollups
from bsc_xl.layout.addresses import column_letter
from bsc_xl.layout.number_formats import SCORE, SHARE, WEIGHT, WHOLE, measure_format
from bsc_xl.layout.plan import HEADING_ROW, SUMMARY_COLUMNS, SUMMARY_MORE, Plan, UnitPlace, contributions
from bsc_xl.layout.rollup_formulas import Children
from bsc_xl.layout.types import Block, CellValue, Column, Kind, Table
from bsc_xl.layout.udf import Flavour
from bsc_xl.model import Aggregation
from bsc_xl.scoring import Rollup

_TITLES = {
    "name": "Name",
    "context": "Context",
    "weight": "Weight",
    "coverage": "Coverage",
    "low": "At least",
    "high": "At most",
    "score": "Score",
    "status": "Status",
    "id": "Id",
    "parent": "Belongs to",
    "method": "Rollup",
    "own": "Own measures",
    "weights": "Sum of weights",
    "capped": "Capped by a critical measure",
}
_NUMBERS = {
    "weight": WEIGHT,
    "coverage": SHARE,
    "low": SCORE,
    "high": SCORE,
    "score": SCORE,
    "own": WHOLE,
    "weights": WEIGHT,
    "capped": WHOLE,
}
LETTER = {key: column_letter(number) for number, key in enumerate((*SUMMARY_COLUMNS, *SUMMARY_MORE))}


def _cell(key: str) -> str:
    return f"${LETTER[key]}\0"


def _range(key: str, first: int, last: int) -> str:
    return f"${LETTER[key]}${first}:${LETTER[key]}${max(first, last)}"


def _children(first: int, last: int, key: str, parent: str = "id") -> Children:
    """A summary table's rows as children; ``key`` is the column that names the parent, or empty for all rows."""
    parts = (_range(part, first, last) for part in ("weight", "score", "coverage", "low", "high"))
    return Children(_range(key, first, last) if key else "", _cell(parent) if key else "", *parts)


def _column(
    key: str, values: Sequence[CellValue], title: str = "", formula: str | Sequence[str] = "", *, array: bool = False
) -> Column:
    kind = Kind.CALCULATION if formula else Kind.DEFINITION
    heading = title or _TITLES[key]
    number = _NUMBERS.get(key, "General")
    wrap, indent = key in ("name", "context", "status"), int(key == "status")
    return Column(key, heading, kind, values, formula, array, number, status=key == "status", wrap=wrap, indent=indent)


def _rollup_columns(found: Sequence[Rollup], **formulas: Any) -> list[Column]:
    """Coverage, low, high and score; ``formulas`` are the fields of each column that say how it is calculated."""
    values: dict[str, list[CellValue]] = {
        "coverage": [r.coverage for r in found],
        "low": [r.low for r in found],
        "high": [r.high for r in found],
        "score": [r.score for r in found],
    }
    return [replace(_column(key, cells), kind=Kind.CALCULATION, **formulas[key]) for key, cells in values.items()]


def _blocks(calls: Sequence[tuple[int, int, dict[str, str]]]) -> dict[str, dict[str, Any]]:
    """Calls for several rows at once as column fields; each with its first row (from 0) and its number of rows."""
    sources = {"coverage": "coverage", "low": "low", "high": "low", "score": "score"}
    return {
        key: {
            "blocks": tuple(
                Block(first, rows, 2 if source == "low" else 1, "=" + texts[source], filled=key == "high")
                for first, rows, texts in calls
            )
        }
        for key, source in sources.items()
    }


class UnitSummary:
    """Builds the summary tables of one unit."""

    def __init__(self, plan: Plan, result: UnitResult, place: UnitPlace) -> None:
        self.plan, self.result, self.place = plan, result, place

    def tables(self) -> list[Table]:
        """All tables that the unit needs, from top to bottom."""
        found = [self._objectives(), self._perspectives()]
        if any(objective.delegated for objective in self.result.objectives):
            found.append(self._delegated())
        if contributions(self.plan.card, self.result):
            found.append(self._contributions("contributions", self.place.contribution_heading))
            found.append(self._contributions("contribution_weights", self.place.weights_heading))
        return found

    def _measure_children(self) -> Children:
        numbers = self.place.columns.numbers
        first, last = HEADING_ROW + 1, HEADING_ROW + len(self.result.measures)

        def column(key: str) -> str:
            letter = column_letter(numbers[key])
            return f"${letter}${first}:${letter}${last}"

        parts = (column(key) for key in ("weight", "score", "covered", "low_score", "high_score"))
        return Children(column("objective"), _cell("id"), *parts)

    def _sources(self) -> tuple[Children | None, Children | None]:
        """Where objectives get their rollup from: the unit's own measures, and the units below."""
        own = self._measure_children() if self.result.measures else None
        if not any(objective.delegated for objective in self.result.objectives):
            return own, None
        first = self.place.delegated_heading + 1
        last = first + sum(len(o.delegated) for o in self.result.objectives) - 1
        return own, _children(first, last, "id")

    def _objective_formulas(self) -> dict[str, dict[str, Any]]:
        """The rollup from own measures, from the units below, or the one of both that a row needs."""
        count = len(self.result.objectives)
        first = self.place.objective_heading + 1
        udf = self.plan.flavour is Flavour.UDF
        last = first + count - 1
        methods, parents = _range("method", first, last), _range("id", first, last)
        found = [
            rollups.calls(methods, parents, source) if udf else rollups.native(_cell("method"), source)
            for source in self._sources()
            if source
        ]
        own = _range("own", first, last) if udf else _cell("own")
        texts = found[0] if len(found) == 1 else {k: f"IF({own}>0,{found[0][k]},{found[1][k]})" for k in found[0]}
        if udf:
            return _blocks([(0, count, texts)])
        return {key: {"formula": "=" + text, "array": True} for key, text in texts.items()}

    def _objectives(self) -> Table:
        rows = self.result.objectives
        names = {p.id: p.name for p in self.plan.card.perspectives}
        head = [
            _column("name", [o.objective.name for o in rows], "Objective"),
            _column("context", [names[o.objective.perspective] for o in rows], "Perspective"),
            _column("weight", [o.weight for o in rows]),
        ]
        if rows:
            head += _rollup_columns([o.rollup for o in rows], **self._objective_formulas())
        else:
            head += [_column(key, []) for key in ("coverage", "low", "high", "score")]
        status = "=" + rollups.status(_cell("score"), _cell("coverage"), _cell("capped"))
        tail = [
            _column("status", [o.status for o in rows], formula=status if rows else ""),
            _column("id", [o.objective.id for o in rows]),
            _column("parent", [o.objective.perspective for o in rows]),
            _column("method", [o.method.value for o in rows]),
            _column("own", [o.own for o in rows]),
            *self._objective_checks(rows),
        ]
        return Table("objectives", self.place.objective_heading, 0, (*head, *tail), len(rows))

    def _objective_checks(self, rows: Sequence[ObjectiveResult]) -> list[Column]:
        sums: dict[str, float] = {}
        for m in self.result.measures:
            objective = m.inputs.measure.objective
            sums[objective] = sums.get(objective, 0.0) + m.inputs.weight
        values = [sums.get(o.objective.id, 0.0) for o in rows]
        if not self.result.measures:
            return [_column("weights", values), _column("capped", [0 for _ in rows])]
        children = self._measure_children()
        letter = column_letter(self.place.columns.numbers["red"])
        last = HEADING_ROW + len(self.result.measures)
        red = f"${letter}${HEADING_ROW + 1}:${letter}${last}"
        return [
            _column("weights", values, formula=f"=SUMPRODUCT(--({children.pick}),{children.weight})"),
            _column(
                "capped", [int(o.capped) for o in rows], formula=f"=IF(SUMPRODUCT(--({children.pick}),{red})>0,1,0)"
            ),
        ]

    def _perspective_formulas(self) -> dict[str, dict[str, Any]]:
        """Each perspective over the objectives, and in the last row the total over the perspectives."""
        top, count = self.place.perspective_heading + 1, len(self.result.perspectives)
        first = self.place.objective_heading + 1
        objectives = _children(first, first + len(self.result.objectives) - 1, "parent")
        all_rows = _children(top, self.place.total_row - 1, "")
        if self.plan.flavour is Flavour.UDF:
            methods, parents = _range("method", top, top + count - 1), _range("id", top, top + count - 1)
            each = rollups.calls(methods, parents, objectives)
            if not self.result.objectives:
                each = dict.fromkeys(each, '""')
            total = rollups.calls(_range("method", self.place.total_row, self.place.total_row), '""', all_rows)
            return _blocks([(0, count, each), (count, 1, total)])
        formulas, total = rollups.native(_cell("method"), objectives), rollups.native(_cell("method"), all_rows)
        if not self.result.objectives:
            formulas = dict.fromkeys(formulas, '""')
        rows = [(top + number, formulas) for number in range(count)] + [(self.place.total_row, total)]
        return {
            key: {"formula": ["=" + texts[key].replace("\0", str(row)) for row, texts in rows], "array": True}
            for key in formulas
        }

    def _perspectives(self) -> Table:
        rows = self.result.perspectives
        rollup_values = [*(p.rollup for p in rows), self.result.rollup]
        status = "=" + rollups.status(_cell("score"), _cell("coverage"))
        columns = [
            _column("name", [*(p.perspective.name for p in rows), "Overall"], "Perspective"),
            _column("context", [None] * (len(rows) + 1), " "),
            _column("weight", [*(p.weight for p in rows), None]),
        ]
        columns += _rollup_columns(rollup_values, **self._perspective_formulas())
        columns += [
            _column("status", [*(p.status for p in rows), self.result.status], formula=status),
            _column("id", [*(p.perspective.id for p in rows), None]),
            _column("parent", [None] * (len(rows) + 1), " "),
            _column("method", [*(p.method.value for p in rows), self.plan.card.settings.rollup.value]),
        ]
        return Table("perspectives", self.place.perspective_heading, 0, tuple(columns), len(rows) + 1)

    def _delegated(self) -> Table:
        rows = [(o, d) for o in self.result.objectives for d in o.delegated]
        links = {
            key: [self._link(o, d, key) for o, d in rows] for key in ("coverage", "low", "high", "score", "status")
        }
        columns = (
            _column("name", [o.objective.name for o, _ in rows], "Objective"),
            _column("context", [d.unit.name for _, d in rows], "Taken from"),
            _column("weight", [d.weight for _, d in rows]),
            _column("coverage", [d.result.rollup.coverage for _, d in rows], formula=links["coverage"]),
            _column("low", [d.result.rollup.low for _, d in rows], formula=links["low"]),
            _column("high", [d.result.rollup.high for _, d in rows], formula=links["high"]),
            _column("score", [d.result.rollup.score for _, d in rows], formula=links["score"]),
            _column("status", [d.result.status for _, d in rows], formula=links["status"]),
            _column("id", [o.objective.id for o, _ in rows]),
        )
        return Table("delegated", self.place.delegated_heading, 0, columns, len(rows))

    def _link(self, objective: ObjectiveResult, below: Delegated, key: str) -> str:
        return "=" + self.plan.units[below.unit.id].objective(objective.objective.id, key)

    def _contributions(self, table: str, heading: int) -> Table:
        """Figures (or weights) that measures of the units below give to measures of this unit, a column a period."""
        card, evaluator = self.plan.card, self.plan.evaluation.evaluator
        pairs = [(card.measure_by_id[p], card.measure_by_id[c]) for p, c in contributions(card, self.result)]
        weights = table == "contribution_weights"
        sources = [
            (child.weighted_by if parent.cascade_rollup is Aggregation.WEIGHTED else "") if weights else child.id
            for parent, child in pairs
        ]
        units = card.unit_by_id
        columns = [
            _column("name", [f"{units[c.unit].name} – {c.name}" for _, c in pairs], "Contribution"),
            _column("context", [units[c.unit].name for _, c in pairs], "From"),
        ]
        columns += [Column(k, " ", Kind.DEFINITION, [None] * len(pairs)) for k in SUMMARY_COLUMNS[2:]]
        columns += [
            _column("id", [p.id for p, _ in pairs], "Feeds"),
            _column("parent", sources, "From measure"),
            *(Column(f"blank {n}", " ", Kind.DEFINITION, [None] * len(pairs)) for n in range(6)),
        ]
        formats = [measure_format(card.measure_by_id[s]) if s else "General" for s in sources]
        for number, period in enumerate(card.grid.periods, 1):
            due = [
                bool(s) and number % card.grid.step(c.frequency) == 0 for s, (_, c) in zip(sources, pairs, strict=True)
            ]
            cells = [evaluator.row(s)[number - 1] if ok else None for s, ok in zip(sources, due, strict=True)]
            kinds = [Kind.CALCULATION if ok else Kind.IDLE for ok in due]
            links = [self._entry_link(s, number) if ok else None for s, ok in zip(sources, due, strict=True)]
            columns.append(Column(period.id, period.id, Kind.CALCULATION, cells, links, number=formats, kinds=kinds))
        return Table(table, heading, 0, tuple(columns), len(pairs))

    def _entry_link(self, measure: str, number: int) -> str:
        if self.plan.values_only:
            return "="
        address = self.plan.of_measure(measure).entry(measure, number)
        return f'=IF({address}="","",{address})'
