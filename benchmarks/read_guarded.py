"""Reads files with the guarded reader, and nothing else.

python benchmarks/read_guarded.py FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path

from bsc_xl.io.xlsx_read import read_guarded


def main() -> None:
    """Read all files that are named."""
    for path in sys.argv[1:]:
        if read_guarded(Path(path)).book is None:
            sys.exit(f"{path} cannot be read")


if __name__ == "__main__":
    main()
