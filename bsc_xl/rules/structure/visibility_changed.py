"""STR004: a sheet was hidden or shown."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.received import State
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import SetState
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for name, sheet in case.alignment.sheets.items():
        issued = State.VERY_HIDDEN if case.form.sheets[name].sheet.hidden else State.VISIBLE
        if (sheet.state is State.VISIBLE) is not (issued is State.VISIBLE):
            found = "the sheet is shown" if sheet.state is State.VISIBLE else "the sheet is hidden"
            expected = "shown" if issued is State.VISIBLE else "hidden"
            yield Finding("STR004", sheet.name, "", found, expected, repair=SetState(sheet.name, issued.value))


RULE = Rule(
    code="STR004",
    name="visibility-changed",
    severity=Severity.WARNING,
    title="A sheet was hidden or shown.",
    why="A hidden tab is easily forgotten: its figures still count. Shown lists and definitions invite changes.",
    remedy="Show or hide it as it was: bsc-xl fix does it in a copy.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="STR004 Sales: the sheet is hidden; expected shown",
    limits="LibreOffice turns very hidden sheets into hidden ones by itself: that is tolerated.",
)
