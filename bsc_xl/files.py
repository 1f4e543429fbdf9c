"""Files that are replaced whole: written beside the old one and renamed, so that a crash leaves the old one."""

from __future__ import annotations

import os
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bsc_xl.errors import CannotWrite, FileInUse, WrongUsage


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """Give a new, empty file in the same folder that takes the place of ``path`` when the block ends well.

    Args:
        path: the file to write, new or old. A link is followed, so that it stays a link.

    Yields:
        The file to write to; the folder, and so the disk, is that of ``path``, and the ending is the same.

    Raises:
        WrongUsage: the folder is missing or closed to writing, or ``path`` is a folder.
        FileInUse: the old file is protected from writing, or open in a program that locks it, as Excel does on Windows.
        CannotWrite: the system refuses, in the block or after it: no space left, for example.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise WrongUsage(f"{path} is a folder; give the name of a file.")
    if not target.parent.is_dir():
        raise WrongUsage(f"There is no folder {target.parent}.")
    _refuse_locked(target)
    beside = _new_file_beside(target)
    try:
        with _told_in_words(path):
            yield beside
            _put_in_place(beside, target)
    except BaseException as error:
        # Windows removes no open file, and the frames of what was interrupted keep the writer's file open.
        traceback.clear_frames(error.__traceback__)
        raise
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def free_name(path: Path) -> Path:
    """The first name like ``scorecard (2).xlsx`` that no file in the folder has."""
    number = 2
    while (candidate := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return candidate


def _refuse_locked(target: Path) -> None:
    """Say so before the work and not after it."""
    try:
        if target.exists():
            target.open("rb+").close()
    except PermissionError:
        raise FileInUse(target, free_name(target)) from None


def _new_file_beside(target: Path) -> Path:
    # Opened by name and not by tempfile, whose files only their owner may read.
    beside = target.with_name(f".{target.stem[:50]}-{secrets.token_hex(6)}{target.suffix}")
    try:
        beside.open("xb").close()
    except PermissionError:
        raise WrongUsage(f"Nothing can be written in the folder {target.parent}.") from None
    except OSError as error:
        raise CannotWrite(f"{target} cannot be written: {error.strerror or error}.") from None
    return beside


@contextmanager
def _told_in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        # XlsxWriter puts an error of the system into one of its own.
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
        if not isinstance(cause, OSError):
            raise
        raise CannotWrite(f"{path} cannot be written: {cause.strerror or cause}.") from error


def _put_in_place(beside: Path, target: Path) -> None:
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except PermissionError:
        raise FileInUse(target, free_name(target)) from None
