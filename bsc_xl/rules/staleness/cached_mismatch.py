"""STL001: a calculated cell shows another value than its inputs give."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bsc_xl.rules.agreement import agrees, shown
from bsc_xl.rules.alignment import sort_key
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import StoreValue
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.staleness.differences import Difference, differences, roots

MANY = 30
"""More causes than that are told by columns, not cell by cell."""


def _check(case: Case) -> Iterator[Finding]:
    found = differences(case)
    first = roots(case, found)
    follows = len(found) - len(first) if len(first) == 1 else 0
    if len(first) <= MANY:
        for one in first:
            yield _finding(case, one, follows)
    else:
        yield from _by_column(case, first)
    yield from _added(case)


def _finding(case: Case, one: Difference, follows: int) -> Finding:
    sheet = case.form.sheets[one.sheet]
    repair = StoreValue(case.received_name(one.sheet), one.ref, one.expected)
    what = " of ".join(part for part in (sheet.about(one.ref).heading, sheet.about(one.ref).label) if part)
    words = f"{what}: shows {shown(one.stored)}" if what else f"shows {shown(one.stored)}"
    return case.finding("STL001", sheet, one.ref, words, shown(one.expected), repair=repair, follows=follows)


def _by_column(case: Case, first: list[Difference]) -> Iterator[Finding]:
    def column(one: Difference) -> tuple[str, str]:
        return one.sheet, one.ref.rstrip("0123456789")

    for (name, _), group in groupby(first, column):
        members = {one.ref: one for one in group}
        refs = sort_key(members)
        one = members[refs[0]]
        if len(refs) == 1:
            yield _finding(case, one, 0)
            continue
        sheet = case.form.sheets[name]
        heading = sheet.about(one.ref).heading or "calculated cells"
        words = f"{heading}: {len(refs)} cells, the first shows {shown(one.stored)}"
        yield case.finding("STL001", sheet, f"{refs[0]}:{refs[-1]}", words, shown(one.expected), follows=len(refs) - 1)


def _added(case: Case) -> Iterator[Finding]:
    """Formulas that people added, where an engine computed them."""
    for (name, ref), value in (case.extra.values if case.extra else {}).items():
        received = case.book.sheet(name)
        stored = received.values.get(ref) if received else None
        if stored is not None and not isinstance(value, str | None) and not agrees(value, stored):  # type: ignore[arg-type]
            yield Finding("STL001", name, ref, f"shows {shown(stored)}", shown(value))


RULE = Rule(
    code="STL001",
    name="cached-mismatch",
    severity=Severity.ERROR,
    title="A cell shows another value than the entries give.",
    why="Whoever reads the workbook without calculating it, on a phone, in a preview or in another program, sees a "
    "number that the figures do not support.",
    remedy="Open the workbook in Excel, press Ctrl+Alt+F9 and save it; or let bsc-xl fix renew the values in a copy.",
    check=_check,
    needs=(Need.RESULTS,),
    fix=Fix.SAFE,
    example="STL001 Sales!G9: Score of Order intake: shows 97; expected 84.3",
    limits="Only the first cell of a chain is named: what is wrong because of another finding is counted with that. "
    "Numbers that differ by less than one part in a billion agree.",
    last=True,
)
