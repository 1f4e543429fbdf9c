"""UNT007: a day is a text, no day at all, or counted from another year than in the workbook that was issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bsc_xl.facts.day_text import read_day
from bsc_xl.layout.sheets import reviews, start
from bsc_xl.received import ErrorValue, StoredValue
from bsc_xl.rules.agreement import shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.form import FormSheet
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.submission import DAY_REF

_FAR = timedelta(days=20 * 366)


def _check(case: Case) -> Iterator[Finding]:
    if case.book.date1904:
        words = "the workbook counts days from 1904: days copied from or to other workbooks are four years off"
        yield Finding("UNT007", found=words, expected="days counted from 1900", part="xl/workbook.xml")
    for sheet, ref, measure in _days(case):
        received = case.submission.sheets[sheet.name]
        found = _trouble(case, received.values.get(ref))
        if found and ref not in received.formulas:
            yield case.finding("UNT007", sheet, ref, *found, measure=measure)


def _days(case: Case) -> Iterator[tuple[FormSheet, str, str]]:
    """Sheet, address and measure of every cell in which people type a day."""
    sheets = case.form.sheets
    yield sheets[start.SHEET], DAY_REF, ""
    for name, row in case.judgement.rows:
        yield sheets[name], row.as_of, row.measure
    table = sheets[reviews.SHEET].sheet.table("reviews")
    for number in range(table.rows):
        yield sheets[reviews.SHEET], sheets[reviews.SHEET].ref("reviews", "due", number), ""


def _trouble(case: Case, value: StoredValue | None) -> tuple[str, str] | None:
    """What was found and expected in a cell for a day; None for a day, a blank or an error (told by FML006)."""
    if value is None or isinstance(value, ErrorValue) or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        day = read_day(value.strip())
        return f"the text {shown(value)} is no day that counts", f"the day {day}" if day else "a day, as 2026-10-31"
    day = case.submission.day(value)
    if day is None:
        return f"{shown(value)} is no day", "a day, as 2026-10-31"
    grid = case.card.grid
    if grid.start - _FAR <= day <= grid.end + _FAR:
        return None
    return f"{day} cannot be meant", f"a day in the plan, {grid.start} to {grid.end}"


RULE = Rule(
    code="UNT007",
    name="date-ambiguous",
    severity=Severity.ERROR,
    title="A day cannot be told for sure.",
    why="03/04/2026 is a day in March for some and in April for others; as a text it is no day at all, and the figure "
    "counts as if it had none.",
    remedy="Type the day again, such as 2026-10-31, so that it stands on the right of the cell.",
    check=_check,
    needs=(Need.SHEETS,),
    example="UNT007 Sales!N9: the text '03/04/2026' is no day that counts",
    limits="Days more than 20 years before or after the plan are taken for slips. Looked at are the report date, the "
    "column As of and the days of reviews.",
)
