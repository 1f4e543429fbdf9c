"""Hart's published colours against its own numbers: what agrees, and every measure that does not, with the reason."""

from __future__ import annotations

from collections import Counter

import pytest

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import check
from tests.real_data.hart import AMBER, DATA_ONLY, GREEN, RED, UNKNOWN, District, published

COLOUR = {"met": GREEN, "near": AMBER, "missed": RED}

GREEN_AGAINST_ITS_NUMBERS = {
    "IT06": (0.0, 98.0),  # uptime of the website: 0 % is published green
    "PS05": (0.0, 90.0),  # the note tells 100 % and 98.2 %, the figure says 0 %
    "HS16": (28.0, 40.0),  # the first quarter's 28 homes still stand there; the note tells 24 more
}
NOT_GREEN_THOUGH_MET = {
    "ETS01": (0.0, 40.0),  # the note says that the figures are not agreed: 0 stands for "not known"
    "HR11": (2.7, 3.15),  # fewer days lost than allowed, published red
    "FI06": (97.0, 97.0),  # exactly on target, published amber; here that is met
}
OTHER_SHADE = {
    "RB08": (9.05, 8.0),  # score 86.9: near by our amber threshold of 85, published red; missed in both
}
NOT_SCORABLE = {
    "LS05": (-28.0, 0.0),  # no share of a target of 0 can be reached, and no baseline says from where
}
EXPLAINED = GREEN_AGAINST_ITS_NUMBERS | NOT_GREEN_THOUGH_MET | OTHER_SHADE | NOT_SCORABLE


@pytest.fixture(scope="module")
def scored(district: District) -> Evaluation:
    return district.evaluator.at("FY2015-Q2")


def test_every_measure_is_there_with_every_figure(district: District, scored: Evaluation) -> None:
    assert check(district.card) == []
    assert (district.imported.rejected, len(district.imported.facts)) == ((), 135)
    assert district.evaluator.entries.unused == ()
    assert (len(district.card.measures), len(district.card.units)) == (45, 11 + 1)
    assert set(scored.measures) == {row["code"] for row in district.rows}
    layout = workbook_layout(scored)
    assert sum(sheet.table("measures").rows for sheet in layout.sheets if sheet.kind == "unit") == 45


def test_the_published_colours_are_what_the_file_says(district: District) -> None:
    assert Counter(map(published, district.rows)) == {GREEN: 30, AMBER: 3, RED: 8, UNKNOWN: 1, DATA_ONLY: 3}


def test_published_green_against_its_own_numbers(district: District, scored: Evaluation) -> None:
    found = {
        row["code"]: (scored.measures[row["code"]].to_date, scored.measures[row["code"]].expected)
        for row in district.rows
        if published(row) == GREEN and not scored.measures[row["code"]].met
    }
    assert found == GREEN_AGAINST_ITS_NUMBERS


def test_every_other_disagreement_is_known_and_explained(district: District, scored: Evaluation) -> None:
    coloured = [row for row in district.rows if published(row) in (GREEN, AMBER, RED)]
    differing = {
        row["code"]: (scored.measures[row["code"]].to_date, scored.measures[row["code"]].expected)
        for row in coloured
        if COLOUR.get(scored.measures[row["code"]].status) != published(row)
    }
    assert differing == EXPLAINED
    assert len(coloured) - len(differing) == 33
    met = sum(scored.measures[row["code"]].met == (published(row) == GREEN) for row in coloured)
    assert (met, len(coloured)) == (35, 41)  # the 6 are the first two lists above


def test_without_a_colour_there_is_no_target(district: District, scored: Evaluation) -> None:
    silent = [row["code"] for row in district.rows if published(row) in (UNKNOWN, DATA_ONLY)]
    assert silent == ["RB09", "SNH03", "SNH04", "SNH06"]
    assert {scored.measures[code].status for code in silent} == {"not scorable: no target"}


def test_what_cannot_be_scored_says_why(scored: Evaluation) -> None:
    status = scored.measures["LS05"].status
    assert status == "not scorable: target is zero or negative and there is no baseline"
