"""STA004: many figures of a unit lie exactly on their targets or just beyond."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Polarity
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.judgement import Newest
from bsc_xl.rules.plausibility.newest import is_bound
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring.absence import is_number

FEW, SHARE, JUST = 8, 0.6, 0.01
"""So many figures, this share of them at most this share of the target beyond it."""


def _check(case: Case) -> Iterator[Finding]:
    told = {finding.unit for finding in case.judgement.findings("STA005")}
    columns: dict[tuple[str, int], list[Newest]] = {}
    for one in case.judgement.newest:
        if one.result.expected and not is_bound(one) and one.measure.polarity is not Polarity.ON_TARGET:
            columns.setdefault((one.measure.unit, one.column), []).append(one)
    for (unit, column), members in columns.items():
        heaped = [one for one in members if _is_just_met(one)]
        if unit in told or len(members) < FEW or len(heaped) < SHARE * len(members):
            continue
        first, last = (case.form.entry_of[one.measure.id].refs[column - 1] for one in (members[0], members[-1]))
        words = f"{len(heaped)} of {len(members)} figures lie on their targets or less than 1 % beyond"
        period = case.card.grid.periods[column - 1].id
        yield case.finding("STA004", case.form.tab_of[members[0].measure.id], f"{first}:{last}", words, period=period)


def _is_just_met(one: Newest) -> bool:
    to_date, expected = one.result.to_date, one.result.expected
    if not one.result.met or not is_number(to_date) or expected is None:
        return False
    return abs(to_date - expected) <= JUST * abs(expected)


RULE = Rule(
    code="STA004",
    name="heaped-on-threshold",
    severity=Severity.INFORMATION,
    title="Figures heap just beyond their targets.",
    why="Where much hangs on 'met', figures are helped over the line: then there are many just beyond it and few just "
    "below.",
    remedy="Look at the sources of some of them.",
    check=_check,
    needs=(Need.RESULTS,),
    example="STA004 Sales!BD9:BD20: 8 of 11 figures lie on their targets or less than 1 % beyond",
    limits="At least eight measures of a unit with the same report period, and three of five of them. 0 and 100 % do "
    "not count, nor ranges. Where all are exactly on target, STA005 tells it.",
)
