"""Packs the LibreOffice add-in: the component, what describes it, and the code of functions and scoring core."""

from __future__ import annotations

import ast
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bsc_xl import __version__
from bsc_xl.shipped import udfs_folder

FILE_NAME = "bsc-xl-functions.oxt"
IDENTIFIER = "bscxl.functions"
"""By what LibreOffice knows the extension; it stands in `description.xml` too."""

_ABOUT = (
    "META-INF/manifest.xml",
    "LICENSE",
    "XBscFunctions.rdb",
    "addin.components",
    "addin.py",
    "description/de.txt",
    "description/en.txt",
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
_READABLE = 0o644 << 16
_UNIX = 3


def write_addin(target: Path) -> None:
    """Write the add-in; the same version of bsc-xl writes the same bytes on every machine."""
    # Stored and not compressed, since compressors differ from machine to machine.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, data in sorted(_parts()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            package.writestr(entry, data)


def _parts() -> Iterator[tuple[str, bytes]]:
    """The files of the add-in by their names in it."""
    functions, core = udfs_folder(), Path(__file__).resolve().parents[1]
    for name in _ABOUT:
        yield name, (functions / "libreoffice" / name).read_bytes()
    described = (functions / "libreoffice" / "description.xml").read_text(encoding="utf-8")
    yield "description.xml", described.replace("VERSION", __version__).encode()
    yield "packed/bsc_xl/__init__.py", (core / "__init__.py").read_bytes()
    for path in (core / "scoring").glob("*.py"):
        yield f"packed/bsc_xl/scoring/{path.name}", path.read_bytes()
    for path in (*_reached_from(functions / "functions.py"), functions / "__init__.py", functions / "texts.toml"):
        yield f"packed/udfs/{path.name}", path.read_bytes()
    for name in ("__init__.py", "cells.py", "older_python.py", "wizard.py"):
        yield f"packed/udfs/libreoffice/{name}", (functions / "libreoffice" / name).read_bytes()


def _reached_from(start: Path) -> set[Path]:
    """A module with the modules beside it that it imports, and those that these import: no macros."""
    found, waiting = {start}, [start]
    while waiting:
        for node in ast.walk(ast.parse(waiting.pop().read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module:
                path = start.with_name(f"{node.module}.py")
                if path not in found:
                    found.add(path)
                    waiting.append(path)
    return found
