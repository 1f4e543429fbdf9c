"""What the doctor says of computers that lack this or that, each told with what to do."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bsc_xl import __version__, api
from bsc_xl.api import State
from bsc_xl.cli import app
from bsc_xl.errors import UnreadableInput
from bsc_xl.io.machine import Machine, Python
from bsc_xl.xlwings_code import xlwings_version


class Windows(Machine):
    """A Windows computer as a test wants it."""

    windows = True

    def __init__(self, **seen: object) -> None:
        self.seen = seen

    def python_at(self, interpreter: str) -> Python | None:
        found = self.seen.get("python")
        return found if isinstance(found, Python) else None

    def zone(self, path: Path) -> int | None:
        return self.seen.get("zone")  # type: ignore[return-value]  # what the test gave

    def macro_setting(self) -> int | None:
        return self.seen.get("setting")  # type: ignore[return-value]  # what the test gave

    def ansi(self, text: str) -> bool:
        return all(ord(letter) < 256 for letter in text)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doctor") / "scorecard.xlsm"
    return api.build(api.template("blank"), path, flavour="udf", interpreter=sys.executable).path


@pytest.fixture
def python(tmp_path: Path) -> Python:
    """A sound Python on a Windows computer."""
    folder = tmp_path / "env" / "Lib" / "site-packages"
    (folder / "bsc_xl").mkdir(parents=True)
    (folder / "bsc_xl" / "udf.py").touch()
    (tmp_path / "env" / f"xlwings64-{xlwings_version()}.dll").touch()
    packages = {"xlwings": xlwings_version(), "bsc-xl": __version__}
    return Python(tmp_path / "env" / "Scripts" / "pythonw.exe", packages, (folder,))


def look(path: Path, machine: Machine) -> dict[str, str]:
    """The checks that need a look, with what was found and what to do."""
    found = api.doctor(path, machine)
    assert found.healthy is all(check.state is not State.LOOK for check in found.checks)
    assert all(check.fix for check in found.checks if check.state is State.LOOK)
    return {check.name: f"{check.found}. {check.fix}" for check in found.checks if check.state is State.LOOK}


def test_a_computer_with_everything(book: Path, python: Python) -> None:
    assert look(book, Windows(python=python)) == {}


def test_no_python(book: Path) -> None:
    found = look(book, Windows())
    assert list(found) == ["Python"]
    assert "sheet xlwings.conf, cell B1" in found["Python"]


def test_another_xlwings(book: Path, python: Python) -> None:
    python.packages["xlwings"] = "0.30.1"
    [words] = look(book, Windows(python=python)).values()
    assert words.startswith(f"0.30.1 is installed, {xlwings_version()} is needed. Run: ")
    assert words.endswith(f'python.exe" -m pip install xlwings=={xlwings_version()}')


def test_no_packages_at_all(book: Path, tmp_path: Path) -> None:
    bare = Python(tmp_path / "python.exe", {}, ())
    assert list(look(book, Windows(python=bare))) == ["xlwings", "library of xlwings", "bsc-xl", "functions"]


def test_an_older_bsc_xl_is_too_old_and_a_newer_one_is_not(book: Path, python: Python) -> None:
    python.packages["bsc-xl"] = "0.0.9"
    assert list(look(book, Windows(python=python))) == ["bsc-xl"]
    python.packages["bsc-xl"] = "99.0"
    assert look(book, Windows(python=python)) == {}


def test_a_file_from_the_internet(book: Path, python: Python) -> None:
    assert "Unblock" in look(book, Windows(python=python, zone=3))["mark of the web"]
    assert look(book, Windows(python=python, zone=1)) == {}


@pytest.mark.parametrize(("setting", "fine"), [(None, True), (1, True), (2, True), (3, False), (4, False)])
def test_macro_settings(book: Path, python: Python, setting: int | None, fine: bool) -> None:
    assert ("macro settings" not in look(book, Windows(python=python, setting=setting))) is fine


def test_letters_that_cannot_be_passed_on(book: Path, python: Python, tmp_path: Path) -> None:
    for name, fine in (("Bücher und mehr.xlsm", True), ("目標.xlsm", False), ("a;b.xlsm", False)):
        path = tmp_path / name
        path.write_bytes(book.read_bytes())
        assert ("path" not in look(path, Windows(python=python))) is fine, name


def test_formulas_that_call_another_file(book: Path, python: Python, tmp_path: Path) -> None:
    path = tmp_path / "copied.xlsm"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"LEFT(BSC_ENGINE()", b"LEFT([1]!BSC_ENGINE()"))
    assert list(look(path, Windows(python=python))) == ["formulas"]


def test_macros_that_were_lost(book: Path, python: Python, tmp_path: Path) -> None:
    path = tmp_path / "lost.xlsm"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if "vbaProject" not in name:
                new.writestr(name, old.read(name))
    assert "bsc-xl convert" in look(path, Windows(python=python))["workbook"]


def test_a_native_workbook_needs_nothing(tmp_path: Path) -> None:
    path = api.build(api.template("blank"), tmp_path / "x.xlsx").path
    assert [check.state for check in api.doctor(path).checks] == [State.OK]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = api.write(api.template("blank"), tmp_path / "definition.xlsx")
    with pytest.raises(UnreadableInput, match="did not build it"):
        api.doctor(path)


def test_this_computer_s_own_python_is_seen(book: Path) -> None:
    states = {check.name: check.state for check in api.doctor(book).checks}
    assert states["Python"] is states["xlwings"] is states["bsc-xl"] is states["functions"] is State.OK


def test_the_command_prints_and_ends_with_0_or_1(book: Path, tmp_path: Path) -> None:
    bad = tmp_path / "a;b.xlsm"
    bad.write_bytes(book.read_bytes())
    found = CliRunner().invoke(app, ["doctor", str(bad), "--json"])
    assert found.exit_code == 1
    data = json.loads(found.stdout)
    assert data["healthy"] is False
    assert {check["state"] for check in data["checks"]} <= {"ok", "look", "not checked"}
    printed = CliRunner().invoke(app, ["doctor", str(bad)])
    assert printed.exit_code == 1
    assert "look         path: " in printed.stdout
