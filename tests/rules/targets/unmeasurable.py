"""TGT007: targets that nothing says how to measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import ScaleLabel
from tests.rules.definitions import at_measure, demo_measures, in_demo, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject

_ANY = ("co.margin", "co.cost", "co.retention", "south.defects", "co.energy", "shop.revenue")


def _nothing_said(_: Subject) -> Iterator[Spoilt]:
    for measure in _ANY:
        yield at_measure(with_measure(small(), measure, definition="", source=""), measure, "definition")


def _judgement(_: Subject) -> Iterator[Spoilt]:
    for measure in ("co.cost", "south.defects", "co.margin", "co.training"):
        spoilt = with_measure(small(), measure, qualitative=True, unit_of_measurement="")
        yield at_measure(spoilt, measure, "value_type")


def _flat_scale(_: Subject) -> Iterator[Spoilt]:
    for score in (100.0, 80.0, 50.0):
        labels = tuple(ScaleLabel("audit", label, score) for label in ("A", "B", "C"))
        yield at_measure(replace(small(), scales=labels), "co.grade", "scale")


def _many(subject: Subject) -> Iterator[Spoilt]:
    yield in_demo(demo_measures(subject, 20), "definition", definition="", source="")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("TGT007", "neither definition nor source", _nothing_said, SMALL),
    Mutation("TGT007", "a judgement without a scale", _judgement, SMALL),
    Mutation("TGT007", "a scale that tells nothing apart", _flat_scale, SMALL),
    Mutation("TGT007", "twenty measures of the demo that nothing is said about", _many, ("demo native",)),
)
