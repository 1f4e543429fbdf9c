"""Weights in force: as given among siblings; equal where a whole group has none; else a blank counts as 0."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Protocol

from bsc_xl.model import Scorecard


class Weighted(Protocol):
    """Anything with an id and perhaps a weight."""

    @property
    def id(self) -> str: ...
    @property
    def weight(self) -> float | None: ...


def in_force(siblings: Sequence[Weighted]) -> dict[str, float]:
    """The weight of each sibling by id; not normalised, as a rollup does that."""
    if all(sibling.weight is None for sibling in siblings):
        return {sibling.id: 1.0 / len(siblings) for sibling in siblings}
    return {sibling.id: sibling.weight or 0.0 for sibling in siblings}


def _grouped(items: Iterable[tuple[Hashable, Weighted]]) -> dict[str, float]:
    groups: dict[Hashable, list[Weighted]] = {}
    for key, item in items:
        groups.setdefault(key, []).append(item)
    return {name: weight for group in groups.values() for name, weight in in_force(group).items()}


def measure_weights(card: Scorecard) -> dict[str, float]:
    """By measure id; siblings are the measures of one objective in one unit."""
    return _grouped(((measure.unit, measure.objective), measure) for measure in card.measures)


def objective_weights(card: Scorecard) -> dict[str, float]:
    """By objective id; siblings are the objectives of one perspective that are in force."""
    weights = _grouped((objective.perspective, objective) for objective in card.objectives if objective.active)
    return {objective.id: weights.get(objective.id, 0.0) for objective in card.objectives}


def perspective_weights(card: Scorecard) -> dict[str, float]:
    """By perspective id."""
    return _grouped(((), perspective) for perspective in card.perspectives)


def unit_weights(card: Scorecard) -> dict[str, float]:
    """By unit id; siblings have the same parent."""
    return _grouped((unit.parent, unit) for unit in card.units)
