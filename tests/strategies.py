"""Hypothesis strategies for whole scorecards that are sound and use every feature of a definition."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from hypothesis import strategies as st

from bsc_xl.model import (
    Actual,
    Aggregation,
    Band,
    Cascade,
    Frequency,
    Initiative,
    Link,
    Measure,
    Method,
    NullReason,
    Objective,
    PeriodTarget,
    Perspective,
    Point,
    Polarity,
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
from bsc_xl.model.entities import DEFAULT_BANDS

Draw = Callable[[st.SearchStrategy[Any]], Any]
Some = TypeVar("Some")
SCALE, PROFILE = "rating", "season"
LABELS = ("AAA", "B", "5", "غير كاف")

# Everything that XML can hold, in the form in which it is stored: trimmed, with plain line ends.
_CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\n\t"
)
texts = st.one_of(
    st.text(_CHARACTERS, max_size=20).map(str.strip),
    st.sampled_from(
        ["=cmd|' /C calc'!A0", "+1", "@x", "{=1}", "مؤشر الأداء", "顧客", "0012", "2026-10", "1e5", "#N/A"]
    ),
)
names = texts.filter(bool)
ids = st.text(st.sampled_from(string.ascii_letters + string.digits + "éßЖ顧"), min_size=1, max_size=6)
numbers = st.one_of(
    st.floats(-1e15, 1e15).map(lambda value: value + 0.0),
    st.integers(-(10**6), 10**6).map(float),
    st.sampled_from([0.1 + 0.2, 1e-300, 9e307, 1 / 3]),
)
days = st.dates(date(1900, 1, 1), date(9999, 12, 31))


def maybe(values: st.SearchStrategy[Some]) -> st.SearchStrategy[Some | None]:
    """The value, or nothing."""
    return st.none() | values


def _ids(draw: Draw, least: int, most: int) -> list[str]:
    found: list[str] = draw(st.lists(ids, min_size=least, max_size=most, unique_by=str.casefold))
    return found


def _weight() -> st.SearchStrategy[float | None]:
    return maybe(st.floats(0, 1))


@st.composite
def settings(draw: Draw) -> Settings:
    """Settings inside their limits, with two to five bands."""
    count = draw(st.integers(2, 5))
    minimums = sorted(draw(st.sets(st.integers(1, 100), min_size=count - 1, max_size=count - 1)), reverse=True)
    called = draw(st.lists(names, min_size=count, max_size=count, unique_by=lambda name: name.strip().casefold()))
    bands = tuple(
        Band(name, float(low), draw(st.from_regex("[0-9A-F]{6}", fullmatch=True)))
        for name, low in zip(called, [*minimums, 0], strict=True)
    )
    return Settings(
        cap=draw(st.floats(100, 1000)),
        minimum_coverage=draw(st.floats(0, 1)),
        rollup=draw(st.sampled_from(RollupMethod)),
        close_days=draw(st.integers(0, 366)),
        repeat_periods=draw(st.integers(1, 100)),
        trend_periods=draw(st.integers(3, 100)),
        trend_dead_band=draw(st.floats(0, 1)),
        stretch=draw(st.floats(0, 100)),
        bands=draw(st.sampled_from([DEFAULT_BANDS, bands])),
    )


@st.composite
def measures(draw: Draw, id_: str, unit: str, objective: str) -> Measure:
    """A measure on its own: without weighting and cascade."""
    kind = draw(st.sampled_from(ValueType))
    values = {ValueType.YES_NO: st.sampled_from(["yes", "no"]), ValueType.ORDINAL: st.sampled_from(LABELS)}.get(
        kind, numbers
    )
    polarity = draw(st.sampled_from(Polarity))
    needed = {ValueType.YES_NO: Method.YES_NO, ValueType.ORDINAL: Method.ORDINAL, ValueType.MILESTONE: Method.MILESTONE}
    for_numbers = [None, Method.RANGE, Method.GOAL_RED_FLAG, Method.BANDS]
    if polarity is not Polarity.ON_TARGET:
        for_numbers += [Method.LINEAR, Method.RATIO]
    floor, low, high, ceiling = sorted(draw(st.lists(numbers, min_size=4, max_size=4, unique=True)))
    plausible = sorted(draw(st.tuples(numbers, numbers)))
    return Measure(
        id=id_,
        unit=unit,
        objective=objective,
        name=draw(names),
        definition=draw(texts),
        unit_of_measurement=draw(texts),
        decimals=draw(st.integers(0, 10)),
        value_type=kind,
        polarity=polarity,
        leading=draw(st.booleans()),
        qualitative=draw(st.booleans()),
        frequency=draw(st.sampled_from(Frequency)),
        aggregation=Aggregation.LAST
        if kind.is_typed
        else draw(st.sampled_from(["sum", "average", "last"]).map(Aggregation)),
        source=draw(texts),
        owner=draw(texts),
        data_provider=draw(texts),
        weight=draw(_weight()),
        baseline=draw(maybe(values)),
        baseline_period=draw(st.sampled_from(["", "2024-02", "FY2024-Q1", "FY2024-H2", "FY2024"])),
        target=draw(maybe(values)),
        start=draw(maybe(days)),
        due=draw(maybe(days)),
        method=draw(st.sampled_from([None, needed[kind]] if kind in needed else for_numbers)),
        red_flag=draw(maybe(numbers)),
        low=draw(maybe(st.just(low))),
        high=draw(maybe(st.just(high))),
        floor=draw(maybe(st.just(floor))),
        ceiling=draw(maybe(st.just(ceiling))),
        scale=SCALE if kind is ValueType.ORDINAL else "",
        profile=draw(st.sampled_from(["", PROFILE])),
        plausible_minimum=draw(maybe(st.just(plausible[0]))),
        plausible_maximum=draw(maybe(st.just(plausible[1]))),
        grace_days=draw(st.integers(0, 100)),
        rollup=draw(st.sampled_from([None, Aggregation.SUM, Aggregation.AVERAGE, Aggregation.MAX, Aggregation.MIN])),
        critical=draw(st.booleans()),
        key=draw(st.booleans()),
        static=draw(st.booleans()),
    )


def _cascade(draw: Draw, top: Measure, unit: str, id_: str) -> list[Measure]:
    """Below ``top``: a shared measure where entries are words, else one that feeds it, weighted by another one."""
    if top.value_type.is_typed:
        below = Measure(id_, unit, top.objective, draw(names), value_type=top.value_type, scale=top.scale)
        return [_changed(below, parent_measure=top.id, cascade=Cascade.SHARED)]
    weighting = Measure(f"{id_}-w", unit, top.objective, draw(names), frequency=top.frequency)
    below = _changed(top, id=id_, unit=unit, parent_measure=top.id, cascade=Cascade.CONTRIBUTORY)
    return [_changed(below, aggregation=Aggregation.WEIGHTED, weighted_by=weighting.id), weighting]


def _changed(measure: Measure, **values: Any) -> Measure:
    from dataclasses import replace

    return replace(measure, **values)


_PERIODS = {
    Frequency.MONTHLY: "2025-03",
    Frequency.QUARTERLY: "FY2025-Q2",
    Frequency.HALF_YEARLY: "FY2025-H1",
    Frequency.ANNUAL: "FY2025",
}


@st.composite
def actuals(draw: Draw, measure: Measure) -> Actual:
    """A figure of one measure, or the reason why there is none."""
    kinds = {ValueType.YES_NO: st.sampled_from(["yes", "no"]), ValueType.ORDINAL: st.sampled_from(LABELS)}
    value = draw(maybe(kinds.get(measure.value_type, numbers)))
    reason = draw(maybe(st.sampled_from(NullReason))) if value is None else None
    unit = draw(st.sampled_from(["", measure.unit]))
    period = _PERIODS[measure.frequency]
    return Actual(unit, measure.id, period, value, draw(maybe(days)), draw(texts), draw(texts), reason)


@st.composite
def scorecards(draw: Draw) -> Scorecard:
    """A sound scorecard: nothing in it is an error, though there may be warnings."""
    perspective_ids, objective_ids, unit_ids = _ids(draw, 1, 4), _ids(draw, 1, 4), _ids(draw, 1, 4)
    theme_ids = _ids(draw, 0, 2)
    perspectives = tuple(
        Perspective(id_, draw(names), draw(texts), draw(_weight()), draw(maybe(st.sampled_from(RollupMethod))))
        for id_ in perspective_ids
    )
    objectives = tuple(
        Objective(
            id_,
            draw(names),
            draw(st.sampled_from(perspective_ids)),
            draw(st.sampled_from(["", *theme_ids])),
            draw(texts),
            draw(texts),
            draw(_weight()),
            draw(maybe(st.sampled_from(RollupMethod))),
            draw(st.booleans()),
        )
        for id_ in objective_ids
    )
    units = tuple(
        Unit(
            id_,
            draw(names),
            draw(st.sampled_from(unit_ids[:row])) if row else "",
            draw(texts),
            draw(texts),
            draw(_weight()),
        )
        for row, id_ in enumerate(unit_ids)
    )
    found: list[Measure] = []
    for id_ in _ids(draw, 0, 4):
        found.append(draw(measures(id_, draw(st.sampled_from(unit_ids)), draw(st.sampled_from(objective_ids)))))
    if found and len(unit_ids) > 1:
        top = _changed(found[0], unit=unit_ids[0])
        found = [top, *found[1:], *_cascade(draw, top, draw(st.sampled_from(unit_ids[1:])), "below-top")]
    return _around(
        draw, Scorecard(draw(names), draw(texts), 2024, 2026), found, perspectives, objectives, units, theme_ids
    )


def _around(
    draw: Draw,
    start: Scorecard,
    found: list[Measure],
    perspectives: tuple[Perspective, ...],
    objectives: tuple[Objective, ...],
    units: tuple[Unit, ...],
    theme_ids: list[str],
) -> Scorecard:
    """Everything else that a scorecard with these measures may have."""
    from dataclasses import replace

    objective_ids, unit_ids = [objective.id for objective in objectives], [unit.id for unit in units]
    pairs = st.tuples(st.sampled_from(objective_ids), st.sampled_from(objective_ids)).filter(
        lambda pair: pair[0] != pair[1]
    )
    links = draw(st.lists(pairs, max_size=3)) if len(objective_ids) > 1 else []
    some = draw(st.lists(st.sampled_from(found), max_size=4)) if found else []
    return replace(
        start,
        vision=draw(texts),
        mission=draw(texts),
        currency=draw(texts),
        fiscal_year_start=draw(st.integers(1, 12)),
        report_period=draw(st.sampled_from(["", "FY2025", "FY2025-Q3"])),
        report_date=draw(maybe(days)),
        settings=draw(settings()),
        perspectives=perspectives,
        themes=tuple(Theme(id_, draw(names), draw(texts)) for id_ in theme_ids),
        objectives=objectives,
        links=tuple(Link(cause, effect, draw(texts)) for cause, effect in links),
        units=units,
        measures=tuple(found),
        targets=tuple(PeriodTarget(measure.id, "FY2025", draw(numbers)) for measure in some),
        initiatives=tuple(_initiative(draw, id_, objective_ids, unit_ids) for id_ in _ids(draw, 0, 2)),
        profiles=tuple(Profile(PROFILE, month, 1 / 12) for month in range(1, 13)),
        scales=tuple(
            ScaleLabel(SCALE, label, score) for label, score in zip(LABELS, (100.0, 60.5, 20.0, 0.0), strict=True)
        ),
        points=tuple(
            Point(measure.id, value, draw(st.floats(0, 100)))
            for measure in found
            if measure.method is Method.BANDS
            for value in draw(st.lists(numbers, min_size=2, max_size=2, unique=True))
        ),
        reviews=tuple(_review(draw, measure) for measure in some),
        actuals=tuple(draw(actuals(measure)) for measure in some),
    )


def _initiative(draw: Draw, id_: str, objective_ids: list[str], unit_ids: list[str]) -> Initiative:
    start, due = draw(maybe(days)), draw(maybe(days))
    return Initiative(
        id=id_,
        name=draw(names),
        objectives=tuple(draw(st.lists(st.sampled_from(objective_ids), max_size=3))),
        unit=draw(st.sampled_from(["", *unit_ids])),
        owner=draw(texts),
        start=start,
        due=due,
        budget=draw(maybe(numbers)),
        spent=draw(maybe(numbers)),
        percent_done=draw(maybe(numbers)),
        note=draw(texts),
    )


def _review(draw: Draw, measure: Measure) -> Review:
    return Review(measure.id, "2025-05", draw(texts), draw(texts), draw(texts), draw(maybe(days)), draw(st.booleans()))
