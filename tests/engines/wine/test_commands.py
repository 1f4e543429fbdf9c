"""bsc-xl in Windows makes the same files as here, in folders with blanks and umlauts, and knows its own Python."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bsc_xl import __version__
from tests.engines.wine.conftest import COMMANDS, Made
from tests.engines.wine.windows import Windows, there
from tests.program import bsc

pytestmark = pytest.mark.xdist_group("wine")


@pytest.fixture(scope="module")
def here(windows: Windows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same files made on this system; the workbook with functions names the same Python."""
    folder = tmp_path_factory.mktemp("here")
    definition = folder / "scorecard-definition.xlsx"
    interpreter = there(windows.python / "pythonw.exe")
    for words in (
        ("demo", folder),
        ("build", definition, "-o", folder / "native.xlsx"),
        ("build", definition, "-o", folder / "live.xlsm", "--flavour", "udf", "--interpreter", interpreter),
    ):
        assert bsc(*words).code == 0
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_ends_well_and_prints_no_complaint(name: str, made: Made) -> None:
    answer = made.answers[name]
    assert (answer.code, answer.err) == (0, "")
    assert "Traceback" not in answer.out


@pytest.mark.parametrize("file", ["scorecard-definition.xlsx", "scorecard.xlsx", "native.xlsx", "live.xlsm"])
def test_the_parts_of_a_file_are_the_same_to_the_byte(file: str, made: Made, here: Path) -> None:
    """Only the directory of the package differs: it says on which kind of system each part was packed."""
    there_, here_ = parts(made.folder / file), parts(here / file)
    assert list(there_) == list(here_)
    assert [name for name in here_ if here_[name] != there_[name]] == []


def test_a_changed_part_would_be_seen(made: Made, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.xlsx"
    with zipfile.ZipFile(spoiled, "w") as package:
        for name, content in parts(made.folder / "native.xlsx").items():
            package.writestr(name, content + b" " * (name == "xl/workbook.xml"))
    first, second = parts(made.folder / "native.xlsx"), parts(spoiled)
    assert [name for name in first if first[name] != second[name]] == ["xl/workbook.xml"]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_workbook_names_the_python_that_built_it(made: Made, windows: Windows) -> None:
    sheet = load_workbook(made.folder / "live.xlsm", read_only=True)["xlwings.conf"]
    settings = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    assert settings["INTERPRETER_WIN"] == there(windows.python / "pythonw.exe")
    assert settings["UDF MODULES"] == "bsc_xl.udf"


def test_the_doctor_finds_all_in_order(made: Made, windows: Windows) -> None:
    lines = [line.split(maxsplit=1) for line in made.answers["doctor"].out.splitlines()]
    assert {state for state, _ in lines} == {"ok"}
    said = " ".join(" ".join(line) for line in lines)
    for words in (
        f"Python: {there(windows.python)}",
        "library of xlwings: ",
        f"bsc-xl: {__version__}",
        "functions load",
    ):
        assert words in said


def test_the_doctor_reads_excel_s_settings(made: Made, windows: Windows) -> None:
    key = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
    code = "import os, sys; sys.exit(os.spawnl(os.P_WAIT, sys.argv[1], *sys.argv[1:]))"
    reg = r"C:\windows\system32\reg.exe"
    assert windows.run("-c", code, reg, "add", key, "/v", "VBAWarnings", "/t", "REG_DWORD", "/d", "4", "/f").code == 0
    try:
        answer = windows.bsc("doctor", "live.xlsm", folder=made.folder)
    finally:
        windows.run("-c", code, reg, "delete", key, "/v", "VBAWarnings", "/f")
    assert answer.code == 1
    assert [line for line in answer.out.splitlines() if "macro settings" in line and not line.startswith("ok")]


def test_letters_of_other_languages_print_without_a_fault(windows: Windows) -> None:
    """Names that the console's letters lack; Windows prints what it can."""
    name = "ąčę-définition.xlsx"
    answer = windows.bsc("init", "-t", "blank", "-o", name)
    assert (answer.code, answer.err) == (0, "")
    assert "définition.xlsx" in answer.out
    assert (windows.folder / name).is_file()
    assert windows.bsc("build", name, "-o", "ąčę.xlsx").code == 0
    missing = windows.bsc("build", "ćż.xlsx", "-o", "ć.xlsx")
    assert missing.code == 2
    assert "There is no file" in missing.err


@pytest.mark.parametrize("file", ["native.xlsx", "live.xlsm"])
def test_validate_finds_there_what_it_finds_here(file: str, made: Made, windows: Windows) -> None:
    """Run on the same bytes: all of the report but the path is the same."""
    answer = windows.bsc("validate", file, "--format", "json", folder=made.folder)
    expected = bsc("validate", made.folder / file, "--format", "json")
    assert "Traceback" not in answer.out + answer.err
    assert answer.code == expected.code
    assert reported(answer.out) == reported(expected.out)


def reported(printed: str) -> list[dict[str, object]]:
    files = json.loads(printed)["files"]
    assert files
    return [{name: value for name, value in file.items() if name != "path"} for file in files]
