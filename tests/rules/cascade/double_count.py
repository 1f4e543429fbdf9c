"""CAS008: figures that are counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Scorecard
from tests.rules.definitions import at_measure, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject


def _figures(card: Scorecard, source: str, measure: str) -> Scorecard:
    """A measure with the figures of another one."""
    unit = card.measure_by_id[measure].unit
    copies = [replace(actual, unit=unit, measure=measure) for actual in card.actuals if actual.measure == source]
    return replace(card, actuals=(*card.actuals, *copies))


def _part_and_whole(_: Subject) -> Iterator[Spoilt]:
    """A shop feeds the top beside the division that it is a part of."""
    card = with_measure(small(), "shop.revenue", parent_measure="co.revenue")
    yield at_measure(_figures(card, "shop.revenue", "north.revenue"), "shop.revenue", "parent_measure")
    extra = replace(small().measure_by_id["north.delivery"], id="shop.delivery", unit="shop")
    card = replace(small(), measures=(*small().measures, extra))
    yield at_measure(_figures(card, "north.delivery", "shop.delivery"), "shop.delivery", "parent_measure")


def _twice(_: Subject) -> Iterator[Spoilt]:
    """A second contribution of the same unit under the same name, with a definition of its own."""
    for measure in ("south.delivery", "north.delivery", "south.revenue"):
        first = small().measure_by_id[measure]
        extra = replace(first, id=f"{measure}-2", definition="The same again, in other words.")
        card = replace(small(), measures=(*small().measures, extra))
        yield at_measure(_figures(card, measure, extra.id), extra.id, "parent_measure")


def _copied(_: Subject) -> Iterator[Spoilt]:
    for measure in ("south.defects", "co.energy", "north.retention"):
        extra = replace(small().measure_by_id[measure], id=f"{measure}-copy")
        points = tuple(replace(point, measure=extra.id) for point in small().points if measure == "co.energy")
        card = replace(small(), measures=(*small().measures, extra), points=(*small().points, *points))
        yield at_measure(_figures(card, measure, extra.id), extra.id, "name")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("CAS008", "a part beside the whole", _part_and_whole, SMALL),
    Mutation("CAS008", "two contributions of one unit", _twice, SMALL),
    Mutation("CAS008", "a measure copied in its unit", _copied, SMALL),
)
