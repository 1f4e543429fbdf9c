"""What a workbook with functions inside costs to build, against the ordinary one of the same scorecard.

    python benchmarks/xlsm.py [--units 200] [--measures 30] [--periods 12] [--rounds 3]

Both are whole processes, from the start of the interpreter to its end, that build through the library's face; the
cheapest of the rounds counts.
"""

from __future__ import annotations

import argparse
import platform
import tempfile
from pathlib import Path

from child_process import HERE, best

MOST = 1.3


def main() -> int:
    """Measure, print, and say whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("units", 200), ("measures", 30), ("periods", 12), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    sizes = [str(options.units), str(options.measures), str(options.periods)]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"scorecard.{ending}" for ending in ("xlsx", "xlsm")]
        costs = [best(options.rounds, str(HERE / "write_flavour.py"), str(file), *sizes) for file in files]
        lengths = [file.stat().st_size for file in files]
    ratio = costs[1].cpu / costs[0].cpu
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, best of {options.rounds}")
    print(f"{options.units} units x {options.measures} measures x {options.periods} periods")
    print(f"{'':<8}{'CPU':>10}{'peak memory':>15}{'bytes':>14}")
    for file, cost, length in zip(files, costs, lengths, strict=True):
        print(f"{file.suffix:<8}{cost.cpu:>8.2f} s{cost.memory_words():>15}{length:>14,}")
    print(f".xlsm / .xlsx: {ratio:.2f}, goal <= {MOST}")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
