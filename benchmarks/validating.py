"""Validating workbooks that came back, against loading them twice with openpyxl and against the least reading costs.

    python benchmarks/validating.py [--files 200] [--units 12] [--measures 12] [--rounds 2] [--many 5000]

All rules are run and every calculated cell is recomputed. The files are of one definition, as those of a collection
are, each with other figures. Validation and the others each have two processes; the time is the clock's, from start
to end, for all files together.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from child_process import HERE, best, run

AGAINST_OPENPYXL, AGAINST_LEAST, START_UP = 8.0, 0.2, 0.5
JOBS = 2


def main() -> int:
    """Measure, print, and say whether all goals are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("files", 200), ("units", 12), ("measures", 12), ("rounds", 2), ("many", 5000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sizes = [str(options.files), str(options.units), str(options.measures)]
        made = run(str(HERE / "returned_workbooks.py"), folder, *sizes).output.split()
        print(f"{len(made)} workbooks of {options.units} units x {options.measures} measures x 12 periods")
        validating = min(_validating(made) for _ in range(options.rounds))
        least = min(_side_by_side("read_floor.py", made) for _ in range(options.rounds))
        few = made[: max(JOBS, len(made) // 10)]
        openpyxl = _side_by_side("read_openpyxl.py", few) * len(made) / len(few)
        met = _print_speed(len(made), validating, openpyxl, least)
        met = _print_start_up(made[0]) and met
        if options.many:
            _print_memory(made, options.many)
    print("All goals met." if met else "A goal is not met.")
    return 0 if met else 1


def _validating(files: list[str]) -> float:
    started = time.perf_counter()
    print("  ", run(str(HERE / "validate_files.py"), "1", *files).output.strip())
    return time.perf_counter() - started


def _side_by_side(program: str, files: list[str]) -> float:
    """Seconds until as many processes as validation has are through with all files together."""
    started = time.perf_counter()
    parts = [files[number::JOBS] for number in range(JOBS)]
    running = [subprocess.Popen([sys.executable, str(HERE / program), *part]) for part in parts]
    if any(process.wait() for process in running):
        raise RuntimeError(f"{program} failed")
    return time.perf_counter() - started


def _print_speed(count: int, validating: float, openpyxl: float, least: float) -> bool:
    for name, seconds in (("full validation", validating), ("openpyxl twice", openpyxl), ("inflate, expat", least)):
        print(f"{name:<18}{seconds:>8.2f} s{count / seconds:>10.1f} workbooks a second")
    against, share = openpyxl / validating, least / validating
    print(f"openpyxl takes {against:.1f} times as long (goal >= {AGAINST_OPENPYXL:g})")
    print(f"the least is {share:.2f} of validation (goal >= {AGAINST_LEAST:g})")
    return against >= AGAINST_OPENPYXL and share >= AGAINST_LEAST


_PROGRAM = """
import sys
from bsc_xl.cli import main
sys.argv = ["bsc-xl", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
"""


def _print_start_up(file: str) -> bool:
    """Processor time of the program beyond Python's own, with a file that is refused at once: no work is in it."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as nothing:
        pass
    try:
        bare = best(3, "-c", "pass").cpu
        empty = best(3, "-c", _PROGRAM, "validate", nothing.name, "-q").cpu - bare
        one = best(3, "-c", _PROGRAM, "validate", file, "-q").cpu - bare
    finally:
        Path(nothing.name).unlink()
    print(f"start-up of validate: {empty:.2f} s of processor time beyond Python's own (goal <= {START_UP:g})")
    print(f"one workbook validated, start-up, definition and layout included: {one:.2f} s")
    return empty <= START_UP


def _print_memory(files: list[str], many: int) -> None:
    """Peak memory of the program and its processes, for few and for many files."""
    for count in (many // 10, many):
        times = max(1, count // len(files))
        cost = run(str(HERE / "validate_files.py"), str(times), *files)
        print(f"{times * len(files):>6,} files: peak memory {cost.memory_words()} ({cost.wall:.0f} s)")


if __name__ == "__main__":
    sys.exit(main())
