"""A file that another program holds open, as Excel does, is told in words on Windows, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines.wine.windows import Windows
from tests.program import small

pytestmark = pytest.mark.xdist_group("wine")

HOLD = """\
import sys, win32con, win32file
# As Excel opens a workbook: others may read, nobody may write, rename or delete.
share = win32con.FILE_SHARE_READ if sys.argv[2] == "readable" else 0
access = win32con.GENERIC_READ | win32con.GENERIC_WRITE
held = win32file.CreateFile(sys.argv[1], access, share, None, win32con.OPEN_EXISTING, 0, None)
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def folder(windows: Windows, request: pytest.FixtureRequest) -> Path:
    place = windows.folder / f"gehalten {len(list(windows.folder.iterdir()))}"
    place.mkdir()
    small(place)
    return place


@pytest.mark.parametrize("how", ["readable", "closed to all"])
def test_a_workbook_open_in_another_program(how: str, folder: Path, windows: Windows) -> None:
    build = ("build", "definition.toml", "-o", "card.xlsx")
    assert windows.bsc(*build, folder=folder).code == 0
    before = (folder / "card.xlsx").read_bytes()
    with windows.running("-c", HOLD, folder / "card.xlsx", how):
        answer = windows.bsc(*build, folder=folder)
    assert answer.code == 2
    assert "open in another program" in answer.err
    assert "card (2).xlsx" in answer.err
    assert "Traceback" not in answer.out + answer.err
    assert sorted(path.name for path in folder.iterdir()) == ["card.xlsx", "definition.toml"]
    assert (folder / "card.xlsx").read_bytes() == before
    assert windows.bsc(*build, folder=folder).code == 0, "after the other program has closed it"


def test_a_definition_open_in_another_program_is_told(folder: Path, windows: Windows) -> None:
    """Excel lets others read; a program that does not is told of, without a traceback."""
    with windows.running("-c", HOLD, folder / "definition.toml", "closed to all"):
        answer = windows.bsc("build", "definition.toml", "-o", "card.xlsx", folder=folder)
    assert answer.code == 2
    assert "definition.toml" in answer.err
    assert "Traceback" not in answer.out + answer.err
    assert not (folder / "card.xlsx").exists()
