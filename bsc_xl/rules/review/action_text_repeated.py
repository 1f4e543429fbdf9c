"""REV003: the same action stands in several reviews."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.review.rows import measure_of, ref_of, review_rows, sheet_of
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    first: dict[str, tuple[int, str]] = {}
    for number, review in review_rows(case):
        text = "".join(sign for sign in review.action.casefold() if sign.isalnum())
        if not text:
            continue
        measure = measure_of(case, review)
        if text not in first:
            first[text] = number, measure
            continue
        before, other = first[text]
        if _is_kin(case, measure, other):
            continue
        ref = ref_of(case, "action", number)
        words = f"the same action as in {ref_of(case, 'action', before)}, for {_named(measure, other)}"
        yield case.finding("REV003", sheet_of(case), ref, words, "an action of its own", measure=measure)


def _named(measure: str, other: str) -> str:
    return "an earlier review of the same measure" if measure == other else (other or "another measure")


def _is_kin(case: Case, measure: str, other: str) -> bool:
    """Whether one feeds the other or both stand for the same: one action may be for both."""
    one, two = case.card.measure_by_id.get(measure), case.card.measure_by_id.get(other)
    if one is None or two is None or one is two:
        return False
    same_parent = bool(one.parent_measure) and one.parent_measure == two.parent_measure
    return one.parent_measure == two.id or two.parent_measure == one.id or same_parent or one.name == two.name


RULE = Rule(
    code="REV003",
    name="action-text-repeated",
    severity=Severity.WARNING,
    title="The same action was written several times.",
    why="'Monitor closely' under five measures, or month after month under one, is no decision.",
    remedy="Say for each measure what is done; where last period's action did not help, decide something else.",
    check=_check,
    needs=(Need.SHEETS,),
    example="REV003 Reviews!E9: the same action as in E5, for sales.orders; expected an action of its own",
    limits="Case, blanks and punctuation do not count. Measures of the same name or parent, and a measure and its "
    "parent, may share an action.",
)
