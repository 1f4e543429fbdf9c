"""Rollup: the score of a parent from those of its children, with coverage and bounds beside it.

Weighted mean with redistribution of the weight of unscored children; worst, best and the geometric mean (which
punishes imbalance) as in the OECD/JRC Handbook on Constructing Composite Indicators.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

METHODS = ("mean", "worst", "best", "geometric")


@dataclass(frozen=True, slots=True)
class Rollup:
    """A rolled-up score: "71, 82 % of weight reported, between 58 and 79".

    Attributes:
        score: 0..cap, None where no child has one.
        coverage: share of due weight that has a score, 0..1; None where nothing is due.
        low: the score if all unscored children were 0.
        high: the score if they were at the cap.
    """

    score: float | None
    coverage: float | None
    low: float | None
    high: float | None


NOTHING_DUE = Rollup(None, None, None, None)


def aggregate(method: str, weights: Sequence[float], values: Sequence[float]) -> float | None:
    """One number from many: mean, worst, best or geometric; weights need not sum to 1, zero ones do not count.

    Args:
        method: mean, worst, best or geometric.
        weights: one a value, in any unit.
        values: scores, 0..cap.

    Returns:
        None where no weight is above zero. Lies within the smallest and the largest value.
    """
    pairs = [(weight, value) for weight, value in zip(weights, values, strict=True) if weight > 0]
    total = sum(weight for weight, _ in pairs)
    if total <= 0:
        return None
    if method == "worst":
        return min(value for _, value in pairs)
    if method == "best":
        return max(value for _, value in pairs)
    if method == "geometric":
        if any(value <= 0 for _, value in pairs):
            return 0.0
        return math.exp(sum(weight * math.log(value) for weight, value in pairs) / total)
    return sum(weight * value for weight, value in pairs) / total


def roll_up(method: str, weights: Sequence[float], children: Sequence[Rollup]) -> Rollup:
    """Roll children up into their parent.

    Args:
        method: mean, worst, best or geometric.
        weights: one a child, in any unit; they are normalised over the siblings.
        children: their rollups; a measure's is made by `leaf`. A child with nothing due does not count.

    Returns:
        Score over the scored children (the others' weight is redistributed); coverage and bounds over all
        due ones. The bounds contain the score.
    """
    due = [(w, child) for w, child in zip(weights, children, strict=True) if child.coverage is not None and w > 0]
    if not due:
        return NOTHING_DUE
    scored = [(w, child.score) for w, child in due if child.score is not None]
    due_weights = [w for w, _ in due]
    return Rollup(
        aggregate(method, [w for w, _ in scored], [score for _, score in scored]),
        sum(w * (child.coverage or 0.0) for w, child in due) / sum(due_weights),
        aggregate(method, due_weights, [child.low or 0.0 for _, child in due]),
        aggregate(method, due_weights, [child.high or 0.0 for _, child in due]),
    )


def leaf(score: float | None, cap: float = 100.0, *, is_due: bool = True) -> Rollup:
    """A measure as a child: fully covered with a score, not covered without, out of account where nothing is due."""
    if not is_due:
        return NOTHING_DUE
    return Rollup(None, 0.0, 0.0, cap) if score is None else Rollup(score, 1.0, score, score)
