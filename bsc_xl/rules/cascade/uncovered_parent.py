"""CAS002: a measure that expects contributions lacks some or all of them, or a unit has no measures."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Cascade, Scorecard
from bsc_xl.rules.cascade.family_tree import below, children_of, same_name
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import unit_cell
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    card = case.card
    yield from _without_children(case, card)
    yield from _left_out(case, card)
    yield from _idle_units(case, card)


def _without_children(case: Case, card: Scorecard) -> Iterator[Finding]:
    """It says how figures from below come together, and there are none."""
    children = children_of(card)
    for measure in card.measures:
        if measure.rollup is not None and measure.id not in children and card.children.get(measure.unit):
            found = f"a rollup of figures from below ({measure.rollup}), and no measure names this one as its parent"
            expected = "measures of units below that contribute, or no rollup"
            yield case.about_definition("CAS002", measure.id, "parent_measure", found, expected)


def _left_out(case: Case, card: Scorecard) -> Iterator[Finding]:
    """A measure like those that contribute to a parent, of another unit below it, that takes no part."""
    for parent, children in card.contributors.items():
        if parent not in card.measure_by_id:
            continue
        first = children[0]
        taking = {child.unit for child in children}
        beneath = below(card, card.measure_by_id[parent].unit)
        covered = taking.union(*(below(card, unit) for unit in taking))
        for other in card.measures:
            loose = other.cascade is Cascade.UNIQUE and not other.parent_measure
            if not loose or other.unit not in beneath - covered or other.objective != first.objective:
                continue
            if other.id != parent and same_name(other, first):
                found = f"it takes no part in {parent}, as {first.id} does"
                yield case.about_definition("CAS002", other.id, "cascade", found, "a contribution")


def _idle_units(case: Case, card: Scorecard) -> Iterator[Finding]:
    """A unit that neither has measures nor units below that have some."""
    measuring = {measure.unit for measure in card.measures}
    for unit in card.units:
        if measuring and unit.id not in measuring and not below(card, unit.id) & measuring:
            sheet, ref = unit_cell(case, unit.id, "name")
            yield case.finding("CAS002", sheet, ref, f"{unit.name} has no measure", "a measure, or no tab for the unit")


RULE = Rule(
    code="CAS002",
    name="uncovered-parent",
    severity=Severity.WARNING,
    title="The strategy does not reach a unit, or a figure lacks a unit.",
    why="What no unit below works on stays on paper; and a sum over units is too small where one takes no part.",
    remedy="Let the units below contribute in the definition, or take the rollup or the unit out; then issue the "
    "workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="CAS002 North!BQ9: it takes no part in corp.revenue, as south.revenue does",
    limits="Only what the definition itself promises is looked at: a rollup, contributions under the same name, a unit "
    "with a tab. Which objectives ought to be cascaded, it does not know.",
)
