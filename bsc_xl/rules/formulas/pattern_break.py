"""FML011: one formula in a row or column of people's own differs from its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.addresses import cell
from bsc_xl.rules.canonical import relative
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.formulas.changes import own_formulas
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    for sheet, formulas in own_formulas(case):
        spelled = {place: relative(formula, *place) for place, formula in formulas.items()}
        for (row, column), own in spelled.items():
            for down, across in ((1, 0), (0, 1)):
                around = [spelled.get((row + n * down, column + n * across)) for n in (-2, -1, 1, 2)]
                if _breaks(own, around):
                    words = f"={formulas[row, column][:120]} differs from the formulas beside it"
                    yield Finding("FML011", sheet.name, cell(row, column), words)
                    break


def _breaks(own: str, around: list[str | None]) -> bool:
    """Whether the two cells on both sides have one formula, or one side twice with none on the other."""
    before, after = around[1], around[2]
    if before is None or after is None or own in (before, after):
        return False
    return before == after and (around[0] == before or around[3] == after)


RULE = Rule(
    code="FML011",
    name="pattern-break",
    severity=Severity.INFORMATION,
    title="One formula differs from its neighbours.",
    why="In a row or column of equal formulas, the one that differs is more often a slip than intended.",
    remedy="Compare it with its neighbours; copy theirs over it if it should be the same.",
    check=_check,
    needs=(Need.ISSUED,),
    example="FML011 My figures!D12: =SUM(B12:C13) differs from the formulas beside it",
    limits="Only formulas that people added beside the form, and only inside a run of at least four.",
)
