"""Renew tests/golden/xlwings_udfs.bas, the VBA wrappers of the functions: python scripts/golden_vba.py.

Look at the difference before you commit it: these lines run in people's workbooks.
"""

from __future__ import annotations

from pathlib import Path

from bsc_xl.io.vba.modules import wrappers

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "xlwings_udfs.bas"


def main() -> None:
    """Write the file."""
    GOLDEN.write_bytes(wrappers().encode())
    print(f"{GOLDEN} written")


if __name__ == "__main__":
    main()
