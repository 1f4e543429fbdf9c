"""LOG006: an objective is measured by volumes only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bsc_xl.model import Measure, Polarity, ValueType
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import live_objectives, objective_cell
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule

FEW = 2
"""With a single measure of an objective, there is no mix of measures to judge."""
_COUNTED = re.compile(r"^\s*(total\s+)?((number|no\.|count|volume|quantity)\s+of\b|#)", re.IGNORECASE)
_UNITS = frozenset(
    (
        *("number", "count", "pieces", "items", "units", "visits", "hours", "days", "cases", "calls", "orders"),
        *("tonnes", "meetings", "events", "trainings", "courses", "applications", "inspections", "documents"),
        *("reports", "people", "participants", "customers", "visitors", "outlets"),
    )
)
_OUTCOME = re.compile(
    r"\b(rate|share|percent\w*|ratio|average|mean|median|per|satisf\w+|quality|without|on time|within|new|won|lost|"
    r"retained|saved|placements?|success\w*|complet\w+|graduat\w+|resolved|recover\w+|%)\b|%",
    re.IGNORECASE,
)


def is_volume(measure: Measure) -> bool:
    """Whether a measure only says how much is done: a plain count of which more is better, and no word of how well."""
    if measure.polarity is not Polarity.HIGHER or measure.value_type is not ValueType.NUMBER:
        return False
    if _OUTCOME.search(measure.name):
        return False
    return bool(_COUNTED.match(measure.name)) or measure.unit_of_measurement.strip().casefold() in _UNITS


def _check(case: Case) -> Iterator[Finding]:
    by_objective: dict[str, list[Measure]] = {}
    for measure in case.card.measures:
        by_objective.setdefault(measure.objective, []).append(measure)
    for objective in live_objectives(case.card):
        measures = by_objective.get(objective.id, [])
        names = {measure.name.casefold() for measure in measures}
        if len(names) >= FEW and all(is_volume(measure) for measure in measures):
            count = "both" if len(measures) == FEW else f"all {len(measures)}"
            found = f"{count} measures count how much is done"
            cell = objective_cell(case, objective.id)
            yield cell.finding(case, "LOG006", found, "a measure of how well, or of what comes of it")


RULE = Rule(
    code="LOG006",
    name="volume-only",
    severity=Severity.INFORMATION,
    title="An objective is measured by volumes only.",
    why="More calls, visits or courses are effort. Whether they do any good, and how well they are done, the count "
    "does not say, and people will do more of what is counted.",
    remedy="Add a measure of quality, or of what comes of it, beside the counts.",
    check=_check,
    needs=(Need.ISSUED,),
    example="LOG006 Strategy!A24: all 3 measures count how much is done",
    limits="A volume is told by its name (number of ...) or unit of measurement (visits, hours), with more being "
    "better. In doubt it counts as an outcome, and an objective with one measure is not judged.",
)
