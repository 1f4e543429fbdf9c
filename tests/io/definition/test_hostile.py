"""Odd, broken and hostile files end in a clear message and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bsc_xl.errors import InvalidDefinition, UnreadableInput, WrongUsage
from bsc_xl.io.definition import read_definition, write_definition, xlsx_read
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.xlsx import read_definition_xlsx
from bsc_xl.model import Scorecard

CORPUS = 214


def corpus(shared: Path) -> list[Path]:
    files = sorted(path for path in (shared / "corpus").rglob("*") if path.suffix in (".xlsx", ".xlsm", ".xltx"))
    assert len(files) == CORPUS
    return files


@pytest.mark.parametrize("part", range(4))
def test_every_corpus_file_is_refused_or_faulty(shared: Path, part: int) -> None:
    for path in corpus(shared)[part::4]:
        try:
            card, faults = read_definition_xlsx(path)
        except UnreadableInput:
            continue
        assert card is None
        assert faults


class _Renamed:
    """A sheet that claims to be one of a definition's, so that its cells are looked at."""

    def __init__(self, sheet: Any, title: str) -> None:
        self._sheet = sheet
        self.title = title

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sheet, name)


@pytest.mark.parametrize("part", range(4))
def test_every_corpus_cell_can_be_met(shared: Path, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files, with their sheets taken for the tables of a definition."""
    real = xlsx_read._read_book

    def renamed(path: Path, sheets: list[Any]) -> Any:
        return real(path, [_Renamed(sheet, name) for sheet, name in zip(sheets, TABLES, strict=False)])

    monkeypatch.setattr(xlsx_read, "_read_book", renamed)
    for path in corpus(shared)[part::4]:
        try:
            card, faults = read_definition_xlsx(path)
        except UnreadableInput:
            continue
        assert card is None
        assert faults
        assert all(len(str(fault)) < 5000 for fault in faults)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[scorecard]\nname = \n", "line 2, column 8: Invalid value. The line reads: name ="),
        ("[scorecard\n", "line 1"),
        ("a = 1\na = 2\n", "line 2, column 6: Cannot overwrite a value. The line reads: a = 2"),
        ('a = "\u0001"', "line 1, column 6: Illegal character"),
        ("a = " + "[" * 5000, "nested too deep"),
        ("a = " + "9" * 5000, "thousands of digits"),
        ("\ufeff[scorecard]\nname = ?", "line 2"),
    ],
)
def test_broken_toml(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableInput) as caught:
        read_definition(path)
    assert message in str(caught.value)
    assert str(caught.value).startswith("broken.toml")


def test_toml_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes("[scorecard]\nname = 'Übersicht'".encode("latin-1"))
    with pytest.raises(UnreadableInput, match=r"latin\.toml, line 2: this is no UTF-8"):
        read_definition(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path, company: Scorecard, company_text: str) -> None:
    path = tmp_path / "notepad.TOML"
    path.write_bytes(company_text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_definition(path) == (company, [])


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a", "none.xlsx", "none.toml", "folder.toml"])
def test_files_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.toml").mkdir()
    if not name.startswith("none"):
        (tmp_path / "a.csv").touch()
    with pytest.raises(UnreadableInput):
        read_definition(tmp_path / name)


@pytest.mark.parametrize("name", ["a.csv", "missing/a.toml", "missing/a.xlsx", "folder.xlsx"])
def test_files_that_cannot_be_written(tmp_path: Path, company: Scorecard, name: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(WrongUsage):
        write_definition(company, tmp_path / name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.toml"])
@pytest.mark.parametrize("text", ["bell\x07", "half \ud83d", "x" * 32_768])
def test_text_that_no_file_holds_is_not_written(tmp_path: Path, company: Scorecard, name: str, text: str) -> None:
    from dataclasses import replace

    card = replace(company, units=(replace(company.units[0], manager=text), company.units[1]))
    with pytest.raises(InvalidDefinition) as caught:
        write_definition(card, tmp_path / name)
    (fault,) = caught.value.faults
    assert "units, record 1, manager" in str(fault)
    assert not list(tmp_path.iterdir())


def test_importing_the_package_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = ("openpyxl", "xlsxwriter", "pydantic", "tomli_w")
    code = f"import sys, bsc_xl.io.definition; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
