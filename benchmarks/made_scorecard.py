"""Makes a scorecard of any size, the same one each time: a tree of units, each with the same kinds of measures."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bsc_xl.model import (
    Actual,
    Aggregation,
    Cascade,
    Frequency,
    Initiative,
    Level,
    Measure,
    Method,
    NullReason,
    Objective,
    Period,
    Perspective,
    Point,
    Polarity,
    Profile,
    ScaleLabel,
    Scorecard,
    Theme,
    Unit,
    ValueType,
)

FAN_OUT = 6  # units directly below a unit: 1 + 6 + 36 + 157 make the four levels of 200
FIRST_YEAR = 2026
_PERSPECTIVES = ("Financial", "Customer", "Internal processes", "Learning and growth")
_OBJECTIVES = 12
_GRADES = (("A", 100.0), ("B", 75.0), ("C", 50.0), ("D", 0.0))


@dataclass(frozen=True, slots=True)
class _Recipe:
    """One kind of measure: its fields, and the level its entries wander around; ``adds`` up the tree or not."""

    name: str
    level: float
    fields: dict[str, Any] = field(default_factory=dict)
    feeds: bool = False
    adds: bool = False


_RECIPES = (
    _Recipe("Orders won", 90, {"aggregation": Aggregation.SUM, "target": 1100.0, "profile": "season"}, True, True),
    _Recipe(
        "Revenue",
        52_000,
        {"value_type": ValueType.CURRENCY, "aggregation": Aggregation.SUM, "baseline": 500_000.0, "target": 640_000.0},
        feeds=True,
        adds=True,
    ),
    _Recipe(
        "Operating cost",
        41_000,
        {
            "value_type": ValueType.CURRENCY,
            "aggregation": Aggregation.SUM,
            "polarity": Polarity.LOWER,
            "target": 480_000.0,
            "critical": True,
        },
        feeds=True,
        adds=True,
    ),
    _Recipe(
        "Customer satisfaction",
        0.86,
        {
            "value_type": ValueType.PERCENT,
            "aggregation": Aggregation.WEIGHTED,
            "rollup": Aggregation.WEIGHTED,
            "baseline": 0.8,
            "target": 0.9,
        },
        feeds=True,
    ),
    _Recipe(
        "Defect rate",
        0.021,
        {
            "value_type": ValueType.PERCENT,
            "decimals": 1,
            "aggregation": Aggregation.AVERAGE,
            "polarity": Polarity.LOWER,
            "baseline": 0.04,
            "target": 0.02,
        },
    ),
    _Recipe(
        "Delivery cycle time",
        9.5,
        {
            "aggregation": Aggregation.AVERAGE,
            "polarity": Polarity.LOWER,
            "method": Method.GOAL_RED_FLAG,
            "target": 8.0,
            "red_flag": 12.0,
            "decimals": 1,
        },
    ),
    _Recipe(
        "Utilisation",
        0.82,
        {"value_type": ValueType.PERCENT, "polarity": Polarity.ON_TARGET, "low": 0.75, "high": 0.85},
    ),
    _Recipe("Continuity plan tested", 0.7, {"value_type": ValueType.YES_NO, "target": "yes"}),
    _Recipe("Supplier grade", 0.5, {"value_type": ValueType.ORDINAL, "scale": "grade", "target": "B"}),
    _Recipe("New system rolled out", 0.6, {"value_type": ValueType.MILESTONE, "baseline": 0.0, "target": 1.0}),
    _Recipe("Headcount", 40, {"target": 42.0, "rollup": Aggregation.SUM}, True, True),
    _Recipe("Longest outage", 3.0, {"aggregation": Aggregation.MAX, "polarity": Polarity.LOWER, "target": 4.0}),
    _Recipe("Lowest stock cover", 21.0, {"aggregation": Aggregation.MIN, "target": 18.0, "baseline": 14.0}),
    _Recipe("Response within a day", 78.0, {"aggregation": Aggregation.AVERAGE, "method": Method.BANDS}),
    _Recipe(
        "Training hours",
        240,
        {"aggregation": Aggregation.SUM, "frequency": Frequency.QUARTERLY, "target": 1000.0},
    ),
)
_GRADES_FROM = (("A", 0.75), ("B", 0.4), ("C", 0.15), ("D", 0.0))


def made_scorecard(units: int = 200, measures: int = 30, periods: int = 12) -> Scorecard:
    """A checked scorecard with its facts.

    Args:
        units: how many; one top unit, below every unit up to six others.
        measures: how many each unit has.
        periods: months of the plan; whole fiscal years.
    """
    tree = [_unit(number) for number in range(units)]
    made = [_measure(units, unit, number) for unit in range(units) for number in range(measures)]
    last_year = FIRST_YEAR + max(1, -(-periods // 12)) - 1
    card = Scorecard(
        name="Made for measuring",
        organisation="Example Group",
        first_year=FIRST_YEAR,
        last_year=last_year,
        report_period=f"{last_year}-12",
        perspectives=tuple(Perspective(f"p{number}", name) for number, name in enumerate(_PERSPECTIVES)),
        themes=(Theme("growth", "Growth"), Theme("excellence", "Excellence")),
        objectives=tuple(_objective(number) for number in range(_OBJECTIVES)),
        units=tuple(tree),
        measures=tuple(made),
        profiles=tuple(Profile("season", month, 0.05 + month / 195) for month in range(1, 13)),
        scales=tuple(ScaleLabel("grade", label, score) for label, score in _GRADES),
        points=tuple(
            Point(m.id, value, score)
            for m in made
            if m.method is Method.BANDS
            for value, score in ((40.0, 0.0), (70.0, 60.0), (95.0, 100.0))
        ),
        initiatives=tuple(
            Initiative(f"i{n}", f"Programme {n + 1}", (f"o{n}",), percent_done=n / _OBJECTIVES)
            for n in range(_OBJECTIVES)
        ),
    )
    object.__setattr__(card, "actuals", tuple(_facts(card)))
    return card


def _level(unit: int) -> int:
    level = 0
    while unit:
        unit, level = (unit - 1) // FAN_OUT, level + 1
    return level


def _unit(number: int) -> Unit:
    levels = (Level.CORPORATE, Level.DIVISION, Level.DEPARTMENT, Level.TEAM)
    level = levels[min(_level(number), len(levels) - 1)]
    parent = f"u{(number - 1) // FAN_OUT}" if number else ""
    return Unit(f"u{number}", f"{level.value.capitalize()} {number}", parent, level.value, f"Manager {number}")


def _objective(number: int) -> Objective:
    perspective = number * len(_PERSPECTIVES) // _OBJECTIVES
    theme = "growth" if number % 2 else "excellence"
    return Objective(f"o{number}", f"Improve result {number + 1}", f"p{perspective}", theme, owner=f"Owner {number}")


def _below(units: int, unit: int) -> int:
    """How many units without any below them stand below a unit; 1 for such a unit itself."""
    first = unit * FAN_OUT + 1
    if first >= units:
        return 1
    return sum(_below(units, child) for child in range(first, min(units, first + FAN_OUT)))


def _measure(units: int, unit: int, number: int) -> Measure:
    recipe = _RECIPES[number % len(_RECIPES)]
    round_ = number // len(_RECIPES)
    fields: dict[str, Any] = dict(recipe.fields)
    if recipe.adds:
        count = _below(units, unit)
        fields |= {key: fields[key] * count for key in ("target", "baseline") if key in fields}
    if fields.get("aggregation") is Aggregation.WEIGHTED:
        fields["weighted_by"] = f"u{unit}.m0"
    if unit and recipe.feeds:
        fields |= {"cascade": Cascade.CONTRIBUTORY, "parent_measure": f"u{(unit - 1) // FAN_OUT}.m{number}"}
    # Every unit leaves one objective to the units below it.
    objectives = [n for n in range(_OBJECTIVES) if n != unit % _OBJECTIVES]
    return Measure(
        id=f"u{unit}.m{number}",
        unit=f"u{unit}",
        objective=f"o{objectives[number % len(objectives)]}",
        name=f"{recipe.name} {round_ + 1}" if round_ else recipe.name,
        definition=f"{recipe.name} of the unit, counted at the end of each period by its controller.",
        unit_of_measurement=fields.pop("uom", "units"),
        source="Data warehouse",
        owner=f"Manager {unit}",
        data_provider="Controlling",
        baseline_period=f"{FIRST_YEAR - 1}-12",
        due=date(FIRST_YEAR, 12, 31),
        key=number == 0,
        **fields,
    )


def _facts(card: Scorecard) -> Iterator[Actual]:
    """Facts of every measure that is not fed from below, up to the report period."""
    grid, chance = card.grid, random.Random(20261102)
    column = card.report_column()
    for measure in card.measures:
        if measure.id in card.contributors:
            continue
        level = _RECIPES[int(measure.id.partition(".m")[2]) % len(_RECIPES)].level
        step = grid.step(measure.frequency)
        for number in range(step, column + 1, step):
            base = grid.periods[number - 1]
            period = base if step == 1 else card.calendar.containing(base.end, measure.frequency)
            yield _fact(measure, period, level, chance)


def _fact(measure: Measure, period: Period, level: float, chance: random.Random) -> Actual:
    draw = chance.random()
    if draw > 0.995:
        return Actual(measure.unit, measure.id, period.id, null_reason=NullReason.NO_DATA, note="not yet counted")
    value: float | str
    if measure.value_type is ValueType.YES_NO:
        value = "yes" if draw < level else "no"
    elif measure.value_type is ValueType.ORDINAL:
        value = next(label for label, least in _GRADES_FROM if draw >= least)
    else:
        value = round(level * chance.gauss(1.0, 0.08), 4)
    return Actual(measure.unit, measure.id, period.id, value, as_of=period.end)
