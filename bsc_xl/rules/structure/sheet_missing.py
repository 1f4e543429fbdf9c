"""STR001: a sheet that was issued is missing."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.sheets.carried import SHEET
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for name in case.alignment.missing:
        if name != SHEET:  # the manifest's own sheet has a rule of its own
            yield Finding("STR001", name, "", f"the sheet {name} is missing", "all issued sheets")


RULE = Rule(
    code="STR001",
    name="sheet-missing",
    severity=Severity.BLOCKER,
    title="A sheet that was issued is missing.",
    why="Its figures are gone, and every formula that reads them shows an error or an old value.",
    remedy="Take the figures from an earlier copy, issue the workbook again and enter them there.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.REISSUE,
    example="STR001 Sales: the sheet Sales is missing",
    limits="A renamed sheet is recognised by its texts and told by STR003.",
)
