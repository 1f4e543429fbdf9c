"""The installer of the Windows Python: what it pins, what it says when it cannot, and the library that it makes."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from scripts import install_wine
from scripts.windows_library import forwarding_library


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_a_failure_is_told_kept_in_words_and_no_failure_of_the_installer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert install_wine.reason_missing() == "not installed; scripts/install_engines.py tries to"
    assert install_wine.main() == 0
    assert "not installed, its tests will be skipped: Wine is installed only where" in capsys.readouterr().out
    assert install_wine.reason_missing().startswith("not installed: Wine is installed only where")


def test_what_is_installed_is_known_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    before = install_wine.home()
    assert install_wine.home() == before
    monkeypatch.setattr(install_wine, "OLDER", {})
    assert install_wine.home() != before


def test_a_python_whose_wine_is_gone_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    install_wine.home().mkdir(parents=True)
    (install_wine.home() / install_wine.READY).touch()
    monkeypatch.setattr(shutil, "which", lambda _: "wine")
    assert install_wine.reason_missing() == ""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "not there now" in install_wine.reason_missing()


def test_pins_are_the_project_s_but_for_what_wine_is_too_old_for() -> None:
    pins = dict(pin.split("==") for pin in install_wine._pins())
    theirs = dict(
        pin.split("==") for pin in (install_wine.ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    )
    assert {name for name in theirs if pins[name] != theirs[name]} == set(install_wine.OLDER)
    assert not any(name.startswith("pywin32") for name in pins), "pinned where it is asked for"


def test_wine_keeps_to_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("DISPLAY", ":0")
    variables = install_wine.environment(tmp_path / "prefix")
    assert variables["WINEPREFIX"] == str(tmp_path / "prefix")
    assert not {"PYTHONPATH", "DISPLAY"} & set(variables)


def test_a_library_that_passes_calls_on() -> None:
    """Read back by the fields of the format: one section, the table of exports, each entry a text inside it."""
    made = forwarding_library("x.dll", {"Second": "b.Two", "First": "a.One"})
    head = struct.unpack_from("<I", made, 60)[0]
    assert made[:2] == b"MZ"
    assert made[head : head + 4] == b"PE\0\0"
    exports, size = struct.unpack_from("<2I", made, head + 24 + 112)
    start, file_start = struct.unpack_from("<4xI4xI", made, head + 24 + 240 + 8)

    def text(place: int) -> str:
        at = place - start + file_start
        return made[at : made.index(b"\0", at)].decode()

    fields = struct.unpack_from("<7I", made, exports - start + file_start + 12)
    name, _, count, names_count, functions, names, _ = fields
    assert (text(name), count, names_count) == ("x.dll", 2, 2)
    at = [place - start + file_start for place in (functions, names)]
    targets, called = ([text(one) for one in struct.unpack_from("<2I", made, place)] for place in at)
    assert dict(zip(called, targets, strict=True)) == {"First": "a.One", "Second": "b.Two"}
    assert called == sorted(called)
    assert all(exports <= one < exports + size for one in struct.unpack_from("<2I", made, at[0]))


def test_a_library_with_too_many_functions_is_refused() -> None:
    with pytest.raises(ValueError, match="more functions"):
        forwarding_library("x.dll", {f"F{n}": f"other.F{n}" for n in range(50)})
