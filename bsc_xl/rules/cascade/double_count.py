"""CAS008: a figure is counted twice."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Measure
from bsc_xl.rules.cascade.family_tree import contained_twice, same_name
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    card, told = case.card, set()
    for twice in contained_twice(card):
        one, other = twice.contribution, twice.other
        if one.id in told:
            continue
        told.add(one.id)
        unit, part = card.unit_by_id[other.unit].name, card.unit_by_id[one.unit].name
        found = f"{one.id} and {other.id} both feed {twice.parent}"
        why = f"both are of {unit}" if unit == part else f"{part} is a part of {unit}"
        expected = "one of the two"
        yield case.about_definition("CAS008", one.id, "parent_measure", f"{found}, and {why}", expected)
    for copy, first in _copies(card.measures):
        if copy.id not in told:
            found = f"the same measure as {first.id}: name, definition, unit of measurement and objective are equal"
            yield case.about_definition("CAS008", copy.id, "name", found, "each measure once in a unit")


def _copies(measures: tuple[Measure, ...]) -> Iterator[tuple[Measure, Measure]]:
    """Measures that are in their unit twice; without a definition in words, two of one name may well differ."""
    seen: dict[tuple[str, str, str], list[Measure]] = {}
    for measure in measures:
        key = measure.unit, measure.objective, " ".join(measure.name.casefold().split())
        earlier = seen.setdefault(key, [])
        same = [one for one in earlier if same_name(one, measure) and one.definition == measure.definition]
        if same and measure.definition and measure.weight != 0:
            yield measure, same[0]
        earlier.append(measure)


RULE = Rule(
    code="CAS008",
    name="double-count",
    severity=Severity.ERROR,
    title="A figure is counted twice.",
    why="A total that contains a unit and its part, or a score with one measure in it twice, is wrong and looks right.",
    remedy="Let each figure go up one way only, and keep each measure once in a unit; then issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="CAS008 Shop!BR9: shop.revenue and north.revenue both feed corp.revenue, and Shop is a part of North; "
    "expected one of the two",
    limits="Contributions are compared by name and unit of measurement: the same figure under two names is not seen. "
    "Two measures of a unit are the same only if their definitions in words are equal too.",
)
