"""Real scorecards are imported whole: what comes out is what the csv module counts."""

from __future__ import annotations

import csv
from pathlib import Path

from bsc_xl.facts.load import importing
from bsc_xl.facts.mapping import parse_mapping
from tests.facts.sample import adds_up

NYC = """
[source]
kind = "csv"
path = "indicators.csv"
[columns]
unit = "Agency.Full.Name.y"
measure = "ID"
[periods]
columns = ["2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023"]
as = "FY{}"
[nulls]
"NA" = "blank"
"""
HART = """
[source]
kind = "csv"
path = "kpis.csv"
[columns]
unit = "department"
measure = "code"
note = "note"
[periods]
prior_year = "FY2019-Q4"
last_quarter = "FY2020-Q1"
this_quarter = "FY2020-Q2"
"""


def test_new_york_city(shared: Path) -> None:
    folder = shared / "data" / "nyc-mmr"
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    years = [str(year) for year in range(2016, 2024)]
    known = {(row["ID"], f"FY{year}"): float(row[year]) for row in rows for year in years if row[year] != "NA"}
    assert (len(rows), len(known)) == (1139, 8297)
    found = adds_up(importing(parse_mapping(NYC, folder)))
    assert {(fact.measure, fact.period): fact.actual for fact in found.facts} == known
    assert (found.rejected, found.rows, found.entries) == ((), 1139, 9112)
    assert found.blanks == 9112 - 8297
    without = adds_up(importing(parse_mapping(NYC.replace('"NA" = "blank"', ""), folder)))
    assert len(without.facts) == 9112
    assert sum(fact.actual == "NA" for fact in without.facts) == found.blanks


def test_hart_district(shared: Path) -> None:
    folder = shared / "data" / "hart-district"
    with (folder / "kpis.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ("prior_year", "last_quarter", "this_quarter")
    known = [float(row[column]) for row in rows for column in columns if row[column]]
    found = adds_up(importing(parse_mapping(HART, folder)))
    assert [fact.actual for fact in found.facts] == known
    assert (len(known), found.rows, found.rejected) == (135, 45, ())
