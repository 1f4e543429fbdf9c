"""The corners of a measure's score stand at different values."""

from dataclasses import replace

from bsc_xl import api
from bsc_xl.model import check


def test_two_corners_at_one_value_are_a_fault_in_the_second_one() -> None:
    card = api.template("company")
    assert card.points
    first = card.points[0]
    twice = replace(card, points=(*card.points, replace(first, score=first.score + 1)))
    (fault,) = check(twice)
    assert (fault.table, fault.row, fault.column) == ("points", len(card.points), "value")
    assert check(card) == []
