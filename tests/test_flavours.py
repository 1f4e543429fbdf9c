"""A workbook becomes one of the other flavour, and back, with everything that people typed into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bsc_xl import api
from bsc_xl.api.flavours import read_workbook
from bsc_xl.errors import UnreadableInput, WrongUsage
from bsc_xl.io.workbook_read import open_built
from bsc_xl.layout.sheets.carried import FIRST, PIECE, Manifest, carried_sheet, carried_text
from bsc_xl.layout.types import Sheet
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import NullReason, Review, Scorecard


@pytest.fixture(scope="module")
def card() -> Scorecard:
    return api.template("company")


@pytest.fixture(scope="module")
def built(card: Scorecard, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return api.build(card, tmp_path_factory.mktemp("built") / "scorecard.xlsx").path


@pytest.fixture
def edited(built: Path, tmp_path: Path) -> Callable[[Callable[[Any], None]], Path]:
    """Opens the workbook as a person would, types, and saves."""

    def edit(change: Callable[[Any], None]) -> Path:
        book = load_workbook(built)
        change(book)
        path = tmp_path / "typed.xlsx"
        book.save(path)
        return path

    return edit


def unit_sheet(card: Scorecard) -> tuple[Sheet, int]:
    """A unit's tab, and the row of its first measure."""
    layout = workbook_layout(api.evaluate(card))
    sheet = next(sheet for sheet in layout.sheets if sheet.kind == "unit" and sheet.name == layout_name(card))
    return sheet, sheet.table("measures").first


def layout_name(card: Scorecard) -> str:
    return card.unit_by_id[leaf(card)].name


def leaf(card: Scorecard) -> str:
    """A unit whose measures are all typed in."""
    return next(
        unit.id
        for unit in card.units
        if any(m.unit == unit.id for m in card.measures)
        and not any(m.id in card.contributors for m in card.measures if m.unit == unit.id)
    )


def test_there_and_back_gives_the_same_file(built: Path, tmp_path: Path) -> None:
    there = api.convert(built, tmp_path / "scorecard.xlsm")
    back = api.convert(there.path, tmp_path / "back.xlsx")
    assert there.rejected == back.rejected == ()
    assert back.path.read_bytes() == built.read_bytes()


def test_a_workbook_holds_the_whole_scorecard(built: Path, card: Scorecard) -> None:
    found, rejected = read_workbook(built)
    assert rejected == ()
    assert api.as_data(api.evaluate(found)) == api.as_data(api.evaluate(card))
    assert (found.measures, found.reviews, found.initiatives) == (card.measures, card.reviews, card.initiatives)


def test_everything_typed_is_kept(edited: Callable[..., Path], card: Scorecard, tmp_path: Path) -> None:
    sheet, row = unit_sheet(card)
    table = sheet.table("measures")
    measure = str(next(column for column in table.columns if column.key == "id").values[0])
    step = card.measure_by_id[measure].frequency
    period = next(p for p in card.grid.periods if p.id == "2026-12")

    def typing(book: Any) -> None:
        tab = book[sheet.name]
        tab.cell(row, table.column_number("2026-12") + 1).value = 123.25
        tab.cell(row, table.column_number("2026-09") + 1).value = "n/a"
        tab.cell(row, table.column_number("as_of") + 1).value = datetime(2026, 12, 30)
        tab.cell(row, table.column_number("note") + 1).value = "checked by Ü. <b> & 'me'"
        book["Start"]["B4"] = "2026-12"
        book["Start"]["B5"] = datetime(2027, 1, 20)
        reviews = book["Reviews"]
        line = 5 + len(card.reviews)
        for column, value in enumerate((measure, None, "2026-12", "why", "what", None, "who"), 1):
            if column not in (2, 6) and value:
                reviews.cell(line, column).value = value
        reviews.cell(line, 6).value, reviews.cell(line, 7).value = "who", datetime(2027, 2, 1)
        reviews.cell(line, 8).value = "no"
        book["Initiatives"]["J5"], book["Initiatives"]["K5"], book["Initiatives"]["M5"] = 17.5, 0.35, "under way"

    assert str(step) == "monthly"
    path = edited(typing)
    for name in ("there.xlsm", "back.xlsx"):
        made = api.convert(path, tmp_path / name)
        assert made.rejected == ()
        path = made.path
    found, _ = read_workbook(path)
    facts = {fact.period: fact for fact in found.actuals if fact.measure == measure}
    newest = facts[card.calendar.containing(period.end, step).id]
    assert (newest.actual, newest.as_of, newest.note) == (123.25, date(2026, 12, 30), "checked by Ü. <b> & 'me'")
    assert facts["2026-09"].null_reason is NullReason.NOT_APPLICABLE
    assert (found.report_period, found.report_date) == ("2026-12", date(2027, 1, 20))
    assert found.reviews == (*card.reviews, Review(measure, "2026-12", "why", "what", "who", date(2027, 2, 1)))
    first = found.initiatives[0]
    assert (first.spent, first.percent_done, first.note) == (17.5, 0.35, "under way")


def test_what_cannot_be_used_is_named_with_its_cell(
    edited: Callable[..., Path], card: Scorecard, tmp_path: Path
) -> None:
    sheet, row = unit_sheet(card)
    number = sheet.table("measures").column_number("2026-10") + 1

    def typing(book: Any) -> None:
        book[sheet.name].cell(row, number).value = "about 12"
        book["Reviews"].cell(5 + len(card.reviews), 4).value = "nobody knows which measure"
        book["Start"]["B5"] = "soon"

    made = api.convert(edited(typing), tmp_path / "there.xlsm")
    assert {(item.column, item.reason) for _, item in made.rejected} == {
        (f"{sheet.name}!{load_workbook(made.path)[sheet.name].cell(row, number).coordinate}", "this is no figure"),
        (f"Reviews!A{5 + len(card.reviews)}", "no measure has this id"),
        ("Start!B5", "this is no date"),
    }


def test_moved_rows_are_refused_and_not_misread(edited: Callable[..., Path], card: Scorecard, tmp_path: Path) -> None:
    sheet, row = unit_sheet(card)
    path = edited(lambda book: book[sheet.name].insert_rows(row))
    with pytest.raises(UnreadableInput, match="rows were moved or deleted"):
        api.convert(path, tmp_path / "there.xlsm")
    assert not (tmp_path / "there.xlsm").exists()


def test_a_renamed_sheet_is_named(edited: Callable[..., Path], tmp_path: Path) -> None:
    path = edited(lambda book: setattr(book["Reviews"], "title", "Meetings"))
    with pytest.raises(UnreadableInput, match="no sheet Reviews: it was renamed or deleted"):
        api.convert(path, tmp_path / "there.xlsm")


def test_a_definition_is_no_workbook(card: Scorecard, tmp_path: Path) -> None:
    definition = api.write(card, tmp_path / "definition.xlsx")
    with pytest.raises(UnreadableInput, match=r"carries no definition.*bsc-xl build"):
        api.convert(definition, tmp_path / "x.xlsm")


def test_a_file_that_stands_there_is_kept(built: Path, tmp_path: Path) -> None:
    (tmp_path / "x.xlsm").write_bytes(b"mine")
    with pytest.raises(WrongUsage, match="--force"):
        api.convert(built, tmp_path / "x.xlsm")
    assert api.convert(built, tmp_path / "x.xlsm", force=True).path.stat().st_size > 1000


@pytest.mark.parametrize(
    ("name", "flavour", "words"),
    [
        ("x.xlsx", "udf", "ends in .xlsm, as it has macros; write for example -o x.xlsm"),
        ("x.xlsm", "native", "add --flavour udf"),
        ("x.xls", "native", "ends in .xlsx"),
    ],
)
def test_the_ending_must_suit_the_flavour(card: Scorecard, tmp_path: Path, name: str, flavour: str, words: str) -> None:
    with pytest.raises(WrongUsage, match=words):
        api.build(card, tmp_path / name, flavour=flavour)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["nonsense", "", "UDF", "xlsm"])
def test_an_unknown_flavour_is_told_which_there_are(card: Scorecard, tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUsage, match=f"'{name}' is no flavour; there are native, udf."):
        api.build(card, tmp_path / "x.xlsx", flavour=name)
    assert not list(tmp_path.iterdir())


def test_the_definition_travels_in_pieces_that_cells_take() -> None:
    text = "".join(chr(0x1F600 + number % 50) if number % 3 else "\n a'=" for number in range(50_000))
    sheet = carried_sheet(text, Manifest())
    cells = {(loose.row, loose.column): loose.value for loose in sheet.loose}
    pieces = [value for (row, column), value in sorted(cells.items()) if row >= FIRST and column == 0]
    assert max(len(str(piece).encode("utf-16-le")) // 2 for piece in pieces) <= 32_767
    assert len(pieces) == -(-len(text) // PIECE)
    head = {str(cells[row, 0]): cells[row, 1] for row in range(1, FIRST) if (row, 0) in cells}
    assert carried_text(pieces, head) == text
    with pytest.raises(ValueError, match=r"of \d+ pieces"):
        carried_text(pieces[1:], head)


def test_a_workbook_of_a_later_version_says_so(edited: Callable[..., Path], tmp_path: Path) -> None:
    def typing(book: Any) -> None:
        book["_bsc"]["B1"] = 99

    with pytest.raises(UnreadableInput, match=r"made by bsc-xl .* use that version"), open_built(edited(typing)):
        pass
