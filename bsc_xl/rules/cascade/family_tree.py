"""How units and measures hang together: what lies below a unit, who feeds whom, and what is counted twice by that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bsc_xl.model import Aggregation, Measure, Scorecard, ValueType


def below(card: Scorecard, unit: str) -> set[str]:
    """The ids of all units below a unit."""
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        children = [child.id for child in card.children.get(waiting.pop(), ()) if child.id not in found]
        found.update(children)
        waiting += children
    return found


def children_of(card: Scorecard) -> dict[str, list[Measure]]:
    """The measures that name a measure as their parent, shared and contributory ones, by its id."""
    found: dict[str, list[Measure]] = {}
    for measure in card.measures:
        if measure.parent_measure:
            found.setdefault(measure.parent_measure, []).append(measure)
    return found


def same_name(one: Measure, other: Measure) -> bool:
    """Whether two measures have one name and unit of measurement, whatever the letters and blanks."""
    return all(_plain(a) == _plain(b) for a, b in ((one.name, other.name), (uom(one), uom(other))))


def uom(measure: Measure) -> str:
    """The unit of measurement in one spelling."""
    return _plain(measure.unit_of_measurement)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def half_step(measure: Measure) -> float:
    """Half of the last decimal place that a measure shows: so far off its figures may be by rounding."""
    hundredths = 2 if measure.value_type in (ValueType.PERCENT, ValueType.MILESTONE) else 0
    return 0.5 * 10.0 ** -(measure.decimals + hundredths)


class Twice(NamedTuple):
    """A contribution that is in another one already, or is one again."""

    parent: str
    contribution: Measure
    other: Measure


def contained_twice(card: Scorecard) -> Iterator[Twice]:
    """Contributions to one parent by the same unit, or by a unit and one below it, under one name."""
    for parent, children in card.contributors.items():
        known = card.measure_by_id.get(parent)
        if known is None or known.cascade_rollup in (Aggregation.MAX, Aggregation.MIN):
            continue
        for number, one in enumerate(children):
            beneath = below(card, one.unit)
            for place, other in enumerate(children):
                again = one.unit == other.unit and number < place
                if (again or other.unit in beneath) and same_name(one, other):
                    yield Twice(parent, other, one)
