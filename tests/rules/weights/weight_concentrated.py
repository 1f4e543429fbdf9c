"""WGT004: much of the overall score on one measure."""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules.definitions import at_measure, small, with_measure, with_objective, with_perspective
from tests.rules.harness import Mutation, Spoilt, Subject

_OTHERS = ("financial", "customer", "process", "learning")


def _perspective(_: Subject) -> Iterator[Spoilt]:
    """Almost half on a perspective with few measures: nothing else is wrong about that."""
    card = small()
    for perspective, measure in (("financial", "co.revenue"), ("learning", "co.training")):
        for other in _OTHERS:
            card = with_perspective(card, other, weight=0.49 if other == perspective else 0.17)
        if perspective == "financial":
            spoilt = with_objective(with_objective(card, "grow", weight=0.9), "earn", weight=0.1)
        else:
            spoilt = with_measure(with_measure(card, "co.training", weight=0.9), "co.grade", weight=0.1)
        yield at_measure(spoilt, measure, "weight")


def _measure(_: Subject) -> Iterator[Spoilt]:
    card = small()
    for other in _OTHERS:
        card = with_perspective(card, other, weight=0.46 if other == "customer" else 0.18)
    for heavy, light in (("co.retention", "co.loyalty"), ("co.loyalty", "co.retention")):
        spoilt = with_measure(with_measure(card, heavy, weight=0.95), light, weight=0.05)
        yield at_measure(spoilt, heavy, "weight")


def _objective(_: Subject) -> Iterator[Spoilt]:
    card = small()
    for other in _OTHERS:
        card = with_perspective(card, other, weight=0.49 if other == "process" else 0.17)
    for heavy, light, measure in (("waste", "deliver", "co.energy"), ("deliver", "waste", "co.delivery")):
        spoilt = with_objective(with_objective(card, heavy, weight=0.95), light, weight=0.05)
        if measure == "co.delivery":
            spoilt = with_measure(with_measure(spoilt, measure, weight=0.95), "co.stock", weight=0.05)
        yield at_measure(spoilt, measure, "weight")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("WGT004", "a perspective that is almost one measure", _perspective, SMALL),
    Mutation("WGT004", "a measure that is almost its perspective", _measure, SMALL),
    Mutation("WGT004", "an objective that is almost its perspective", _objective, SMALL),
)
