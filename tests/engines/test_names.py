"""Names in any script, and names that look like formulas or markup, disturb no formula of the workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsc_xl import api
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.layout.workbook import workbook_layout
from tests.engines.agreement import compare, poison
from tests.program import small

pytestmark = pytest.mark.engine

NAMES: dict[str, dict[str, str]] = {
    "arabic": {"Corporate": "الشركة", "Sales": "قسم المبيعات", "Loyalty": "ولاء العملاء", "Financial": "المالية"},
    "hebrew": {"Corporate": "החברה", "Sales": "מכירות 2026", "Loyalty": "נאמנות", "Customer": "לקוחות"},
    "japanese": {
        "Corporate": "本社",
        "Sales": "販売部（東京）",
        "Loyalty": "顧客ロイヤルティ",
        "Earn more": "収益を上げる",
    },
    "beyond 16 bits": {"Corporate": "𠮷野家", "Sales": "🍦" * 16, "Loyalty": "👩‍🔧 𝔏oyalty"},
    "quotes and marks": {"Corporate": "O'Neill's & Sons", "Sales": "A!B'C,D;E", "Loyalty": "<b>Loyal</b> & 'true'"},
    "forbidden in sheet names": {"Corporate": "S/A\\\\L:E[S]*?", "Sales": "'History'", "Financial": "Start"},
    "formulas": {"Corporate": "=cmd|' /C calc'!A0", "Sales": "=1+1", "Loyalty": "@SUM(A1)", "Earn more": "-1"},
    "markup": {"Corporate": "<r><t>x</t></r>", "Sales": "<r></b></r>", "Loyalty": "_x0041_"},
    "like cells": {"Corporate": "A1", "Sales": "R1C1", "Loyalty": "TRUE", "Customer": "2026"},
}


def test_names(libreoffice: LibreOffice, tmp_path: Path) -> None:
    layouts, spoiled = [], []
    for number, names in enumerate(NAMES.values()):
        changes = [(f'name = "{old}"', f'name = "{new}"') for old, new in names.items()]
        definition = small(tmp_path, *changes, name=f"{number}.toml")
        built = api.build(definition, tmp_path / f"{number}-clean.xlsx")
        layouts.append(workbook_layout(built.evaluation))
        spoiled.append(tmp_path / f"{number}.xlsx")
        assert poison(built.path, spoiled[-1]) == sum(1 for _ in layouts[-1].calculated()) > 100
    made = libreoffice.recalculate(spoiled, tmp_path / "recalculated")
    for kind, layout, path in zip(NAMES, layouts, made, strict=True):
        agreement = compare(layout, path)
        assert agreement.compared == sum(1 for _ in layout.calculated()), kind
        assert [f"{kind}: {difference}" for difference in agreement.differences] == []
