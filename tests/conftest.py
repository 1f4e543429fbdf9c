"""Fixtures for all tests: the real programs and the real data that a test may need.

Where one is missing the test is skipped with its reason printed. In CI none may be missing, and the skip is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from bsc_xl.errors import EngineMissing
from tests.engines.libreoffice import LibreOffice, for_tests
from tests.report.chromium import BrowserMissing, browser

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real data that stands beside the checkout, or where BSC_XL_SHARED says."""
    folder = Path(os.environ.get("BSC_XL_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        reason = f"real data: no folder {folder}; BSC_XL_SHARED can name it"
        _miss(reason, required=os.environ.get("CI") == "true")
    return folder


@pytest.fixture(scope="session")
def libreoffice() -> LibreOffice:
    """LibreOffice; BSC_XL_REQUIRE_ENGINES=1 makes its absence a failure."""
    try:
        return for_tests()
    except EngineMissing as missing:
        _miss(str(missing), required=os.environ.get("BSC_XL_REQUIRE_ENGINES") == "1")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Chromium; BSC_XL_REQUIRE_ENGINES=1 makes its absence a failure."""
    try:
        with browser(tmp_path_factory.mktemp("chromium")) as address:
            yield address
    except BrowserMissing as missing:
        _miss(str(missing), required=os.environ.get("BSC_XL_REQUIRE_ENGINES") == "1")


def _miss(reason: str, *, required: bool) -> NoReturn:
    if required:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
