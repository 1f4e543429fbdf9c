"""How much of the overall score hangs on each measure: what an error in it can cost at most."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.units import ObjectiveResult


def reaches(evaluation: Evaluation) -> Mapping[str, float]:
    """Points of the overall score that each measure decides on, by id.

    Args:
        evaluation: the scorecard at a report point.

    Returns:
        0 to 100 a measure: its share of the weight, times the weights above it, as if all rollups were weighted means
        of what is scored or due. Measures that feed another one share what hangs on that one. The measures of the
        top unit and of units that it takes results from sum to 100 where everything is due.
    """
    found: dict[str, float] = {}
    total = sum(p.weight for p in evaluation.top.perspectives) or 1.0
    measures: dict[tuple[str, str], list[MeasureResult]] = {}
    for m in evaluation.measures.values():
        measures.setdefault((m.inputs.measure.unit, m.inputs.measure.objective), []).append(m)

    def spread(unit: str, result: ObjectiveResult, points: float) -> None:
        own = measures.get((unit, result.objective.id), [])
        weight = sum(m.inputs.weight for m in own)
        for m in own:
            if weight:
                found[m.inputs.measure.id] = found.get(m.inputs.measure.id, 0.0) + points * m.inputs.weight / weight
        below = sum(d.weight for d in result.delegated)
        for delegated in result.delegated:
            if below:
                spread(delegated.unit.id, delegated.result, points * delegated.weight / below)

    for perspective in evaluation.top.perspectives:
        members = [o for o in evaluation.top.objectives if o.objective.perspective == perspective.perspective.id]
        weight = sum(member.weight for member in members)
        for member in members:
            if weight:
                spread(evaluation.top.unit.id, member, 100 * perspective.weight / total * member.weight / weight)
    _feed(evaluation, found)
    return found


def _feed(evaluation: Evaluation, found: dict[str, float]) -> None:
    """Pass on what hangs on a computed measure to those that feed it, from the top down."""
    waiting = [parent for parent in evaluation.card.contributors if parent in found]
    seen: set[str] = set()
    while waiting:
        parent = waiting.pop()
        if parent in seen:
            continue
        seen.add(parent)
        children = evaluation.card.contributors[parent]
        for child in children:
            found[child.id] = found.get(child.id, 0.0) + found[parent] / len(children)
            if child.id in evaluation.card.contributors:
                waiting.append(child.id)
