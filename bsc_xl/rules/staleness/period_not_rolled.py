"""STL005: the workbook is at another report period than the one that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.sheets import start
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.submission import PERIOD_REF


def _check(case: Case) -> Iterator[Finding]:
    trouble = case.judgement.period_trouble
    if not trouble:
        return
    manifest = case.carrier.manifest
    wanted = case.wishes.period or (manifest.period if manifest else "")
    sheet = case.form.sheets[start.SHEET]
    yield case.finding("STL005", sheet, PERIOD_REF, trouble, wanted or "a period of the plan", period=wanted)


RULE = Rule(
    code="STL005",
    name="period-not-rolled",
    severity=Severity.BLOCKER,
    title="The workbook is not at the report period.",
    why="Every score in it is that of another period. Figures of the period that is asked for may be there or not: "
    "nobody has looked at them.",
    remedy="Choose the report period on Start, look at the figures again and send the workbook; or issue it again for "
    "the new period.",
    check=_check,
    needs=(Need.SHEETS,),
    fix=Fix.REISSUE,
    example="STL005 Start!B4: the report period is 2026-09; expected 2026-10",
    limits="Without a period that is asked for (--period) only one counts that the plan does not have or that lies "
    "before the one at issue, as readers may choose any. Nothing is said then of the newest figures and of reviews.",
)
