"""Every fixed cell of every table has a rule that watches it, named and not by default."""

from __future__ import annotations

import pytest

from bsc_xl.layout.measure_columns import DEFINITIONS
from bsc_xl.layout.plan import PLACED
from bsc_xl.layout.types import Kind
from bsc_xl.rules.definition_cells import listed, rule_for
from tests.rules.harness import subject

_FIXED = (Kind.DEFINITION, Kind.LINK)


@pytest.mark.parametrize("key", ["demo native", "city native"])
def test_every_fixed_column_is_named(key: str) -> None:
    unnamed = set()
    for sheet in subject(key).case.form.checked:
        for table in sheet.sheet.tables:
            for column in table.columns:
                if any(column.kind_of(row) in _FIXED for row in range(table.rows)):
                    place = sheet.sheet.kind, table.key, column.key
                    if not listed(*place):
                        unnamed.add(place)
    assert not unnamed


def test_every_definition_column_of_a_tab_is_named() -> None:
    assert all(listed("unit", "measures", column.key) for column in DEFINITIONS)
    assert all(listed("unit", "measures", key) for key in PLACED)


@pytest.mark.parametrize(
    ("kind", "table", "column", "code"),
    [
        ("unit", "measures", "id", "STR007"),
        ("unit", "measures", "uom", "UNT006"),
        ("unit", "measures", "weight", "WGT003"),
        ("unit", "measures", "target", "TGT005"),
        ("unit", "measures", "target 2026-10", "TGT005"),
        ("unit", "measures", "year FY2027", "TGT005"),
        ("unit", "measures", "source", "STR006"),
        ("lists", "settings", "settings 0", "STR006"),
        ("lists", "settings", "settings 1", "TGT005"),
        ("lists", "profiles", "profiles 7", "TGT005"),
        ("units", "units", "weight", "WGT003"),
        ("smart", "register", "id", "STR006"),
        ("start", "", "", "STR006"),
    ],
)
def test_codes(kind: str, table: str, column: str, code: str) -> None:
    assert rule_for(kind, table, column) == code
