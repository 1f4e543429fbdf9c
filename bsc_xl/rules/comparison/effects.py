"""What a changed figure does to the overall score: the first workbook is scored with that figure alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property

from bsc_xl.evaluation.cascade import cascaded
from bsc_xl.evaluation.entries import Cell
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.units import UnitRollup
from bsc_xl.rules.comparison.difference import Difference

Patch = Mapping[tuple[str, int], Cell]
"""Figures in place of others, by measure and column of the grid (from 0)."""

WORK = 250_000
"""How many measures may be rolled up for effects: that many changed figures times measures. Some 4 seconds."""
FEWEST = 20
"""So many effects are always told."""
GROUPS = ("figure", "measure", "unit")


class Effects:
    """Scores a workbook with other figures, again and again; only what hangs on them is computed anew."""

    def __init__(self, base: Evaluation) -> None:
        self.base = base
        self._rollup = UnitRollup(base.card, base.point)

    @property
    def score(self) -> float | None:
        """The overall score as it is."""
        return self.base.top.rollup.score

    def effect(self, patch: Patch) -> float | None:
        """By how many points the overall score moves; None where there is none before or after."""
        changed = self.changed(patch)
        if not changed:
            return 0.0 if self.score is not None else None
        by_unit = {
            unit: [changed.get(result.inputs.measure.id, result) for result in found.measures]
            for unit, found in self.base.units.items()
        }
        top = next(iter(self._rollup.all(by_unit).values()))
        after = top.rollup.score
        return None if after is None or self.score is None else after - self.score

    def changed(self, patch: Patch) -> dict[str, MeasureResult]:
        """The measures whose score is another one with these figures."""
        scorer = self._with(patch)
        found = {}
        for measure in self._affected({measure for measure, _ in patch}):
            result, before = scorer.measure(measure, self.base.point), self.base.measures[measure]
            if _rolled_up(result) != _rolled_up(before):
                found[measure] = result
        return found

    def _with(self, patch: Patch) -> Evaluator:
        scorer = copy(self.base.evaluator)
        rows: dict[str, list[Cell]] = {}
        for (measure, column), value in patch.items():
            row = rows.setdefault(measure, list(scorer.entries.values[measure]))
            row[column] = value
        scorer.entries = replace(scorer.entries, values=scorer.entries.values | rows)
        if any(measure in self._downstream for measure in rows):
            scorer.values = cascaded(scorer.card, scorer.entries.values)
        else:
            scorer.values = scorer.values | rows
        return scorer

    def _affected(self, measures: set[str]) -> set[str]:
        """These measures and all whose figures come from theirs."""
        found, waiting = set(measures), list(measures)
        while waiting:
            for after in self._downstream.get(waiting.pop(), ()):
                if after not in found:
                    found.add(after)
                    waiting.append(after)
        return found

    @cached_property
    def _downstream(self) -> Mapping[str, set[str]]:
        """The measures that each one feeds or weights."""
        found: dict[str, set[str]] = {}
        card = self.base.card
        for parent, children in card.contributors.items():
            for child in children:
                found.setdefault(child.id, set()).add(parent)
        for measure in card.measures:
            if measure.weighted_by:
                found.setdefault(measure.weighted_by, set()).add(measure.id)
        return found


def _rolled_up(result: MeasureResult) -> tuple[object, ...]:
    """What of a measure's result goes into the scores above it."""
    return result.score, result.status, result.rollup, result.is_red


def with_effects(effects: Effects, found: Sequence[tuple[Difference, Patch]]) -> tuple[list[Difference], str]:
    """Figures with what each does to the overall score, and what effects are told of: figure, measure or unit.

    Args:
        effects: the first workbook.
        found: differences of figures, each with the figure's place in the first workbook's plan; without one where
            that plan has no such period.

    Returns:
        The differences; where they are too many for an effect each, the first of a group has that of the group.
    """
    most = max(FEWEST, WORK // max(1, len(effects.base.card.measures)))
    group = next((name for name in GROUPS[:-1] if len({_key(one, name) for one, _ in found}) <= most), GROUPS[-1])
    members: dict[object, list[int]] = {}
    for number, (one, _) in enumerate(found):
        members.setdefault(_key(one, group), []).append(number)
    made = [replace(one, effect_of="" if group == GROUPS[0] else getattr(one, group)) for one, _ in found]
    for numbers in members.values():
        patch = {place: value for number in numbers for place, value in found[number][1].items()}
        made[numbers[0]] = replace(made[numbers[0]], effect=effects.effect(patch) if patch else None)
    return made, group


def _key(one: Difference, group: str) -> object:
    return (one.measure, one.period) if group == GROUPS[0] else getattr(one, group)
