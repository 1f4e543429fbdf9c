"""The engine installer: how it derives the backports from a machine's own sources, and how it gives up."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from scripts import install_engines
from scripts.install_engines import CannotInstallError, backports_source

DEB822 = """\
Types: deb deb-src
# a comment
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Check-Valid-Until: no
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
"""

ONE_LINE = """\
# deb http://old.example/debian bookworm main
deb http://mirror.example/security bookworm-security main
deb [arch=amd64 signed-by=/x.gpg] http://mirror.example/debian bookworm main contrib
"""


@pytest.fixture
def apt(tmp_path: Path) -> Path:
    (tmp_path / "sources.list.d").mkdir()
    return tmp_path


def test_a_deb822_source_keeps_its_mirror_keys_and_options(apt: Path) -> None:
    (apt / "sources.list.d" / "debian.sources").write_text(DEB822, encoding="utf-8")
    name, text = backports_source(apt, "bookworm")
    assert name == "bsc-xl-backports.sources"
    assert text.splitlines() == [
        "Types: deb",
        "URIs: http://mirror.example/debian",
        "Suites: bookworm-backports",
        "Components: main",
        "Check-Valid-Until: no",
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg",
    ]


@pytest.mark.parametrize("place", ["sources.list", "sources.list.d/debian.list"])
def test_a_one_line_source_keeps_its_options(apt: Path, place: str) -> None:
    (apt / place).write_text(ONE_LINE, encoding="utf-8")
    assert backports_source(apt, "bookworm") == (
        "bsc-xl-backports.list",
        "deb [arch=amd64 signed-by=/x.gpg] http://mirror.example/debian bookworm-backports main\n",
    )


def test_a_disabled_source_is_not_taken(apt: Path) -> None:
    (apt / "sources.list.d" / "debian.sources").write_text("Enabled: no\n" + DEB822, encoding="utf-8")
    with pytest.raises(CannotInstallError, match="no apt source of bookworm"):
        backports_source(apt, "bookworm")


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--require"], 1)])
def test_a_machine_without_apt_is_told_why(
    arguments: list[str],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("BSC_XL_REQUIRE_ENGINES", raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert install_engines.main(arguments) == code
    printed = capsys.readouterr().out
    assert printed.count("\n") == 2
    assert "no apt on this machine; install LibreOffice by hand" in printed
    assert "no apt on this machine; install Chromium or Chrome by hand" in printed


def test_a_browser_that_is_there_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BSC_XL_CHROMIUM", "")
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "google-chrome" else None)
    assert install_engines.install_browser() == "already there, /bin/google-chrome"


def test_a_browser_is_installed_apart_from_the_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(install_engines, "root_prefix", list)
    monkeypatch.setattr(install_engines, "apt_get", lambda root, *arguments: asked.append(arguments))
    assert install_engines.install_browser() == "installed chromium"
    assert asked[-1][-1] == "chromium"


def test_versions_are_read_as_debian_writes_them() -> None:
    assert install_engines._is_recent("4:25.2.3-2+deb13u5~bpo12+1")
    assert install_engines._is_recent("4:26.8.1-1")
    assert not install_engines._is_recent("4:7.4.7-1+deb12u14")
    assert not install_engines._is_recent("")
