"""A scorecard of ten thousand measures becomes a workbook."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.io.xlsx_write.samples import large, written

COUNT = 10_000


def test_ten_thousand_measures(tmp_path: Path) -> None:
    layout = written(large(COUNT), tmp_path / "large.xlsx", "2025-06")
    tabs = [sheet for sheet in layout.sheets if sheet.kind == "unit"]
    assert len(tabs) == 201
    assert sum(tab.table("measures").rows for tab in tabs) == COUNT
    with zipfile.ZipFile(tmp_path / "large.xlsx") as package:
        formulas = sum(
            package.read(name).count(b"<f>") + package.read(name).count(b"<f t=")
            for name in package.namelist()
            if name.startswith("xl/worksheets/sheet")
        )
    assert formulas == sum(1 for _ in layout.calculated()) > 600_000
