"""STR007: a measure's id was deleted or changed."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_cells import ID
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.structure.fixed_cells import changed_cells, told


def _check(case: Case) -> Iterator[Finding]:
    for change in changed_cells(case):
        if change.code == ID:
            yield told(case, change)


RULE = Rule(
    code="STR007",
    name="measure-id-lost",
    severity=Severity.BLOCKER,
    title="A measure's id was deleted or changed.",
    why="The id is how a figure finds its measure when the workbooks are collected.",
    remedy="Issue the workbook again and take the figures over; or write the id back if it is clear which it was.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.REISSUE,
    example="STR007 Sales!BQ9: 'x'; expected 'sales.orders'",
    limits="Ids that stand in another row of the table are told by STR005.",
)
