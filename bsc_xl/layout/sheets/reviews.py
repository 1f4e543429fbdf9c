"""The Reviews sheet: what was red, why, what is done about it, by whom and until when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.layout.number_formats import DATE
from bsc_xl.layout.parts import back_link, text, title
from bsc_xl.layout.plan import Plan
from bsc_xl.layout.sheets.smart import register_range
from bsc_xl.layout.types import CellValue, Column, Kind, Sheet, Table, Validation
from bsc_xl.model import Review

SHEET = "Reviews"
TOP = 4
UNKNOWN = "unknown measure"


def review_state(review: Review | None, plan: Plan) -> str | None:
    """Whether an action is done, open, overdue or without a date; None on a row without a measure."""
    if review is None or not review.measure:
        return None
    if review.done:
        return "done"
    if not review.action:
        return "no action"
    if review.due is None:
        return "no date"
    return "overdue" if review.due < plan.evaluation.point.day else "open"


_STATE = (
    '=IF($A\0="","",IF($H\0="yes","done",IF($E\0="","no action",IF($G\0="","no date",'
    'IF($G\0<bsc_date,"overdue","open")))))'
)


def reviews_sheet(plan: Plan) -> Sheet:
    """The sheet: decisions so far, and blank rows."""
    reviews = plan.card.reviews
    rows: list[Review | None] = [*reviews, *([None] * (plan.review_rows - len(reviews)))]
    measures = {key.casefold(): result for key, result in plan.evaluation.measures.items()}

    def shown(review: Review | None, what: Callable[[MeasureResult], str]) -> str | None:
        if review is None or not review.measure:
            return None
        found = measures.get(review.measure.casefold())
        return what(found) if found else UNKNOWN

    def typed(key: str, heading: str, values: Sequence[CellValue], number: str = "General") -> Column:
        return Column(key, heading, Kind.INPUT, values, number=number, wrap=number != DATE)

    def looked_up(key: str, heading: str, values: Sequence[CellValue], *, status: bool = False) -> Column:
        match = f"MATCH($A\0,{register_range(plan, 'id')},0)"
        formula = f'=IF($A\0="","",IFERROR(INDEX({register_range(plan, key)},{match}),"{UNKNOWN}"))'
        return Column(key, heading, Kind.CALCULATION, values, formula, status=status, wrap=True, indent=int(status))

    columns = (
        typed("measure", "Measure", [r.measure or None if r else None for r in rows], "@"),
        looked_up("name", "Name", [shown(r, lambda m: m.inputs.measure.name) for r in rows]),
        typed("period", "Period", [r.period or None if r else None for r in rows], "@"),
        typed("cause", "Why it was red", [r.cause or None if r else None for r in rows]),
        typed("action", "What is done about it", [r.action or None if r else None for r in rows]),
        typed("owner", "Who", [r.owner or None if r else None for r in rows]),
        typed("due", "Until", [r.due if r else None for r in rows], DATE),
        typed("done", "Done", [("yes" if r.done else "no") if r else None for r in rows], "@"),
        looked_up("status", "Status now", [shown(r, lambda m: m.status) for r in rows], status=True),
        Column("state", "Action is", Kind.CALCULATION, [review_state(r, plan) for r in rows], _STATE, indent=1),
    )
    widths = {0: 28, 1: 40, 2: 12, 3: 44, 4: 44, 5: 24, 6: 12, 7: 8, 8: 24, 9: 12}
    words = "One row for each decision: choose the measure, then say why and what is done, by whom, until when."
    loose = (title("Reviews"), back_link(2, 0), text(2, 1, words, Kind.SUBTITLE))
    table = Table("reviews", TOP, 0, columns, len(rows))
    return Sheet(SHEET, "reviews", (table,), loose, widths, validations=_rules(len(rows)), freeze=(TOP, 1))


def _rules(count: int) -> tuple[Validation, ...]:
    first, last = TOP + 1, TOP + count
    return (
        Validation(
            (f"A{first}:A{last}",),
            source="=bsc_measure_ids",
            title="Measure",
            message="Choose the measure's id.",
            error="Choose an id from the list.",
        ),
        Validation(
            (f"C{first}:C{last}",),
            source="=bsc_periods",
            title="Period",
            message="The period that was reviewed.",
            error="Choose a period from the list.",
            warn_only=True,
        ),
        Validation(
            (f"G{first}:G{last}",),
            rule=f"ISNUMBER(G{first})",
            title="Until",
            message="The day by which it is done.",
            error="Type a date, such as 2026-12-31.",
        ),
        Validation(
            (f"H{first}:H{last}",),
            source="=bsc_yes_no",
            title="Done",
            message="Is the action done?",
            error="Choose yes or no.",
        ),
    )
