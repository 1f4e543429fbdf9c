"""CAS007: a measure and the one it belongs to are counted in different units of measurement."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Cascade
from bsc_xl.rules.cascade.family_tree import uom
from bsc_xl.rules.case import Case
from bsc_xl.rules.faults import OTHER_UNIT, faults_of
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from faults_of(case, OTHER_UNIT)
    if case.lacks(Need.ISSUED):
        return
    for measure in case.card.measures:
        parent = case.card.measure_by_id.get(measure.parent_measure)
        if parent is None or measure.cascade is not Cascade.SHARED:
            continue
        if uom(measure) != uom(parent):
            found = f"counted in {measure.unit_of_measurement or 'no unit of measurement'}"
            expected = f"{parent.unit_of_measurement or 'none'}, as {parent.id} is"
            yield case.about_definition("CAS007", measure.id, "uom", found, expected)
        elif measure.value_type is not parent.value_type:
            expected = f"{parent.value_type}, as {parent.id} has"
            yield case.about_definition(
                "CAS007", measure.id, "value_type", f"the value type {measure.value_type}", expected
            )


RULE = Rule(
    code="CAS007",
    name="unit-of-measurement-differs",
    severity=Severity.ERROR,
    title="A measure is counted in another unit of measurement than the one it belongs to.",
    why="Thousands added to millions, or hours beside shares, look like figures and are none.",
    remedy="Use one unit of measurement and one value type from top to bottom in the definition; then issue the "
    "workbook again.",
    check=_check,
    needs=(Need.BOOK,),
    example="CAS007 North!B9: counted in EUR thousand; expected EUR million, as corp.revenue is",
    limits="A definition in which contributions differ cannot be used at all: then the finding stands at the hidden "
    "sheet that carries it. Letters and blanks do not count as a difference.",
)
