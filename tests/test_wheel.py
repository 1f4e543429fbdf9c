"""The built wheel, installed in a folder of its own: it carries and finds what stands outside the package here.

Neither building nor installing asks an index: hatchling is there as a test dependency, and dependencies are left out.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import bsc_xl

# One worker builds once for all of them.
pytestmark = pytest.mark.xdist_group("wheel")

FOLDERS = ("workbook_templates", "udfs")


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run([sys.executable, *map(str, command)], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run("-m", "pip", "wheel", "-q", "--no-deps", "--no-index", "--no-build-isolation", "-w", out, root)
    [made] = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "-q", "--no-compile", "--no-deps", "--no-index", "--target", target, wheel)
    return target


def test_its_name_has_the_version_of_the_package(wheel: Path) -> None:
    assert wheel.name == f"bsc_xl-{bsc_xl.__version__}-py3-none-any.whl"


def test_an_installed_wheel_finds_its_folders(installed: Path, tmp_path: Path) -> None:
    # -I and -S: no current folder, no environment and no site-packages, where the editable install would answer.
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r})\n"
        "from bsc_xl.shipped import templates_folder, udfs_folder\n"
        "print(templates_folder()); print(udfs_folder())"
    )
    found = [Path(line) for line in run("-I", "-S", "-c", code, cwd=tmp_path).splitlines()]
    assert found == [installed / "bsc_xl" / "_shipped" / name for name in FOLDERS]


def test_an_installed_wheel_has_the_module_that_workbooks_name(installed: Path, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r})\n"
        "import bsc_xl.udf as udf\n"
        "print(udf.__file__, udf.BSC_SCORE(0.5))"
    )
    # Not -S, as xlwings is needed; what stands first in the path is found first.
    assert run("-I", "-B", "-c", code, cwd=tmp_path).strip() == f"{installed / 'bsc_xl' / 'udf.py'} [[50.0]]"


@pytest.mark.parametrize("name", FOLDERS)
def test_every_tracked_file_of_the_folders_is_in_it(name: str, root: Path, installed: Path) -> None:
    caches = {"__pycache__"}
    expected = {
        path.relative_to(root) for path in (root / name).rglob("*") if path.is_file() and not caches & set(path.parts)
    }
    carried = installed / "bsc_xl" / "_shipped"
    assert {path.relative_to(carried) for path in (carried / name).rglob("*") if path.is_file()} == expected


def test_it_puts_nothing_but_the_package_into_site_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0] for name in names} == {"bsc_xl", f"bsc_xl-{bsc_xl.__version__}.dist-info"}
    assert "bsc_xl/py.typed" in names
    assert not [name for name in names if name.endswith(".pyc")]


def test_it_carries_what_reports_are_made_of(root: Path, wheel: Path) -> None:
    folder = root / "bsc_xl" / "report" / "validation"
    parts = {path.name for path in folder.iterdir() if path.suffix not in (".py", "") or path.name == "__init__.py"}
    assert {"page.html.jinja", "page.css", "page.js", "report.schema.json"} <= parts
    with zipfile.ZipFile(wheel) as archive:
        assert parts <= {Path(name).name for name in archive.namelist() if name.startswith("bsc_xl/report/validation/")}


def test_the_source_archive_carries_them_too(root: Path, tmp_path: Path) -> None:
    run("-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=root)
    [made] = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        tops = {name.split("/")[1] for name in archive.getnames()}
    assert {*FOLDERS, "bsc_xl", "tests", "scripts", "pyproject.toml", "constraints.txt", "LICENSE"} <= tops
    assert ".venv" not in tops
