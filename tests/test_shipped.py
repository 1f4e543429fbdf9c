"""Where the folders beside the package are found, and what is said when they are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsc_xl import shipped
from bsc_xl.errors import BrokenInstallation


def test_in_a_checkout_they_stand_beside_the_package(root: Path) -> None:
    assert shipped.templates_folder() == root / "workbook_templates"
    assert shipped.udfs_folder() == root / "udfs"


def test_an_installed_package_carries_them(tmp_path: Path) -> None:
    carried = tmp_path / "bsc_xl" / "_shipped" / "udfs"
    carried.mkdir(parents=True)
    assert shipped._find("udfs", tmp_path / "bsc_xl") == carried


def test_a_strangers_folder_of_that_name_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "bsc_xl").mkdir()
    (tmp_path / "udfs").mkdir()  # as in a site-packages, where no project file stands
    with pytest.raises(BrokenInstallation, match="udfs of bsc-xl is missing"):
        shipped._find("udfs", tmp_path / "bsc_xl")
