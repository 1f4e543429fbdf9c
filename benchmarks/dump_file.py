"""Reads the file that plain_dump.py makes; needs nothing but the standard library.

python dump_file.py FILE reads it and does nothing else: what that costs is taken off the other libraries' times.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def load(path: Path) -> tuple[dict[str, Any], Iterator[dict[str, Any]]]:
    """The workbook's part of a dump, and its sheets one after the other, so that only one is in memory."""
    file = path.open("rb")
    head: dict[str, Any] = pickle.load(file)  # noqa: S301 - plain_dump.py made it a moment ago

    def sheets() -> Iterator[dict[str, Any]]:
        with file:
            for _ in range(head["sheets"]):
                yield pickle.load(file)  # noqa: S301

    return head, sheets()


if __name__ == "__main__":
    for _ in load(Path(sys.argv[1]))[1]:
        pass
