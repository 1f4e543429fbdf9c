"""A small scorecard with every feature that rules about definitions look at, so that building it spoilt is quick."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from bsc_xl.model import (
    Actual,
    Aggregation,
    Cascade,
    Frequency,
    Link,
    Measure,
    Method,
    Objective,
    PeriodTarget,
    Perspective,
    Point,
    Polarity,
    ScaleLabel,
    Scorecard,
    Theme,
    Unit,
    ValueType,
)

FIRST, LAST, KNOWN = 2024, 2026, 10  # years of the plan; quarters that have figures
_FEEDS = Cascade.CONTRIBUTORY


def _measure(id_: str, objective: str, name: str, uom: str, baseline: Any, target: Any, **more: Any) -> Measure:
    common: dict[str, Any] = {
        "definition": f"{name}, as counted in the monthly accounts of the unit.",
        "source": "Monthly accounts",
        "owner": "Head of Finance",
        "data_provider": "Controller",
        "baseline_period": "FY2023",
        "start": date(2024, 1, 1),
        "due": date(2026, 12, 31),
        "frequency": Frequency.QUARTERLY,
        "decimals": 1,
    }
    given = {**common, **more}
    return Measure(
        id=id_,
        unit=id_.split(".", maxsplit=1)[0],
        objective=objective,
        name=name,
        unit_of_measurement=uom,
        baseline=baseline,
        target=target,
        **given,
    )


def _measures() -> tuple[Measure, ...]:
    money: dict[str, Any] = {"value_type": ValueType.CURRENCY, "aggregation": Aggregation.SUM}
    share: dict[str, Any] = {"value_type": ValueType.PERCENT, "aggregation": Aggregation.AVERAGE}
    lower = {"polarity": Polarity.LOWER}
    return (
        _measure("co.revenue", "grow", "Revenue", "EUR thousand", 800.0, 1000.0, key=True, **money),
        _measure(
            "north.revenue",
            "grow",
            "Revenue",
            "EUR thousand",
            500.0,
            620.0,
            parent_measure="co.revenue",
            cascade=_FEEDS,
            **money,
        ),
        _measure(
            "shop.revenue",
            "grow",
            "Revenue",
            "EUR thousand",
            500.0,
            620.0,
            parent_measure="north.revenue",
            cascade=_FEEDS,
            **money,
        ),
        _measure(
            "south.revenue",
            "grow",
            "Revenue",
            "EUR thousand",
            300.0,
            380.0,
            parent_measure="co.revenue",
            cascade=_FEEDS,
            **money,
        ),
        _measure("co.margin", "earn", "Operating margin", "%", 0.08, 0.11, weight=0.6, **share),
        _measure("co.cost", "earn", "Cost per order", "EUR", 9.0, 7.5, weight=0.4, **lower),
        _measure("co.retention", "keep", "Customers retained", "%", 0.81, 0.9, weight=0.5, key=True, **share),
        _measure(
            "north.retention",
            "keep",
            "Customers retained",
            "%",
            0.8,
            0.9,
            parent_measure="co.retention",
            cascade=Cascade.SHARED,
            **share,
        ),
        _measure(
            "south.retention",
            "keep",
            "Customers retained",
            "%",
            0.82,
            0.9,
            parent_measure="co.retention",
            cascade=Cascade.SHARED,
            **share,
        ),
        _measure(
            "co.loyalty",
            "keep",
            "Recommendation score",
            "points",
            30.0,
            45.0,
            weight=0.5,
            leading=True,
            method=Method.GOAL_RED_FLAG,
            red_flag=25.0,
        ),
        _measure("co.delivery", "deliver", "Orders on time", "%", 0.9, 0.96, weight=0.7, leading=True, **share),
        _measure(
            "north.delivery",
            "deliver",
            "Orders on time",
            "%",
            0.89,
            0.96,
            parent_measure="co.delivery",
            cascade=_FEEDS,
            **share,
        ),
        _measure(
            "south.delivery",
            "deliver",
            "Orders on time",
            "%",
            0.91,
            0.96,
            parent_measure="co.delivery",
            cascade=_FEEDS,
            **share,
        ),
        _measure(
            "co.stock",
            "deliver",
            "Days of stock",
            "days",
            None,
            None,
            weight=0.3,
            polarity=Polarity.ON_TARGET,
            low=20.0,
            high=30.0,
            floor=10.0,
            ceiling=45.0,
        ),
        _measure("co.energy", "waste", "Energy per order", "kWh", 52.0, 44.0, method=Method.BANDS, **lower),
        _measure("south.defects", "waste", "Defects per thousand orders", "defects", 8.0, 5.0, **lower),
        _measure("co.training", "learn", "Hours of training per head", "hours", 12.0, 20.0, weight=0.6, leading=True),
        _measure(
            "co.grade",
            "learn",
            "Grade of the training audit",
            "grade",
            "C",
            "A",
            weight=0.4,
            value_type=ValueType.ORDINAL,
            scale="audit",
            qualitative=True,
        ),
    )


@cache
def small_card() -> Scorecard:
    """Four perspectives, six objectives, four units, eighteen measures; every measure is on its way to its target."""
    measures = _measures()
    card = Scorecard(
        name="Strategy 2026",
        organisation="Quill and Co",
        first_year=FIRST,
        last_year=LAST,
        vision="Every office of the country writes with our pens.",
        currency="EUR",
        report_period="FY2026-Q2",
        perspectives=(
            Perspective("financial", "Financial", "What owners see.", 0.3),
            Perspective("customer", "Customer", "What customers see.", 0.3),
            Perspective("process", "Process", "What must run well.", 0.2),
            Perspective("learning", "Learning", "What carries the rest.", 0.2),
        ),
        themes=(Theme("growth", "Growth"), Theme("order", "Order")),
        objectives=(
            Objective("grow", "Sell to more offices", "financial", "growth", "More orders.", "Head of Sales", 0.5),
            Objective("earn", "Earn more per order", "financial", "order", "Less cost.", "Head of Finance", 0.5),
            Objective("keep", "Keep customers", "customer", "growth", "They come back.", "Head of Sales"),
            Objective("deliver", "Deliver on time", "process", "order", "Next day.", "Head of Logistics", 0.6),
            Objective("waste", "Waste less", "process", "order", "Less energy.", "Head of Logistics", 0.4),
            Objective("learn", "Train everybody", "learning", "growth", "Skills.", "Head of People"),
        ),
        links=(
            Link("learn", "deliver", "Trained people are quick."),
            Link("learn", "waste", "Trained people waste less."),
            Link("deliver", "keep", "Late orders lose customers."),
            Link("waste", "earn", "Waste costs money."),
            Link("keep", "grow", "Kept customers order more."),
        ),
        units=(
            Unit("co", "Quill", "", "corporate", "Managing Director"),
            Unit("north", "North", "co", "division", "Head of North", 0.6),
            Unit("shop", "North Shop", "north", "department", "Head of Shop"),
            Unit("south", "South", "co", "division", "Head of South", 0.4),
        ),
        measures=measures,
        targets=(PeriodTarget("co.training", "FY2025", 17.0), PeriodTarget("co.training", "FY2026", 20.0)),
        scales=tuple(ScaleLabel("audit", label, score) for label, score in (("A", 100.0), ("B", 80.0), ("C", 40.0))),
        points=tuple(Point("co.energy", value, score) for value, score in ((40.0, 100.0), (46.0, 95.0), (56.0, 0.0))),
    )
    return replace(card, actuals=tuple(actual for measure in measures for actual in figures_of(card, measure)))


def figures_of(card: Scorecard, measure: Measure) -> list[Actual]:
    """The figures of a measure; none for one that is computed."""
    if measure.id in card.contributors:
        return []
    periods = [card.grid.periods[number] for number in range(KNOWN)]
    return [
        Actual(measure.unit, measure.id, period.id, _figure(measure, number), period.end)
        for number, period in enumerate(periods, 1)
    ]


def _figure(measure: Measure, number: int) -> float | str:
    """On the way from baseline to target, a little ahead of it, never twice the same."""
    if isinstance(measure.target, str):
        return "B" if number < 6 else "A"
    wiggle = (0.0, 0.012, 0.005, 0.017)[number % 4] + len(measure.id) / 1000
    if measure.target is None or not isinstance(measure.baseline, float):
        return round(24.0 + 40 * wiggle + number % 3, 1)
    way = measure.baseline + (measure.target - measure.baseline) * min(1.05, number / 12 * 1.4 + 0.1 + wiggle)
    ahead = 1 + wiggle if measure.polarity is Polarity.HIGHER else 1 - wiggle
    quarter = 4 if measure.aggregation is Aggregation.SUM else 1
    return round(way * ahead / quarter, 3 if measure.value_type is ValueType.PERCENT else 1)
