"""The SMART sheet: each measure's five verdicts with the reason, and what to do; also the register of all measures."""

from __future__ import annotations

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.layout.addresses import column_letter
from bsc_xl.layout.parts import back_link, text, title
from bsc_xl.layout.plan import Plan
from bsc_xl.layout.sheets.perspective import link_columns, name_column
from bsc_xl.layout.types import Column, Kind, Sheet, Table

SHEET = "SMART"
TOP = 4
_KEYS = ("name", "unit", "id", "smart", "status", "freshness")
_LETTERS = (
    ("s", "Specific"),
    ("m", "Measurable"),
    ("a", "Achievable"),
    ("r", "Relevant"),
    ("t", "Time-bound"),
)


def smart_sheet(plan: Plan) -> Sheet:
    """The sheet."""
    results = list(plan.evaluation.measures.values())
    units = plan.card.unit_by_id
    columns = [
        name_column(plan, results),
        Column("unit", "Unit", Kind.DEFINITION, [units[m.inputs.measure.unit].name for m in results], wrap=True),
        Column("id", "Id", Kind.DEFINITION, [m.inputs.measure.id for m in results], wrap=True),
        *link_columns(plan, results, ("smart", "status", "freshness")),
    ]
    for number, (letter, words) in enumerate(_LETTERS):
        reasons = [m.verdicts[number].reason or None for m in results]
        links = [f"={_why(plan, m, letter)}" for m in results]
        columns.append(Column(f"{letter}_why", words, Kind.CALCULATION, reasons, links, wrap=True))
    columns.append(_advice(results, len(columns)))
    widths = {0: 46, 1: 28, 2: 28, 3: 9, 4: 24, 5: 14, 6: 28, 7: 28, 8: 38, 9: 28, 10: 24, 11: 52}
    loose = (
        title("SMART: is each target specific, measurable, achievable, relevant, time-bound?"),
        back_link(2, 0),
        text(2, 1, "A letter passes, - fails, ? cannot be tested yet. Blank reason: passes.", Kind.SUBTITLE),
    )
    table = Table("register", TOP, 0, tuple(columns), len(results))
    return Sheet(SHEET, "smart", (table,), loose, widths, freeze=(TOP, 1), repeat_rows=(TOP, TOP))


def _why(plan: Plan, m: MeasureResult, letter: str) -> str:
    measure = m.inputs.measure
    return plan.units[measure.unit].measure(measure.id, f"{letter}_why")


def _advice(results: list[MeasureResult], count: int) -> Column:
    """What to do about the first letter that does not pass."""
    first = count - len(_LETTERS)
    cells = [f"${column_letter(first + number)}\0" for number in range(len(_LETTERS))]
    reason = cells[-1]
    for cell in reversed(cells[:-1]):
        reason = f'IF({cell}<>"",{cell},{reason})'
    joined = "&".join(cells)
    formula = f'=IF({joined}="","",INDEX(bsc_fixes,MATCH({reason},bsc_reasons,0)))'
    values = [next((v.fix for v in m.verdicts if v.reason), None) for m in results]
    return Column("advice", "What to do first", Kind.CALCULATION, values, formula, wrap=True)


def register_range(plan: Plan, key: str) -> str:
    """A column of the register as a range with the sheet: name, unit, id, smart, status or freshness."""
    letter = column_letter(_KEYS.index(key))
    count = max(1, len(plan.evaluation.measures))
    return f"{SHEET}!${letter}${TOP + 1}:${letter}${TOP + count}"
