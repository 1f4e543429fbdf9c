"""PRV002: the workbook was issued to another unit than the one that it is expected from."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.sheets.carried import SHEET
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    wanted, manifest = case.wishes.unit.casefold(), case.carrier.manifest
    if not wanted or manifest is None:
        return
    known = {unit.id.casefold() for unit in case.card.units} if case.issued else {wanted}
    if manifest.unit and manifest.unit.casefold() != wanted:
        yield Finding("PRV002", SHEET, "B9", f"issued to {manifest.unit}", case.wishes.unit)
    elif wanted not in known:
        yield Finding("PRV002", SHEET, "B9", "a workbook of units that do not include it", case.wishes.unit)


RULE = Rule(
    code="PRV002",
    name="wrong-recipient",
    severity=Severity.BLOCKER,
    title="The workbook was issued to another unit.",
    why="Figures of one unit would be taken for those of another.",
    remedy="Ask for the workbook of the unit itself; or validate it as that of the unit that it was issued to.",
    check=_check,
    needs=(Need.BOOK,),
    example="PRV002 _bsc!B9: issued to north; expected south",
    limits="Only where a unit is expected (--unit). A workbook that was issued to everybody belongs to all its units.",
)
