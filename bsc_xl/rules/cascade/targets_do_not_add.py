"""CAS003: the targets of the units below do not add up to the target of the sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_xl.model import Aggregation, Measure
from bsc_xl.rules.cascade.family_tree import contained_twice, half_step
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.scoring.absence import EXACT


def adds_up(total: float, parts: Sequence[float], slack: float) -> bool:
    """Whether parts sum to a total, as far as rounding by ``slack`` in all lets one tell."""
    reach = max(abs(total), sum(abs(part) for part in parts))
    return abs(total - sum(parts)) <= slack + EXACT * reach


def _check(case: Case) -> Iterator[Finding]:
    card = case.card
    counted_twice = {twice.parent for twice in contained_twice(card)}
    by_period: dict[str, dict[str, float]] = {}
    for given in card.targets:
        by_period.setdefault(given.measure, {})[given.period] = given.target
    for parent, children in card.contributors.items():
        measure = card.measure_by_id[parent]
        if measure.cascade_rollup is not Aggregation.SUM or parent in counted_twice:
            continue
        slack = half_step(measure) + sum(half_step(child) for child in children)
        yield from _whole(case, measure, children, slack)
        yield from _periods(case, measure, children, slack, by_period)


def _whole(case: Case, measure: Measure, children: Sequence[Measure], slack: float) -> Iterator[Finding]:
    """The targets at the due date, where that is the same for all."""
    total, parts = measure.target, [child.target for child in children if isinstance(child.target, float)]
    together = all(child.due == measure.due for child in children)
    if isinstance(total, float) and len(parts) == len(children) and together and not adds_up(total, parts, slack):
        found = f"a target of {total:.10g}; the units below have {sum(parts):.10g} ({_listed(children, parts)})"
        yield case.about_definition("CAS003", measure.id, "target", found, f"{sum(parts):.10g}")


def _periods(
    case: Case,
    measure: Measure,
    children: Sequence[Measure],
    slack: float,
    by_period: dict[str, dict[str, float]],
) -> Iterator[Finding]:
    """The targets of each period for which all of them have one."""
    for period, total in by_period.get(measure.id, {}).items():
        parts = [by_period.get(child.id, {}).get(period) for child in children]
        known = [part for part in parts if part is not None]
        column = _column(case, measure, period)
        if column and len(known) == len(parts) and not adds_up(total, known, slack):
            found = f"a target of {total:.10g} for {period}; the units below have {sum(known):.10g}"
            yield case.about_definition("CAS003", measure.id, column, f"{found} ({_listed(children, known)})")


def _listed(children: Sequence[Measure], parts: Sequence[float]) -> str:
    shown = ", ".join(f"{child.id} {part:.10g}" for child, part in zip(children, parts, strict=True))
    return shown if len(shown) <= 100 else shown[:97] + "..."


def _column(case: Case, measure: Measure, period: str) -> str:
    """The column of the tab in which the target of a period stands; empty for one outside the plan."""
    keys = {column.key for column in case.form.tab_of[measure.id].sheet.table("measures").columns}
    return next((key for key in (f"target {period}", f"year {period}") if key in keys), "")


RULE = Rule(
    code="CAS003",
    name="targets-do-not-add",
    severity=Severity.ERROR,
    title="The targets of the units below do not add up to the target above.",
    why="All units can reach their targets and the sum misses its own, or the other way round.",
    remedy="Agree on targets that add up in the definition, and issue the workbook again.",
    check=_check,
    needs=(Need.ISSUED,),
    example="CAS003 Group!AQ9: a target of 407; the units below have 397 (north 242, south 155); expected 397",
    limits="Only sums are looked at, only where all parts have a target for the same date, and only beyond what the "
    "declared decimals can hide. Targets that hold a reserve on purpose are found too: waive them.",
)
