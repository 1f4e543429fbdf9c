"""Imports point one way, and the test that says so can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import layers


def test_imports_point_one_way(root: Path) -> None:
    assert layers.breaches(root) == []


@pytest.mark.parametrize(
    ("module", "text", "reason"),
    [
        ("bsc_xl.model.x", "from bsc_xl.layout.types import Column", "model may not import layout"),
        ("bsc_xl.scoring.x", "import numpy as np", "scoring imports numpy, which is not of the standard library"),
        ("bsc_xl.scoring.x", "from bsc_xl.model import Scorecard", "scoring may not import model"),
        ("bsc_xl.scoring.x", "from bsc_xl.errors import BscError", "scoring may not import errors"),
        ("bsc_xl.rules.x", "def f():\n    import bsc_xl.io.xlsx_read", "rules may not import io"),
        ("bsc_xl.cli", "from bsc_xl import io", "cli may not import io"),
        ("bsc_xl.io.x", "from bsc_xl.api import build", "io may not import api"),
        ("bsc_xl.io.x", "from ..report import text", "io may not import report"),
        ("bsc_xl.io.__init__", "from ..report import text", "io may not import report"),
        ("bsc_xl.api", "from bsc_xl.cli import main", "api may not import cli"),
        ("bsc_xl.facts.x", "if TYPE_CHECKING:\n    from bsc_xl.rules import Finding", "facts may not import rules"),
        ("bsc_xl.layout.x", "importlib.import_module('bsc_xl.api')", "layout may not import api"),
        ("bsc_xl.odds_and_ends", "import re", "odds_and_ends has no place in the order of layers"),
        ("udfs.functions", "from bsc_xl.io import xlsx_read", "udfs may not import io"),
        ("bsc_xl.rules.x", "import udfs", "rules may not import udfs"),
    ],
)
def test_a_wrong_import_is_seen(module: str, text: str, reason: str) -> None:
    assert [layers.breach(one) for one in layers.imports(module, text)] == [reason]


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("bsc_xl.scoring.x", "import math\nfrom bsc_xl.scoring.status import band\nfrom . import trend"),
        ("bsc_xl.layout.x", "from bsc_xl.model import Unit\nfrom bsc_xl.evaluation import Result"),
        ("bsc_xl.io.x", "import xlsxwriter\nfrom bsc_xl import __version__\nfrom bsc_xl.layout.types import Column"),
        ("bsc_xl.api", "from bsc_xl.io import definition\nfrom bsc_xl import ledger"),
        ("bsc_xl.cli", "import typer\nfrom bsc_xl import api, errors"),
        ("bsc_xl.__main__", "from bsc_xl.cli import main"),
        ("udfs.functions", "from bsc_xl import scoring"),
    ],
)
def test_a_right_import_passes(module: str, text: str) -> None:
    assert [layers.breach(one) for one in layers.imports(module, text) if layers.breach(one)] == []


def test_a_breach_is_found_in_files(tmp_path: Path) -> None:
    bad = tmp_path / "bsc_xl" / "model" / "bad.py"
    bad.parent.mkdir(parents=True)
    bad.write_text('"""Bad."""\n\nfrom bsc_xl import api\n', encoding="utf-8")
    assert layers.breaches(tmp_path) == ["bsc_xl.model.bad:3: model may not import api"]
