"""FML006: a cell shows an error."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.agreement import Cells, Precedents
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.formulas.unavailable import errors_on, is_unavailable
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    errors = {
        (sheet.name, ref): value
        for sheet in case.book.sheets
        for ref, value in errors_on(sheet).items()
        if not is_unavailable(sheet, ref)
    }
    if not errors:
        return
    suspect = Cells(errors)
    precedents = Precedents({name.name: name.refers_to for name in case.book.names})
    first = []
    for sheet, ref in errors:
        received = case.book.sheet(sheet)
        formula = received.formulas.get(ref, "") if received else ""
        areas = precedents.of(formula, sheet) if formula else ()
        if not any(suspect.touches(area) for area in areas):
            first.append((sheet, ref))
    issued = {} if case.lacks(Need.ISSUED) else {received.name: form for form, received in case.pairs}
    follows = len(errors) - len(first) if len(first) == 1 else 0
    for sheet, ref in first or list(errors):
        found = f"shows {errors[sheet, ref].text}"
        form = issued.get(sheet)
        if form is not None:
            yield case.finding("FML006", form, ref, found, follows=follows)
        else:
            yield Finding("FML006", sheet, ref, found, follows=follows)


RULE = Rule(
    code="FML006",
    name="error-value",
    severity=Severity.ERROR,
    title="A cell shows an error.",
    why="An error such as #DIV/0! or #N/A spreads to every cell that reads it, up to the overall score.",
    remedy="Mend the first cell that has the error: the others follow.",
    check=_check,
    needs=(Need.BOOK,),
    example="FML006 Sales!R9: shows #REF!; 14 cells follow from it",
    limits="Only cells are named whose error does not come from another cell with an error. #NAME? for the functions "
    "of bsc-xl is told by FML008.",
)
