"""TGT003: targets, red flags and points that contradict the polarity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Point, Polarity
from tests.rules.definitions import at_measure, reviewed, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject

_TARGETS = {
    "co.margin": 0.06,
    "co.cost": 9.5,
    "co.retention": 0.7,
    "north.retention": 0.75,
    "south.defects": 9.0,
    "co.delivery": 0.85,
}


def _targets(_: Subject) -> Iterator[Spoilt]:
    for measure, target in _TARGETS.items():
        yield at_measure(with_measure(small(), measure, target=target), measure, "target")


def _polarity(_: Subject) -> Iterator[Spoilt]:
    for measure in ("co.margin", "co.retention", "co.cost", "south.defects"):
        turned = Polarity.LOWER if small().measure_by_id[measure].polarity is Polarity.HIGHER else Polarity.HIGHER
        yield at_measure(with_measure(small(), measure, polarity=turned), measure, "target")


def _red_flag(_: Subject) -> Iterator[Spoilt]:
    for red_flag in (46.0, 50.0, 90.0):
        spoilt = with_measure(small(), "co.loyalty", red_flag=red_flag)
        yield at_measure(reviewed(spoilt, "co.loyalty"), "co.loyalty", "red_flag")


def _points(_: Subject) -> Iterator[Spoilt]:
    yield at_measure(with_measure(small(), "co.energy", polarity=Polarity.HIGHER), "co.energy", "polarity")
    turned = tuple(Point("co.energy", value, score) for value, score in ((40.0, 0.0), (46.0, 50.0), (56.0, 100.0)))
    yield at_measure(reviewed(replace(small(), points=turned), "co.energy"), "co.energy", "polarity")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("TGT003", "a target on the wrong side of the baseline", _targets, SMALL),
    Mutation("TGT003", "a polarity turned round", _polarity, SMALL),
    Mutation("TGT003", "a red flag beyond the goal", _red_flag, SMALL),
    Mutation("TGT003", "points that rise the wrong way", _points, SMALL),
)
