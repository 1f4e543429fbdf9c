"""What `bsc-xl --help` costs, against Python's own bare start.

    python benchmarks/startup.py [--rounds 10]

Also prints which heavy modules the help imported: there must be none.
"""

from __future__ import annotations

import argparse
import sys

from child_process import best, run

GOAL = 0.25
HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "pydantic", "sqlalchemy", "pyarrow")
_IMPORTED = f"""
import runpy, sys
sys.argv = ["bsc-xl", "--help"]
try:
    runpy.run_module("bsc_xl", run_name="__main__")
except SystemExit:
    pass
print()
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    run("-m", "bsc_xl", "--help")  # so that no round pays for compiling modules
    bare = best(options.rounds, "-c", "pass")
    shown = best(options.rounds, "-m", "bsc_xl", "--help")
    imported = run("-c", _IMPORTED).output.splitlines()[-1]
    print(f"{'':<20}{'CPU':>8}{'peak memory':>15}")
    print(f"{'python -c pass':<20}{bare.cpu:>6.3f} s{bare.memory_words():>15}")
    print(f"{'bsc-xl --help':<20}{shown.cpu:>6.3f} s{shown.memory_words():>15}   goal < {GOAL} s")
    print(f"heavy modules imported: {imported or 'none'}")
    return 0 if shown.cpu < GOAL and not imported else 1


if __name__ == "__main__":
    sys.exit(main())
