"""Validates files with all rules in two processes, as `bsc-xl validate` does, and prints how many were clean.

python benchmarks/validate_files.py TIMES FILE...
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bsc_xl.api.batch import outcomes


def main() -> None:
    """Validate all files that are named, several times over."""
    paths = [Path(name) for name in sys.argv[2:]] * int(sys.argv[1])
    found = Counter(outcome.verdict.value for _, outcome in outcomes(paths, jobs=2))
    print(dict(found))


if __name__ == "__main__":
    main()
