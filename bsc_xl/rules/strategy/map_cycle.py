"""LOG002: the links of the strategy map form a circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_xl.model import Link, Scorecard
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import link_cell
from bsc_xl.rules.faults import MAP_CIRCLE, faults_of
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from faults_of(case, MAP_CIRCLE)
    if case.lacks(Need.ISSUED):
        return
    names = {objective.id: objective.name for objective in case.card.objectives}
    for number, path in circles(case.card):
        found = " leads to ".join(names[one] for one in path)
        yield link_cell(case, number).finding(case, "LOG002", found, "links that lead one way")


def circles(card: Scorecard) -> Iterator[tuple[int, Sequence[str]]]:
    """The links that close a circle with those before them: their numbers, and the circle from cause to cause."""
    onward: dict[str, list[str]] = {}
    for number, link in enumerate(card.links):
        path = _path(onward, link)
        if path:
            # The closing link is left out, so that one circle is told once.
            yield number, (link.cause, *path)
            continue
        onward.setdefault(link.cause, []).append(link.effect)


def _path(onward: dict[str, list[str]], link: Link) -> list[str]:
    """The way from a link's effect back to its cause; empty where there is none."""
    before: dict[str, str] = {link.effect: ""}
    waiting = [link.effect]
    while waiting and link.cause not in before:
        here = waiting.pop()
        for there in onward.get(here, ()):
            if there not in before:
                before[there] = here
                waiting.append(there)
    if link.cause not in before:
        return []
    path = [link.cause]
    while before[path[-1]]:
        path.append(before[path[-1]])
    return path[::-1]


RULE = Rule(
    code="LOG002",
    name="map-cycle",
    severity=Severity.ERROR,
    title="The links between objectives go round in a circle.",
    why="Where each objective is the cause of the next and the last of the first, nobody can tell where to begin, and "
    "every success explains itself.",
    remedy="Take the weakest link of the circle out of the definition, and issue the workbook again.",
    check=_check,
    needs=(Need.BOOK,),
    example="LOG002 Strategy!B58: Cut costs leads to Grow sales leads to Cut costs; expected links that lead one way",
    limits="The link that closes the circle, in the order of the list, is named, though another one may be the wrong "
    "one. Objectives that are linked to themselves make a definition that cannot be used at all.",
)
