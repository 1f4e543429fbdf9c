"""Runs a function on each file of a batch in other processes, so that one bad file never stops the batch.

    for path, result in each_guarded(read_guarded, paths, jobs=2, seconds=30, megabytes=1024):
        if isinstance(result, Failure): ...

A file on which the function hangs, dies or takes too much memory gives a Failure, and its process is replaced.
Processes are used for many files, because starting one costs about as much as reading several.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import Queue
from threading import Event, Lock, Thread, Timer
from typing import Any, Generic, TypeVar

from bsc_xl.io.xlsx_read.worker_process import CRASHED, DONE, MEMORY, REFUSED, receive, send
from bsc_xl.received import Trouble

T = TypeVar("T")
_START = 120  # seconds that a process may take to begin, on a machine with too much to do
_MODULE = "bsc_xl.io.xlsx_read.worker_process"


class FailureKind(StrEnum):
    """Why there is no result for a file."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no result.

    Attributes:
        kind: whether it took too long or too much memory, ended the process, or was refused.
        words: what happened, for the person who gave the file.
    """

    kind: FailureKind
    words: str

    @property
    def trouble(self) -> Trouble:
        """The same as something that is wrong with the file."""
        remedy = "Open it in Excel, remove what is not needed, and save it again as .xlsx; or ask for it again."
        return Trouble("PKG004", self.words, remedy=remedy)


def each_guarded(
    function: Callable[[Path], T],
    paths: Iterable[Path],
    *,
    jobs: int | None = None,
    seconds: float = 30.0,
    megabytes: int = 1_024,
) -> Iterator[tuple[Path, T | Failure]]:
    """Apply a function to each file.

    Args:
        function: takes a path and returns something that can be pickled; itself to be found by its module and name.
        paths: the files; taken one by one as processes become free.
        jobs: how many processes; by default one for each processor.
        seconds: that one file may take, by the clock.
        megabytes: that one process may take beyond what it needs to start; where the system can limit that.

    Yields:
        Each path with its result or a Failure, in the order in which they are ready.
    """
    count = max(1, jobs or os.cpu_count() or 1)
    results: Queue[tuple[Path, T | Failure] | BaseException | None] = Queue(maxsize=2 * count)
    source, lock, stop = iter(paths), Lock(), Event()
    workers = [_Worker(function, seconds, megabytes) for _ in range(count)]

    def work(worker: _Worker[T]) -> None:
        try:
            while not stop.is_set():
                with lock:
                    path = next(source, None)
                if path is None:
                    break
                results.put((path, worker.result(path)))
        except BaseException as error:  # noqa: BLE001  # it is raised where the results are read
            results.put(error)
        finally:
            worker.end()
            results.put(None)

    threads = [Thread(target=work, args=(worker,), daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        running = count
        while running:
            found = results.get()
            if found is None:
                running -= 1
            elif isinstance(found, BaseException):
                raise found
            else:
                yield found
    finally:
        stop.set()
        for worker in workers:
            worker.end()
        while any(thread.is_alive() for thread in threads):
            with contextlib.suppress(Exception):
                results.get(timeout=0.05)


class _Worker(Generic[T]):
    """One process, started when the first file comes, and again after it had to be ended."""

    def __init__(self, function: Callable[[Path], T], seconds: float, megabytes: int) -> None:
        self._job = (function, seconds, megabytes)
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False

    def result(self, path: Path) -> T | Failure:
        """What the function gives for a file."""
        self._late = False
        try:
            process = self._process or self._started()
            kind, found = self._answer(process, path, self._seconds)
        except (EOFError, OSError):
            self.end()
            return self._failure("late" if self._late else CRASHED, "")
        if kind == DONE:
            return found  # type: ignore[no-any-return]  # what the function gave
        if kind in (MEMORY, CRASHED):
            self.end()
        return self._failure(kind, str(found))

    def _failure(self, kind: str, words: str) -> Failure:
        if kind == "late":
            return Failure(FailureKind.TIME, f"The file could not be read within {self._seconds:g} seconds.")
        if kind == MEMORY:
            return Failure(FailureKind.MEMORY, f"The file could not be read within {self._megabytes:,} MB of memory.")
        if kind == REFUSED:
            return Failure(FailureKind.REFUSED, words)
        because = f" ({words})" if words else ""
        return Failure(FailureKind.CRASH, f"The file could not be read: the program that read it ended{because}.")

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        self._process = process
        assert process.stdin is not None  # noqa: S101  # it is a pipe
        send(process.stdin, sys.path)
        self._answer(process, self._job, _START)
        return process

    def _answer(self, process: subprocess.Popen[bytes], message: object, seconds: float) -> Any:
        """What the process says to a message within so many seconds."""
        timer = Timer(seconds, self._too_late)
        timer.start()
        try:
            assert process.stdin is not None  # noqa: S101  # both are pipes
            assert process.stdout is not None  # noqa: S101
            send(process.stdin, message)
            return receive(process.stdout)
        finally:
            timer.cancel()

    def _too_late(self) -> None:
        self._late = True
        if self._process:
            self._process.kill()

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process:
            process.kill()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with contextlib.suppress(OSError):
                        stream.close()
            process.wait()
