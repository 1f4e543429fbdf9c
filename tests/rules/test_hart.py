"""Hart's published colours, carried in the notes of a filled workbook, against the numbers: REV004 on real data."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bsc_xl.model import Actual
from bsc_xl.rules.finding import Finding
from tests.real_data.hart import AMBER, GREEN, RED, hart, published
from tests.rules.harness import built_from, judge

WORDS = {GREEN: "published: green", AMBER: "published: amber", RED: "published: red"}


@cache
def _findings(shared: Path) -> tuple[Finding, ...]:
    district = hart(shared)
    colour = {row["code"]: WORDS.get(published(row), "") for row in district.rows}

    def noted(fact: Actual) -> Actual:
        return replace(fact, note=f"{colour[fact.measure]}. {fact.note}" if colour[fact.measure] else fact.note)

    card = replace(district.card, actuals=tuple(noted(fact) for fact in district.imported.facts))
    return judge(built_from(card).reading).findings


def _measures(shared: Path, code: str) -> set[str]:
    return {finding.measure for finding in _findings(shared) if finding.code == code}


@pytest.mark.parametrize("measure", ["IT06", "PS05", "HS16"])
def test_published_green_against_its_own_numbers(shared: Path, measure: str) -> None:
    assert measure in _measures(shared, "REV004")


def test_no_other_status_is_doubted_but_those_that_are_met_and_not_published_green(shared: Path) -> None:
    assert _measures(shared, "REV004") == {"IT06", "PS05", "HS16", "ETS01", "HR11", "FI06"}


def test_red_measures_without_an_action(shared: Path) -> None:
    assert _measures(shared, "REV001") == {"HS08", "IA01", "PS01", "SNH02", "IT06", "PS05", "HS16"}


def test_repeated_values_do_not_flood(shared: Path) -> None:
    count = Counter(finding.code for finding in _findings(shared))
    assert count["STL006"] == count["STL007"] == count["STA002"] == 0
