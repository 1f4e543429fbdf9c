"""Runs a program of this folder in a process of its own and says what it cost: processor seconds and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CLOCK = "processor seconds: "
_AT_EXIT = f"""
import atexit, runpy, sys, time
atexit.register(lambda: print({CLOCK!r} + str(time.process_time()), file=sys.stderr))
sys.argv = sys.argv[1:]
sys.path.insert(0, {str(HERE)!r})
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost from its start to its end.

    Attributes:
        cpu: seconds of processor, user and system.
        wall: seconds by the clock.
        memory: most memory held at once, in MB; None where the system does not tell (Windows).
        output: what it printed.
    """

    cpu: float
    wall: float
    memory: float | None
    output: str

    def memory_words(self) -> str:
        """The memory in words."""
        return "not measured" if self.memory is None else f"{self.memory:,.0f} MB"


def run(*arguments: str) -> Cost:
    """Run Python with these arguments; the processes of this program must stay small, as children inherit their peak.

    Raises:
        subprocess.CalledProcessError: the program failed.
    """
    if not hasattr(os, "wait4"):
        return _run_where_nobody_counts(arguments)
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True) as child:
        output = child.stdout.read() if child.stdout else ""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, arguments, output)
    scale = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    wall = time.perf_counter() - started
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * scale / 1e6, output)


def _run_where_nobody_counts(arguments: tuple[str, ...]) -> Cost:
    """Windows: the program itself says its processor time when it ends; its memory is not known."""
    started = time.perf_counter()
    command = [sys.executable, *(("-c", _AT_EXIT) if arguments[0] != "-c" else ()), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    clocks = [line for line in done.stderr.splitlines() if line.startswith(CLOCK)]
    wall = time.perf_counter() - started
    cpu = float(clocks[-1].removeprefix(CLOCK)) if clocks else wall
    return Cost(cpu, wall, None, done.stdout)


def best(rounds: int, *arguments: str) -> Cost:
    """The cheapest of several runs."""
    return min((run(*arguments) for _ in range(rounds)), key=lambda cost: cost.cpu)
