"""Ways to spoil a scorecard before its workbook is built, and the places where findings about definitions stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from bsc_xl.layout.sheets.carried import SHEET
from bsc_xl.model import Method, Review, Scorecard
from bsc_xl.rules.definition_places import CellPlace
from tests.rules.harness import Place, Spoilt, Subject, built_from, carrying, demo_card
from tests.rules.places import spread
from tests.rules.small import small_card

UNKNOWN: Place = (SHEET, "")
"""Where findings about a definition stand that cannot be used."""


def with_measure(card: Scorecard, id_: str, **fields: Any) -> Scorecard:
    """Another definition of one measure."""
    return replace(card, measures=_with(card.measures, id_, fields))


def with_objective(card: Scorecard, id_: str, **fields: Any) -> Scorecard:
    """Another definition of one objective."""
    return replace(card, objectives=_with(card.objectives, id_, fields))


def with_perspective(card: Scorecard, id_: str, **fields: Any) -> Scorecard:
    """Another definition of one perspective."""
    return replace(card, perspectives=_with(card.perspectives, id_, fields))


def with_unit(card: Scorecard, id_: str, **fields: Any) -> Scorecard:
    """Another definition of one unit."""
    return replace(card, units=_with(card.units, id_, fields))


def reviewed(card: Scorecard, measure: str) -> Scorecard:
    """With an action for a measure that turns red, so that only its definition is wrong."""
    review = Review(measure, card.report_period, "Its definition", "Look into it", "Head of Finance", date(2027, 1, 31))
    return replace(card, reviews=(*card.reviews, review))


def _with(records: tuple[Any, ...], id_: str, fields: dict[str, Any]) -> tuple[Any, ...]:
    assert any(record.id == id_ for record in records), id_
    return tuple(replace(record, **fields) if record.id == id_ else record for record in records)


def measure_place(subject: Subject, measure: str, key: str) -> Place:
    """A column of a measure on its tab."""
    form = subject.case.form
    return form.tab_of[measure].name, form.definition_ref(measure, key)


def place(cell: CellPlace) -> Place:
    """The place of a cell of the form."""
    return cell.sheet.name, cell.ref


def at_measure(card: Scorecard, measure: str, key: str) -> Spoilt:
    """A built workbook whose finding stands at a column of a measure."""
    made = built_from(card)
    return Spoilt.at(made.reading, measure_place(made, measure, key))


def unusable(subject: Subject, card: Scorecard) -> Spoilt:
    """A workbook that carries a definition that cannot be used."""
    return Spoilt.at(carrying(subject, card), UNKNOWN)


def in_demo(measures: Iterable[str], column: str, **fields: Any) -> Spoilt:
    """The company demo with many measures spoilt in one way, each of which has to be found."""
    card = demo_card()
    wanted = list(measures)
    for measure in wanted:
        card = with_measure(card, measure, **fields)
    made = built_from(card)
    return Spoilt.at(made.reading, *(measure_place(made, measure, column) for measure in wanted))


def demo_measures(subject: Subject, count: int) -> list[str]:
    """Measures of the demo scored against a target alone, spread over all units."""
    linear = [
        measure.id
        for measure in subject.card.measures
        if measure.scoring_method is Method.LINEAR
        and not measure.critical
        and measure.id not in {target.measure for target in subject.card.targets}
    ]
    return spread(linear, count)


def small() -> Scorecard:
    """The small scorecard."""
    return small_card()
