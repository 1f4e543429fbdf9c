"""The LibreOffice runner: it recalculates what is stored wrongly, it shows every sheet, and it says what went wrong.

A stored value that is wrong on purpose is "poisoned": LibreOffice shows stored values as they are unless it is told to
recalculate, so a test on right values would pass without any recalculation.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.errors import EngineFailed, EngineMissing, WrongUsage
from tests.engines import libreoffice as runner

pytestmark = pytest.mark.engine

POISON = 999


@pytest.fixture
def poisoned(tmp_path: Path) -> Path:
    """Three sheets, the last hidden; One!A1 is =1+1 and its stored value says 999."""
    path = tmp_path / "poisoned.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("One").write_formula("A1", "=1+1", None, POISON)
    book.add_worksheet("Empty")
    hidden = book.add_worksheet("Hidden")
    hidden.write("A1", "seen by nobody")
    hidden.hide()
    book.close()
    return path


def first_value(path: Path) -> object:
    return load_workbook(path, data_only=True)["One"]["A1"].value


def test_a_poisoned_value_is_recalculated(libreoffice: LibreOffice, poisoned: Path, tmp_path: Path) -> None:
    assert first_value(poisoned) == POISON
    assert first_value(runner.recalculate(poisoned, tmp_path / "out")) == 2


def test_without_the_setting_the_poison_stays(libreoffice: LibreOffice, poisoned: Path, tmp_path: Path) -> None:
    # The control: if LibreOffice came to recalculate by itself, the test above would prove nothing about the setting.
    [made] = replace(libreoffice, recalculates=False).recalculate([poisoned], tmp_path / "out")
    assert first_value(made) == POISON


def test_many_files_in_one_start_even_with_one_name(libreoffice: LibreOffice, poisoned: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / poisoned.name
    elsewhere.parent.mkdir()
    shutil.copyfile(poisoned, elsewhere)
    accented = tmp_path / "Ünits of 北京.xlsx"
    shutil.copyfile(poisoned, accented)
    made = libreoffice.recalculate([poisoned, elsewhere, accented], tmp_path / "out")
    assert [path.name for path in made] == ["poisoned.xlsx", "2-poisoned.xlsx", "Ünits of 北京.xlsx"]
    assert [first_value(path) for path in made] == [2, 2, 2]


def test_one_picture_per_sheet(libreoffice: LibreOffice, poisoned: Path, tmp_path: Path) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("pictures: no pdftoppm (poppler)")
    pictures = runner.to_pngs(poisoned, tmp_path / "out", dpi=50)
    assert [path.name for path in pictures] == ["poisoned-1.png", "poisoned-2.png", "poisoned-3.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)


def test_a_pdf_as_printed(libreoffice: LibreOffice, poisoned: Path, tmp_path: Path) -> None:
    assert runner.to_pdf(poisoned, tmp_path / "out").read_bytes().startswith(b"%PDF")


def test_a_file_that_is_no_workbook_is_named(libreoffice: LibreOffice, poisoned: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(EngineFailed, match=r"did not convert \S*broken\.xlsx\.\n(.*\n)*.*could not be loaded"):
        libreoffice.recalculate([poisoned, broken], tmp_path / "out")


def test_a_time_limit_ends_it(libreoffice: LibreOffice, poisoned: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match=r"was stopped after 0\.05 seconds"):
        replace(libreoffice, time_limit=0.05).recalculate([poisoned], tmp_path / "out")


def test_a_source_is_never_overwritten(libreoffice: LibreOffice, poisoned: Path) -> None:
    with pytest.raises(WrongUsage, match="overwritten"):
        libreoffice.recalculate([poisoned], poisoned.parent)
    assert first_value(poisoned) == POISON


def test_its_version_is_new_enough_for_the_add_in(libreoffice: LibreOffice) -> None:
    major, minor = libreoffice.version().split(".")[:2]
    assert (int(major), int(minor)) >= (24, 8)


def test_absence_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BSC_XL_SOFFICE", str(Path(sys.executable).parent / "no-such-program"))
    with pytest.raises(EngineMissing, match="BSC_XL_SOFFICE"):
        runner.for_tests()
