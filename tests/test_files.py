"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import weakref
from pathlib import Path
from typing import Any

import pytest

from bsc_xl.errors import CannotWrite, FileInUse, WrongUsage
from bsc_xl.files import free_name, replace_file


def test_a_new_file(tmp_path: Path) -> None:
    with replace_file(tmp_path / "new.xlsx") as beside:
        assert beside.parent == tmp_path
        assert beside.suffix == ".xlsx"
        beside.write_bytes(b"new")
        assert not (tmp_path / "new.xlsx").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["new.xlsx"]
    assert (tmp_path / "new.xlsx").read_bytes() == b"new"


def test_a_crash_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "card.xlsx"
    target.write_bytes(b"old")

    def write_and_fail() -> None:
        with replace_file(target) as beside:
            beside.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert [path.name for path in tmp_path.iterdir()] == ["card.xlsx"]
    assert target.read_bytes() == b"old"


def test_a_file_open_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to rename over an open file; elsewhere that is played."""
    target = tmp_path / "card.xlsx"
    target.write_bytes(b"old")
    (tmp_path / "card (2).xlsx").touch()

    def refuse(self: Path, other: Path) -> None:
        raise PermissionError(13, "in use", str(other))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileInUse, match=r"open in another program.*card \(3\)\.xlsx") as caught, replace_file(target):
        pass
    assert caught.value.instead == tmp_path / "card (3).xlsx"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card (2).xlsx", "card.xlsx"]
    assert target.read_bytes() == b"old"


def test_free_names(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a.xlsx").name == "a (2).xlsx"


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="is a folder"), replace_file(tmp_path):
        pass
    with pytest.raises(WrongUsage, match="no folder"), replace_file(tmp_path / "missing" / "a.xlsx"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "card.xlsx", tmp_path / "link.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    with replace_file(link) as beside:
        beside.write_bytes(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_closed_to_writing(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WrongUsage, match="Nothing can be written"), replace_file(tmp_path / "a.xlsx"):
        pass


def test_a_file_protected_from_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said before the work. Played, because root may write everywhere."""
    target = tmp_path / "card.xlsx"
    target.write_bytes(b"old")
    real = Path.open

    def protected(self: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if self == target and mode == "rb+":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, mode, *given, **named)

    monkeypatch.setattr(Path, "open", protected)
    with pytest.raises(FileInUse, match=r"protected from writing.*card \(2\)\.xlsx"), replace_file(target):
        pytest.fail("the work began")
    assert [path.name for path in tmp_path.iterdir()] == ["card.xlsx"]


class LibraryError(Exception):
    """As XlsxWriter has one around an error of the system."""


@pytest.mark.parametrize("error", [OSError(28, "No space left"), LibraryError(OSError(28, "No space left"))])
def test_a_full_disk(error: Exception, tmp_path: Path) -> None:
    target = tmp_path / "card.xlsx"
    target.write_bytes(b"old")

    def write() -> None:
        with replace_file(target) as beside:
            beside.write_bytes(b"half")
            raise error

    with pytest.raises(CannotWrite, match=r"card\.xlsx cannot be written: No space left\."):
        write()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_other_errors_pass_as_they_are(tmp_path: Path) -> None:
    def write() -> None:
        with replace_file(tmp_path / "card.xlsx"):
            raise LibraryError("something else")

    with pytest.raises(LibraryError, match="something else"):
        write()
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_was_stopped_lets_go_of_the_file(tmp_path: Path) -> None:
    """Windows removes no open file; the writer's variable lives on in the traceback."""
    held: list[weakref.ref[Any]] = []

    def write(beside: Path) -> None:
        file = beside.open("wb")
        held.append(weakref.ref(file))
        raise KeyboardInterrupt

    def run() -> None:
        with replace_file(tmp_path / "card.xlsx") as beside:
            write(beside)

    with pytest.warns(ResourceWarning), pytest.raises(KeyboardInterrupt):
        run()
    assert held[0]() is None
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_the_system_does_not_take(tmp_path: Path) -> None:
    with pytest.raises((CannotWrite, OSError)), replace_file(tmp_path / ("a" * 300 + ".xlsx")):
        pass
