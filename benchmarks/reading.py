"""Reading workbooks that came in: the guarded reader, against the least that is possible and against openpyxl twice.

    python benchmarks/reading.py [FILE...] [--rounds 5] [--times 4]

Without files, the demo workbook is built and read. Each way reads all files several times in a process of its own; what
starting that process and loading its modules costs is measured with no file at all and taken off.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from child_process import HERE, Cost, best

WAYS = {
    "unpack and bare expat": "read_floor.py",
    "guarded reader": "read_guarded.py",
    "openpyxl twice": "read_openpyxl.py",
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=4, help="how often each process reads every file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = [str(path) for path in options.files or [_demo(Path(folder))]]
        costs, once = {}, {}
        for way, program in WAYS.items():
            start = best(options.rounds, str(HERE / program))
            whole = best(options.rounds if "twice" not in way else 1, str(HERE / program), *files * options.times)
            costs[way], once[way] = whole, (whole.cpu - start.cpu) / options.times
    _print(costs, once)
    return 0


def _demo(folder: Path) -> Path:
    command = [sys.executable, "-m", "bsc_xl", "demo", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "scorecard.xlsx"


def _print(costs: dict[str, Cost], once: dict[str, float]) -> None:
    floor, guarded = once["unpack and bare expat"], once["guarded reader"]
    print(f"{'':<24}{'CPU each time':>15}{'of the least':>14}{'peak memory':>14}")
    for way, cost in costs.items():
        print(f"{way:<24}{once[way] * 1000:>12.0f} ms{once[way] / floor:>13.1f}x{cost.memory_words():>14}")
    times = once["openpyxl twice"] / guarded
    print(f"the least is {floor / guarded:.2f} of the guarded reader; openpyxl takes {times:.1f} times as long")


if __name__ == "__main__":
    sys.exit(main())
