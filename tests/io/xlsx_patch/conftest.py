"""Workbooks of both flavours that many tests of the package editor change copies of."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsc_xl import api
from tests.io.xlsx_write.samples import worded


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small scorecard as a workbook of each flavour, by ending: .xlsx and .xlsm."""
    folder = tmp_path_factory.mktemp("built")
    card = worded("Alpha", "Beta's", "Gamma & Co")
    made = {}
    for ending, flavour in ((".xlsx", "native"), (".xlsm", "udf")):
        made[ending] = Path(api.build(card, folder / f"scorecard{ending}", flavour=flavour).path)
    return made


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workbook."""
    return Path(api.demo(tmp_path_factory.mktemp("demo"))[1].path)


@pytest.fixture(params=[".xlsx", ".xlsm"])
def issued(request: pytest.FixtureRequest, built: dict[str, Path]) -> Path:
    """A small scorecard's workbook, once of each flavour."""
    return built[request.param]
