"""FML002, FML004, FML005, FML007 and FML009: issued formulas changed in ways that mean something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.rules.harness import Mutation, Spoilt, Subject, changed
from tests.rules.places import calculated, spread

_RANGE = re.compile(r"(\$?[A-Z]{1,3}\$)(\d+)(:\$?[A-Z]{1,3}\$)(\d+)")
_CELL = re.compile(r"(?<![A-Z$!:'])\$?([A-Z]{1,3})(\d+)(?![\d(:!])")


def _each(change: Callable[[str], str | None], count: int = 10) -> Callable[[Subject], Iterator[Spoilt]]:
    """Spoil formulas for which a change is possible, spread over the workbook."""

    def spoil(subject: Subject) -> Iterator[Spoilt]:
        found = []
        for sheet, ref in calculated(subject):
            formula = subject.case.form.sheets[sheet].formulas[ref]
            altered = change(formula)
            if altered is not None and altered != formula:
                found.append(((sheet, ref), altered))
        for place, altered in spread(found, count):
            yield Spoilt.at(changed(subject, formulas={place: altered}, recalculated=False), place)

    return spoil


def _other_row(formula: str) -> str | None:
    """The first cell of its own row is read from the row below."""
    found = _CELL.search(formula)
    if not found or formula.startswith("MATCH") or '"' in formula[: found.start()]:
        return None
    return f"{formula[: found.start(2)]}{int(found[2]) + 1}{formula[found.end(2) :]}"


def _shorter(formula: str) -> str | None:
    """The first range of several rows loses its last row."""
    for found in _RANGE.finditer(formula):
        if int(found[4]) - int(found[2]) >= 2 and '"' not in formula[: found.start()]:
            return f"{formula[: found.start(4)]}{int(found[4]) - 1}{formula[found.end(4) :]}"
    return None


def _first_lost(formula: str) -> str | None:
    for found in _RANGE.finditer(formula):
        if int(found[4]) - int(found[2]) >= 2 and '"' not in formula[: found.start()]:
            return f"{formula[: found.start(2)]}{int(found[2]) + 1}{formula[found.end(2) :]}"
    return None


def _for_cell(formula: str) -> str | None:
    """A number in place of the first cell."""
    found = re.search(r"(?<![A-Z$!:'.\w])\$[A-Z]{1,3}\d+(?![\d(:!.\w])", formula)
    if not found or '"' in formula[: found.start()]:
        return None
    return f"{formula[: found.start()]}12.5{formula[found.end() :]}"


MUTATIONS = (
    Mutation("FML002", "a cell of another row", _each(_other_row)),
    Mutation("FML002", "another formula altogether", _each(lambda f: "A1&A2")),
    Mutation("FML002", "a part cut away", _each(lambda f: f"IF(1,{f})")),
    Mutation("FML002", "the same twice", _each(lambda f: f"({f})&({f})")),
    Mutation("FML004", "times a number", _each(lambda f: f"({f})*1.1")),
    Mutation("FML004", "plus a number", _each(lambda f: f"{f}+5")),
    Mutation("FML004", "a number for a cell", _each(_for_cell)),
    Mutation("FML005", "the last row left out", _each(_shorter)),
    Mutation("FML005", "the first row left out", _each(_first_lost)),
    Mutation("FML005", "the last row left out, city", _each(_shorter, 6), ("city native",)),
    Mutation("FML007", "IFERROR with zero", _each(lambda f: f"IFERROR({f},0)")),
    Mutation("FML007", "IFERROR with a blank", _each(lambda f: f'IFERROR({f},"")')),
    Mutation("FML007", "IFNA with a number", _each(lambda f: f"_xlfn.IFNA({f},100)")),
    Mutation("FML009", "OFFSET", _each(lambda f: f"OFFSET({f.split('(')[0] and 'A1'},0,0)")),
    Mutation("FML009", "INDIRECT", _each(lambda f: 'INDIRECT("A1")')),
    Mutation("FML009", "NOW", _each(lambda f: f"IF(NOW()>0,{f},{f})")),
)
