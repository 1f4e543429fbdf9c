"""The same scorecard gives the same bytes, in another process, another time zone and with another hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from bsc_xl.io.xlsx_write import write_workbook
from tests.layout.samples import layout

_SCRIPT = """
import sys
from pathlib import Path
from bsc_xl.io.xlsx_write import write_workbook
from tests.layout.samples import layout
write_workbook(layout("random"), Path(sys.argv[1]))
"""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_same_bytes_in_another_process(root: Path, tmp_path: Path) -> None:
    write_workbook(layout("random"), tmp_path / "here.xlsx")
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    )
    for number, world in enumerate(worlds):
        path = tmp_path / f"{number}.xlsx"
        subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(path)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), **world},
            check=True,
        )
        assert digest(path) == digest(tmp_path / "here.xlsx")


def test_writing_twice_gives_the_same_and_leaves_the_layout_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_workbook(layout("company"), tmp_path / name)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
