"""Random measures on their own, and chains of measures that feed each other over three levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from bsc_xl.model import Aggregation, Cascade, Frequency, Measure, Polarity, ValueType
from bsc_xl.model.vocabulary import Method

SCALE = "rating"
LABELS = (("AAA", 100.0), ("aa", 80.0), ("B", 45.0), ("zero", 0.0))
PROFILES = ("late start", "flat ends")
_BY_TYPE = {ValueType.YES_NO: Method.YES_NO, ValueType.ORDINAL: Method.ORDINAL, ValueType.MILESTONE: Method.MILESTONE}
_OF_NUMBERS = (None, Method.LINEAR, Method.RATIO, Method.GOAL_RED_FLAG, Method.BANDS, Method.RANGE)
_FROM = date(2022, 6, 1)
_BASELINES = ("", "2022-12", "2023-05", "FY2022", "FY2024-Q1", "FY2024", "FY2025-H1")

Some = TypeVar("Some")


def some(r: Random, value: Some, chance: float) -> Some | None:
    """The value, or nothing."""
    return value if r.random() < chance else None


def figure(r: Random, m: Measure) -> float:
    """A figure for a measure: often round, sometimes 0, negative, its target or a share of it."""
    if m.value_type in (ValueType.PERCENT, ValueType.MILESTONE):
        return r.choice((0.0, 0.25, 0.5, 0.93, 1.0, round(r.random(), 2), r.random()))
    target = m.target if isinstance(m.target, float) else 60.0
    common = (0.0, 100.0, target, target / 12, -5.0, 0.1, float(r.randrange(-20, 130)))
    return r.choice((*common, round(r.uniform(0, 120), 1), round(r.uniform(0, 120), 2), r.gauss(50, 30)))


class MeasureMaker:
    """Makes measures of every kind; all its chances come from one source."""

    def __init__(self, r: Random, frequencies: Sequence[Frequency], objectives: Sequence[str]) -> None:
        self.r, self.frequencies, self.objectives = r, frequencies, objectives

    def measure(self, id_: str, unit: str) -> Measure:
        """A measure on its own."""
        r = self.r
        kind = r.choice((*ValueType, ValueType.NUMBER, ValueType.NUMBER, ValueType.NUMBER, ValueType.CURRENCY))
        method = _BY_TYPE.get(kind) or r.choice(_OF_NUMBERS)
        polarity = r.choice((Polarity.HIGHER, Polarity.LOWER))
        if method in (Method.RANGE, Method.BANDS, None) and r.random() < 0.5:
            polarity = Polarity.ON_TARGET
        bare = Measure(
            id=id_,
            unit=unit,
            objective=r.choice(self.objectives),
            name=r.choice(("Share of orders", "Improve quality", "Reduce waste by 10")),
            definition=r.choice(("", "what is counted")),
            unit_of_measurement=r.choice(("", "pieces")),
            value_type=kind,
            polarity=polarity,
            frequency=r.choice(self.frequencies),
            aggregation=Aggregation.LAST if kind.is_typed else r.choice([*Aggregation]),
            source=r.choice(("", "ledger")),
            owner=r.choice(("", "somebody")),
            method=method,
            scale=SCALE if kind is ValueType.ORDINAL else "",
            profile=r.choice(("", "", *PROFILES)),
            grace_days=r.choice((0, 0, 10, 45)),
            weight=r.choice((0.0, 0.25, 0.5, 1.0)) if unit.endswith("1") else None,
            critical=r.random() < 0.2,
            static=r.random() < 0.1,
        )
        return self._with_times(self._with_limits(bare))

    def _with_limits(self, m: Measure) -> Measure:
        r = self.r
        if m.value_type.is_typed:
            words = ("yes", "no") if m.value_type is ValueType.YES_NO else [label for label, _ in LABELS]
            return replace(m, target=some(r, r.choice(words), 0.7), baseline=some(r, words[0], 0.3))
        low, width = figure(r, m), r.choice((0.0, 5.0, 20.0))
        high = low + width
        floor, ceiling = low - r.choice((1.0, 7.5)), high + r.choice((1.0, 7.5))
        with_target = replace(m, target=some(r, figure(r, m), 0.9))
        return replace(
            with_target,
            baseline=some(r, figure(r, with_target), 0.6),
            red_flag=some(r, figure(r, with_target), 0.7),
            low=some(r, low, 0.9),
            high=some(r, high, 0.9),
            floor=some(r, floor, 0.5),
            ceiling=some(r, ceiling, 0.5),
        )

    def _with_times(self, m: Measure) -> Measure:
        r = self.r
        start = _FROM + timedelta(days=r.randrange(1200))
        return replace(
            m,
            baseline_period=r.choice(_BASELINES) if m.baseline is not None else "",
            start=some(r, start, 0.5),
            due=some(r, start + timedelta(days=r.choice((-10, 0, 200, 500, 1500))), 0.7),
        )

    def cascade(self, id_: str, rollup: Aggregation, tree: Mapping[str, Sequence[str]], root: str) -> Iterator[Measure]:
        """A measure of the top unit that is fed from the divisions, and those from their teams, all by one rollup.

        Where it averages by weights, the weights are measures of the same units that are fed from below themselves.
        """
        top = self._feeding(id_, root)
        weights = self._feeding(f"{id_}w", root)
        weights = replace(weights, frequency=top.frequency, aggregation=Aggregation.SUM)
        yield from self._below(top, weights, rollup, tree, "")
        yield from self._below(weights, None, Aggregation.SUM, tree, "")

    def _feeding(self, id_: str, unit: str) -> Measure:
        found = self.measure(id_, unit)
        while found.value_type.is_typed or found.aggregation is Aggregation.WEIGHTED:
            found = self.measure(id_, unit)
        return found

    def _below(
        self, m: Measure, weights: Measure | None, rollup: Aggregation, tree: Mapping[str, Sequence[str]], parent: str
    ) -> Iterator[Measure]:
        kind = Cascade.CONTRIBUTORY if parent else Cascade.UNIQUE
        by = weights.id if weights and rollup is Aggregation.WEIGHTED else ""
        yield replace(m, rollup=rollup, cascade=kind, parent_measure=parent, weighted_by=by)
        for unit in tree[m.unit]:
            below = self._feeding(f"{m.id}.{unit}", unit)
            alike = replace(
                below,
                value_type=m.value_type,
                method=m.method,
                polarity=m.polarity,
                frequency=m.frequency,
                unit_of_measurement=m.unit_of_measurement,
            )
            weighting = replace(weights, id=f"{weights.id}.{unit}", unit=unit) if weights else None
            yield from self._below(alike, weighting, rollup, tree, m.id)
