"""Fixtures of the tests under Wine: one Windows for all of them, and the files that bsc-xl makes in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.install_wine import READY, fresh_prefix, home, reason_missing
from tests.engines.wine.windows import KEEP, Windows, there
from tests.program import Answer

COMMANDS = {
    "demo": ("demo", "."),
    "native": ("build", "scorecard-definition.xlsx", "-o", "native.xlsx"),
    "udf": ("build", "scorecard-definition.xlsx", "-o", "live.xlsm", "--flavour", "udf"),
    "doctor": ("doctor", "live.xlsm"),
}


@dataclass(frozen=True)
class Made:
    """What bsc-xl made in Windows: the folder, and what each command printed."""

    folder: Path
    answers: dict[str, Answer]


@pytest.fixture(scope="session")
def windows(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """The Windows Python, in a path with blanks and umlauts; skipped, with the reason, where it was not installed."""
    if reason := reason_missing():
        # Optional where it cannot be installed; where it was, nobody may lose it unnoticed.
        if (home() / READY).is_file() and os.environ.get("BSC_XL_REQUIRE_ENGINES") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(f"Windows Python under Wine: {reason}")
    folder = tmp_path_factory.mktemp("wine") / "Wörk földer für Tests"
    folder.mkdir()
    python = folder / "Python für alle"
    python.symlink_to(home(), target_is_directory=True)
    with fresh_prefix() as variables:
        found = Windows(python, folder, variables | {"PYTHONPATH": there(root)})
        with found.running("-c", KEEP):
            yield found


@pytest.fixture(scope="session")
def made(windows: Windows) -> Made:
    """A demo, both flavours of its workbook, and what the doctor says of the one with functions."""
    folder = windows.folder / "Müllers Scorecard"
    folder.mkdir()
    answers = {name: windows.bsc(*words, folder=folder) for name, words in COMMANDS.items()}
    failed = {name: answer for name, answer in answers.items() if answer.code not in (0, 1)}
    assert failed == {}
    return Made(folder, answers)
