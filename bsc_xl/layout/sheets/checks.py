"""The Checks sheet: the workbook checks itself, and says for every unit what is missing, late or stale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bsc_xl.evaluation.units import UnitResult
from bsc_xl.layout.addresses import quoted
from bsc_xl.layout.number_formats import WHOLE
from bsc_xl.layout.parts import back_link, target, text, title
from bsc_xl.layout.plan import Plan, UnitPlace
from bsc_xl.layout.sheets.reviews import SHEET as REVIEWS
from bsc_xl.layout.sheets.reviews import TOP, review_state
from bsc_xl.layout.sheets.smart import register_range
from bsc_xl.layout.types import Column, Kind, Sheet, Table
from bsc_xl.scoring.status import BELOW_RED_FLAG

SHEET = "Checks"
_TOP = 5
_OK, _LOOK = "ok", "look"

Counter = Callable[[UnitResult], int]


def _status_starts(words: str) -> Counter:
    return lambda unit: sum(m.status.startswith(words) for m in unit.measures)


def _fresh_is(word: str) -> Counter:
    return lambda unit: sum(m.freshness == word for m in unit.measures)


_PER_UNIT: tuple[tuple[str, str, str, Counter], ...] = (
    # heading, column looked at, what is counted, the same count in Python
    ("Late", "freshness", "late", _fresh_is("late")),
    ("Stale", "freshness", "stale", _fresh_is("stale")),
    ("Dated in the future", "freshness", "future", _fresh_is("future")),
    ("Repeated", "freshness", "repeated", _fresh_is("repeated")),
    ("Missing", "status", "missing", _status_starts("missing")),
    ("Not scorable", "status", "not scorable: *", _status_starts("not scorable: ")),
)


def checks_sheet(plan: Plan) -> Sheet:
    """The sheet."""
    results = list(plan.evaluation.units.values())
    places = [plan.units[r.unit.id] for r in results]
    names = Column(
        "name", "Unit", Kind.LINK, [r.unit.name for r in results], links=[target(place.sheet) for place in places]
    )
    columns = [
        names,
        Column("measures", "Measures", Kind.DEFINITION, [len(r.measures) for r in results], number=WHOLE),
    ]
    for heading, key, word, count in _PER_UNIT:
        links = [f'=COUNTIF({place.column(key)},"{word}")' for place in places]
        values = [count(r) for r in results]
        columns.append(Column(heading, heading, Kind.CALCULATION, values, links, number=WHOLE))
    columns.append(_weight_column(results, places))
    summary = _summary(plan, results, columns[2:], _TOP + len(_PER_UNIT) + 7)
    per_unit = Table("units", _TOP + len(_PER_UNIT) + 6, 0, tuple(columns), len(results))
    loose = (
        title("Checks"),
        back_link(2, 0),
        text(3, 0, "The workbook looks at itself. ok: nothing to do. look: see the table below for where.", Kind.NOTE),
        text(_TOP - 1, 0, "What was checked", Kind.BAND),
        text(per_unit.top - 1, 0, "Unit by unit", Kind.BAND),
    )
    widths = {0: 52, 1: 10} | dict.fromkeys(range(2, 2 + len(_PER_UNIT) + 1), 13.0)
    return Sheet(SHEET, "checks", (summary, per_unit), loose, widths, heights={per_unit.top: 32})


def _weight_column(results: Sequence[UnitResult], places: Sequence[UnitPlace]) -> Column:
    """Objectives whose own measures have weights that do not sum to 1."""

    def wrong(result: UnitResult) -> int:
        sums = {o.objective.id: 0.0 for o in result.objectives if o.own}
        for m in result.measures:
            if m.inputs.measure.objective in sums:
                sums[m.inputs.measure.objective] += m.inputs.weight
        return sum(abs(total - 1) > 0.001 for total in sums.values())

    links = []
    for result, place in zip(results, places, strict=True):
        first = place.objective_heading + 1
        last = max(first, place.objective_heading + len(result.objectives))
        own, sums = (f"{quoted(place.sheet)}!${letter}${first}:${letter}${last}" for letter in ("L", "M"))
        links.append(
            f"=SUMPRODUCT(--ISNUMBER({own}),--({own}>0),--(ABS({sums}-1)>0.001))" if result.objectives else "=0"
        )
    return Column("weights", "Weights not 1", Kind.CALCULATION, [wrong(r) for r in results], links, number=WHOLE)


def _summary(plan: Plan, results: Sequence[UnitResult], columns: Sequence[Column], first: int) -> Table:
    """One line a check: how many, and ok or look."""
    last = first + len(results) - 1
    words = (
        "Figures that are late",
        "Figures older than their period",
        "Figures dated after the report date",
        "Figures equal to those of the periods before",
        "Values missing inside the year",
        "Measures that cannot be scored",
        "Objectives whose weights do not sum to 1",
    )
    letters = "CDEFGHI"
    formulas = [f"=SUM(${letter}${first}:${letter}${last})" for letter in letters]
    counts = [sum(int(value or 0) for value in column.values if isinstance(value, int)) for column in columns]
    names = [*words, "Red measures without an action in a review", "Review actions that are overdue"]
    red, overdue = _red_without_action(plan), _overdue(plan)
    formulas += [red[0], overdue[0]]
    counts += [red[1], overdue[1]]
    verdicts = [_OK if count == 0 else _LOOK for count in counts]
    verdict = f'=IF($B\0=0,"{_OK}","{_LOOK}")'
    rows = (
        Column("check", "Check", Kind.DEFINITION, names),
        Column("count", "Found", Kind.CALCULATION, counts, formulas, number=WHOLE),
        Column("verdict", "Verdict", Kind.CALCULATION, verdicts, verdict, status=True, indent=1),
    )
    return Table("summary", _TOP, 0, rows, len(names))


def _review_rows(plan: Plan) -> tuple[int, int]:
    return TOP + 1, TOP + plan.review_rows


def _red_without_action(plan: Plan) -> tuple[str, int]:
    """Measures in the worst band that no review row with an action names."""
    first, last = _review_rows(plan)
    status, ids = register_range(plan, "status"), register_range(plan, "id")
    # No COUNTIFS: it takes ids like 1e2 and 100 for the same number.
    acted_on = f'{REVIEWS}!$A${first}:$A${last}&"|"&--({REVIEWS}!$E${first}:$E${last}<>"")'
    without = f'ISNA(MATCH({ids}&"|1",{acted_on},0))'
    red = f'(({status}=INDEX(bsc_band_names,bsc_bands))+({status}="{BELOW_RED_FLAG}")>0)'
    acted = {r.measure.casefold() for r in plan.card.reviews if r.action}
    count = sum(m.is_red and key.casefold() not in acted for key, m in plan.evaluation.measures.items())
    return f"=SUMPRODUCT(--{red},--{without})", count


def _overdue(plan: Plan) -> tuple[str, int]:
    first, last = _review_rows(plan)
    count = sum(review_state(review, plan) == "overdue" for review in plan.card.reviews)
    return f'=COUNTIF({REVIEWS}!$J${first}:$J${last},"overdue")', count
