"""`bsc-xl fix`: what was issued is put back in a copy, what people reported stays, and every change is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsc_xl.api.validating import Choices, case_of
from bsc_xl.io.xlsx_patch import edit
from bsc_xl.io.xlsx_read import read_guarded
from bsc_xl.received import StoredValue
from bsc_xl.received.repairs import RenameSheet, Repair, SetState, SetValue, StoreValue
from tests.program import bsc
from tests.returned import (
    definition,
    figure,
    formula_cell,
    hostile,
    overwritten,
    returned,
    sound,
    typed_formula,
    weight,
)
from tests.rules.harness import Place


def inputs(path: Path) -> dict[Place, StoredValue | None]:
    """What stands in every cell in which people type."""
    case = case_of(path, Choices())
    return {(sheet.name, ref): received.values.get(ref) for sheet, received in case.pairs for ref in sheet.inputs}


def value(path: Path, place: Place) -> StoredValue | None:
    book = read_guarded(path).book
    assert book is not None
    sheet = book.sheet(place[0])
    assert sheet is not None
    return sheet.values.get(place[1])


def fixed(path: Path) -> Path:
    return path.with_name(f"{path.stem} (fixed){path.suffix}")


SPOILT: dict[str, Repair] = {
    "a formula": overwritten(),
    "a weight": SetValue(*weight()[0], 0.99),
    "a label": SetValue("Start", "A4", "Reporting month"),
    "a stored value": StoreValue(*formula_cell(), 12.5),
    "a sheet's name": RenameSheet("Dashboard", "Übersicht 2"),
    "a hidden sheet": SetState("Dashboard", "hidden"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_was_issued_is_put_back_and_entries_stay(what: str, tmp_path: Path) -> None:
    path = returned(tmp_path, "Büro 7.xlsx", SPOILT[what])
    assert bsc("validate", path, "-q").code == 1
    before, entered = path.read_bytes(), inputs(path)
    answer = bsc("fix", path)
    assert answer.code == 0, answer
    assert " -> " in answer.out
    assert path.read_bytes() == before
    assert inputs(fixed(path)) == entered
    assert bsc("validate", fixed(path)).code == 0


def test_all_at_once_and_each_change_says_old_and_new(tmp_path: Path) -> None:
    label, (place, issued) = SetValue("Start", "A4", "Reporting month"), weight()
    path = returned(tmp_path, "a.xlsx", overwritten(), label, SetValue(*place, 0.99), SetValue(*figure(), 3.25))
    entered = inputs(path)
    target = tmp_path / "put back.xlsx"
    answer = bsc("fix", path, "-o", target, "--full")
    lines = answer.out.splitlines()
    assert "Start!A4: 'Reporting month' -> 'Report period'" in [line.replace('"', "'") for line in lines]
    assert f"{place[0]}!{place[1]}: 0.99 -> {issued:g}" in lines
    assert any(line.startswith(f"Dashboard!{formula_cell()[1]}: 5 -> =") for line in lines)
    assert lines[-1].startswith(f"{target}  ")
    assert inputs(target) == entered
    assert value(target, figure()) == 3.25
    assert value(target, place) == issued
    found = bsc("validate", target)
    assert not {"FML001", "STR006", "WGT003", "STL001"} & set(found.out.replace(":", " ").split())


def test_many_renewed_values_are_counted(tmp_path: Path) -> None:
    path = returned(tmp_path, "a.xlsx", SetValue("Start", "B4", "FY2026-Q1"))
    short, full = bsc("fix", path, "-o", tmp_path / "b.xlsx"), bsc("fix", path, "-o", tmp_path / "c.xlsx", "--full")
    assert "stored values renewed on " in short.out
    assert len(short.out.splitlines()) < 5 < len(full.out.splitlines())
    assert "Start!B6: 2026-07-15 -> 2026-04-15" in full.out  # a day as a day
    assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()


def test_what_a_person_must_decide_is_left_and_ends_with_1(tmp_path: Path) -> None:
    path = returned(tmp_path, "a b.xlsx", overwritten(), typed_formula())
    answer = bsc("fix", path)
    assert answer.code == 1
    assert f'left for a person: bsc-xl validate "{fixed(path)}"' in answer.err.replace("python -m bsc_xl", "bsc-xl")
    again = bsc("fix", fixed(path))
    assert again.code == 1
    assert again.out == "There is nothing that can be put back; nothing was written.\n"


def test_nothing_to_put_back(tmp_path: Path) -> None:
    path = returned(tmp_path)
    assert bsc("fix", path).out == "There is nothing that can be put back; nothing was written.\n"
    assert bsc("fix", path, "-q").code == 0
    assert not fixed(path).exists()


def test_only_what_was_chosen(tmp_path: Path) -> None:
    path = returned(tmp_path, "a.xlsx", overwritten(), SetValue("Start", "A4", "Reporting month"))
    assert bsc("fix", path, "--select", "STR", "-q").code == 0
    assert value(fixed(path), ("Start", "A4")) == "Report period"
    assert bsc("fix", path, "--ignore", "STR", "--force", "-q").code == 0
    assert value(fixed(path), ("Start", "A4")) == "Reporting month"


def test_by_the_definition_where_the_workbook_says_nothing(tmp_path: Path) -> None:
    path = returned(tmp_path, "a.xlsx", overwritten())
    assert bsc("fix", path, "--definition", definition(tmp_path)).code == 0


def test_no_file_is_replaced_unasked(tmp_path: Path) -> None:
    path = returned(tmp_path, "a.xlsx", overwritten())
    fixed(path).write_bytes(b"mine")
    answer = bsc("fix", path)
    assert (answer.code, answer.out) == (2, "")
    assert "--force" in answer.err
    assert fixed(path).read_bytes() == b"mine"
    assert bsc("fix", path, "--force").code == 0
    for target in (path, tmp_path / "b.xlsm"):
        assert bsc("fix", path, "-o", target, "--force").code == 2


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    for bad in (*hostile(tmp_path), tmp_path / "nowhere.xlsx"):
        answer = bsc("fix", bad)
        assert (answer.code, answer.out) == (2, "")
        assert bad.name in answer.err
        assert "Traceback" not in answer.err


def test_the_check_of_entries_can_fail(tmp_path: Path) -> None:
    """The comparison above sees a touched entry."""
    path = returned(tmp_path, "a.xlsx")
    entered = inputs(path)
    edit(path, path, [SetValue(*figure(), 99.0)])
    assert inputs(path) != entered
    assert sound().book.sheet("Start") is not None
