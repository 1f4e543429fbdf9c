"""What the writers of .xlsx share."""

from __future__ import annotations

import os
import tempfile
import zipfile
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bsc_xl.xlsx_file import new_workbook, write_text

TEXTS = ("<r></r>", "<r></b></r>", "<r><t>x</t></r>", "<r>", "=1+1", "@x", "-1", "http://example.org", " a ", "{=1}")


@pytest.mark.parametrize("bold", [False, True])
def test_every_text_stays_a_text(bold: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with new_workbook(path, {}) as book:
        sheet = book.add_worksheet("A")
        look = book.add_format({"bold": True}) if bold else None
        for row, text in enumerate(TEXTS):
            write_text(sheet, row, 0, text, look)
    read = load_workbook(path)["A"]
    assert [(cell.value, cell.data_type, cell.font.b) for cell in read["A"]] == [(text, "s", bold) for text in TEXTS]


def test_a_stopped_write_leaves_no_parts_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsxwriter.worksheet import Worksheet

    def stop(self: Worksheet) -> None:
        raise KeyboardInterrupt

    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr(Worksheet, "_write_sheet_data", stop)

    def write() -> None:
        with new_workbook(tmp_path / "a.xlsx", {}) as book:
            book.add_worksheet("A").write_string(0, 0, "x")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert list(scratch.iterdir()) == []


def test_the_parts_are_the_same_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python writes \\r\\n there where a program writes \\n; played here, and seen for real in tests/engines/wine."""
    here = _parts(tmp_path / "here.xlsm")
    monkeypatch.setattr("xlsxwriter.xmlwriter.open", partial(open, newline="\r\n"), raising=False)
    assert _parts(tmp_path / "spoiled.xlsm") != here
    monkeypatch.setattr(os, "linesep", "\r\n")
    assert _parts(tmp_path / "there.xlsm") == here


def _parts(path: Path) -> dict[str, bytes]:
    with new_workbook(path, {}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        book.add_worksheet("A").write_string(0, 0, "two\nlines")
        book.add_vba_project(BytesIO(b"no text\r\n"), is_stream=True)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
