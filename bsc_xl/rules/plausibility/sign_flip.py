"""STA003: a figure whose sign alone is unusual."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STA003")


RULE = Rule(
    code="STA003",
    name="sign-flip",
    severity=Severity.WARNING,
    title="The sign may be wrong.",
    why="Accounting systems give costs and credits with opposite signs; one export in the wrong sign turns a "
    "result round.",
    remedy="Compare with the source. If the figure is right, say so in the column Note.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STA003 Sales!BD9: -12.4 after figures from 10.2 to 13.1; expected 12.4?",
    limits="Five earlier figures of the other sign are needed, and without the sign the figure must be of their "
    "size. A note is taken as an explanation.",
)
