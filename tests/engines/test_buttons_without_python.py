"""A click on a button where Python is not there, in a real Basic: words come, and no run-time error.

LibreOffice's Basic runs the macros out of the workbook. There is no library of xlwings for it to load, as on a computer
without Python.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bsc_xl import api
from bsc_xl.engines import libreoffice as engine
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.layout.sheets import start_buttons, xlwings_conf
from bsc_xl.xlwings_code import xlwings_version

SCRIPT = Path(__file__).with_name("basic_in_libreoffice.py")
MACROS = [macro for macro, _, _ in start_buttons.BUTTONS]
FORBIDDEN = '"{}" oor:op="fuse"><value>{}<'
LIMIT = 120.0


def python_with_uno(soffice: Path) -> str:
    """A Python that can speak with LibreOffice: its own, or the system's."""
    for candidate in (soffice.resolve().parent / "python", Path("/usr/bin/python3")):
        found = shutil.which(str(candidate))
        if found and subprocess.run([found, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return found
    pytest.skip("no Python with UNO here (Debian: python3-uno)")


def said_by(office: LibreOffice, workbook: Path) -> dict[str, str]:
    """What each button says, by its macro, and what is said where Python fails, as `Failed`."""
    python = python_with_uno(office.soffice)
    with office._workspace() as work:
        settings = work / "profile" / "user" / "registrymodifications.xcu"
        text = settings.read_text(encoding="utf-8")
        for name, no, yes in (("MacroSecurityLevel", "3", "0"), ("DisableMacrosExecution", "true", "false")):
            assert FORBIDDEN.format(name, no) in text
            text = text.replace(FORBIDDEN.format(name, no), FORBIDDEN.format(name, yes))
        settings.write_text(text, encoding="utf-8")
        copies = [work / "in" / path.name for path in (workbook, SCRIPT)]
        for path, copy in zip((workbook, SCRIPT), copies, strict=True):
            shutil.copyfile(path, copy)
            copy.chmod(0o644)
        command = [python, str(copies[1]), str(office.soffice), (work / "profile").as_uri(), str(copies[0]), *MACROS]
        user = office.user if engine._is_root() else None
        printed = engine._run_within(command, LIMIT, work, user)
    lines = [line.removeprefix("Clicked_").partition(": ") for line in printed.splitlines() if ": " in line]
    return {name: words for name, _, words in lines if name in (*MACROS, "Failed")}


@pytest.mark.engine
def test_every_button_says_what_is_missing_and_what_to_do(libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = api.build(api.template("blank"), tmp_path / "scorecard.xlsm", flavour="udf").path
    said = said_by(libreoffice, book)
    assert set(said) == {*MACROS, "Failed"}
    missing = f"This button needs Excel on Windows, and Python with xlwings {xlwings_version()} and bsc-xl."
    for macro in MACROS:
        assert said[macro].startswith(missing), macro
        assert xlwings_conf.GET_PYTHON in said[macro]
        assert said[macro].endswith(f"{xlwings_conf.ASK_THE_DOCTOR}.")
    assert "The server is gone." in said["Failed"]
    assert said["Failed"].endswith(f"{xlwings_conf.ASK_THE_DOCTOR[1:]}.")
