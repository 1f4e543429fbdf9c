"""Words that a spreadsheet could take for something else: wildcards, quotes, comparisons, numbers, dates, formulas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import (
    Actual,
    Aggregation,
    Band,
    Cascade,
    Measure,
    Objective,
    Perspective,
    Review,
    ScaleLabel,
    Scorecard,
    Settings,
    Unit,
    ValueType,
    check,
)
from bsc_xl.model.check import has_errors
from tests.engines.agreement import compare, poison

# As criteria of COUNTIF, 1e2 and 100 are one number, 7 and 007 too, and 2024-01 is a day.
ALIKE_AS_NUMBERS = ("1e2", "100", "7", "007", "2024-01", "1.5", "TRUE", "1-2")
BANDS = (
    Band('so "good" it is', 95.0, "2E7D32"),
    Band("a*", 90.0, "9E9D24"),
    Band("ab", 80.0, "F9A825"),
    Band(">5", 60.0, "EF6C00"),
    Band("=1+1", 30.0, "D84315"),
    Band("~?", 0.0, "C62828"),
)
LABELS = ("=cmd|x", "A*", "AB", "<5", "1e2", "100", "-")


def odd() -> Scorecard:
    measures = []
    actuals = []
    for number, id_ in enumerate(ALIKE_AS_NUMBERS):
        parent = Measure(id_, "top", "1e2", id_, target=100.0, aggregation=Aggregation.SUM, rollup=Aggregation.SUM)
        measures.append(parent)
        for below in ("a", "b"):
            feeds = {"parent_measure": id_, "cascade": Cascade.CONTRIBUTORY}
            measures.append(Measure(f"{id_}.{below}", below, "100", f"+{id_}", target=50.0, **feeds))  # type: ignore[arg-type]
            if below == "a" or number % 2:  # of some, one part is missing: a sum with a gap is none
                actuals.append(Actual(below, f"{id_}.{below}", "2025-01", 15.0 * number + (below == "a")))
    for number, label in enumerate(LABELS):
        words = {"value_type": ValueType.ORDINAL, "scale": "*"}
        measures.append(Measure(f"L{number}", "top", "100", label, target=label, **words))  # type: ignore[arg-type]
        actuals.append(Actual("top", f"L{number}", "2025-01", label))
    return Scorecard(
        name="=1+1",
        organisation='@sum "x" & <y>',
        first_year=2025,
        last_year=2025,
        settings=Settings(bands=BANDS),
        perspectives=(Perspective("p", "Lists"), Perspective("7", "-7")),
        objectives=(Objective("1e2", "=A1", "p"), Objective("100", "100", "7")),
        units=(Unit("top", "O'Neil's"), Unit("a", "+a", "top"), Unit("b", "'b'!A1", "top")),
        measures=tuple(measures),
        scales=tuple(ScaleLabel("*", label, 10.0 * number) for number, label in enumerate(LABELS)),
        reviews=(Review("007", "2025-01", "cause", "=action", "+owner", date(2025, 3, 1)), Review("1e2", "2025-01")),
        actuals=tuple(actuals),
    )


@pytest.mark.engine
def test_odd_words_change_no_figure(libreoffice: LibreOffice, tmp_path: Path) -> None:
    card = odd()
    assert not has_errors(check(card))
    layout = workbook_layout(Evaluator(card, entries(card, card.actuals)).at("2025-01"))
    write_workbook(layout, tmp_path / "clean.xlsx")
    poison(tmp_path / "clean.xlsx", tmp_path / "odd.xlsx")
    [found] = libreoffice.recalculate([tmp_path / "odd.xlsx"], tmp_path / "out")
    agreement = compare(layout, found)
    assert [str(difference) for difference in agreement.differences] == []
    assert agreement.compared > 1_500
