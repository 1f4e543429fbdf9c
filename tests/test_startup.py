"""The help of the command line comes at once: nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"pandas", "numpy", "openpyxl", "xlsxwriter", "pydantic", "sqlalchemy", "pyarrow"}

_HELP = """
import sys
from bsc_xl.cli import main
sys.argv = ["bsc-xl", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print()
print(*sys.modules)
"""


def test_the_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _HELP, "--help"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    shown, _, modules = done.stdout.rstrip("\n").rpartition("\n")
    assert "build" in shown
    assert set(modules.split()) & HEAVY == set()
