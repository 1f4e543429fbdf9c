"""WGT004: the overall score hangs on one measure."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule

SHARE = 40.0
"""Points of the overall score that one measure may decide on; the usual scorecard has four perspectives of 25."""
FEW = 4
"""With fewer measures, much weight on one is a matter of course."""


def _check(case: Case) -> Iterator[Finding]:
    card = case.card
    scored = [m for m in card.measures if m.weight != 0]
    if len(scored) < FEW:
        return
    for measure, points in case.reach.items():
        known = card.measure_by_id[measure]
        # A measure that feeds another one has its share of that one's weight: the one that is fed is named.
        if points > SHARE and known.parent_measure not in case.reach:
            found = f"{points:.3g} of the 100 points of the overall score hang on {known.name}"
            yield case.about_definition("WGT004", measure, "weight", found, f"at most {SHARE:g}")


RULE = Rule(
    code="WGT004",
    name="weight-concentrated",
    severity=Severity.INFORMATION,
    title="One measure decides about a large part of the overall score.",
    why="More than 40 of 100 points on one measure make the scorecard a single figure with decoration: an error in it "
    "decides, and so does whoever reports it.",
    remedy="Look whether that is meant. If not, share the weight out over more measures.",
    check=_check,
    needs=(Need.RESULTS,),
    example="WGT004 Group!AK9: 55 of the 100 points of the overall score hang on Net revenue; expected at most 40",
    limits="It counts what is in the weights, not what happens to be reported: a scorecard with fewer than four "
    "measures is not judged.",
)
