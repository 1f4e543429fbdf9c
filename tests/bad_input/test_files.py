"""Files that are not what they should be: a message with the file's name, exit code 2, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.program import bsc, small


def _book(path: Path, *names: str) -> Path:
    book = Workbook()
    for name in names:
        book.create_sheet(name)
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


UNREADABLE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no file": (lambda folder: folder / "nothing.xlsx", "There is no file"),
    "a folder": (lambda folder: _folder(folder / "a.xlsx"), "is a folder; give the name of a file."),
    "an empty workbook file": (lambda folder: _bytes(folder / "a.xlsx", b""), "a.xlsx is empty."),
    "an empty TOML file": (lambda folder: _bytes(folder / "a.toml", b""), "a.toml is empty."),
    "TOML with comments only": (lambda folder: _bytes(folder / "a.toml", b"# later\n\n"), "a.toml is empty."),
    "no TOML": (lambda folder: _bytes(folder / "a.toml", b"[scorecard\n"), "a.toml is no valid TOML: line 1"),
    "another encoding": (lambda folder: _bytes(folder / "a.toml", b'name = "\xe4"'), "UTF-8"),
    "text called a workbook": (lambda folder: _bytes(folder / "a.xlsx", b"id,name\n"), "a.xlsx is a text file with"),
    "another kind of file": (lambda folder: _bytes(folder / "a.docx", b"PK"), "a definition is an Excel workbook"),
    "a damaged workbook": (lambda folder: _bytes(folder / "a.xlsx", b"PK\x03\x04rest"), "a.xlsx is damaged"),
    "an old workbook": (
        lambda folder: _bytes(folder / "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        "is a document of an old Office program, or encrypted",
    ),
    "a workbook with other sheets": (
        lambda folder: _book(folder / "a.xlsx", "Budget", "2026"),
        "a.xlsx is no definition; its sheets are: Budget, 2026.",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_definition_that_is_none(kind: str, tmp_path: Path) -> None:
    make, words = UNREADABLE[kind]
    path = make(tmp_path)
    before = sorted(one.name for one in tmp_path.iterdir())
    answer = bsc("build", path, "-o", tmp_path / "out.xlsx")
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert len(answer.err.splitlines()) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == before


def test_a_scorecard_workbook_instead_of_its_definition(tmp_path: Path) -> None:
    bsc("build", small(tmp_path), "-o", tmp_path / "scorecard.xlsx")
    answer = bsc("build", tmp_path / "scorecard.xlsx", "-o", tmp_path / "out.xlsx")
    assert answer.code == 2
    assert "scorecard.xlsx is a scorecard workbook that was built from a definition" in answer.err


def test_sheets_and_columns_with_wrong_names(tmp_path: Path) -> None:
    bsc("convert", small(tmp_path), tmp_path / "definition.xlsx")
    book = load_workbook(tmp_path / "definition.xlsx")
    book["Objectives"].title = "Objektives"
    book["Measures"].tables.clear()
    book["Measures"]["A1"] = "idd"
    book.save(tmp_path / "definition.xlsx")
    answer = bsc("build", tmp_path / "definition.xlsx", "-o", tmp_path / "out.xlsx")
    assert answer.code == 1
    assert "Objektives: found a wrong sheet name" in answer.err
    assert "Did you mean Objectives?" in answer.err
    assert (
        "measures, row 1, idd: found an unknown column; allowed: a column of measures. Did you mean id?" in answer.err
    )


def test_text_where_a_number_belongs_is_told_by_the_cell_that_the_author_sees(tmp_path: Path) -> None:
    bsc("convert", small(tmp_path), tmp_path / "definition.xlsx")
    book = load_workbook(tmp_path / "definition.xlsx")
    sheet = book["Measures"]
    column = next(cell.column for cell in sheet[1] if str(cell.value).startswith("target"))
    sheet.cell(3, column or 0, "about twenty")
    book.save(tmp_path / "definition.xlsx")
    answer = bsc("build", tmp_path / "definition.xlsx", "-o", tmp_path / "out.xlsx")
    assert answer.code == 1
    assert "measures, row 3 (id loyalty), target: found about twenty; allowed: a number." in answer.err.replace(
        "row 3, ", "row 3 (id loyalty), "
    )


FACTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "facts.csv: the file is empty."),
    "other columns": (b"a,b\n1,2\n", "facts.csv: columns are missing."),
    "a mistyped column": (b"measure,perod,actual\nrevenue,2026-01,1\n", "Did you mean perod?"),
}


@pytest.mark.parametrize("kind", FACTS)
def test_figures_that_are_none(kind: str, tmp_path: Path) -> None:
    content, words = FACTS[kind]
    (tmp_path / "facts.csv").write_bytes(content)
    answer = bsc("build", small(tmp_path), "--facts", tmp_path / "facts.csv", "-o", tmp_path / "out.xlsx")
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert not (tmp_path / "out.xlsx").exists()


def test_figures_with_unknown_ids_are_listed_and_the_others_are_used(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text(
        "unit,measure,period,actual\n"
        "corp,revenue,2026-06,175\n"
        "corp,revenu,2026-05,1\n"
        "crop,revenue,2026-05,1\n"
        "corp,revenue,2026-13,1\n"
        "sales,loyalty,2026-06,lots\n",
        encoding="utf-8",
    )
    answer = bsc("build", small(tmp_path), "--facts", tmp_path / "facts.csv", "-o", tmp_path / "out.xlsx")
    assert answer.code == 1
    assert "overall score 77.5" in answer.out
    remedy = "Write a number, or say in [nulls] what this text stands for."
    assert answer.err.splitlines() == [
        "1 figure replaced by a later file.",
        "4 figures are not used:",
        "facts.csv, row 3, measure: found revenu: no measure has this id. Did you mean revenue?",
        "facts.csv, row 4, unit: found crop: no unit has this id. Did you mean corp?",
        "facts.csv, row 5, period: found 2026-13: this is no period. Write 2026-10, FY2026-Q1, FY2026-H1 or FY2026.",
        f"facts.csv, row 6, actual: found lots: this is no number, and loyalty takes numbers. {remedy}",
    ]


def test_a_figure_of_the_definition_that_finds_no_cell_is_named(tmp_path: Path) -> None:
    path = small(
        tmp_path, ('id = "loyalty"\n', 'id = "loyalty"\nparent_measure = "revenue"\ncascade = "contributory"\n')
    )
    answer = bsc("build", path, "-o", tmp_path / "out.xlsx")
    assert answer.code == 1
    assert "1 figure is not used:\nactuals, revenue 2026-06, actual: found 150:" in answer.err
