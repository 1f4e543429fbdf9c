"""Runs the command line as its users do, in this process or as one of its own; and a small scorecard to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from bsc_xl.cli import app

SMALL = """\
[scorecard]
name = "Small"
organisation = "Small Ltd"
first_year = 2026
last_year = 2026
report_period = "2026-06"

[[perspectives]]
id = "financial"
name = "Financial"

[[perspectives]]
id = "customer"
name = "Customer"

[[objectives]]
id = "earn"
name = "Earn more"
perspective = "financial"

[[objectives]]
id = "please"
name = "Please customers"
perspective = "customer"

[[units]]
id = "corp"
name = "Corporate"

[[units]]
id = "sales"
name = "Sales"
parent = "corp"

[[measures]]
id = "revenue"
unit = "corp"
objective = "earn"
name = "Revenue"
baseline = 100.0
target = 200.0

[[measures]]
id = "loyalty"
unit = "sales"
objective = "please"
name = "Loyalty"
baseline = 10.0
target = 20.0

[[actuals]]
measure = "revenue"
period = "2026-06"
actual = 150.0

[[actuals]]
measure = "loyalty"
period = "2026-06"
actual = 18.0
"""
"""Two perspectives, two units, two measures with a figure each: the least that has everything."""


@dataclass(frozen=True)
class Answer:
    """How the program ended, and what it printed."""

    code: int
    out: str
    err: str


def bsc(*arguments: object) -> Answer:
    """Run the command line inside this process; anything but an orderly end is raised."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)


def bsc_process(*arguments: object, folder: Path | None = None, **environment: str) -> Answer:
    """Run the command line as a process of its own."""
    command = [sys.executable, "-m", "bsc_xl", *(str(argument) for argument in arguments)]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def small(folder: Path, *changes: tuple[str, str], more: str = "", name: str = "definition.toml") -> Path:
    """Write the small scorecard, with texts replaced by others and more at its end."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text + more, encoding="utf-8")
    return path
