"""The hidden lists: what each name stands for, and that every name in a formula is one of them."""

from __future__ import annotations

import re

import pytest

from bsc_xl.layout.types import CellValue
from bsc_xl.scoring.smart import FIXES
from tests.layout.samples import SAMPLES, cells_of, kinds, layout, plan, values

pytestmark = pytest.mark.parametrize("name", SAMPLES)
_NAME = re.compile(r"\bbsc_\w+")


def listed(name: str, key: str) -> list[CellValue]:
    """What the cells of a defined name hold."""
    sheet, _, ref = layout(name).names[key].rpartition("!")
    return [values(name).get((sheet, one)) for one in cells_of(ref)]


def test_periods_with_their_first_and_last_days(name: str) -> None:
    periods = plan(name).card.grid.periods
    assert listed(name, "bsc_periods") == [period.id for period in periods]
    assert listed(name, "bsc_starts") == [period.start for period in periods]
    assert listed(name, "bsc_ends") == [period.end for period in periods]
    assert listed(name, "bsc_plan_start") + listed(name, "bsc_plan_end") == [periods[0].start, periods[-1].end]
    assert listed(name, "bsc_p") == [plan(name).evaluation.point.column]
    assert listed(name, "bsc_report_period") == [periods[plan(name).evaluation.point.column - 1].id]
    assert listed(name, "bsc_date") == [plan(name).evaluation.point.day]


def test_settings_and_bands(name: str) -> None:
    settings, grid = plan(name).card.settings, plan(name).card.grid
    wanted = {
        "bsc_n": grid.per_year,
        "bsc_columns": len(grid.periods),
        "bsc_cap": settings.cap,
        "bsc_least": settings.minimum_coverage,
        "bsc_tol": 1e-9,
        "bsc_noise": 1e-13,
        "bsc_close_days": settings.close_days,
        "bsc_trend_n": settings.trend_periods,
        "bsc_dead_band": settings.trend_dead_band,
        "bsc_repeat_n": settings.repeat_periods,
        "bsc_stretch": settings.stretch,
        "bsc_bands": len(settings.bands),
        "bsc_na": "n/a",
        "bsc_no_data": "no data",
    }
    assert {key: listed(name, key)[0] for key in wanted} == wanted
    assert listed(name, "bsc_band_names") == [band.name for band in settings.bands]
    assert listed(name, "bsc_band_minimums") == [band.minimum for band in settings.bands]


def test_drop_downs(name: str) -> None:
    card = plan(name).card
    assert listed(name, "bsc_yes_no") == ["yes", "no"]
    ids: list[CellValue] = [*plan(name).evaluation.measures]
    assert listed(name, "bsc_measure_ids") == (ids or [None])
    for number, scale in enumerate(dict.fromkeys(label.scale for label in card.scales), 1):
        labels = [label.label for label in card.scales if label.scale == scale]
        assert listed(name, f"bsc_scale_{number}") == labels
    assert dict(zip(listed(name, "bsc_reasons"), listed(name, "bsc_fixes"), strict=True)) == {
        reason: fix for reason, fix in FIXES.items() if reason
    }


def test_points_stand_together_and_rise(name: str) -> None:
    points: list[tuple[CellValue, ...]] = [
        (m.inputs.measure.id, *point)
        for m in plan(name).evaluation.measures.values()
        for point in m.inputs.thresholds.points
    ]
    found = zip(*(listed(name, key) for key in ("bsc_point_keys", "bsc_point_x", "bsc_point_y")), strict=True)
    assert list(found) == (points or [(None, None, None)])


def test_every_name_in_a_formula_is_defined(name: str) -> None:
    book = layout(name)
    used = {word for found in book.calculated() for word in _NAME.findall(found.formula)}
    for sheet in book.sheets:
        for validation in sheet.validations:
            used |= set(_NAME.findall(validation.source + validation.rule))
    assert used - set(book.names) == set()


def test_names_are_none_that_excel_takes_for_a_cell(name: str) -> None:
    for key in layout(name).names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", key)
        assert not re.fullmatch(r"[A-Za-z]{1,3}\d+|[rR]\d*[cC]\d*|[rRcC]", key)


def test_drop_downs_and_rules_stand_on_input_cells_alone(name: str) -> None:
    for sheet in layout(name).sheets:
        found = kinds(sheet)
        for validation in sheet.validations:
            assert bool(validation.source) != bool(validation.rule)
            assert not validation.source or validation.source.startswith("=bsc_")  # a range, never a list of words
            refs = [ref for reference in validation.ranges for ref in cells_of(reference)]
            assert {found[ref] for ref in refs} == {"input"}, (sheet.name, validation)
