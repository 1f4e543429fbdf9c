"""The command line: reads arguments, calls `bsc_xl.api`, prints; ends with 0, 1 (findings) or 2 (cannot be done)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from bsc_xl.cli.endings import CANNOT, STOPPED, STOPPED_WORDS

if TYPE_CHECKING:
    from bsc_xl.cli.verbs import app

__all__ = ["app", "main"]


def main() -> None:
    """Entry point of the program."""
    try:
        # Imported in here, since it takes a third of a second in which somebody may press Ctrl-C.
        from bsc_xl.cli.verbs import app

        for stream in (sys.stdout, sys.stderr):
            # Old Windows consoles cannot print every letter of every name; that must not end the program.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        app()
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED_WORDS}\n")
        sys.exit(STOPPED)
    except Exception:  # noqa: BLE001  # 1, with which Python would end, means findings
        import traceback

        traceback.print_exc()
        sys.stderr.write("This is a mistake in bsc-xl and not yours: please report it with the lines above.\n")
        sys.exit(CANNOT)


def __getattr__(name: str) -> Any:
    """The verbs, for those who want them without running the program."""
    if name == "app":
        from bsc_xl.cli.verbs import app

        return app
    raise AttributeError(f"module {__name__} has no attribute {name}")
