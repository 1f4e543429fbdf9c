"""bsc-xl addin: writes the add-in, has LibreOffice install it, and says what to do where that cannot be.

A LibreOffice that only notes what it is asked stands in for the real one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bsc_xl.cli import app
from bsc_xl.engines import libreoffice, libreoffice_addin

needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["addin", *words])
    return done.exit_code, " ".join(done.output.split())


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for LibreOffice's programs, and a person who is not root; `asked` lists what was asked."""
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\necho "LibreOffice ${VERSION:-25.2.3.2} 520(Build:2)"\n', encoding="utf-8")
    unopkg = tmp_path / "unopkg"
    unopkg.write_text(
        f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n[ -z "$REFUSES" ] || {{ echo "no space"; exit 1; }}\n'
        '[ "$1" != list ] || echo "Identifier: $INSTALLED"\n',
        encoding="utf-8",
    )
    for path in (program, unopkg):
        path.chmod(0o755)
    monkeypatch.setenv("BSC_XL_SOFFICE", str(program))
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    return tmp_path


def test_it_writes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = run("libreoffice")
    assert code == 0
    assert said.startswith("bsc-xl-functions.oxt the add-in: open it with LibreOffice")
    assert (tmp_path / "bsc-xl-functions.oxt").read_bytes().startswith(b"PK")
    assert run("libreoffice")[0] == 2
    assert run("libreoffice", "--force", "--quiet") == (0, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("excel",), "There is no add-in for excel"),
        (("libreoffice", "-o", "functions.zip"), "an add-in for LibreOffice ends in .oxt"),
        (("libreoffice", "-o", "x.oxt", "--install"), "Give one of"),
        (("libreoffice", "--install", "--uninstall"), "Give one of"),
    ],
)
def test_wrong_words_are_said(words: tuple[str, ...], said: str) -> None:
    code, found = run(*words)
    assert code == 2
    assert said in found


@needs_scripts
def test_it_is_installed_over_an_earlier_one(office: Path) -> None:
    assert run("libreoffice", "--install") == (
        0,
        "LibreOffice 25.2.3.2 has the functions; start it anew, and wizard and formulas know them.",
    )
    asked = (office / "asked").read_text(encoding="utf-8")
    assert asked.startswith("add --force --suppress-license ")
    assert asked.strip().endswith("bsc-xl-functions.oxt")


@needs_scripts
def test_it_is_taken_out_by_its_name(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTALLED", "bscxl.functions")
    assert run("libreoffice", "--uninstall") == (0, "The functions are gone from LibreOffice.")
    assert (office / "asked").read_text(encoding="utf-8") == "list\nremove bscxl.functions\n"


@needs_scripts
def test_what_is_not_installed_is_not_taken_out(office: Path) -> None:
    assert run("libreoffice", "--uninstall") == (0, "The functions were not installed.")
    assert (office / "asked").read_text(encoding="utf-8") == "list\n"


@needs_scripts
def test_an_old_libreoffice_is_told(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERSION", "7.4.7.2")
    code, said = run("libreoffice", "--install")
    assert code == 2
    assert said == "LibreOffice 7.4.7.2 is too old: the functions need 24.8 or later."
    assert not (office / "asked").exists()


@needs_scripts
def test_a_refusal_is_handed_on(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUSES", "1")
    code, said = run("libreoffice", "--install")
    assert code == 2
    assert said == "LibreOffice refused; close it and try again. It said: no space"


@needs_scripts
def test_root_is_told_what_to_do(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(libreoffice.LibreOffice, "version", lambda _: "25.2.3.2")
    code, said = run("libreoffice", "--install")
    assert code == 2
    assert "Run this as the person who uses LibreOffice" in said
    assert not (office / "asked").exists()


def test_no_libreoffice_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BSC_XL_SOFFICE", str(tmp_path / "nowhere"))
    code, said = run("libreoffice", "--install")
    assert code == 2
    assert "LibreOffice is not installed here" in said


@pytest.mark.parametrize(
    ("version", "recent"),
    [("24.8.0.3", True), ("25.2.3.2", True), ("24.2.7.2", False), ("7.6.4.1", False), ("", False)],
)
def test_versions(version: str, recent: bool) -> None:
    assert libreoffice_addin.is_recent(version) == recent
