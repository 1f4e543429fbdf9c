"""PRV001: what the workbook says of itself is missing, altered or contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.sheets.carried import SHEET
from bsc_xl.model.fault import Severity as Grave
from bsc_xl.rules.case import Case
from bsc_xl.rules.faults import code_for
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    there = case.book.sheet(SHEET) is not None
    for ref, problem in case.carrier.problems:
        yield Finding("PRV001", SHEET if there and ref else "", ref if there else "", problem)
    if not case.carrier.problems:
        for fault in case.faults:
            if fault.severity is not Grave.ERROR or code_for(fault):
                continue
            yield Finding("PRV001", SHEET, "", f"the definition in the workbook has a fault: {fault}")


RULE = Rule(
    code="PRV001",
    name="manifest-invalid",
    severity=Severity.BLOCKER,
    title="What the workbook says of itself is missing or was altered.",
    why="The hidden sheet with the manifest tells what was issued. Without it, or with another one, nobody can say "
    "whether the form is still the one that was sent.",
    remedy="Issue the workbook again and let the figures be entered there; or give the definition (--definition).",
    check=_check,
    needs=(Need.BOOK,),
    fix=Fix.REISSUE,
    example="PRV001 _bsc!B5: the manifest was altered: its id does not fit what it says",
    limits="The manifest is not signed yet: somebody who knows how can make a new one that fits.",
)
