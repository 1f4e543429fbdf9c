"""Rolls measures up: to objectives, perspectives and the unit, from the bottom of the unit tree to its top.

A unit's score on an objective comes from its own measures; where it has none, from the units below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bsc_xl.evaluation.measures import MeasureResult, ReportPoint
from bsc_xl.evaluation.weights import objective_weights, perspective_weights, unit_weights
from bsc_xl.model import Objective, Perspective, RollupMethod, Scorecard, Unit
from bsc_xl.scoring import Rollup, roll_up, rollup_status


@dataclass(frozen=True, slots=True)
class Delegated:
    """An objective's result in a unit directly below, which its parent takes over."""

    unit: Unit
    weight: float
    result: ObjectiveResult


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """An objective in a unit: from its own measures, or else from the units below (``delegated``)."""

    objective: Objective
    weight: float
    method: RollupMethod
    rollup: Rollup
    status: str
    capped: bool
    own: int  # measures of the unit's own
    delegated: tuple[Delegated, ...]


@dataclass(frozen=True, slots=True)
class PerspectiveResult:
    """A perspective in a unit."""

    perspective: Perspective
    weight: float
    method: RollupMethod
    rollup: Rollup
    status: str


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit with everything its tab shows."""

    unit: Unit
    weight: float
    measures: tuple[MeasureResult, ...]
    objectives: tuple[ObjectiveResult, ...]
    perspectives: tuple[PerspectiveResult, ...]
    rollup: Rollup
    status: str


class UnitRollup:
    """Computes `UnitResult`s of one scorecard at one report point."""

    def __init__(self, card: Scorecard, point: ReportPoint) -> None:
        self.card = card
        self.point = point
        self.objective_weight = objective_weights(card)
        self.perspective_weight = perspective_weights(card)
        self.unit_weight = unit_weights(card)
        order = {perspective.id: number for number, perspective in enumerate(card.perspectives)}
        live = [objective for objective in card.objectives if objective.active]
        self.objectives = sorted(live, key=lambda objective: order[objective.perspective])

    def status(self, rollup: Rollup, *, capped: bool = False) -> str:
        """The word for a rollup."""
        names, minimums = self.point.band_names, self.point.band_minimums
        least = self.point.settings.minimum_coverage
        return rollup_status(rollup.score, rollup.coverage, least, names, minimums, capped=capped)

    def all(self, measures: Mapping[str, Sequence[MeasureResult]]) -> dict[str, UnitResult]:
        """Results of every unit, by id, from the results of their measures."""
        found: dict[str, UnitResult] = {}
        for unit in reversed(self.card.units_top_down):
            found[unit.id] = self._unit(unit, tuple(measures.get(unit.id, ())), found)
        return {unit.id: found[unit.id] for unit in self.card.units_top_down}

    def _unit(self, unit: Unit, measures: tuple[MeasureResult, ...], found: Mapping[str, UnitResult]) -> UnitResult:
        below = [found[child.id] for child in self.card.children.get(unit.id, ())]
        by_objective: dict[str, list[MeasureResult]] = {}
        for result in measures:
            by_objective.setdefault(result.inputs.measure.objective, []).append(result)
        delegated: dict[str, list[Delegated]] = {}
        for child in below:
            for objective_result in child.objectives:
                entry = Delegated(child.unit, child.weight, objective_result)
                delegated.setdefault(objective_result.objective.id, []).append(entry)
        objectives = tuple(
            self._objective(objective, by_objective.get(objective.id, ()), delegated.get(objective.id, ()))
            for objective in self.objectives
            if objective.id in by_objective or objective.id in delegated
        )
        perspectives = tuple(self._perspective(perspective, objectives) for perspective in self.card.perspectives)
        rollup = roll_up(self.card.settings.rollup, [p.weight for p in perspectives], [p.rollup for p in perspectives])
        weight = self.unit_weight[unit.id]
        return UnitResult(unit, weight, measures, objectives, perspectives, rollup, self.status(rollup))

    def _objective(
        self, objective: Objective, own: Sequence[MeasureResult], delegated: Sequence[Delegated]
    ) -> ObjectiveResult:
        method = objective.rollup or self.card.settings.rollup
        weight = self.objective_weight[objective.id]
        if own:
            rollup = roll_up(method, [m.inputs.weight for m in own], [m.rollup for m in own])
            capped = any(m.is_red and m.inputs.measure.critical for m in own)
            status = self.status(rollup, capped=capped)
            return ObjectiveResult(objective, weight, method, rollup, status, capped, len(own), ())
        rollup = roll_up(method, [d.weight for d in delegated], [d.result.rollup for d in delegated])
        return ObjectiveResult(objective, weight, method, rollup, self.status(rollup), False, 0, tuple(delegated))

    def _perspective(self, perspective: Perspective, objectives: Sequence[ObjectiveResult]) -> PerspectiveResult:
        method = perspective.rollup or self.card.settings.rollup
        members = [result for result in objectives if result.objective.perspective == perspective.id]
        rollup = roll_up(method, [m.weight for m in members], [m.rollup for m in members])
        weight = self.perspective_weight[perspective.id]
        return PerspectiveResult(perspective, weight, method, rollup, self.status(rollup))
