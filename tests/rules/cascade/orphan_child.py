"""CAS001: measures whose parent is not there."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Cascade
from tests.rules.definitions import small, unusable, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject

_CHILDREN = ("north.revenue", "shop.revenue", "south.revenue", "north.retention", "south.delivery")


def _unknown(subject: Subject) -> Iterator[Spoilt]:
    for measure in _CHILDREN:
        yield unusable(subject, with_measure(small(), measure, parent_measure="co.revenu"))


def _unnamed(subject: Subject) -> Iterator[Spoilt]:
    for measure in _CHILDREN:
        yield unusable(subject, with_measure(small(), measure, parent_measure=""))
    for cascade in (Cascade.SHARED, Cascade.CONTRIBUTORY):
        yield unusable(subject, with_measure(small(), "south.defects", cascade=cascade))


def _beside(subject: Subject) -> Iterator[Spoilt]:
    """A parent that stands beside the measure or below it."""
    pairs = (
        ("south.delivery", "north.delivery"),
        ("south.retention", "north.retention"),
        ("south.revenue", "shop.revenue"),
    )
    for measure, parent in pairs:
        yield unusable(subject, with_measure(small(), measure, parent_measure=parent))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("CAS001", "a parent that does not exist", _unknown, SMALL),
    Mutation("CAS001", "no parent named", _unnamed, SMALL),
    Mutation("CAS001", "a parent that is not above", _beside, SMALL),
)
