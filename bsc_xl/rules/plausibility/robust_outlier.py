"""STA002: a figure far outside its own history, by the modified z-score.

The score is that of B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle Outliers", ASQC Quality Press, 1993.
"""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from case.judgement.findings("STA002")


RULE = Rule(
    code="STA002",
    name="robust-outlier",
    severity=Severity.WARNING,
    title="A figure is far from its own history.",
    why="It may be true, and then it is news; or it belongs to another measure, period or unit of measurement.",
    remedy="Compare with the source. If the figure is right, say so in the column Note.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STA002 Sales!BD9: 91 is far from its history of 41 to 48; expected about 45",
    limits="Six earlier figures are needed. The figure and its step from the one before must both have a modified "
    "z-score over 3.5 (median and MAD; Iglewicz and Hoaglin, 1993). It must also lie a fifth from the usual figure and "
    "outside the range by twice its width, so trends and seasons are not told. A note is taken as an explanation.",
)
