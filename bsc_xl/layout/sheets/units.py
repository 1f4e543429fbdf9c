"""The Units sheet: every unit by every perspective, in the order of the organisation."""

from __future__ import annotations

from bsc_xl.layout.number_formats import SCORE, SHARE, WEIGHT
from bsc_xl.layout.parts import back_link, target, text, title
from bsc_xl.layout.plan import Plan
from bsc_xl.layout.types import Column, Kind, Sheet, Table
from bsc_xl.model import Unit

SHEET = "Units"
_TOP = 4


def depth(plan: Plan, unit: Unit) -> int:
    """How many units stand above a unit."""
    count, units = 0, plan.card.unit_by_id
    while unit.parent:
        unit, count = units[unit.parent], count + 1
    return count


def units_sheet(plan: Plan) -> Sheet:
    """The sheet."""
    results = list(plan.evaluation.units.values())
    places = [plan.units[result.unit.id] for result in results]
    names = Column(
        "name",
        "Unit",
        Kind.LINK,
        [result.unit.name for result in results],
        indent=[min(15, depth(plan, result.unit)) for result in results],
        links=[target(place.sheet) for place in places],
    )
    columns = [
        names,
        Column("level", "Level", Kind.DEFINITION, [result.unit.level for result in results]),
        Column("weight", "Weight", Kind.DEFINITION, [result.weight for result in results], number=WEIGHT),
        Column(
            "score",
            "Overall",
            Kind.CALCULATION,
            [result.rollup.score for result in results],
            [f"={place.total('score')}" for place in places],
            number=SCORE,
        ),
        Column(
            "status",
            "Status",
            Kind.CALCULATION,
            [result.status for result in results],
            [f"={place.total('status')}" for place in places],
            status=True,
            indent=1,
        ),
        Column(
            "coverage",
            "Coverage",
            Kind.CALCULATION,
            [result.rollup.coverage for result in results],
            [f"={place.total('coverage')}" for place in places],
            number=SHARE,
        ),
    ]
    for number, perspective in enumerate(plan.card.perspectives):
        values = [result.perspectives[number].rollup.score for result in results]
        links = [f"={place.summary(place.perspective_rows[perspective.id], 'score')}" for place in places]
        columns.append(Column(perspective.id, perspective.name, Kind.CALCULATION, values, links, number=SCORE))
    widths: dict[int, float] = {0: 44, 1: 14, 2: 9, 3: 9, 4: 20, 5: 10}
    widths.update({6 + number: 16.0 for number in range(len(plan.card.perspectives))})
    loose = (title("Units by perspective"), back_link(2, 0), text(2, 1, "Score, 0 to 100", Kind.SUBTITLE))
    table = Table("units", _TOP, 0, tuple(columns), len(results))
    return Sheet(SHEET, "units", (table,), loose, widths, freeze=(_TOP, 1), repeat_rows=(_TOP, _TOP))
