"""Loads files with openpyxl twice, once for formulas and once for values, and checks nothing.

python benchmarks/read_openpyxl.py FILE...
"""

from __future__ import annotations

import sys

from openpyxl import load_workbook


def main() -> None:
    """Load all files that are named."""
    for path in sys.argv[1:]:
        for data_only in (False, True):
            load_workbook(path, data_only=data_only).close()


if __name__ == "__main__":
    main()
