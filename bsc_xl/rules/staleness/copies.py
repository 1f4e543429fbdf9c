"""Figures of the report period that were copied: a whole column of a tab, or one measure's figure carried forward."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bsc_xl.rules.agreement import shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.judgement import Newest, Suspicion
from bsc_xl.rules.plausibility.statistics import usually_varies
from bsc_xl.rules.rule import Need
from bsc_xl.scoring.absence import alike

FEW = 3
"""So many measures that usually vary must have the same figures before a column counts as copied."""

Found = Iterator[tuple[tuple[str, int], Suspicion]]


def copied(case: Case, newest: Sequence[Newest]) -> Found:
    """Suspicions of copied columns (STL007) and, elsewhere, of figures copied forward (STL006), by place."""
    columns: dict[tuple[str, int], list[Newest]] = {}
    for one in newest:
        columns.setdefault((one.measure.unit, one.column), []).append(one)
    earlier = _last_submission(case)
    for members in columns.values():
        found = _block(case, members, earlier)
        yield from found
        if not found:
            yield from _repeated(members)


def _block(
    case: Case, members: Sequence[Newest], earlier: Mapping[str, float]
) -> list[tuple[tuple[str, int], Suspicion]]:
    """Every measure's place with the one suspicion about their column; empty where it is not a copy."""
    varying = [one for one in members if usually_varies(one.history) and not one.measure.static]
    if len(varying) < FEW:
        return []
    source = ""
    if all(_is(_before(one), one.value) for one in varying):
        period = case.card.grid.periods[varying[0].column - varying[0].series.step - 1]
        source = case.card.calendar.containing(period.end, varying[0].measure.frequency).id
    elif all(_is(earlier.get(one.measure.id), one.value) for one in varying):
        source = "the last submission"
    if not source:
        return []
    words = f"all {len(varying)} figures that usually change are those of {source}"
    first, last = varying[0], varying[-1]
    suspicion = Suspicion("STL007", first.measure.id, first.column, words, "figures of their own", last.measure.id)
    return [(one.place, suspicion) for one in members if not one.value or one in varying]


def _before(one: Newest) -> float | None:
    """The number of the period just before."""
    cell = one.result.entries[one.column - one.series.step - 1] if one.column > one.series.step else None
    return cell if isinstance(cell, float) else None


def _is(earlier: float | None, value: float) -> bool:
    return earlier is not None and alike(earlier, value)


def _last_submission(case: Case) -> Mapping[str, float]:
    """The figures that an earlier submission was about, where that one was about an earlier period."""
    before = case.previous[-1] if case.previous else None
    if before is None or before.lacks(Need.RESULTS) or before.submission.period == case.submission.period:
        return {}
    found = {}
    for measure, result in before.results.items():
        own = case.results.get(measure)
        if own is not None and own.window.last and result.window.exists and isinstance(result.latest, float):
            ends = before.card.grid.periods[result.window.last - 1].end
            if ends < case.card.grid.periods[own.window.last - 1].end:
                found[measure] = result.latest
    return found


def _repeated(members: Sequence[Newest]) -> Found:
    for one in members:
        if not one.result.repeated or one.note:
            continue
        run = 0
        while run < len(one.history) and alike(one.history[-1 - run], one.value):
            run += 1
        if usually_varies(one.history[: len(one.history) - run + 1]):
            words = f"{shown(one.value)}, as in the {run} periods before; earlier figures vary"
            yield one.place, Suspicion("STL006", one.measure.id, one.column, words, "the period's own figure")
