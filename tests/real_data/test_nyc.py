"""New York City's own report: every indicator arrives, and met or not agrees with what was published."""

from __future__ import annotations

from collections import Counter

import pytest

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import check
from bsc_xl.scoring import Absence, Kind
from tests.real_data.nyc import ABSENT, CITY, UNNAMED, City, unit_id

NO_TARGET = "not scorable: no target"


@pytest.fixture(scope="module")
def scored(nyc: City) -> Evaluation:
    return nyc.evaluator.at("FY2023")


@pytest.fixture(scope="module")
def workbook(scored: Evaluation) -> Workbook:
    return workbook_layout(scored)


def test_the_scorecard_has_no_fault_and_every_figure_finds_its_cell(nyc: City) -> None:
    assert check(nyc.card) == []
    assert (nyc.imported.rejected, len(nyc.imported.facts), nyc.imported.blanks) == ((), 8297, 815)
    assert nyc.evaluator.entries.unused == ()
    known = sum(cell is not None for row in nyc.evaluator.entries.values.values() for cell in row)
    assert known == 8297


def test_every_row_lands_in_a_unit_an_objective_and_a_perspective(nyc: City) -> None:
    card = nyc.card
    assert len(nyc.rows) == len(card.measures) == len(card.measure_by_id) == 1139
    assert len({row["Agency.Full.Name.y"] for row in nyc.rows} - {ABSENT}) == 36
    assert len(card.units) == 36 + 2
    assert len(card.measures_of_unit[unit_id(ABSENT)]) == 164
    assert (len(card.objectives), len(card.themes)) == (207, 126)
    of_perspective = Counter(card.objective_by_id[m.objective].perspective for m in card.measures)
    assert of_perspective == {"citizens": 714, "process": 223, "people": 125, "resources": 77}


def test_met_agrees_with_the_published_outcome_for_all_351(nyc: City, scored: Evaluation) -> None:
    outcome = {row["ID"]: row["Success"] for row in nyc.rows if row["Success"] != ABSENT}
    assert Counter(outcome.values()) == {"Met_Goal": 183, "Did_Not_Meet": 168}
    published = {id_: word == "Met_Goal" for id_, word in outcome.items()}
    assert {id_: scored.measures[id_].met for id_ in outcome} == published
    assert {id_: scored.measures[id_].status == "met" for id_ in outcome} == published
    assert all(scored.measures[id_].status in ("met", "near", "missed") for id_ in outcome)


def test_every_indicator_without_a_target_says_so_and_none_is_lost(nyc: City, scored: Evaluation) -> None:
    without = [row["ID"] for row in nyc.rows if row["Target.MMR"] == ABSENT]
    assert len(without) == 788
    assert {scored.measures[id_].status for id_ in without} == {NO_TARGET}
    assert {scored.measures[id_].attainment for id_ in without} == {Absence.NO_TARGET}
    assert Absence.NO_TARGET.kind is Kind.NOT_SCORABLE
    assert sum(m.status == NO_TARGET for m in scored.measures.values()) == 788
    assert len(scored.measures) == 1139


def test_a_target_of_0_counts_where_lower_is_better(nyc: City, scored: Evaluation) -> None:
    zero = [row for row in nyc.rows if row["Target.MMR"] == "0"]
    found = {row["2023"]: scored.measures[row["ID"]].status for row in zero}
    assert found == {"0": "met", "5.6": "missed"}


def test_all_due_weight_is_reported(scored: Evaluation) -> None:
    """Indicators without a target are monitored only, so that coverage speaks of those with one."""
    assert scored.top.rollup.coverage == pytest.approx(1)
    assert all(unit.rollup.coverage in (None, pytest.approx(1)) for unit in scored.units.values())
    assert scored.top.rollup.score is not None


def test_the_workbook_has_a_tab_for_every_agency(nyc: City, workbook: Workbook) -> None:
    tabs = [sheet for sheet in workbook.sheets if sheet.kind == "unit"]
    titles = [next(loose.value for loose in tab.loose if (loose.row, loose.column) == (1, 0)) for tab in tabs]
    agencies = sorted({row["Agency.Full.Name.y"] for row in nyc.rows} - {ABSENT})
    assert len(agencies) == 36
    assert titles == ["City of New York", *agencies, UNNAMED]
    assert nyc.card.units_top_down[0].id == CITY


def test_sheet_names_are_what_excel_takes(workbook: Workbook) -> None:
    names = [sheet.name for sheet in workbook.sheets]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not any(set("[]:*?/\\") & set(name) for name in names)


def test_every_indicator_has_one_row_on_its_agency_s_tab(nyc: City, workbook: Workbook) -> None:
    rows: list[str] = []
    for sheet in workbook.sheets:
        if sheet.kind == "unit":
            [ids] = [column.values for column in sheet.table("measures").columns if column.key == "id"]
            rows.extend(str(id_) for id_ in ids)
    assert sorted(rows) == sorted(row["ID"] for row in nyc.rows)
    perspectives = [sheet.table("measures").rows for sheet in workbook.sheets if sheet.kind == "perspective"]
    assert (sum(perspectives), workbook.sheet("SMART").table("register").rows) == (1139, 1139)
