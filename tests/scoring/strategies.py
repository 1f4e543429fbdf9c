"""What the property tests draw: plain numbers, weights, rows with gaps, rollups."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st

from bsc_xl.scoring import Absence, Rollup
from bsc_xl.scoring.attainment import HIGHER, LOWER
from bsc_xl.scoring.rollup import leaf, roll_up

examples = settings(deadline=None, max_examples=200)
"""No deadline: a test never depends on how fast the machine is."""

METHODS = ("mean", "worst", "best", "geometric")

whole = st.integers(-10_000, 10_000)
numbers = whole.map(lambda n: n / 8)
"""Eighths: sums, differences and products with powers of two are exact, so that equality means equality."""
positive = st.integers(1, 10_000).map(lambda n: n / 8)
scales = st.integers(-6, 6).map(lambda n: 2.0**n)
"""A change of unit that binary numbers carry without rounding."""
polarities = st.sampled_from((HIGHER, LOWER))
weights = st.integers(1, 1000).map(lambda n: n / 100)
scores = st.integers(0, 1000).map(lambda n: n / 10)
rows = st.lists(st.one_of(numbers, st.none(), st.just("n/a")), min_size=12, max_size=12)
"""A fiscal year of months with gaps."""
known_rows = st.builds(lambda row, end: [*row[:-1], end], rows, numbers)
"""The same with a figure for the last month."""

leaves = st.one_of(
    scores.map(leaf),
    st.just(leaf(None)),
    st.just(leaf(None, is_due=False)),
)


def parents(children: st.SearchStrategy[Rollup]) -> st.SearchStrategy[Rollup]:
    """A rollup of some of these children, by any method."""
    pairs = st.lists(st.tuples(st.one_of(weights, st.just(0.0)), children), min_size=1, max_size=5)
    return st.builds(lambda how, kids: roll_up(how, [w for w, _ in kids], [c for _, c in kids]), method_names, pairs)


method_names = st.sampled_from(METHODS)
trees = st.recursive(leaves, parents, max_leaves=20)


def close(found: object, wanted: object) -> bool:
    """Equal, or both numbers and nearer than binary rounding goes."""
    if isinstance(found, float | int) and isinstance(wanted, float | int):
        return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)
    return found == wanted


def as_number(value: float | str | Absence | None) -> float:
    """The number that a test relies on being there."""
    assert isinstance(value, float | int), value
    return value


def total(values: Sequence[object]) -> float:
    """The sum of the numbers among these."""
    return math.fsum(value for value in values if isinstance(value, float | int))
