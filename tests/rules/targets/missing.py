"""TGT001: scored measures without a target."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Method
from tests.rules.definitions import at_measure, demo_measures, in_demo, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject


def _no_target(_: Subject) -> Iterator[Spoilt]:
    for measure in ("co.margin", "co.cost", "co.retention", "co.delivery", "south.defects", "co.loyalty"):
        yield at_measure(with_measure(small(), measure, target=None), measure, "target")


def _no_range(_: Subject) -> Iterator[Spoilt]:
    for column in ("low", "high"):
        yield at_measure(with_measure(small(), "co.stock", **{column: None}), "co.stock", column)
    yield at_measure(with_measure(small(), "co.stock", low=None, floor=None), "co.stock", "low")


def _no_red_flag(_: Subject) -> Iterator[Spoilt]:
    yield at_measure(with_measure(small(), "co.loyalty", red_flag=None), "co.loyalty", "red_flag")
    for measure in ("co.cost", "south.retention", "co.delivery"):
        yield at_measure(with_measure(small(), measure, method=Method.GOAL_RED_FLAG), measure, "red_flag")


def _many(subject: Subject) -> Iterator[Spoilt]:
    yield in_demo(demo_measures(subject, 20), "target", target=None)


SMALL = ("small native",)
MUTATIONS = (
    Mutation("TGT001", "a measure without its target", _no_target, SMALL),
    Mutation("TGT001", "a range without one of its ends", _no_range, SMALL),
    Mutation("TGT001", "a goal without its red flag", _no_red_flag, SMALL),
    Mutation("TGT001", "twenty measures of the demo without targets", _many, ("demo native",)),
)
