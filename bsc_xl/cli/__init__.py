"""The command line: reads arguments, calls `bsc_xl.api`, prints; ends with 0, 1 (findings) or 2 (cannot be done)."""

from __future__ import annotations

import sys
import traceback

from bsc_xl.cli.output import CANNOT
from bsc_xl.cli.verbs import app

__all__ = ["app", "main"]


def main() -> None:
    """Entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        # Old Windows consoles cannot print every letter of every name; that must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except Exception:  # noqa: BLE001  # 1, with which Python would end, means findings
        traceback.print_exc()
        sys.stderr.write("This is a mistake in bsc-xl and not yours: please report it with the lines above.\n")
        sys.exit(CANNOT)
