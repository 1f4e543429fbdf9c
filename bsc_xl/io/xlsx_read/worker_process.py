"""The process that reads one file after the other for a batch; `worker.py` starts it, limits it and replaces it.

Started by name instead of through `multiprocessing`, which would run the caller's own script again. Frames on standard
input and output are a length of eight bytes and a pickle; whatever is printed here is lost.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from collections.abc import Callable
from math import ceil
from pathlib import Path
from time import process_time
from typing import IO, Any

from bsc_xl.errors import BscError

LENGTH = 8
READY, DONE, REFUSED, MEMORY, CRASHED = "ready", "done", "refused", "memory", "crashed"


def send(stream: IO[bytes], message: object) -> None:
    """Write a frame."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a frame; EOFError at the end of the stream. Frames come from the other end of our own pipe only."""
    head = stream.read(LENGTH)
    if len(head) < LENGTH:
        raise EOFError
    data = stream.read(int.from_bytes(head, "big"))
    return pickle.loads(data)  # noqa: S301


def main() -> None:
    """Answer until the other end goes away."""
    incoming = sys.stdin.buffer
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as outgoing, Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
        with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
            sys.path[:] = receive(incoming)
            function, seconds, megabytes = receive(incoming)
            _limit_memory(megabytes)
            send(outgoing, READY)
            while True:
                path = receive(incoming)
                _limit_time(seconds)
                answer = _answer(function, path)
                try:
                    send(outgoing, answer)
                except (TypeError, AttributeError, pickle.PicklingError, MemoryError) as error:
                    send(outgoing, (CRASHED, type(error).__name__))


def _answer(function: Callable[[Path], object], path: Path) -> tuple[str, object]:
    try:
        return DONE, function(path)
    except BscError as error:
        return REFUSED, str(error)
    except MemoryError:
        return MEMORY, ""
    except Exception as error:  # noqa: BLE001  # whatever one file causes, the others are still to be read
        return CRASHED, type(error).__name__


def _limit_memory(megabytes: int) -> None:
    """Address space beyond what is in use now, where the system has such a limit."""
    try:
        import resource

        in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        wanted = in_use + megabytes * 1_000_000
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
    except (ImportError, OSError, ValueError):
        return  # Windows and macOS: the reader's own caps have to do


def _limit_time(seconds: float) -> None:
    """Processor time for the next file, in case nobody is left who would stop this process."""
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = ceil(process_time() + seconds) + 5
        resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    main()
