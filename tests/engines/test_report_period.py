"""A person chooses another report period on Start, types a figure, and the whole workbook follows."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bsc_xl import api
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.io.xlsx_write.cells import serial
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.sheets.start import DAY_ROW, PERIOD_ROW
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Actual, Scorecard
from tests.engines.agreement import compare, poison

pytestmark = pytest.mark.engine

OTHER = "2025-02"


def typed(path: Path, sheet: int, ref: str, xml: str) -> None:
    """Put a constant into a cell of a sheet (by its number), as typing it would; the cell must be there."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = f"xl/worksheets/sheet{sheet}.xml"
    pattern = rf'<c r="{ref}" s="(\d+)"(?:/>|[^>]*>.*?</c>)'.encode()
    parts[name], count = re.subn(pattern, rf'<c r="{ref}" s="\1" {xml}</c>'.encode(), parts[name], count=1)
    assert count == 1
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in parts.items():
            new.writestr(part, data)


def test_another_period_chosen_on_start_scores_everything_anew(libreoffice: LibreOffice, tmp_path: Path) -> None:
    card = api.template("company")
    built, chosen = tmp_path / "built.xlsx", tmp_path / "chosen.xlsx"
    write_workbook(workbook_layout(api.evaluate(card)), built)
    poison(built, chosen)
    typed(chosen, 1, f"B{PERIOD_ROW}", f't="inlineStr"><is><t>{OTHER}</t></is>')
    (found,) = libreoffice.recalculate([chosen], tmp_path / "out")
    wanted = compare(workbook_layout(api.evaluate(card, period=OTHER)), found)
    assert [str(difference) for difference in wanted.differences] == []
    # The test can fail: the scores of the period it was built for are others.
    assert compare(workbook_layout(api.evaluate(card)), found).differences


def test_a_report_date_typed_on_start_decides_what_is_late(libreoffice: LibreOffice, tmp_path: Path) -> None:
    card = api.template("company")
    evaluation = api.evaluate(card)
    day = evaluation.point.grid.periods[evaluation.point.column - 1].end
    built, dated = tmp_path / "built.xlsx", tmp_path / "dated.xlsx"
    write_workbook(workbook_layout(evaluation), built)
    poison(built, dated)
    typed(dated, 1, f"B{DAY_ROW}", f"><v>{serial(day)}</v>")
    (found,) = libreoffice.recalculate([dated], tmp_path / "out")
    wanted = compare(workbook_layout(api.evaluate(card, report_date=day), day), found)
    assert [str(difference) for difference in wanted.differences] == []


def test_a_typed_figure_moves_the_score(libreoffice: LibreOffice, tmp_path: Path) -> None:
    card = api.template("company")
    layout = workbook_layout(api.evaluate(card))
    measure = next(m for m in card.measures if not card.contributors.get(m.id) and m.frequency == "monthly")
    sheet = next(number for number, s in enumerate(layout.sheets, 1) if s.name == card.unit_by_id[measure.unit].name)
    table = layout.sheets[sheet - 1].table("measures")
    ids = next(column for column in table.columns if column.key == "id")
    row = table.first + list(ids.values).index(measure.id)
    ref = cell(row, table.column_number(card.report_base_period().id))
    built, entered = tmp_path / "built.xlsx", tmp_path / "entered.xlsx"
    write_workbook(layout, built)
    poison(built, entered)
    typed(entered, sheet, ref, "><v>123.5</v>")
    (found,) = libreoffice.recalculate([entered], tmp_path / "out")
    changed = with_figure(card, measure.id, 123.5)
    wanted = compare(workbook_layout(api.evaluate(changed)), found)
    assert [str(difference) for difference in wanted.differences] == []


def with_figure(card: Scorecard, measure: str, value: float) -> Scorecard:
    """The scorecard with another actual in the report period."""
    period = card.report_base_period().id
    actuals: list[Actual] = [
        replace(fact, actual=value) if fact.measure == measure and fact.period == period else fact
        for fact in card.actuals
    ]
    assert actuals != list(card.actuals)
    return replace(card, actuals=tuple(actuals))
