"""Columns say of all measures at once what the rest of the core says of one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsc_xl.model import Aggregation, Frequency, Measure, Method, Point, Polarity, ScaleLabel, ValueType
from bsc_xl.scoring import Rollup, Value, columns, mask, roll_up
from bsc_xl.scoring.rollup import leaf
from bsc_xl.scoring.targets import share_of
from tests.evaluation.cards import card, evaluator, measure
from tests.scoring import strategies
from tests.scoring.strategies import examples, numbers

KINDS: tuple[dict[str, Any], ...] = (
    {"baseline": 50.0, "baseline_period": "2024-12", "due": date(2026, 12, 31)},
    {"aggregation": Aggregation.SUM, "target": 1200.0, "grace_days": 40},
    {"aggregation": Aggregation.AVERAGE, "polarity": Polarity.LOWER, "frequency": Frequency.QUARTERLY},
    {"aggregation": Aggregation.WEIGHTED, "weighted_by": "m0"},
    {"polarity": Polarity.ON_TARGET, "low": 10.0, "high": 20.0, "value_type": ValueType.PERCENT},
    {"method": Method.GOAL_RED_FLAG, "red_flag": 40.0, "frequency": Frequency.ANNUAL},
    {"method": Method.BANDS, "static": True},
    {"value_type": ValueType.YES_NO, "target": "yes"},
    {"value_type": ValueType.ORDINAL, "scale": "credit", "target": "AA"},
    {"target": None, "aggregation": Aggregation.MAX},
)
MEASURES: tuple[Measure, ...] = tuple(measure(f"m{number}", **kind) for number, kind in enumerate(KINDS))
CARD = card(
    *MEASURES,
    points=(Point("m6", 0.0, 0.0), Point("m6", 100.0, 100.0)),
    scales=(ScaleLabel("credit", "AA", 80.0), ScaleLabel("credit", "B", 20.0)),
)
CELLS = st.one_of(numbers, st.none(), st.sampled_from(("n/a", "no data", "yes", "no", "AA", "typo", 7.0)))
DAYS = st.one_of(st.none(), st.dates(date(2024, 12, 1), date(2026, 6, 1)))


@settings(examples, max_examples=60)
@given(
    st.lists(st.lists(CELLS, min_size=24, max_size=24), min_size=len(MEASURES), max_size=len(MEASURES)),
    st.lists(DAYS, min_size=len(MEASURES), max_size=len(MEASURES)),
    st.integers(1, 24),
)
def test_every_column_of_a_scorecard_is_its_measures_one_by_one(
    rows: list[list[Value]], as_of: list[date | None], report: int
) -> None:
    ids = [one.id for one in MEASURES]
    dates = {name: day for name, day in zip(ids, as_of, strict=True) if day}
    ready = evaluator(CARD, dict(zip(ids, rows, strict=True)), dates)
    found = ready.at(CARD.grid.periods[report - 1].id)
    each, point = [found.measures[name] for name in ids], found.point

    def of(name: str) -> list[Any]:
        return [getattr(one, name) for one in each]

    inputs = of("inputs")
    paths, limits = [one.path for one in inputs], [one.thresholds for one in inputs]
    typed, how = [one.typed for one in inputs], [one.measure.aggregation for one in inputs]
    starts = [period.start for period in CARD.grid.periods]
    ends = [period.end for period in CARD.grid.periods]
    grace = [one.measure.grace_days for one in inputs]
    windows = columns.windows([one.step for one in inputs], report, 12)
    assert windows == of("window")
    assert columns.latest(rows, windows) == of("latest")
    assert columns.known(rows, windows) == of("known")
    assert columns.newest(rows, windows) == of("newest")
    absent = columns.entry_absences(rows, windows, ends, grace, typed, point.day)
    assert absent == of("absent")

    weights = [rows[0] if one.measure.weighted_by else None for one in inputs]
    values = columns.to_date(rows, windows, how, weights, typed)
    to_date = [why or value for why, value in zip(absent, values, strict=True)]
    assert to_date == of("to_date")
    shares = [share_of(path, win) for path, win in zip(paths, windows, strict=True)]
    factors = [share if kind == "sum" else 1.0 for share, kind in zip(shares, how, strict=True)]
    aimless = [word or limit.method == "range" for word, limit in zip(typed, limits, strict=True)]
    expected = [None if no else one for no, one in zip(aimless, columns.expected(paths, windows), strict=True)]
    year = [None if no else one for no, one in zip(aimless, columns.year_target(paths, windows), strict=True)]
    assert (expected, year) == (of("expected"), of("year_target"))

    attained = columns.attainment(to_date, expected, limits, factors)
    points = columns.score(attained)
    met = columns.met(to_date, expected, attained, limits, factors)
    assert (attained, points, met) == (of("attainment"), of("score"), of("met"))
    words = columns.status(to_date, expected, points, met, limits, factors, point.band_names, point.band_minimums)
    assert words == of("status")
    assert columns.needed(to_date, year, of("known"), windows, how) == of("needed")

    lines = columns.line(
        [[] if word else row for word, row in zip(typed, rows, strict=True)],
        [0 if word else win.last for word, win in zip(typed, windows, strict=True)],
    )
    assert lines == of("line")
    polarity = [one.measure.polarity for one in inputs]
    signs = columns.sign(polarity, of("latest"), [one.smart.low for one in inputs], [one.smart.high for one in inputs])
    assert signs == of("sign")
    assert columns.trend(lines, [one.step for one in inputs], signs) == of("trend")
    assert columns.forecast(to_date, shares, lines, windows, how) == of("forecast")

    percent = [one.measure.value_type is ValueType.PERCENT for one in inputs]
    again = columns.repeated(rows, windows, percent, [one.measure.static for one in inputs])
    again = [not why and one for why, one in zip(absent, again, strict=True)]
    assert again == of("repeated")
    begin = columns.period_starts(windows, starts)
    assert columns.freshness(absent, as_of, begin, of("newest"), again, point.day) == of("freshness")

    actual, due = columns.has_actual(rows, windows, typed), columns.one_is_due(windows, ends, grace, point.day)
    verdicts = columns.smart([one.smart for one in inputs], rows, windows, actual, due)
    assert [mask(five) for five in verdicts] == of("smart")


@examples
@given(
    st.lists(st.tuples(st.sampled_from("abc?"), strategies.weights, strategies.leaves), max_size=10),
    st.lists(strategies.method_names, min_size=3, max_size=3),
)
def test_parents_take_the_children_that_name_them(
    children: list[tuple[str, float, Rollup]], methods: list[str]
) -> None:
    keys, weights, rollups = ([child[place] for child in children] for place in range(3))
    found = columns.rolled_up("abc", methods, keys, weights, rollups)  # type: ignore[arg-type]
    for parent, method, one in zip("abc", methods, found, strict=True):
        mine = [(weight, rollup) for key, weight, rollup in children if key == parent]
        assert one == roll_up(method, [weight for weight, _ in mine], [rollup for _, rollup in mine])


def test_a_child_without_a_value_does_not_count() -> None:
    methods = ["mean", "worst", "mean"]
    found = columns.aggregated("abc", methods, "aaabb", [1, 3, 5, 1, 1], [80, 40, None, 7, 0])
    assert found == [50, 0, None]


def test_shares_and_factors() -> None:
    windows = columns.windows([1, 3, 12], 14, 12)
    assert columns.period_share(["sum", "sum", "last"], windows) == pytest.approx([1 / 12, 0.25, 1])
    assert columns.even_shares(4) == [0.25, 0.5, 0.75, 1]
    assert columns.scaled([8.0, None, 0.0], [0.25, 0.5, 0.5]) == [2, None, 0]


def test_a_column_of_another_length_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match=r"zip\(\) argument"):
        columns.met([1.0], [1.0, 2.0], [1.0], [], [1.0])
    with pytest.raises(ValueError, match=r"zip\(\) argument"):
        columns.rolled_up(["a"], ["mean"], ["a"], [1.0, 2.0], [leaf(1)])
