"""A small scorecard with a measure of every kind, and mappings for it."""

from __future__ import annotations

from pathlib import Path

from bsc_xl.facts.load import Import, importing
from bsc_xl.facts.mapping import parse_mapping
from bsc_xl.model import (
    Aggregation,
    Cascade,
    Frequency,
    Measure,
    Objective,
    Perspective,
    ScaleLabel,
    Scorecard,
    Unit,
    ValueType,
    check,
)

_MEASURES = (
    Measure("REV", "CORP", "O1", "Revenue", aggregation=Aggregation.SUM, unit_of_measurement="EUR"),
    Measure("REV-N", "NORTH", "O1", "Revenue North", aggregation=Aggregation.SUM, unit_of_measurement="EUR",
            parent_measure="REV", cascade=Cascade.CONTRIBUTORY),
    Measure("SHARE", "CORP", "O1", "Market share", value_type=ValueType.PERCENT),
    Measure("RATE", "CORP", "O1", "Rate", unit_of_measurement="%"),
    Measure("DAYS", "NORTH", "O1", "Days", unit_of_measurement="days"),
    Measure("ISO", "NORTH", "O1", "Certified", value_type=ValueType.YES_NO, frequency=Frequency.ANNUAL),
    Measure("CREDIT", "CORP", "O1", "Rating", value_type=ValueType.ORDINAL, scale="rating",
            frequency=Frequency.QUARTERLY),
)  # fmt: skip

CARD = Scorecard(
    "Sample",
    "Sample Ltd",
    2025,
    2026,
    perspectives=(Perspective("P", "Finance"),),
    objectives=(Objective("O1", "Grow", "P"),),
    units=(Unit("CORP", "Corporation"), Unit("NORTH", "North", "CORP")),
    measures=_MEASURES,
    scales=(ScaleLabel("rating", "AAA", 100), ScaleLabel("rating", "AA", 80), ScaleLabel("rating", "B", 20)),
)
assert check(CARD) == []

LONG = """
[source]
kind = "csv"
path = "in.csv"
[columns]
unit = "Dept"
measure = "KPI"
period = "Month"
actual = "Value"
as_of = "Closed"
entered_by = "Who"
note = "Remark"
null_reason = "Why"
"""
HEADER = "Dept,KPI,Month,Value,Closed,Who,Remark,Why"


def imported(folder: Path, text: str, mapping: str = LONG, card: Scorecard | None = CARD) -> Import:
    """What a CSV text gives through a mapping; the counts are held to add up every time."""
    (folder / "in.csv").write_text(text, encoding="utf-8", newline="")
    return adds_up(importing(parse_mapping(mapping, folder), card))


def adds_up(found: Import) -> Import:
    assert found.entries == len(found.facts) + found.blanks + found.rejected_entries
    return found
