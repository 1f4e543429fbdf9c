"""The scores of two workbooks, recomputed from their entries, and the way from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.units import PerspectiveResult, UnitResult
from bsc_xl.rules.comparison.difference import ScoreChange, Step
from bsc_xl.rules.comparison.effects import Effects, Patch
from bsc_xl.rules.comparison.side import Side
from bsc_xl.scoring import Absence


def score_changes(old: Evaluation, new: Evaluation) -> Iterator[ScoreChange]:
    """The overall score, then perspectives and units whose score or status differs, then measures whose status does."""
    yield ScoreChange("overall", "", "Overall score", *_both(old.top, new.top))
    before = {one.perspective.id: one for one in old.top.perspectives}
    after = {one.perspective.id: one for one in new.top.perspectives}
    for key in _keys(before, after):
        first, second = before.get(key), after.get(key)
        name = (second or first).perspective.name  # type: ignore[union-attr]  # one of them has the key
        yield from _differing(ScoreChange("perspective", key, name, *_both(first, second)))
    for key in _keys(old.units, new.units):
        one, other = old.units.get(key), new.units.get(key)
        name = (other or one).unit.name  # type: ignore[union-attr]
        yield from _differing(ScoreChange("unit", key, name, *_both(one, other), unit=key))
    yield from _measures(old, new)


def _measures(old: Evaluation, new: Evaluation) -> Iterator[ScoreChange]:
    for key in _keys(old.measures, new.measures):
        first, second = old.measures.get(key), new.measures.get(key)
        status = first.status if first else "", second.status if second else ""
        if status[0] != status[1]:
            measure = (second or first).inputs.measure  # type: ignore[union-attr]
            scores = _score(first), _score(second)
            yield ScoreChange("measure", key, measure.name, *scores, *status, unit=measure.unit)


def _keys(before: Iterable[str], after: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys((*after, *before))


def _both(
    first: PerspectiveResult | UnitResult | None, second: PerspectiveResult | UnitResult | None
) -> tuple[float | None, float | None, str, str]:
    return (
        first.rollup.score if first else None,
        second.rollup.score if second else None,
        first.status if first else "",
        second.status if second else "",
    )


def _score(result: MeasureResult | None) -> float | None:
    return None if result is None or isinstance(result.score, Absence) else result.score


def _differing(change: ScoreChange) -> Iterator[ScoreChange]:
    if change.differs:
        yield change


def at_the_others_point(old: Side, new: Side) -> Evaluation | None:
    """The first workbook scored at the report period and date of the second; None where its plan has no such period."""
    point = new.case.evaluation.point
    end = point.grid.periods[point.column - 1].end
    mine = next((period for period in old.card.grid.periods if period.end == end), None)
    return old.case.evaluation.evaluator.at(mine.id, point.day) if mine else None


def steps(old: Side, new: Side, moved: Evaluation | None, figures: Patch, *, redefined: bool) -> Iterator[Step]:
    """How the overall score of the first workbook becomes that of the second.

    Args:
        old, new: the two; both can be scored.
        moved: the first one at the second one's report point.
        figures: the second one's figures that differ, by measure and column of the first one's plan.
        redefined: whether the definitions differ.
    """
    own = old.case.evaluation
    yield Step(f"{old.case.reading.name}", own.top.rollup.score, None)
    score = own.top.rollup.score
    if moved is not None and (moved.point.column, moved.point.day) != (own.point.column, own.point.day):
        yield _step("at the other report period or date", score, moved.top.rollup.score)
        score = moved.top.rollup.score
    if figures:
        change = Effects(moved or own).effect(figures)
        after = None if change is None or score is None else score + change
        yield _step("with all changed figures", score, after)
        score = after
    if redefined or moved is None:
        yield _step("with the other definition", score, new.case.evaluation.top.rollup.score)


def _step(what: str, before: float | None, after: float | None) -> Step:
    return Step(what, after, None if before is None or after is None else after - before)
