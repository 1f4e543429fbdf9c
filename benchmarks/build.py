"""bsc-xl's build against plain XlsxWriter and openpyxl writing the very same workbook.

    python benchmarks/build.py [--units 200] [--measures 30] [--periods 12] [--rounds 3]

All are whole processes, from the start of the interpreter to its end; the cheapest of the rounds counts. bsc-xl's
time is for everything: making the scorecard in memory, putting facts into cells, scoring, layout, writing. The others
read the finished cells from a file; what reading that file costs (measured by itself, less a bare interpreter) is
taken off.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from pathlib import Path

from child_process import HERE, Cost, best, run

AGAINST_XLSXWRITER, AGAINST_OPENPYXL, MEMORY = 0.6, 0.5, 300


def main() -> int:
    """Measure, print, and say whether all goals are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("units", 200), ("measures", 30), ("periods", 12), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    sizes = [str(options.units), str(options.measures), str(options.periods)]
    with tempfile.TemporaryDirectory() as folder:
        dump = str(Path(folder) / "dump.pickle")
        facts = json.loads(run(str(HERE / "plain_dump.py"), dump, *sizes).output)
        files = [Path(folder) / f"{name}.xlsx" for name in ("bsc_xl", "xlsxwriter", "openpyxl")]
        bare = best(5, "-c", "pass")
        reading = best(options.rounds, str(HERE / "dump_file.py"), dump).cpu - bare.cpu
        costs = [
            best(options.rounds, str(HERE / "write_bsc_xl.py"), str(files[0]), *sizes),
            best(options.rounds, str(HERE / "write_xlsxwriter.py"), dump, str(files[1])),
            best(options.rounds, str(HERE / "write_openpyxl.py"), dump, str(files[2])),
        ]
        sizes_in_bytes = [file.stat().st_size for file in files]
    _print_workbook(options, facts, sizes_in_bytes[0])
    print(f"Reading the cells from their file: {reading:.2f} s, taken off XlsxWriter's and openpyxl's times.")
    return _print_table(costs, reading, sizes_in_bytes)


def _print_workbook(options: argparse.Namespace, facts: dict[str, int], size: int) -> None:
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, best of {options.rounds}")
    print(
        f"{options.units} units x {options.measures} measures x {options.periods} periods: {facts['sheets']:,} sheets, "
        f"{facts['cells']:,} cells, of these {facts['formulas']:,} formulas ({facts['arrays']:,} array formulas) with "
        f"{facts['characters']:,} characters; {facts['formats']} formats; {size:,} bytes"
    )


def _print_table(costs: list[Cost], reading: float, sizes: list[int]) -> int:
    seconds = [costs[0].cpu, costs[1].cpu - reading, costs[2].cpu - reading]
    goals = [None, AGAINST_XLSXWRITER, AGAINST_OPENPYXL]
    print(f"{'':<18}{'CPU':>10}{'peak memory':>15}{'bytes':>14}{'bsc-xl / it':>13}{'goal':>9}")
    met = True
    for name, cost, cpu, size, goal in zip(
        ("bsc-xl", "plain XlsxWriter", "openpyxl"), costs, seconds, sizes, goals, strict=True
    ):
        ratio = seconds[0] / cpu
        words = f"{ratio:>13.2f}{f'<= {goal}':>9}" if goal else ""
        met = met and (goal is None or ratio <= goal)
        print(f"{name:<18}{cpu:>8.2f} s{cost.memory_words():>15}{size:>14,}{words}")
    memory = costs[0].memory
    if memory is None:
        print("Peak memory is not measured on this system.")
    else:
        print(f"Peak memory of bsc-xl: {memory:,.0f} MB, goal <= {MEMORY} MB")
        met = met and memory <= MEMORY
    print("All goals met." if met else "A goal is not met.")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
