"""Turns formulas that were not issued into findings."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.formulas.changes import changes
from bsc_xl.rules.formulas.repair import formula_repair

_LONGEST = 120


def told(case: Case, code: str, words: str) -> Iterator[Finding]:
    """The findings of one rule about formulas.

    Args:
        case: the workbook.
        code: the rule.
        words: what is said, with `{found}` for the formula and `{detail}` for what tells it.
    """
    for change in changes(case):
        if change.code != code:
            continue
        said = words.format(found=_short(change.found), detail=change.detail)
        if change.form is None:
            yield Finding(code, change.sheet.name, change.ref, said)
            continue
        repair = formula_repair(case, change.form, change.ref) if change.issued else None
        expected = f"={_short(change.issued)}" if change.issued else ""
        yield case.finding(code, change.form, change.ref, said, expected, repair=repair)


def _short(formula: str) -> str:
    return formula if len(formula) <= _LONGEST else formula[: _LONGEST - 3] + "..."
