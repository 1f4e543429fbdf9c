"""The buttons on Start, on the company demo in an Excel of our own: what each finds, writes, selects and locks.

The demo's report period is 2026-10. Two of its figures are late, one is stale, one is the same as in the periods
before, and one measure has no target.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bsc_xl import api
from bsc_xl.api import workbook_session as session
from bsc_xl.api.flavours import carried_definition
from bsc_xl.layout.protection import EXCEL_ARGUMENTS
from bsc_xl.layout.sheets import start_buttons
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Aggregation, Measure, Scorecard
from bsc_xl.shipped import load_udfs
from tests.evaluation.cards import BASE, measure
from tests.udfs.excel import Excel, open_in_memory, running

LATE_TURNOVER = "Larkhollow Foods Group!BD38"
LATE_PICKING = "Logistics!BD9"
PICKING = "logistics.pick-errors"
FROZEN = "B18"


@lru_cache(maxsize=1)
def company() -> tuple[Scorecard, Workbook, session.Issued]:
    card = api.template("company")
    layout = layout_of(card)
    carried = layout.sheet("_bsc").loose
    rows: list[list[object]] = [[None, None] for _ in range(max(item.row for item in carried))]
    for item in carried:
        rows[item.row - 1][item.column] = item.value
    return card, layout, session.issued(rows)


def small_card(*measures: Measure, period: str = "2025-01") -> Scorecard:
    return replace(BASE, objectives=BASE.objectives[:1], measures=measures, report_period=period)


def layout_of(card: Scorecard) -> Workbook:
    return workbook_layout(api.evaluate(card), card.report_date, Flavour.UDF, carried_definition(card))


@pytest.fixture
def excel() -> Iterator[Excel]:
    with running(open_in_memory(company()[1])) as found:
        yield found


@pytest.fixture(scope="module")
def macros() -> ModuleType:
    return load_udfs(module="macros")


def spot(measure_id: str, period: str) -> session.Spot:
    card, _, issued = company()
    return issued.tab_of[measure_id].entry(measure_id, card.grid.column(card.calendar.period(period)))


def stands_at(excel: Excel, where: session.Spot) -> Any:
    return excel.sheet(where.sheet).at(where.ref)


def is_open(excel: Excel, where: session.Spot) -> bool:
    return (where.row, where.column + 1) in excel.sheet(where.sheet).unlocked


def said(excel: Excel) -> list[str]:
    """What stands in the lines on Start."""
    start = excel.sheet("Start")
    lines = [start.at(f"D{row}") for row in range(4, 4 + start_buttons.SAID_LINES)]
    return [str(line) for line in lines if line]


def file_of(tmp_path: Path, *rows: tuple[Any, ...], name: str = "october.csv") -> str:
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((("measure", "period", "actual", "as_of", "note"), *rows))
    return str(path)


def all_protected(excel: Excel) -> bool:
    return all(sheet.protection is not None for sheet in excel.sheets)


# --- check ---


def test_check_lists_what_is_wrong_and_selects_the_first(excel: Excel, macros: ModuleType) -> None:
    macros.BSC_CheckWorkbook()
    assert said(excel) == [
        "5 findings:",
        f"{LATE_TURNOVER} Voluntary turnover, 12 months, 2026-10: late",
        "Confectionery Retail Accounts!O8 Weighted distribution: stale, as of 2026-08-31 is before its period",
        "Logistics!BD7 Freight cost per pallet, 2026-10: the same figure as in the periods before",
        f"{LATE_PICKING} Picking errors per 1,000 lines, 2026-10: late",
        "Research and Development!H9 Sugar in the core range: not scorable: no target",
    ]
    assert excel.messages == ["\n".join(said(excel))]
    assert excel.selection() == LATE_TURNOVER


def test_check_finds_as_many_as_the_workbook_s_own_checks_count(excel: Excel, macros: ModuleType) -> None:
    macros.BSC_CheckWorkbook()
    checks = excel.sheet("Checks")
    counted = {str(checks.at(f"A{row}")): int(checks.at(f"B{row}") or 0) for row in range(6, 13)}
    words = {
        "Figures that are late": ": late",
        "Figures older than their period": "stale, as of",
        "Figures dated after the report date": "after the report date",
        "Figures equal to those of the periods before": "the same figure",
        "Values missing inside the year": "missing inside",
        "Measures that cannot be scored": "not scorable",
        "Objectives whose weights do not sum to 1": "weights of",
    }
    assert {name: sum(text in line for line in said(excel)) for name, text in words.items()} == counted
    assert sum(counted.values()) == 5


@pytest.mark.parametrize(
    ("measure_id", "value", "words"),
    [
        ("logistics.cycle", "12,5", "'12,5' is text; allowed are a number, n/a, no data"),
        ("logistics.cycle", "#N/A", "'#N/A' is text; allowed are a number, n/a, no data"),
        ("corp.rating", "AAAA", "'AAAA' is text; allowed are"),
        ("corp.rating", 3, "3 is a number; allowed are"),
    ],
)
def test_check_finds_what_is_no_figure(
    excel: Excel, macros: ModuleType, measure_id: str, value: Any, words: str
) -> None:
    where = spot(measure_id, "2026-09" if measure_id == "logistics.cycle" else "FY2026")
    excel.sheet(where.sheet).type_in(where.ref, value)
    macros.BSC_CheckWorkbook()
    assert [line for line in said(excel) if line.startswith(f"{where} ") and words in line]


def test_check_finds_a_formula_that_was_typed_over(excel: Excel, macros: ModuleType) -> None:
    excel.sheet("Logistics").type_in("G7", 100)
    macros.BSC_CheckWorkbook()
    assert "Logistics!G7 a formula was typed over; 100 stands there" in said(excel)


def test_check_finds_a_weight_that_was_typed_over(excel: Excel, macros: ModuleType) -> None:
    where = company()[2].tab_of[PICKING].spot(PICKING, "weight")
    issued = stands_at(excel, where)
    excel.sheet(where.sheet).type_in(where.ref, issued + 0.5)
    macros.BSC_CheckWorkbook()
    found = [line for line in said(excel) if line.startswith(f"{where} ")]
    assert len(found) == 2
    assert f"weight {issued + 0.5:.1%}, {issued:.1%} in the definition" in found[0]
    assert "not to 100 %" in found[1]


def test_check_finds_a_gap_inside_the_year(macros: ModuleType) -> None:
    card = small_card(measure("m", aggregation=Aggregation.SUM), period="2025-03")
    with running(open_in_memory(layout_of(card))) as mine:
        tab = mine.sheet("Top")
        tab.type_in("Q7", 1.0)
        tab.type_in("S7", 1.0)
        macros.BSC_CheckWorkbook()
        assert "Top!R7 m, 2025-02: missing inside the year" in said(mine)
        assert mine.selection() == "Top!R7"


def test_check_says_that_nothing_was_found(macros: ModuleType) -> None:
    card = small_card(measure("m"))
    with running(open_in_memory(layout_of(card))) as mine:
        mine.sheet("Top").type_in("Q7", 100.0)
        macros.BSC_CheckWorkbook()
        assert said(mine) == ["Nothing was found: no figure is late, missing, stale or of the wrong kind."]
        assert mine.selection() == "Start!A1"


def test_check_tells_faults_of_the_definition_last(macros: ModuleType) -> None:
    card = small_card(measure("a", weight=0.5), measure("b", weight=0.3))
    with running(open_in_memory(layout_of(card))) as mine:
        macros.BSC_CheckWorkbook()
        assert [line.partition(" ")[0] for line in said(mine)[1:]] == ["Top!Q7", "Top!Q8", "Top!A7"]
        assert "sum 0.8" in said(mine)[-1]


def test_a_long_list_is_cut_in_the_box_and_on_start(macros: ModuleType) -> None:
    card = small_card(*(measure(f"m{number}") for number in range(60)))
    with running(open_in_memory(layout_of(card))) as mine:
        macros.BSC_CheckWorkbook()
        assert mine.messages[0].splitlines()[0] == "60 findings:"
        assert mine.messages[0].splitlines()[-1] == "… and 52 more, listed on Start"
        assert said(mine)[-1] == "… and 22 more, not listed"
        assert len(said(mine)) == start_buttons.SAID_LINES


def test_a_shorter_list_leaves_nothing_of_a_longer_one(excel: Excel, macros: ModuleType) -> None:
    macros.BSC_CheckWorkbook()
    macros.BSC_NextMissing()
    assert len(said(excel)) == 2


# --- next missing ---


def test_next_missing_goes_round_all_tabs(excel: Excel, macros: ModuleType) -> None:
    seen = []
    for _ in range(3):
        macros.BSC_NextMissing()
        seen.append(excel.selection())
    assert seen == [LATE_TURNOVER, LATE_PICKING, LATE_TURNOVER]
    assert excel.messages == [], "the selected cell's own message says what is wanted"


def test_next_missing_starts_at_the_active_cell(excel: Excel, macros: ModuleType) -> None:
    excel.active = "Logistics"
    excel.selected["Logistics"] = ((8, 60), (8, 60))
    macros.BSC_NextMissing()
    assert excel.selection() == LATE_PICKING


def test_next_missing_follows_the_report_period_on_start(excel: Excel, macros: ModuleType) -> None:
    excel.sheet("Start").type_in("B4", "2026-11")
    excel.sheet("Start").type_in("B5", None)
    macros.BSC_NextMissing()
    column = excel.selection().partition("!")[2]
    assert column.startswith("BE"), "November's column"


def test_next_missing_says_that_there_is_none(excel: Excel, macros: ModuleType) -> None:
    for where in (LATE_TURNOVER, LATE_PICKING):
        sheet, _, ref = where.partition("!")
        excel.sheet(sheet).type_in(ref, "n/a")
    macros.BSC_NextMissing()
    assert excel.messages == ["No figure is late or missing at the report period."]


# --- figures from a file ---


def test_a_file_fills_blank_cells(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    where, tab = spot(PICKING, "2026-10"), company()[2].tab_of[PICKING]
    excel.sheet(where.sheet).type_in(tab.spot(PICKING, "note").ref, None)
    excel.file = file_of(tmp_path, (PICKING, "2026-10", 3.5, "2026-10-31", "=cmd|calc"))
    macros.BSC_RefreshFigures()
    assert stands_at(excel, where) == 3.5
    assert str(stands_at(excel, tab.spot(PICKING, "as_of"))).startswith("2026-10-31")
    assert stands_at(excel, tab.spot(PICKING, "note")) == "=cmd|calc", "a text, not a formula"
    assert excel.selection() == LATE_PICKING
    assert said(excel)[0] == "october.csv: 3 cells changed, 0 figures the same already."
    assert all_protected(excel)


def test_a_file_with_the_same_figures_changes_nothing(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    where = spot("logistics.cycle", "2026-09")
    excel.file = file_of(tmp_path, ("logistics.cycle", "2026-09", stands_at(excel, where), "", ""))
    macros.BSC_RefreshFigures()
    assert said(excel) == ["october.csv: 0 cells changed, 1 figures the same already."]
    assert {sheet for sheet, _ in excel.writes} == {"Start"}


@pytest.mark.parametrize(("answer", "first", "second"), [("yes", 1, 2), ("no", 0, 2), ("cancel", 0, None)])
def test_a_differing_figure_is_replaced_only_with_a_yes(
    excel: Excel, macros: ModuleType, tmp_path: Path, answer: str, first: int, second: int | None
) -> None:
    differing, blank = spot("logistics.cycle", "2026-09"), spot(PICKING, "2026-10")
    old = stands_at(excel, differing)
    excel.file = file_of(tmp_path, ("logistics.cycle", "2026-09", 1, "", ""), (PICKING, "2026-10", 2, "", ""))
    excel.answers = [answer]
    macros.BSC_RefreshFigures()
    assert stands_at(excel, differing) == (first or old)
    assert stands_at(excel, blank) == second
    question = excel.messages[0]
    assert question.startswith("1 figure in october.csv differs from what stands in the workbook.\n")
    assert f"{differing} " in question
    assert question.endswith("Yes: replace them. No: only fill blank cells. Cancel: change nothing.")


def test_a_figure_typed_over_a_good_one_is_asked_about(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    where = spot("logistics.cycle", "2026-09")
    old = stands_at(excel, where)
    excel.sheet(where.sheet).type_in(where.ref, "12,5")
    excel.file, excel.answers = file_of(tmp_path, ("logistics.cycle", "2026-09", old, "", "")), ["yes"]
    macros.BSC_RefreshFigures()
    assert stands_at(excel, where) == old


def test_rejected_rows_are_listed(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    rows = (("nobody", "2026-10", 1, "", ""), (PICKING, "2026-13", 1, "", ""), (PICKING, "2026-10", "many", "", ""))
    excel.file = file_of(tmp_path, *rows)
    macros.BSC_RefreshFigures()
    assert said(excel)[0] == "october.csv: 0 cells changed, 0 figures the same already, 3 rejected."
    assert [line[: len("rejected: row 2")] for line in said(excel)[1:]] == [f"rejected: row {n}" for n in (2, 3, 4)]
    assert "no measure has this id" in said(excel)[1]
    assert stands_at(excel, spot(PICKING, "2026-10")) is None


def test_figures_go_in_blocks_and_nothing_is_calculated_meanwhile(
    excel: Excel, macros: ModuleType, tmp_path: Path
) -> None:
    rows = [(m, f"2026-{month}", 7, "", "") for m in ("logistics.cycle", PICKING) for month in (11, 12)]
    excel.file = file_of(tmp_path, *rows)
    macros.BSC_RefreshFigures()
    written = [ref for sheet, ref in excel.writes if sheet == "Logistics"]
    first, last = spot(PICKING, "2026-11"), spot("logistics.cycle", "2026-12")
    assert written == [f"{first.ref}:{last.ref}"], "two rows, two periods, one call of Excel"
    assert not excel.calculated_while_writing
    assert excel.calculation == "automatic"


def test_a_note_that_stands_there_stays(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    where = company()[2].tab_of[PICKING].spot(PICKING, "note")
    excel.sheet(where.sheet).type_in(where.ref, "mine")
    excel.file = file_of(tmp_path, (PICKING, "2026-10", 3.5, "", "theirs"))
    macros.BSC_RefreshFigures()
    assert stands_at(excel, where) == "mine"


def test_as_of_stays_where_the_workbook_has_a_newer_figure(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    tab = company()[2].tab_of["logistics.cycle"]
    where = tab.spot("logistics.cycle", "as_of")
    old = stands_at(excel, where)
    excel.file, excel.answers = file_of(tmp_path, ("logistics.cycle", "2026-01", 1, "2026-02-03", "")), ["yes"]
    macros.BSC_RefreshFigures()
    assert stands_at(excel, spot("logistics.cycle", "2026-01")) == 1
    assert stands_at(excel, where) == old


def test_no_file_no_change(excel: Excel, macros: ModuleType) -> None:
    macros.BSC_RefreshFigures()
    assert (excel.writes, excel.messages) == ([], [])


# --- undo ---


def test_undo_puts_back_what_stood_there(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    before = {sheet.name: dict(sheet.values) for sheet in excel.sheets if sheet.name not in ("Start", "_undo")}
    rows = (
        ("logistics.cycle", "2026-09", 1, "2026-10-05", "a note"),
        (PICKING, "2026-10", 2, "2026-11-02", "and another"),
    )
    excel.file, excel.answers = file_of(tmp_path, *rows), ["yes"]
    macros.BSC_RefreshFigures()
    assert {sheet.name: sheet.values for sheet in excel.sheets if sheet.name in before} != before
    macros.BSC_UndoRefresh()
    after = {sheet.name: sheet.values for sheet in excel.sheets if sheet.name in before}
    assert {name: days(values) for name, values in after.items()} == {n: days(v) for n, v in before.items()}
    macros.BSC_UndoRefresh()
    assert said(excel) == ["There is nothing to undo: no file changed figures since the last undo."]
    assert all_protected(excel)


def days(values: dict[Any, Any]) -> dict[Any, str]:
    """Values as text, since Excel gives a day back with its time."""
    return {key: str(value).removesuffix(" 00:00:00") for key, value in values.items()}


def test_undo_leaves_what_was_changed_since(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    where = spot(PICKING, "2026-10")
    excel.file = file_of(tmp_path, (PICKING, "2026-10", 3.5, "", ""))
    macros.BSC_RefreshFigures()
    excel.sheet(where.sheet).type_in(where.ref, 4.0)
    macros.BSC_UndoRefresh()
    assert stands_at(excel, where) == 4.0
    assert said(excel)[0] == "0 cells put back."
    assert said(excel)[1].startswith(f"not undone, since it was changed or frozen after that: {where} ")


def test_the_hidden_list_keeps_texts_as_texts(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    tab = company()[2].tab_of[PICKING]
    excel.sheet(tab.sheet).type_in(tab.spot(PICKING, "note").ref, None)
    excel.file = file_of(tmp_path, (PICKING, "2026-10", 3.5, "", "=1+1"))
    macros.BSC_RefreshFigures()
    undo = excel.sheet("_undo")
    assert [undo.at(f"{letter}2") for letter in "ABCDEFG"] == [
        "Logistics",
        9,
        spot(PICKING, "2026-10").column,
        None,
        3.5,
        "Picking errors per 1,000 lines",
        "2026-10",
    ]
    assert undo.at("E3") == "=1+1"


# --- freeze ---


def test_freeze_locks_the_report_period_and_all_before(excel: Excel, macros: ModuleType) -> None:
    macros.BSC_FreezePeriod()
    open_after = [is_open(excel, spot("logistics.cycle", period)) for period in ("2023-07", "2026-10", "2026-11")]
    assert open_after == [False, False, True]
    assert excel.sheet("Start").at(FROZEN) == "2026-10"
    assert excel.messages == ["Frozen: the figures of 2026-10 and of all periods before are locked."]
    units = [excel.sheet(tab.sheet) for tab in company()[2].tabs if tab.measures]
    assert {sheet.protection for sheet in units} == {EXCEL_ARGUMENTS}


def test_unfreeze_opens_the_report_period_only_where_people_type(excel: Excel, macros: ModuleType) -> None:
    before = {sheet.name: set(sheet.unlocked) for sheet in excel.sheets}
    macros.BSC_FreezePeriod()
    macros.BSC_UnfreezePeriod()
    assert is_open(excel, spot("logistics.cycle", "2026-10"))
    assert not is_open(excel, spot("logistics.cycle", "2026-09"))
    assert excel.sheet("Start").at(FROZEN) == "2026-09"
    assert all(sheet.unlocked <= before[sheet.name] for sheet in excel.sheets), "nothing opened that was not for typing"
    excel.sheet("Start").type_in("B4", company()[0].grid.periods[0].id)
    macros.BSC_UnfreezePeriod()
    assert {sheet.name: set(sheet.unlocked) for sheet in excel.sheets} == before
    assert excel.sheet("Start").at(FROZEN) is None
    assert all_protected(excel)


def test_freeze_protects_a_tab_that_was_open(excel: Excel, macros: ModuleType) -> None:
    excel.sheet("Logistics").protection = None
    macros.BSC_FreezePeriod()
    assert excel.sheet("Logistics").protection == EXCEL_ARGUMENTS


def test_frozen_figures_stay_whatever_a_file_says(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    frozen, later = spot(PICKING, "2026-10"), spot(PICKING, "2026-11")
    macros.BSC_FreezePeriod()
    excel.file = file_of(tmp_path, (PICKING, "2026-10", 1, "", ""), (PICKING, "2026-11", 2, "", ""))
    macros.BSC_RefreshFigures()
    assert (stands_at(excel, frozen), stands_at(excel, later)) == (None, 2.0)
    assert said(excel)[0].endswith("1 not changed because their period is frozen.")
    assert said(excel)[1].startswith(f"frozen: {frozen} ")


def test_undo_leaves_what_was_frozen_since(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    excel.file = file_of(tmp_path, (PICKING, "2026-10", 1, "", ""))
    macros.BSC_RefreshFigures()
    macros.BSC_FreezePeriod()
    macros.BSC_UndoRefresh()
    assert stands_at(excel, spot(PICKING, "2026-10")) == 1
    assert said(excel)[0] == "0 cells put back."


@pytest.mark.parametrize(
    ("macro", "frozen", "words"),
    [
        ("BSC_FreezePeriod", "2026-10", "The figures up to 2026-10 are frozen already."),
        ("BSC_FreezePeriod", "2026-12", "The figures up to 2026-12 are frozen already."),
        ("BSC_UnfreezePeriod", None, "The figures of 2026-10 are not frozen; nothing is."),
        ("BSC_UnfreezePeriod", "2026-08", "The figures of 2026-10 are not frozen; only those up to 2026-08 are."),
    ],
)
def test_what_is_done_already_is_said(
    excel: Excel, macros: ModuleType, macro: str, frozen: str | None, words: str
) -> None:
    excel.sheet("Start").type_in(FROZEN, frozen)
    getattr(macros, macro)()
    assert excel.messages == [words]
    assert excel.writes == []


# --- what goes wrong ---


def test_a_password_is_respected(excel: Excel, macros: ModuleType, tmp_path: Path) -> None:
    excel.sheet("Logistics").password = "secret"
    excel.file = file_of(tmp_path, (PICKING, "2026-10", 1, "", ""))
    macros.BSC_RefreshFigures()
    words = "The sheet Logistics is protected with a password: take the protection off (Review, Unprotect Sheet) first."
    assert excel.messages == [words]
    assert stands_at(excel, spot(PICKING, "2026-10")) is None
    assert all_protected(excel)


def test_a_renamed_tab_is_named(excel: Excel, macros: ModuleType) -> None:
    excel.sheet("Logistics").name = "Logistik"
    macros.BSC_CheckWorkbook()
    words = "The sheet Logistics is not there: was it renamed or deleted? Put it back under this name."
    assert excel.messages == [words]


def test_moved_rows_are_refused(excel: Excel, macros: ModuleType) -> None:
    where = company()[2].tab_of[PICKING].spot(PICKING, "id")
    excel.sheet(where.sheet).type_in(where.ref, "logistics.cycle")
    macros.BSC_RefreshFigures()
    assert excel.messages == []
    excel.file = "any.csv"
    macros.BSC_RefreshFigures()
    assert excel.messages[0].startswith(f"{where} has logistics.cycle where the id {PICKING} belongs: rows were moved")


@pytest.mark.parametrize(
    ("ref", "value", "words"),
    [
        ("B4", None, "Choose the report period on Start, cell B4."),
        ("B4", "sometime", "'sometime' is no period"),
        ("B4", "1999-01", "The period 1999-01 is outside the plan"),
        ("B5", "soon", "Start, cell B5: soon is no date. Type one such as 2026-11-15."),
    ],
)
def test_a_report_period_or_date_that_is_none_is_said(
    excel: Excel, macros: ModuleType, ref: str, value: Any, words: str
) -> None:
    excel.sheet("Start").type_in(ref, value)
    macros.BSC_NextMissing()
    assert len(excel.messages) == 1
    assert words in excel.messages[0]


def test_a_workbook_that_bsc_xl_did_not_build_is_refused(excel: Excel, macros: ModuleType) -> None:
    excel.sheets.remove(excel.sheet("_bsc"))
    macros.BSC_CheckWorkbook()
    assert excel.messages == ["This workbook carries no definition, so bsc-xl did not build it."]


def test_a_workbook_of_another_version_is_refused(excel: Excel, macros: ModuleType) -> None:
    excel.sheet("_bsc").type_in("B1", 99)
    macros.BSC_CheckWorkbook()
    assert excel.messages[0].startswith("This workbook was made by bsc-xl ")
    assert "format 99" in excel.messages[0]


@pytest.mark.parametrize("name", ["none.csv", "figures.pdf"])
def test_a_file_that_cannot_be_read_is_said(excel: Excel, macros: ModuleType, tmp_path: Path, name: str) -> None:
    excel.file = str(tmp_path / name)
    macros.BSC_RefreshFigures()
    assert len(excel.messages) == 1
    assert name in excel.messages[0]
    assert len(excel.messages[0]) < 400


def test_what_excel_refuses_comes_as_words(excel: Excel, macros: ModuleType) -> None:
    excel.active = "no such sheet"
    macros.BSC_NextMissing()
    assert len(excel.messages) == 1
    assert excel.messages[0].startswith("This did not work, and Excel said: ")
    assert "Traceback" not in excel.messages[0]


def test_a_scorecard_without_measures_has_nothing_to_find(macros: ModuleType) -> None:
    card = replace(small_card())
    with running(open_in_memory(layout_of(card))) as mine:
        for macro in (macros.BSC_CheckWorkbook, macros.BSC_NextMissing, macros.BSC_FreezePeriod):
            macro()
        assert [message.partition(":")[0] for message in mine.messages] == [
            "Nothing was found",
            "No figure is late or missing at the report period.",
            "Frozen",
        ]
