"""CAS003: targets that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import PeriodTarget
from tests.rules.definitions import at_measure, measure_place, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _parent(_: Subject) -> Iterator[Spoilt]:
    for target in (1010.0, 990.0, 1000.3, 1001.0):
        yield at_measure(with_measure(small(), "co.revenue", target=target), "co.revenue", "target")


def _child(_: Subject) -> Iterator[Spoilt]:
    for target in (370.0, 381.0, 350.0):
        yield at_measure(with_measure(small(), "south.revenue", target=target), "co.revenue", "target")
    made = built_from(with_measure(small(), "north.revenue", target=610.0))
    yield Spoilt.at(made.reading, *(measure_place(made, one, "target") for one in ("co.revenue", "north.revenue")))


def _year(_: Subject) -> Iterator[Spoilt]:
    """Targets of a fiscal year, which added up before one of them is changed."""
    whole = {"co.revenue": 940.0, "north.revenue": 580.0, "shop.revenue": 580.0, "south.revenue": 360.0}
    for measure, target in (("co.revenue", 930.0), ("south.revenue", 350.0), ("co.revenue", 945.0)):
        targets = tuple(PeriodTarget(one, "FY2025", value) for one, value in (whole | {measure: target}).items())
        yield at_measure(replace(small(), targets=(*small().targets, *targets)), "co.revenue", "year FY2025")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("CAS003", "the target of a sum moved", _parent, SMALL),
    Mutation("CAS003", "the target of a part moved", _child, SMALL),
    Mutation("CAS003", "the target of a year moved", _year, SMALL),
)
