"""Workbooks of small scorecards for tests, and what their parts hold."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import (
    Actual,
    Initiative,
    Measure,
    Objective,
    PeriodTarget,
    Perspective,
    Review,
    Scorecard,
    Theme,
    Unit,
    ValueType,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def worded(*words: str, top: str = "Top") -> Scorecard:
    """A scorecard in which every text that people write is one of these words, in turn."""
    word = words[0]
    units = [Unit("top", top), *(Unit(f"u{n}", name, "top", word, word) for n, name in enumerate(words))]
    measures = [
        Measure(
            id=f"m{n}",
            unit=f"u{n}",
            objective="o",
            name=name,
            definition=name,
            unit_of_measurement=name,
            source=name,
            owner=name,
            data_provider=name,
            target=10.0,
        )
        for n, name in enumerate(words)
    ]
    return Scorecard(
        name=word,
        organisation=word,
        first_year=2025,
        last_year=2025,
        vision=word,
        mission=word,
        currency=word,
        perspectives=tuple(Perspective(f"p{n}", name, name) for n, name in enumerate(words)),
        themes=(Theme("t", word, word),),
        objectives=(Objective("o", word, "p0", "t", word, word),),
        units=tuple(units),
        measures=tuple(measures),
        initiatives=tuple(Initiative(f"i{n}", name, ("o",), "u0", name, note=name) for n, name in enumerate(words)),
        reviews=tuple(Review("m0", "2025-03", name, name, name) for name in words),
        actuals=tuple(Actual(f"u{n}", f"m{n}", "2025-03", 9.0, note=name) for n, name in enumerate(words)),
    )


def large(count: int) -> Scorecard:
    """A scorecard with so many measures, fifty a unit."""
    units = [Unit("top", "Top"), *(Unit(f"u{n}", f"Unit {n}", "top") for n in range((count + 49) // 50))]
    measures = [
        Measure(f"m{n}", f"u{n // 50}", f"o{n % 8}", f"Measure {n}", value_type=ValueType.NUMBER, target=100.0)
        for n in range(count)
    ]
    return Scorecard(
        name="Large",
        organisation="Large",
        first_year=2025,
        last_year=2025,
        perspectives=tuple(Perspective(f"p{n}", f"Perspective {n}") for n in range(4)),
        objectives=tuple(Objective(f"o{n}", f"Objective {n}", f"p{n % 4}") for n in range(8)),
        units=tuple(units),
        measures=tuple(measures),
        targets=(PeriodTarget("m0", "2025-06", 50.0),),
        actuals=tuple(Actual("", m.id, "2025-06", float(n % 120)) for n, m in enumerate(measures)),
    )


def written(card: Scorecard, path: Path, period: str = "") -> Workbook:
    """Write a scorecard's workbook; returns its layout."""
    layout = workbook_layout(Evaluator(card, entries(card, card.actuals)).at(period))
    write_workbook(layout, path)
    return layout


def parts(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Every XML part of a workbook, read strictly: one that is not well-formed raises."""
    strict = etree.XMLParser(recover=False, resolve_entities=False, huge_tree=True)
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            yield name, etree.fromstring(package.read(name), strict)
