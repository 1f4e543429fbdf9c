"""REV001: a measure is red, and nobody does anything about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.review.rows import with_action
from bsc_xl.rules.rule import Need, Rule

MANY, NAMED = 20, 5
"""With more findings than that they are told by tab; so many measures are named then."""


def _check(case: Case) -> Iterator[Finding]:
    if case.judgement.period_trouble:
        return
    actions, doubtful = with_action(case), _doubtful(case)
    found = [
        measure
        for measure, result in case.results.items()
        if result.is_red and not _is_covered(case, measure, actions, doubtful, set())
    ]
    yield from _by_tab(case, found) if len(found) > MANY else _each(case, found)


def _each(case: Case, found: Iterable[str]) -> Iterator[Finding]:
    for measure in found:
        result = case.results[measure]
        sheet = case.form.tab_of[measure]
        period = case.card.grid.periods[result.window.last - 1].id
        words = f"{result.inputs.measure.name} is {result.status}, and no review has an action for it"
        ref = case.form.definition_ref(measure, "status")
        yield case.finding("REV001", sheet, ref, words, "an action on Reviews", measure=measure, period=period)


def _by_tab(case: Case, found: Iterable[str]) -> Iterator[Finding]:
    """One finding a tab: where hardly anything has a review, it is the same thing that is wrong everywhere."""
    for name, group in groupby(found, lambda measure: case.form.tab_of[measure].name):
        measures = list(group)
        if len(measures) == 1:
            yield from _each(case, measures)
            continue
        first, last = (case.form.definition_ref(measure, "status") for measure in (measures[0], measures[-1]))
        words = f"{len(measures)} measures are red without an action: {', '.join(measures[:NAMED])}"
        more = ", ..." if len(measures) > NAMED else ""
        yield case.finding("REV001", case.form.sheets[name], f"{first}:{last}", words + more, "an action for each")


def _is_covered(
    case: Case, measure: str, actions: Mapping[str, bool], doubtful: frozenset[str], seen: set[str]
) -> bool:
    """Whether there is an action, or a measure that feeds this one has one, is red itself, or has doubtful figures."""
    if measure in actions or measure in doubtful:
        return True
    seen.add(measure)
    return any(
        case.results[child.id].is_red or _is_covered(case, child.id, actions, doubtful, seen)
        for child in case.card.contributors.get(measure, ())
        if child.id not in seen
    )


def _doubtful(case: Case) -> frozenset[str]:
    """Measures about whose entries another rule has found something: first the figure must be right."""
    found = []
    for name, row in case.submission.rows():
        sheet = case.received_name(name)
        if any((sheet, ref) in case.flagged for ref in (*row.refs, row.note, row.as_of)):
            found.append(row.measure)
    return frozenset(found)


RULE = Rule(
    code="REV001",
    name="red-without-action",
    severity=Severity.ERROR,
    title="A measure is red, and nothing is done about it.",
    why="A scorecard is a means to act. Red without an action means that nobody has looked, or nobody cares.",
    remedy="Write a row on Reviews: the measure, why it is red, what is done about it, by whom and until when.",
    check=_check,
    needs=(Need.RESULTS,),
    example="REV001 Sales!H9: Order intake is missed, and no review has an action for it; expected an action",
    limits="An action counts while it is open, and once done for the period that it was about. A measure that is "
    "computed from others needs none where one of those is red or has one. Where another rule doubts the figures of a "
    "measure, those come first.",
)
