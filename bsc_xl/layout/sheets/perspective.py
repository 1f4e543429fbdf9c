"""One sheet a perspective: its objectives as the top unit shows them, and every unit's measures in it."""

from __future__ import annotations

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.layout.measure_columns import MEASURE, RESULTS, ResultColumn
from bsc_xl.layout.number_formats import measure_format
from bsc_xl.layout.parts import back_link, target, text, title
from bsc_xl.layout.plan import HEADING_ROW, Plan
from bsc_xl.layout.sheets.strategy import objective_state
from bsc_xl.layout.types import Column, Kind, Sheet, Table
from bsc_xl.model import Perspective

_SHOWN = ("latest", "to_date", "expected", "score", "status", "trend", "freshness", "smart")


def link_columns(plan: Plan, results: list[MeasureResult], keys: tuple[str, ...]) -> list[Column]:
    """Result columns of measures as links to the tabs of their units."""
    formats = [measure_format(m.inputs.measure) for m in results]
    by_key = {column.key: column for column in RESULTS}

    def column(shown: ResultColumn) -> Column:
        links = ["=" + _address(plan, m, shown.key) for m in results]
        number = formats if shown.number == MEASURE else shown.number
        values = [shown.value(m) for m in results]
        return Column(
            shown.key,
            shown.title,
            Kind.CALCULATION,
            values,
            links,
            number=number,
            status=shown.status,
            indent=shown.indent,
            wrap=shown.wrap,
        )

    return [column(by_key[key]) for key in keys]


def _address(plan: Plan, m: MeasureResult, key: str) -> str:
    measure = m.inputs.measure
    return plan.units[measure.unit].measure(measure.id, key)


def name_column(plan: Plan, results: list[MeasureResult]) -> Column:
    """Names of measures that jump to their rows."""
    links = [
        target(
            plan.units[m.inputs.measure.unit].sheet,
            f"A{plan.units[m.inputs.measure.unit].measure_rows[m.inputs.measure.id]}",
        )
        for m in results
    ]
    return Column("name", "Measure", Kind.LINK, [m.inputs.measure.name for m in results], links=links, wrap=True)


def perspective_sheet(plan: Plan, perspective: Perspective) -> Sheet:
    """The sheet of one perspective."""
    card = plan.card
    objectives = [o for o in card.objectives if o.active and o.perspective == perspective.id]
    names = {o.id: o.name for o in objectives}
    rank = {o.id: number for number, o in enumerate(objectives)}
    results = sorted(
        (m for m in plan.evaluation.measures.values() if m.inputs.measure.objective in names),
        key=lambda m: rank[m.inputs.measure.objective],
    )
    score, status, coverage = objective_state(plan, objectives)
    top = Table(
        "objectives",
        HEADING_ROW,
        0,
        (
            Column("name", "Objective", Kind.DEFINITION, [o.name for o in objectives], wrap=True),
            Column("owner", "Owner", Kind.DEFINITION, [o.owner for o in objectives], wrap=True),
            score,
            status,
            coverage,
        ),
        len(objectives),
    )
    heading = HEADING_ROW + len(objectives) + 3
    units = card.unit_by_id
    below = Table(
        "measures",
        heading,
        0,
        (
            name_column(plan, results),
            Column("unit", "Unit", Kind.DEFINITION, [units[m.inputs.measure.unit].name for m in results], wrap=True),
            *_ordered(plan, results),
            Column(
                "objective",
                "Objective",
                Kind.DEFINITION,
                [names[m.inputs.measure.objective] for m in results],
                wrap=True,
            ),
        ),
        len(results),
    )
    loose = (
        title(perspective.name),
        text(2, 0, perspective.description, Kind.SUBTITLE),
        back_link(3, 0),
        text(HEADING_ROW - 1, 0, "Objectives", Kind.BAND),
        text(heading - 1, 0, "Measures of all units", Kind.BAND),
    )
    widths = {0: 46, 1: 28, 2: 9, 3: 24, 4: 12, 5: 13, 6: 13, 7: 11, 8: 14, 9: 9, 10: 40}
    return Sheet(plan.perspective_sheets[perspective.id], "perspective", (top, below), loose, widths)


def _ordered(plan: Plan, results: list[MeasureResult]) -> list[Column]:
    """Score and status stand below those of the objectives; the figures follow."""
    columns = {column.key: column for column in link_columns(plan, results, _SHOWN)}
    order = ("score", "status", "latest", "to_date", "expected", "trend", "freshness", "smart")
    return [columns[key] for key in order]
