"""The Initiatives sheet: the work that supports objectives, how far it is and how far it should be."""

from __future__ import annotations

from bsc_xl.evaluation.initiatives import planned_share, state_of
from bsc_xl.layout.number_formats import DATE, MONEY, SHARE, SMALL_MONEY
from bsc_xl.layout.parts import back_link, text, title
from bsc_xl.layout.plan import Plan
from bsc_xl.layout.types import CellValue, Column, Kind, Sheet, Table, Validation

SHEET = "Initiatives"
_TOP = 4

_PLANNED = '=IF(OR($F\0="",$G\0=""),"",IF($G\0<=$F\0,IF(bsc_date>=$G\0,1,0),MAX(0,MIN(1,(bsc_date-$F\0)/($G\0-$F\0)))))'
_STATE = (
    '=IF(N($K\0)>=1,"done",IF($I\0="","not planned",IF(AND($I\0>=1,bsc_date>$G\0),"overdue",IF($I\0<=0,"not started",'
    'IF(N($K\0)>=$I\0*(1-bsc_tol),"on track","behind")))))'
)


def initiatives_sheet(plan: Plan) -> Sheet:
    """The sheet."""
    card, day = plan.card, plan.evaluation.point.day
    rows = card.initiatives
    objectives = {o.id: o.name for o in card.objectives}
    units = {u.id: u.name for u in card.units}
    money = f"Budget ({card.currency})" if card.currency else "Budget"

    def definition(key: str, heading: str, values: list[CellValue], number: str = "General") -> Column:
        return Column(key, heading, Kind.DEFINITION, values, number=number, wrap=number == "General")

    # Budgets in millions need a decimal, those in single units do not.
    amount = SMALL_MONEY if any(i.budget and i.budget < 100 for i in rows) else MONEY
    planned = [planned_share(i.start, i.due, day) for i in rows]
    states = [state_of(i.percent_done, p, i.due, day) for i, p in zip(rows, planned, strict=True)]
    columns = (
        definition("name", "Initiative", [i.name for i in rows]),
        definition("id", "Id", [i.id for i in rows]),
        definition("objectives", "Supports", ["; ".join(objectives[o] for o in i.objectives) for i in rows]),
        definition("unit", "Unit", [units.get(i.unit) for i in rows]),
        definition("owner", "Owner", [i.owner for i in rows]),
        definition("start", "Start", [i.start for i in rows], DATE),
        definition("due", "Due", [i.due for i in rows], DATE),
        definition("budget", money, [i.budget for i in rows], amount),
        Column("planned", "Planned by now", Kind.CALCULATION, planned, _PLANNED, number=SHARE),
        Column("spent", "Spent", Kind.INPUT, [i.spent for i in rows], number=amount),
        Column("done", "Done", Kind.INPUT, [i.percent_done for i in rows], number=SHARE),
        Column("state", "State", Kind.CALCULATION, states, _STATE, indent=1),
        Column("note", "Note", Kind.INPUT, [i.note or None for i in rows], wrap=True),
    )
    widths = {0: 40, 1: 12, 2: 50, 3: 24, 4: 24, 5: 12, 6: 12, 7: 14, 8: 12, 9: 14, 10: 9, 11: 14, 12: 40}
    loose = (title("Initiatives"), back_link(2, 0), text(2, 1, "Type in how much is spent and done.", Kind.SUBTITLE))
    first, last = _TOP + 1, _TOP + len(rows)
    rules = (
        Validation(
            (f"K{first}:K{last}",),
            rule=f"AND(ISNUMBER(K{first}),K{first}>=0,K{first}<=1)",
            title="Done",
            message="Share of the work that is done, 0 % to 100 %.",
            error="Type a share from 0 % to 100 %.",
        ),
        Validation(
            (f"J{first}:J{last}",),
            rule=f"ISNUMBER(J{first})",
            title="Spent",
            message="Money spent so far.",
            error="Type an amount.",
        ),
    )
    table = Table("initiatives", _TOP, 0, columns, len(rows))
    return Sheet(SHEET, "initiatives", (table,), loose, widths, validations=rules if rows else (), freeze=(_TOP, 1))
