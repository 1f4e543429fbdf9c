"""CAS006: nobody answers for a measure or an objective, or nobody is named who types the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_xl.model import Measure, Scorecard
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import live_objectives, objective_cell
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule

USUAL = 0.5
"""Where so large a share of the typed measures names a data provider, one is expected of all of them."""


def _check(case: Case) -> Iterator[Finding]:
    yield from _objectives(case)
    wanted = _names_providers(case.card)
    for measures in case.card.measures_of_unit.values():
        unowned = [measure for measure in measures if not measure.owner.strip()]
        if len(unowned) == len(measures) > 1:
            yield _tab(case, unowned)
            continue
        for measure in measures:
            if not measure.owner.strip():
                neither = not measure.data_provider.strip()
                found = "neither an owner nor a data provider" if neither else "no owner"
                yield case.about_definition("CAS006", measure.id, "owner", found, "who answers for it")
            elif wanted and not measure.data_provider.strip() and measure.id not in case.card.contributors:
                expected = "who types the figures"
                yield case.about_definition("CAS006", measure.id, "data_provider", "no data provider", expected)


def _objectives(case: Case) -> Iterator[Finding]:
    objectives = live_objectives(case.card)
    unowned = [objective for objective in objectives if not objective.owner.strip()]
    if len(unowned) == len(objectives) > 1:
        sheet, first = objective_cell(case, objectives[0].id, "owner")
        last = objective_cell(case, objectives[-1].id, "owner").ref
        found = f"none of the {len(objectives)} objectives has an owner"
        yield case.finding("CAS006", sheet, f"{first}:{last}", found, "who answers for each")
        return
    for objective in unowned:
        sheet, ref = objective_cell(case, objective.id, "owner")
        yield case.finding("CAS006", sheet, ref, f"no owner of the objective {objective.name}", "who answers for it")


def _tab(case: Case, measures: Sequence[Measure]) -> Finding:
    """One finding for a whole tab."""
    sheet = case.form.tab_of[measures[0].id]
    first, last = (case.form.definition_ref(one.id, "owner") for one in (measures[0], measures[-1]))
    found = f"none of the {len(measures)} measures has an owner"
    return case.finding("CAS006", sheet, f"{first}:{last}", found, "who answers for each", measure=measures[0].id)


def _names_providers(card: Scorecard) -> bool:
    typed = [measure for measure in card.measures if measure.id not in card.contributors]
    named = sum(bool(measure.data_provider.strip()) for measure in typed)
    return named > USUAL * len(typed)


RULE = Rule(
    code="CAS006",
    name="owner-missing",
    severity=Severity.WARNING,
    title="Nobody is named who answers for a measure or an objective.",
    why="What belongs to nobody is nobody's fault: no one explains it when it is red, and no one is asked for it.",
    remedy="Name an owner in the definition, and who types the figures; then issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="CAS006 Sales!BO9: neither an owner nor a data provider; expected who answers for it",
    limits="Where no objective, or no measure of a tab, has an owner, that is one finding. Data providers are asked "
    "for only where most measures have one; figures that come from below need none.",
)
