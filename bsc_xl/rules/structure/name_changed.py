"""STR008: a defined name is missing or means other cells."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.canonical import canonical
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import SetName
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    found = {name.name.casefold(): name for name in case.book.names if not name.sheet}
    renamed = case.alignment.renamed
    for name, place in case.form.layout.names.items():
        received, repair = found.get(name.casefold()), SetName(name, place.removeprefix("="))
        if received is None:
            yield Finding("STR008", found=f"the name {name} is missing", expected=place, part=name, repair=repair)
        elif canonical(received.refers_to.removeprefix("="), renamed) != canonical(place.removeprefix("=")):
            words = f"the name {name} stands for {received.refers_to[:120]}"
            yield Finding("STR008", found=words, expected=place, part=name, repair=repair)


RULE = Rule(
    code="STR008",
    name="name-changed",
    severity=Severity.ERROR,
    title="A defined name is missing or means other cells.",
    why="Formulas find periods, settings and status words by these names: with another meaning all of "
    "them compute something else.",
    remedy="Put the name back: bsc-xl fix does it in a copy.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="STR008 bsc_cap: the name bsc_cap stands for Lists!$F$5; expected Lists!$F$6",
    limits="Names that people added are left alone.",
)
