"""Finds the folders that come with bsc-xl but stand outside the package: workbook templates and functions for Excel.

In a checkout, and in an editable install, they stand at the top beside the package. A wheel carries them inside it, in
`bsc_xl/_shipped`, because a wheel must not put folders of such general names into everybody's site-packages.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from bsc_xl.errors import BrokenInstallation

_PACKAGE = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """The folder with one folder per workbook template.

    Raises BrokenInstallation if it is not there.
    """
    return _find("workbook_templates")


def udfs_folder() -> Path:
    """The folder with what spreadsheet programs load: the xlwings module and the LibreOffice add-in.

    Raises BrokenInstallation if it is not there.
    """
    return _find("udfs")


def load_udfs(name: str = "bsc_xl._udfs", module: str = "functions") -> ModuleType:
    """The module of all functions, with the folder loaded as a package under a private name.

    Args:
        name: what the package is called in this process; a name that is loaded already is not loaded again.
        module: ``functions``, or ``macros``, which needs xlwings.

    Raises BrokenInstallation if the folder is not there.
    """
    if name not in sys.modules:
        folder = udfs_folder()
        spec = importlib.util.spec_from_file_location(
            name, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:
            raise BrokenInstallation(f"The functions of bsc-xl in {folder} cannot be loaded: install bsc-xl again.")
        package = importlib.util.module_from_spec(spec)
        sys.modules[name] = package
        spec.loader.exec_module(package)
    return importlib.import_module(f"{name}.{module}")


def _find(name: str, package: Path = _PACKAGE) -> Path:
    """The folder `name`, inside an installed package or beside a package in a checkout."""
    carried = package / "_shipped" / name
    if carried.is_dir():
        return carried
    beside = package.parent / name
    # Without the project file this is some site-packages, where a folder of that name is somebody else's.
    if beside.is_dir() and (package.parent / "pyproject.toml").is_file():
        return beside
    raise BrokenInstallation(
        f"The folder {name} of bsc-xl is missing, neither {carried} nor {beside} exists: install bsc-xl again."
    )
