"""CAS007: units of measurement that change on the way up."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import ValueType
from tests.rules.definitions import at_measure, small, unusable, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject

_CONTRIBUTIONS = ("north.revenue", "shop.revenue", "south.revenue", "north.delivery", "south.delivery")


def _contribution(subject: Subject) -> Iterator[Spoilt]:
    for measure in _CONTRIBUTIONS[1:]:
        yield unusable(subject, with_measure(small(), measure, unit_of_measurement="EUR million"))


def _value_type(subject: Subject) -> Iterator[Spoilt]:
    for measure in _CONTRIBUTIONS[1:]:
        yield unusable(subject, with_measure(small(), measure, value_type=ValueType.NUMBER))


def _shared(_: Subject) -> Iterator[Spoilt]:
    for measure, uom in (("north.retention", "customers"), ("south.retention", "points"), ("south.retention", "%o")):
        yield at_measure(with_measure(small(), measure, unit_of_measurement=uom), measure, "uom")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("CAS007", "a contribution in another unit of measurement", _contribution, SMALL),
    Mutation("CAS007", "a contribution of another value type", _value_type, SMALL),
    Mutation("CAS007", "a shared measure in another unit of measurement", _shared, SMALL),
)
