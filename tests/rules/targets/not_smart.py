"""TGT008: targets of which a letter fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bsc_xl.model import PeriodTarget
from tests.rules.definitions import (
    at_measure,
    demo_measures,
    in_demo,
    measure_place,
    small,
    with_measure,
    with_objective,
)
from tests.rules.harness import Mutation, Spoilt, Subject, built_from


def _with(column: str, measures: tuple[str, ...], **fields: Any) -> Iterator[Spoilt]:
    for measure in measures:
        yield at_measure(with_measure(small(), measure, **fields), measure, column)


def _no_definition(_: Subject) -> Iterator[Spoilt]:
    yield from _with("definition", ("co.margin", "co.energy", "south.defects"), definition="")


def _no_unit(_: Subject) -> Iterator[Spoilt]:
    yield from _with("uom", ("co.margin", "co.loyalty", "co.training"), unit_of_measurement="")


def _vague(_: Subject) -> Iterator[Spoilt]:
    yield from _with("name", ("co.margin", "south.defects", "co.training"), name="Improve what we do")


def _no_source(_: Subject) -> Iterator[Spoilt]:
    yield from _with("source", ("co.cost", "north.retention", "co.energy"), source="")


def _dates(_: Subject) -> Iterator[Spoilt]:
    yield from _with("due", ("co.margin", "south.defects"), due=date(2031, 12, 31))
    yield from _with("due", ("co.cost", "co.energy"), start=date(2026, 12, 31), due=date(2026, 6, 30))


def _no_theme(_: Subject) -> Iterator[Spoilt]:
    for objective in ("waste", "earn"):
        made = built_from(with_objective(small(), objective, theme=""))
        measures = [measure.id for measure in small().measures if measure.objective == objective]
        yield Spoilt.at(made.reading, *(measure_place(made, measure, "objective") for measure in measures))


def _too_far(_: Subject) -> Iterator[Spoilt]:
    """Far beyond what the figures have ever moved by, at the end; this year's target is met."""
    yield at_measure(with_measure(small(), "co.training", target=190.0), "co.training", "target")
    yield at_measure(with_measure(small(), "co.loyalty", target=900.0), "co.loyalty", "target")
    for measure, target, now in (("co.cost", 0.5, 8.0), ("south.retention", 9.0, 0.88)):
        spoilt = with_measure(small(), measure, target=target)
        yield at_measure(replace(spoilt, targets=(PeriodTarget(measure, "FY2026", now),)), measure, "target")


def _many(subject: Subject) -> Iterator[Spoilt]:
    yield in_demo(demo_measures(subject, 20), "definition", definition="")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("TGT008", "no definition", _no_definition, SMALL),
    Mutation("TGT008", "no unit of measurement", _no_unit, SMALL),
    Mutation("TGT008", "a vague name", _vague, SMALL),
    Mutation("TGT008", "no source", _no_source, SMALL),
    Mutation("TGT008", "dates that cannot be", _dates, SMALL),
    Mutation("TGT008", "no theme", _no_theme, SMALL),
    Mutation("TGT008", "a target too far away", _too_far, SMALL),
    Mutation("TGT008", "twenty measures of the demo without definition", _many, ("demo native",)),
)
