"""CAS005: circles of units and of measures."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Cascade
from tests.rules.definitions import small, unusable, with_measure, with_unit
from tests.rules.harness import Mutation, Spoilt, Subject


def _units(subject: Subject) -> Iterator[Spoilt]:
    yield unusable(subject, with_unit(small(), "north", parent="shop"))
    yield unusable(subject, with_unit(small(), "south", parent="south"))
    yield unusable(subject, with_unit(with_unit(small(), "north", parent="south"), "south", parent="shop"))


def _measures(subject: Subject) -> Iterator[Spoilt]:
    """Parents that are named only, and such as get figures."""
    for cascade in (Cascade.UNIQUE, Cascade.SHARED, Cascade.CONTRIBUTORY):
        yield unusable(subject, with_measure(small(), "co.revenue", parent_measure="shop.revenue", cascade=cascade))
    yield unusable(subject, with_measure(small(), "co.delivery", parent_measure="south.delivery"))


def _itself(subject: Subject) -> Iterator[Spoilt]:
    for measure in ("co.margin", "south.defects", "co.training"):
        yield unusable(subject, with_measure(small(), measure, parent_measure=measure))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("CAS005", "units in a circle", _units, SMALL),
    Mutation("CAS005", "measures in a circle", _measures, SMALL),
    Mutation("CAS005", "a measure that is its own parent", _itself, SMALL),
)
