"""TGT002: targets without a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Method
from tests.rules.definitions import at_measure, measure_place, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject, built_from

_LEVELS = ("co.margin", "co.cost", "co.retention", "co.delivery", "south.defects", "co.loyalty", "co.grade")


def _no_due(_: Subject) -> Iterator[Spoilt]:
    for measure in _LEVELS:
        yield at_measure(with_measure(small(), measure, due=None), measure, "due")


def _no_period_targets(_: Subject) -> Iterator[Spoilt]:
    """Targets by year in place of a date, and then these taken out too; and such as lie outside the plan."""
    undated = with_measure(small(), "co.training", due=None)
    yield at_measure(replace(undated, targets=()), "co.training", "due")
    late = replace(undated.targets[0], period="FY2031")
    yield at_measure(replace(undated, targets=(late,)), "co.training", "due")


def _all_of_a_unit(_: Subject) -> Iterator[Spoilt]:
    for unit in ("co", "south"):
        card = small()
        wanted = [
            m.id for m in card.measures if m.unit == unit and m.target is not None and m.method is not Method.BANDS
        ]
        wanted = [measure for measure in wanted if measure not in ("co.training", "co.revenue", "south.revenue")]
        for measure in wanted:
            card = with_measure(card, measure, due=None)
        made = built_from(card)
        yield Spoilt.at(made.reading, *(measure_place(made, measure, "due") for measure in wanted))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("TGT002", "a measure without due date", _no_due, SMALL),
    Mutation("TGT002", "neither a due date nor targets by period", _no_period_targets, SMALL),
    Mutation("TGT002", "a unit without due dates", _all_of_a_unit, SMALL),
)
