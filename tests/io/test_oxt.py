"""The add-in's package: the same bytes each time, all that it names inside, and nothing but what it needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import bsc_xl
from bsc_xl.errors import BrokenInstallation
from bsc_xl.io import oxt
from bsc_xl.io.oxt import IDENTIFIER, write_addin

MANIFEST = "{http://openoffice.org/2001/manifest}"
DESCRIPTION = "{http://openoffice.org/extensions/description/2006}"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "functions.oxt"
    write_addin(path)
    return path


def test_the_same_bytes_each_time(package: Path, tmp_path: Path) -> None:
    write_addin(tmp_path / "again.oxt")
    assert (tmp_path / "again.oxt").read_bytes() == package.read_bytes()


def test_everything_named_is_inside(package: Path) -> None:
    with zipfile.ZipFile(package) as parts:
        names = set(parts.namelist())
        manifest = ET.fromstring(parts.read("META-INF/manifest.xml"))
        listed = {entry.get(f"{MANIFEST}full-path", "") for entry in manifest}
        components = ET.fromstring(parts.read("addin.components"))
        described = ET.fromstring(parts.read("description.xml"))
    assert listed <= names
    assert {component.get("uri") for component in components} <= names
    texts = described.findall(f"{DESCRIPTION}extension-description/{DESCRIPTION}src")
    assert {text.get("{http://www.w3.org/1999/xlink}href") for text in texts} <= names
    assert {text.get("lang") for text in texts} == {"en", "de"}


def test_it_says_its_name_version_and_what_it_needs(package: Path) -> None:
    with zipfile.ZipFile(package) as parts:
        described = ET.fromstring(parts.read("description.xml"))
    found = {child.tag.partition("}")[2]: child for child in described.iter()}
    assert found["identifier"].get("value") == IDENTIFIER
    assert found["version"].get("value") == bsc_xl.__version__
    assert found["LibreOffice-minimal-version"].get("value") == "24.8"


def test_the_licence_is_the_project_s(package: Path, root: Path) -> None:
    with zipfile.ZipFile(package) as parts:
        assert parts.read("LICENSE") == (root / "LICENSE").read_bytes()


def test_the_packed_code_needs_neither_xlwings_nor_anything_else(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(package) as parts:
        parts.extractall(folder)
        names = parts.namelist()
    assert not [name for name in names if "macro" in name]
    code = (
        f"import sys; sys.path.insert(0, {str(folder / 'packed')!r})\n"
        "import udfs.functions, udfs.libreoffice.cells, udfs.libreoffice.wizard\n"
        "import bsc_xl; assert 'packed' in bsc_xl.__file__\n"
        "print(udfs.libreoffice.cells.answers(udfs.functions.FUNCTIONS)['BSC_ENGINE']())"
    )
    # -I and -S: no site-packages, and so neither xlwings nor an installed bsc-xl.
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == f"bsc-xl {bsc_xl.__version__}", done.stderr


def test_missing_parts_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def gone() -> Path:
        raise BrokenInstallation("The folder udfs of bsc-xl is missing")

    monkeypatch.setattr(oxt, "udfs_folder", gone)
    with pytest.raises(BrokenInstallation, match="udfs"):
        write_addin(tmp_path / "x.oxt")
