"""Installs an add-in into the LibreOffice of the person who asks, and takes it out again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bsc_xl.engines.libreoffice import LibreOffice, find_unopkg
from bsc_xl.errors import EngineFailed, WrongUsage

LEAST = (24, 8)
"""In earlier versions a function of an add-in is not found by its plain name in .xlsx files."""

_AS_ROOT = (
    "LibreOffice installs no add-in for the administrator (root). Run this as the person who uses LibreOffice, or "
    "write the file (bsc-xl addin libreoffice -o FILE.oxt) and let that person open it with LibreOffice."
)
_LIMIT = 300.0


def install(package: Path) -> str:
    """Install an extension, or put it in the place of an earlier one; returns the version of LibreOffice.

    Raises:
        EngineMissing: there is no LibreOffice here.
        EngineFailed: LibreOffice is too old, or did not take it.
        WrongUsage: asked for by root.
    """
    office = LibreOffice.here()
    version = office.version()
    if not is_recent(version):
        raise EngineFailed(f"LibreOffice {version} is too old: the functions need {_words(LEAST)} or later.")
    _unopkg(office, "add", "--force", "--suppress-license", str(package))
    return version


def uninstall(identifier: str) -> bool:
    """Take an extension out; False where it was not installed.

    Raises:
        EngineMissing, EngineFailed, WrongUsage: as `install`.
    """
    office = LibreOffice.here()
    if identifier not in _unopkg(office, "list"):
        return False
    _unopkg(office, "remove", identifier)
    return True


def is_recent(version: str) -> bool:
    """Whether add-ins work in a version of LibreOffice, such as 25.2.3.2."""
    found = re.match(r"(\d+)\.(\d+)", version)
    return found is not None and (int(found[1]), int(found[2])) >= LEAST


def _words(version: Sequence[int]) -> str:
    return ".".join(map(str, version))


def _unopkg(office: LibreOffice, *arguments: str) -> str:
    """Run LibreOffice's program for extensions as this person; returns what it printed."""
    if sys.platform != "win32" and os.geteuid() == 0:
        raise WrongUsage(_AS_ROOT)
    # Python's own variables would lead the Python inside LibreOffice astray.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        done = subprocess.run(
            [str(find_unopkg(office.soffice)), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LIMIT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineFailed(f"LibreOffice did not answer within {_LIMIT:g} seconds: close it and try again.") from error
    if done.returncode != 0:
        raise EngineFailed("LibreOffice refused; close it and try again. It said:", done.stdout + done.stderr)
    return done.stdout
