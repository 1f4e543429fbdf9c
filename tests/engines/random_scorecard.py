"""Scorecards of random measures, the same for the same seed: whatever a definition may say, in every mixture.

Numbers are mostly round, so that they often stand exactly on a target, a limit or each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from bsc_xl.model import (
    Actual,
    Aggregation,
    Band,
    Cascade,
    Frequency,
    Grid,
    Initiative,
    Link,
    Measure,
    NullReason,
    Objective,
    PeriodTarget,
    Perspective,
    Point,
    Profile,
    Review,
    RollupMethod,
    ScaleLabel,
    Scorecard,
    Settings,
    Theme,
    Unit,
    ValueType,
)
from bsc_xl.model.vocabulary import Method
from tests.engines.random_measures import LABELS, PROFILES, SCALE, MeasureMaker, figure, some

FIRST_YEAR, LAST_YEAR = 2023, 2025
ROOT = "top"
BANDS = (
    Band("excellent", 97.5, "1B5E20"),
    Band("good", 85.0, "2E7D32"),
    Band("weak", 60.0, "F9A825"),
    Band("poor", 0.0, "C62828"),
)
# Nothing is sold in the first two months of a year: shares of 0 to date, targets of 0 to date.
SHARES = ((0.0, 0.0, *(0.1,) * 10), (0.05, 0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05))


def random_scorecard(seed: int, base: Frequency = Frequency.MONTHLY, count: int = 400) -> Scorecard:
    """A sound scorecard (warnings, but no errors) with its figures in ``actuals``.

    Args:
        seed: makes the scorecard.
        base: the finest frequency, which makes the grid.
        count: how many measures at least.
    """
    r = Random(seed)
    perspectives, objectives, units = _perspectives(r), _objectives(r), _units(r)
    frequencies = [frequency for frequency in Frequency if frequency.months >= base.months]
    maker = MeasureMaker(r, frequencies, [o.id for o in objectives])
    tree = {unit.id: [other.id for other in units if other.parent == unit.id] for unit in units}
    measures: list[Measure] = []
    for number, rollup in enumerate([*Aggregation] * 2):
        if rollup is not Aggregation.LAST:
            measures += maker.cascade(f"C{number}", rollup, tree, ROOT)
    while len(measures) < count:
        measures.append(maker.measure(f"M{len(measures)}", r.choice(units).id))
    card = Scorecard(
        name=f"Random {seed}",
        organisation="Random",
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        fiscal_year_start=r.choice((1, 4, 7, 10)),
        settings=_settings(r),
        perspectives=perspectives,
        themes=(Theme("T1", "Growth"), Theme("T2", "Trust")),
        objectives=objectives,
        links=(Link(objectives[0].id, objectives[1].id),),
        units=units,
        measures=tuple(_weighted(r, _shared(r, measures, units))),
        profiles=tuple(
            Profile(name, month, share)
            for name, shares in zip(PROFILES, SHARES, strict=True)
            for month, share in enumerate(shares, 1)
        ),
        scales=tuple(ScaleLabel(SCALE, label, score) for label, score in LABELS),
    )
    return _with_figures(r, card)


def _perspectives(r: Random) -> tuple[Perspective, ...]:
    methods = [None, *RollupMethod]
    weights: Sequence[float | None] = r.choice(((None,) * 5, (0.3, 0.3, 0.2, 0.1, 0.1), (3.0, 1.0, None, 1.0, 0.0)))
    return tuple(
        Perspective(f"P{number}", f"Perspective {number}", weight=weight, rollup=methods[number])
        for number, weight in enumerate(weights)
    )


def _objectives(r: Random) -> tuple[Objective, ...]:
    methods = [None, *RollupMethod]
    return tuple(
        Objective(
            id=f"O{number}",
            name=f"Objective {number}",
            perspective=f"P{number % 5}",
            theme=r.choice(("", "T1", "T2")),
            weight=r.choice((0.0, 0.5, 1.0, 2.0)) if number % 5 in (1, 3) else None,
            rollup=methods[number // 5 % 5],
            active=number % 11 != 7,
        )
        for number in range(25)
    )


def _units(r: Random) -> tuple[Unit, ...]:
    units = [Unit(ROOT, "Top")]
    for division in range(3):
        units.append(Unit(f"d{division}", f"Division {division}", ROOT, weight=r.choice((0.2, 0.5))))
        for team in range(3):
            weight = (None, 1.0, r.choice((0.0, 0.3)))[division]
            units.append(Unit(f"d{division}t{team}", f"Team {division}/{team}", f"d{division}", weight=weight))
    return tuple(units)


def _settings(r: Random) -> Settings:
    usual = Settings()
    return Settings(
        cap=r.choice((100.0, 120.0)),
        minimum_coverage=r.choice((0.0, 0.5, 0.75, 1.0)),
        rollup=r.choice((RollupMethod.MEAN, RollupMethod.MEAN, RollupMethod.GEOMETRIC, RollupMethod.WORST)),
        close_days=r.choice((0, 15, 40)),
        repeat_periods=r.choice((1, 2, 3)),
        trend_periods=r.choice((3, 6, 12)),
        trend_dead_band=r.choice((0.0, 0.01, 0.05)),
        stretch=r.choice((1.0, 1.5)),
        bands=r.choice((BANDS, usual.bands)),
    )


def _shared(r: Random, measures: list[Measure], units: Sequence[Unit]) -> list[Measure]:
    """Some measures are mandated from above: they have figures of their own."""
    above = {unit.id: unit.parent for unit in units}
    tops = [m.id for m in measures if m.unit == ROOT]
    return [
        replace(m, parent_measure=r.choice(tops), cascade=Cascade.SHARED)
        if above[m.unit] and m.cascade is Cascade.UNIQUE and m.id not in tops and r.random() < 0.1
        else m
        for m in measures
    ]


def _weighted(r: Random, measures: list[Measure]) -> Iterator[Measure]:
    """Gives every measure that is averaged by another one such another one, where its unit has one that suits."""
    suits: dict[tuple[str, Frequency], list[str]] = {}
    for m in measures:
        if not m.value_type.is_typed:
            suits.setdefault((m.unit, m.frequency), []).append(m.id)
    for m in measures:
        if m.aggregation is not Aggregation.WEIGHTED or m.weighted_by:
            yield m
            continue
        others = [id_ for id_ in suits[m.unit, m.frequency] if id_ != m.id]
        if others:
            yield replace(m, weighted_by=r.choice(others))
        else:
            yield replace(m, aggregation=Aggregation.AVERAGE)


def _with_figures(r: Random, card: Scorecard) -> Scorecard:
    grid = card.grid
    targets: list[PeriodTarget] = []
    points: list[Point] = []
    actuals: list[Actual] = []
    for m in card.measures:
        targets += _targets(r, m, grid)
        if m.scoring_method is Method.BANDS:
            at = r.choice(((0, 50, 100), (0, 10, 10, 90), (-50, 20, 60, 70)))
            points += [Point(m.id, float(value), r.choice((0.0, 25.0, 50.0, 100.0))) for value in at]
        if m.id not in card.contributors:
            actuals += _actuals(r, m, grid)
    ids = [m.id for m in card.measures]
    return replace(
        card,
        targets=tuple(targets),
        points=tuple(points),
        actuals=tuple(actuals),
        initiatives=tuple(_initiative(r, number, grid) for number in range(12)),
        reviews=tuple(_review(r, r.choice(ids), grid) for _ in range(12)),
    )


def _targets(r: Random, m: Measure, grid: Grid) -> Iterator[PeriodTarget]:
    if m.value_type.is_typed:
        return
    full = r.choice((0.0, 0.0, 0.3, 1.0, 1.0))
    for period in _own_periods(m, grid):
        if r.random() < full:
            yield PeriodTarget(m.id, period, figure(r, m))
    if m.frequency is not Frequency.ANNUAL:
        given = r.choice((0.0, 0.0, 0.5, 1.0))
        yield from (PeriodTarget(m.id, year.id, figure(r, m)) for year in grid.years if r.random() < given)


def _own_periods(m: Measure, grid: Grid) -> list[str]:
    calendar = grid.calendar
    step = grid.step(m.frequency)
    return [calendar.containing(period.end, m.frequency).id for period in grid.periods[step - 1 :: step]]


def _actuals(r: Random, m: Measure, grid: Grid) -> Iterator[Actual]:
    periods = _own_periods(m, grid)
    known = r.choice((0.0, 0.6, 0.9, 1.0, 1.0))
    level = r.random() < 0.15  # the same figure again and again
    last = figure(r, m)
    for id_ in periods[: r.choice((len(periods), len(periods), len(periods) * 2 // 3))]:
        period = grid.calendar.period(id_)
        as_of = some(r, period.end + timedelta(days=r.choice((-400, -20, 0, 3, 700))), 0.5)
        if r.random() >= known:
            reason = r.choice((None, None, NullReason.NOT_APPLICABLE, NullReason.NO_DATA))
            yield Actual(m.unit, m.id, id_, None, as_of, null_reason=reason)
        elif m.value_type.is_typed:
            yield Actual(m.unit, m.id, id_, _word(r, m), as_of)
        elif r.random() < 0.02:
            yield Actual(m.unit, m.id, id_, r.choice(("unclear", "N/A", "NO DATA", "12")), as_of)
        else:
            last = last if level else figure(r, m)
            yield Actual(m.unit, m.id, id_, last, as_of, note=r.choice(("", "estimated")))


def _word(r: Random, m: Measure) -> str | float:
    odd: tuple[str | float, ...] = ("unheard of", 1.0, "n/a")
    if r.random() < 0.05:
        return r.choice(odd)
    return r.choice(("yes", "no", "YES")) if m.value_type is ValueType.YES_NO else r.choice(LABELS)[0]


def _initiative(r: Random, number: int, grid: Grid) -> Initiative:
    start = grid.start + timedelta(days=r.randrange(900))
    return Initiative(
        id=f"I{number}",
        name=f"Initiative {number}",
        objectives=(f"O{number}",),
        start=some(r, start, 0.9),
        due=some(r, start + timedelta(days=r.choice((-5, 0, 90, 400))), 0.9),
        budget=some(r, 1000.0 * number, 0.8),
        percent_done=some(r, r.choice((0.0, 0.25, 0.5, 1.0)), 0.8),
    )


def _review(r: Random, measure: str, grid: Grid) -> Review:
    period = r.choice(grid.periods)
    due = some(r, period.end + timedelta(days=60), 0.8)
    return Review(measure, period.id, "a cause", r.choice(("", "an action")), "somebody", due, r.random() < 0.3)
