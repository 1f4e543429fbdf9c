"""UNT003: n/a or no data at the report period without a word why."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("UNT003")


RULE = Rule(
    code="UNT003",
    name="null-without-reason",
    severity=Severity.WARNING,
    title="There is no figure, and nobody says why.",
    why="A figure that fails to come just when it is asked for is worth a question, and n/a takes the measure "
    "out of the score.",
    remedy="Say in the column Note why there is none, or type the figure.",
    check=_check,
    needs=(Need.RESULTS,),
    example="UNT003 Sales!BD9: n/a without a reason, though the measure has figures otherwise; expected a reason "
    "in the column Note",
    limits="Only the report period is looked at, and only measures that have figures in other periods. Any note "
    "is taken as the reason.",
)
