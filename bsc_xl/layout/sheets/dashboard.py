"""The Dashboard: how the organisation stands, by perspective and objective, and how its measures are doing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bsc_xl.layout.number_formats import SCORE, SHARE, WHOLE
from bsc_xl.layout.parts import back_link, text, title
from bsc_xl.layout.plan import Plan
from bsc_xl.layout.sheets.smart import register_range
from bsc_xl.layout.sheets.strategy import objective_state
from bsc_xl.layout.types import Column, Kind, Loose, Sheet, Style, Table
from bsc_xl.scoring import Freshness, Rollup
from bsc_xl.scoring.status import BELOW_RED_FLAG, BETWEEN, GOAL

SHEET = "Dashboard"
_TOP = 5
_NOT_SCORABLE = "not scorable"
_FRESHNESS = (Freshness.FRESH, Freshness.REPEATED, Freshness.STALE, Freshness.FUTURE, Freshness.LATE, Freshness.NOT_DUE)


def dashboard(plan: Plan) -> Sheet:
    """The sheet."""
    point = plan.evaluation.point
    period = point.grid.periods[point.column - 1].id
    loose = [
        title(plan.card.organisation or plan.card.name),
        back_link(2, 0),
        text(2, 1, "Report period", Kind.LABEL),
        Loose(2, 2, period, Style(Kind.TOTAL), "=INDEX(bsc_periods,bsc_p)"),
        text(_TOP - 1, 0, "Overall and by perspective", Kind.BAND),
    ]
    perspectives = _perspectives(plan)
    row = _TOP + perspectives.rows + 3
    objectives = _objectives(plan, row)
    loose.append(text(row - 1, 0, "Objectives", Kind.BAND))
    row += objectives.rows + 3
    states = _counts("states", row, "Measures by status", _states(plan), register_range(plan, "status"), _found(plan))
    loose.append(text(row - 1, 0, "Measures", Kind.BAND))
    row += states.rows + 2
    found = Counter(m.freshness.value for m in plan.evaluation.measures.values())
    ages = _counts("ages", row, "Measures by freshness", _FRESHNESS, register_range(plan, "freshness"), found)
    row += ages.rows + 2
    masks = Counter(m.smart for m in plan.evaluation.measures.values())
    smart = _counts("smart", row, "Measures that are SMART", ("SMART",), register_range(plan, "smart"), masks)
    widths = {0: 46, 1: 16, 2: 24, 3: 12, 4: 12, 5: 12}
    tables = (perspectives, objectives, states, ages, smart)
    return Sheet(SHEET, "dashboard", tables, tuple(loose), widths)


def _perspectives(plan: Plan) -> Table:
    top, place = plan.evaluation.top, plan.top
    rows = [place.total_row, *(place.perspective_rows[p.perspective.id] for p in top.perspectives)]
    rollups: list[Rollup] = [top.rollup, *(p.rollup for p in top.perspectives)]
    words = [top.status, *(p.status for p in top.perspectives)]

    def column(key: str, heading: str, values: Sequence[float | None], number: str) -> Column:
        links = [f"={place.summary(row, key)}" for row in rows]
        return Column(key, heading, Kind.CALCULATION, values, links, number=number)

    names = ["Overall", *(p.perspective.name for p in top.perspectives)]
    status_links = [f"={place.summary(row, 'status')}" for row in rows]
    columns = (
        Column("name", "Perspective", Kind.DEFINITION, names),
        column("score", "Score", [r.score for r in rollups], SCORE),
        Column("status", "Status", Kind.CALCULATION, words, status_links, status=True, indent=1),
        column("coverage", "Coverage", [r.coverage for r in rollups], SHARE),
        column("low", "At least", [r.low for r in rollups], SCORE),
        column("high", "At most", [r.high for r in rollups], SCORE),
    )
    return Table("perspectives", _TOP, 0, columns, len(rows))


def _objectives(plan: Plan, top: int) -> Table:
    order = {p.id: number for number, p in enumerate(plan.card.perspectives)}
    rows = sorted((o for o in plan.card.objectives if o.active), key=lambda o: order[o.perspective])
    name = Column("name", "Objective", Kind.DEFINITION, [o.name for o in rows], wrap=True)
    return Table("objectives", top, 0, (name, *objective_state(plan, rows)), len(rows))


def _states(plan: Plan) -> list[str]:
    """Status words in order: bands, goal and red flag, absences; those of not scorable share one line."""
    names = [band.name for band in plan.card.settings.bands]
    return [*names, GOAL, BETWEEN, BELOW_RED_FLAG, "missing", "late", "not due", "not applicable", _NOT_SCORABLE]


def _found(plan: Plan) -> Counter[str]:
    words = (m.status for m in plan.evaluation.measures.values())
    return Counter(_NOT_SCORABLE if word.startswith(f"{_NOT_SCORABLE}: ") else word for word in words)


def _counts(key: str, top: int, heading: str, words: Sequence[str], cells: str, found: Counter[str]) -> Table:
    # No COUNTIF: bands have names of people's own choice, in which it would see wildcards and comparisons.
    reason = f'($A\0="{_NOT_SCORABLE}")*(LEFT({cells},{len(_NOT_SCORABLE) + 1})="{_NOT_SCORABLE}:")'
    formula = f"=SUMPRODUCT(--(({cells}=$A\0)+{reason}>0))"
    columns = (
        Column("name", heading, Kind.DEFINITION, [str(word) for word in words]),
        Column("count", "Count", Kind.CALCULATION, [found[str(word)] for word in words], formula, number=WHOLE),
    )
    return Table(key, top, 0, columns, len(words))
