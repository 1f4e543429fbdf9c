"""PRV003: the same figures were sent before."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for earlier in case.previous:
        if earlier.reading.digest == case.reading.digest:
            yield Finding("PRV003", found=f"the file is the same, byte for byte, as {earlier.reading.name}")
        elif _same_inputs(case, earlier):
            yield Finding("PRV003", found=f"every entry is the same as in {earlier.reading.name}")


def _same_inputs(case: Case, earlier: Case) -> bool:
    if case.lacks(Need.SHEETS) or earlier.lacks(Need.SHEETS):
        return False
    one, other = case.submission, earlier.submission
    return (one.period, one.entries.values, one.reviews) == (other.period, other.entries.values, other.reviews)


RULE = Rule(
    code="PRV003",
    name="duplicate-submission",
    severity=Severity.ERROR,
    title="The same figures were sent before.",
    why="Somebody sent last period's workbook again, or the same one twice: there is nothing new in it.",
    remedy="Ask for the workbook with this period's figures.",
    check=_check,
    needs=(Need.BOOK, Need.PREVIOUS),
    example="PRV003 north.xlsx: every entry is the same as in north-2026-09.xlsx",
    limits="Compared with the earlier submissions that are given (--previous).",
)
