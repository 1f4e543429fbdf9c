"""TGT008: a target is not specific, measurable, achievable, relevant or time-bound."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.targets.target_facts import has_target, timed
from bsc_xl.rules.targets.unmeasurable import scores_of_scales, unmeasurable
from bsc_xl.scoring.smart import FIXES, Verdict

COLUMNS = {
    "no definition": "definition",
    "no unit of measurement": "uom",
    "vague verb without a number": "name",
    "no source": "source",
    "no live objective": "objective",
    "no theme": "objective",
    "starts after it is due": "due",
    "due outside the plan": "due",
}
"""Where a reason stands. Those that are not here have rules of their own (targets TGT001, dates TGT002, polarity
TGT003, owners CAS006, parents CAS001, figures STL004), cannot be tested yet, or are no fault (a new measure has no
baseline)."""
_TOO_FAR = "asks for more change than was ever shown"


def _check(case: Case) -> Iterator[Finding]:
    with_periods, scales = timed(case.card), scores_of_scales(case.card)
    for measure, result in case.results.items():
        known = result.inputs.measure
        if not has_target(known, with_periods):
            continue
        vague = bool(unmeasurable(known, scales)[0])
        verdicts = [verdict for verdict in result.verdicts if not (vague and verdict.letter in "SM")]
        # Without themes in the scorecard at all, no measure lacks one.
        failed = [v for v in verdicts if v.reason in COLUMNS and (case.card.themes or v.reason != "no theme")]
        yield from _definition(case, measure, failed)
        yield from _too_far(case, measure, result)


def _definition(case: Case, measure: str, failed: list[Verdict]) -> Iterator[Finding]:
    """The letters that fail whatever the figures are, in one finding at the first one's cell."""
    if failed:
        found = "; ".join(f"{verdict.letter} fails: {verdict.reason}" for verdict in failed)
        remedy = " ".join(dict.fromkeys(FIXES[verdict.reason] for verdict in failed))
        yield case.about_definition("TGT008", measure, COLUMNS[failed[0].reason], found, remedy=remedy)


def _too_far(case: Case, measure: str, result: MeasureResult) -> Iterator[Finding]:
    """A fails because of the figures so far; those in doubt say nothing, nor does a target that is due or undated."""
    due = result.inputs.due_column
    if due is None or due <= result.window.last:
        return
    if any(verdict.reason == _TOO_FAR for verdict in result.verdicts) and not case.doubted(measure):
        found = f"A fails: {_TOO_FAR}"
        yield case.about_definition("TGT008", measure, "target", found, remedy=FIXES[_TOO_FAR])


RULE = Rule(
    code="TGT008",
    name="not-smart",
    severity=Severity.WARNING,
    title="A target is not SMART: specific, measurable, achievable, relevant, time-bound.",
    why="People work towards a target that they understand, can measure, can reach, that matters and that has a date. "
    "Each letter that fails is a way to argue afterwards.",
    remedy="The finding says which letter fails, and what would mend it in the definition.",
    check=_check,
    needs=(Need.RESULTS,),
    example="TGT008 Sales!AL9: S fails: no definition; T fails: due outside the plan",
    limits="What other rules say of the same measure is not repeated: missing targets, dates, owners and parents. A "
    "missing baseline is shown on the SMART sheet only. Whether a target asks for too much is told by the figures so "
    "far, as long as it has a date that is not over and no other rule doubts them.",
    last=True,
)
