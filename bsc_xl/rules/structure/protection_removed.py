"""STR010: the protection of a sheet was removed."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import ProtectSheet
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.structure.unlocked import first_unlocked


def _check(case: Case) -> Iterator[Finding]:
    for sheet, received in case.pairs:
        on = received.protection is not None and received.protection.get("sheet", "1") in ("1", "true", "on")
        if not on:
            repair = ProtectSheet(received.name)
            yield Finding("STR010", received.name, "", "the sheet is not protected", "protected", repair=repair)
        elif ref := first_unlocked(sheet, received, case.book):
            yield case.finding("STR010", sheet, ref, "a calculated or fixed cell is unlocked", "locked")


RULE = Rule(
    code="STR010",
    name="protection-removed",
    severity=Severity.WARNING,
    title="The protection of a sheet was removed.",
    why="It keeps people from overwriting formulas by accident. It is no security: anyone can take it off.",
    remedy="Review, Protect Sheet, without a password; or let bsc-xl fix do it in a copy.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="STR010 Sales: the sheet is not protected",
    limits="What users may do on a protected sheet may differ. Of unlocked cells the first one a sheet is named.",
)
