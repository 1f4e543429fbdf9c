"""PKG010: two programs may see different cells."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.agreement import agrees, shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from from_reading("PKG010")(case)
    if case.second is None or case.lacks(Need.RESULTS):
        return
    for name, values in case.expected.items():
        sheet, received = case.form.sheets[name], case.received_name(name)
        for ref, expected in values.items():
            place = received, ref
            if place not in case.second.values:
                continue
            found = case.second.values[place]
            if not agrees(expected, found, date1904=case.book.date1904):
                said = f"{case.second.engine} computes {shown(found)}"
                yield case.finding("PKG010", sheet, ref, said, f"the core computes {shown(expected)}")


RULE = Rule(
    code="PKG010",
    name="reader-disagreement",
    severity=Severity.ERROR,
    title="Two programs may see different things in this file.",
    why="A file that one program shows one way and another another way cannot be signed off: nobody knows which "
    "was meant.",
    remedy="Open it in Excel, save it under a new name, and compare what it shows with what was sent.",
    check=_check,
    needs=(Need.FILE,),
    example="PKG010 Sales!C7: the cell stands in the file twice, with 12 and with 95",
    limits="With a second engine (--engine) it also lists calculated cells about which that one and the core disagree.",
)
