"""STL008: the workbook was issued with another definition than the one in force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_differences import definition_changes
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule

SHOWN = 3


def _check(case: Case) -> Iterator[Finding]:
    manifest = case.carrier.manifest
    if manifest is None or manifest.definition == case.in_force_digest or case.in_force is None:
        return
    found: list[str] = []
    if case.issued is not None:
        found = [change.words for change in islice(definition_changes(case.card, case.in_force), SHOWN + 1)]
    more = "; and more" if len(found) > SHOWN else ""
    words = "; ".join(found[:SHOWN]) + more if found else "another definition"
    yield Finding("STL008", found=f"issued with another definition: {words}", expected="the definition in force")


RULE = Rule(
    code="STL008",
    name="definition-superseded",
    severity=Severity.BLOCKER,
    title="The workbook was issued with a definition that is no longer in force.",
    why="Its measures, weights or targets are not those that the others report by: its score cannot be compared.",
    remedy="Issue the workbook again from the definition in force, and take the figures over (bsc-xl build --facts).",
    check=_check,
    needs=(Need.BOOK, Need.DEFINITION),
    fix=Fix.REISSUE,
    example="STL008 issued with another definition: sales.orders, target: 120, now 130",
    limits="It compares with the definition that is given (--definition). Only the first three differences are named.",
)
