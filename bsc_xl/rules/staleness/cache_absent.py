"""STL002: calculated cells have no stored value."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.alignment import sort_key
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.repairs import StoreValue
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for sheet, received in case.pairs:
        values, formulas = received.values, received.formulas
        expected = case.expected.get(sheet.name, {})
        unstored = [ref for ref in expected if ref not in values]
        absent = [
            ref
            for ref in unstored
            if expected[ref] not in (None, "") and (ref in formulas or sheet.filled.get(ref) in formulas)
        ]
        if absent:
            first = sort_key(absent)[0]
            found = f"no stored value in {len(absent)} of {len(expected)} calculated cells of the sheet"
            repair = StoreValue(received.name, first, expected[first]) if len(absent) == 1 else None
            yield case.finding("STL002", sheet, first, found, repair=repair, follows=len(absent) - 1)


RULE = Rule(
    code="STL002",
    name="cache-absent",
    severity=Severity.WARNING,
    title="Calculated cells have no stored value.",
    why="A program saved the workbook without calculating it: in previews, on phones and in other programs the results "
    "are blank.",
    remedy="Open it in Excel and save it; or let bsc-xl fix store the values in a copy.",
    check=_check,
    needs=(Need.RESULTS,),
    fix=Fix.SAFE,
    example="STL002 Sales!D7: no stored value in 214 of 214 calculated cells of the sheet",
    limits="One finding a sheet, at its first such cell. The results are recomputed from the entries all the same.",
)
