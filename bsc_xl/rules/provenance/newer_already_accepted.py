"""PRV004: a workbook for a later period is there already."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    column = case.submission.column
    for earlier in case.previous:
        if earlier.lacks(Need.RESULTS) or column is None:
            continue
        theirs = earlier.submission.column or 0
        if theirs > column:
            period = earlier.submission.period
            yield Finding(
                "PRV004",
                found=f"{earlier.reading.name} is for {period}, this one for {case.submission.period}",
                expected=f"{period} or later",
                period=case.submission.period,
            )


RULE = Rule(
    code="PRV004",
    name="newer-already-accepted",
    severity=Severity.BLOCKER,
    title="A workbook for a later period is there already.",
    why="Taking in an old workbook after a newer one would put old figures over new ones.",
    remedy="Find out which one is right; to correct a closed period, say so in a note (a restatement).",
    check=_check,
    needs=(Need.SHEETS, Need.PREVIOUS),
    example="PRV004 north.xlsx: north-2026-10.xlsx is for 2026-10, this one for 2026-09",
    limits="Compared with the earlier submissions that are given (--previous); the ledger of what was accepted comes "
    "with the collection cycle.",
)
