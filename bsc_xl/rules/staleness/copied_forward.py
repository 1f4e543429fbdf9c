"""STL006: the same figure as in the periods before, though it usually changes."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STL006")


RULE = Rule(
    code="STL006",
    name="copied-forward",
    severity=Severity.WARNING,
    title="A figure is the same as in the periods before.",
    why="Often nobody has looked: last month's figure was copied so that something stands there.",
    remedy="Type this period's figure; if it is the same indeed, say so in the column Note.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STL006 Sales!BD9: 47.2, as in the 3 periods before; earlier figures vary",
    limits="As many periods as the scorecard's settings say. 0 and 100 %, measures declared static, measures "
    "whose earlier figures often stay the same, and figures with a note are not meant.",
)
