"""STL010: a figure of a closed period is another one than in the earlier submission."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.evaluation.entries import Cell
from bsc_xl.layout.types import Kind
from bsc_xl.rules.agreement import shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring.absence import alike, is_number
from bsc_xl.scoring.to_date import is_known


def _check(case: Case) -> Iterator[Finding]:
    before = case.previous[-1]
    if before.lacks(Need.RESULTS):
        return
    closed = before.submission.column or 0
    columns = {period.id: number for number, period in enumerate(before.card.grid.periods[: closed - 1])}
    old, new = before.submission.entries, case.submission.entries
    for _, row in case.judgement.rows:
        cells, note = old.values.get(row.measure), new.notes.get(row.measure, "")
        if cells is None or (note and note != old.notes.get(row.measure)):
            continue
        typed = case.card.measure_by_id[row.measure].value_type.is_typed
        for column, period in enumerate(case.card.grid.periods):
            at = columns.get(period.id)
            if at is None or row.kinds[column] is not Kind.INPUT:
                continue
            was, now = cells[at], new.values[row.measure][column]
            if is_known(was, typed=typed) and not _same(was, now):
                yield case.about_entry("STL010", row.measure, column + 1, f"{shown(now)} now", f"{shown(was)}, as sent")


def _same(was: Cell, now: Cell) -> bool:
    if is_number(was) and is_number(now):
        return alike(was, now)
    return was == now


RULE = Rule(
    code="STL010",
    name="history-rewritten",
    severity=Severity.BLOCKER,
    title="A figure of a closed period was changed.",
    why="It was reported and decisions were made on it. A correction may be right, but it is a restatement, and must "
    "be told as one.",
    remedy="Put the figure back; or write into the column Note what was corrected and why.",
    check=_check,
    needs=(Need.RESULTS, Need.PREVIOUS),
    example="STL010 Sales!BA9: 14.2 now; expected 12.8, as sent",
    limits="Closed are the periods before the report period of the earlier submission. Figures that were missing there "
    "may be added. A new note beside the measure is taken as the restatement.",
)
