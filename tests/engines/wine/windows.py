"""Runs the Windows Python, and bsc-xl in it, as processes of their own under Wine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO

from tests.program import Answer

LIMIT = 240
AFTERWARDS = 1  # seconds for the last words of a program that has ended
KEEP = "import sys, pythoncom, win32gui; win32gui.GetDesktopWindow(); print('ready', flush=True); sys.stdin.read()"
"""A program that keeps Wine's servers running, which are slow to start. It asks for the desktop: that is one, too."""


def there(path: Path) -> str:
    """A path as Windows sees it: Wine shows the whole disk as drive Z."""
    return "Z:" + str(path).replace("/", "\\")


@dataclass(frozen=True)
class Windows:
    """A Windows, with a Python in it.

    Attributes:
        python: the folder of python.exe and pythonw.exe.
        folder: an empty folder for the tests, with blanks and umlauts in its path.
        variables: with which Wine runs.
    """

    python: Path
    folder: Path
    variables: dict[str, str]

    def bsc(self, *arguments: object, folder: Path | None = None) -> Answer:
        """Run the command line of bsc-xl; paths are turned into those of Windows."""
        return self.run("-m", "bsc_xl", *arguments, folder=folder)

    def run(self, *arguments: object, folder: Path | None = None) -> Answer:
        """Run python.exe until it ends; what it prints is in the letters of a western Windows."""
        # Pipes, because Python does not start under Wine with a file to write to; read aside, because a server that
        # the program started may hold them longer than the program lives.
        process = self._start(folder or self.folder, *arguments, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        texts: list[list[bytes]] = [[], []]
        readers = [
            Thread(target=_read_all, args=(pipe, text), daemon=True)
            for pipe, text in zip((process.stdout, process.stderr), texts, strict=True)
        ]
        for reader in readers:
            reader.start()
        try:
            process.wait(LIMIT)
        finally:
            process.kill()
            for reader in readers:
                reader.join(AFTERWARDS)
        said = [b"".join(text).decode("cp1252", "replace").replace("\r\n", "\n") for text in texts]
        return Answer(process.returncode, *said)

    @contextmanager
    def running(self, *arguments: object) -> Iterator[None]:
        """A python.exe that runs as long as the block, once it has said that it is ready."""
        process = self._start(self.folder, *arguments, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        with process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline().strip() == b"ready"
                yield
            finally:
                process.kill()

    def _start(self, folder: Path, *arguments: object, stdin: int, stderr: int) -> subprocess.Popen[bytes]:
        given = [there(one) if isinstance(one, Path) else str(one) for one in arguments]
        command = ["wine", str(self.python / "python.exe"), *given]
        out = subprocess.PIPE
        return subprocess.Popen(command, cwd=folder, env=self.variables, stdin=stdin, stdout=out, stderr=stderr)


def _read_all(pipe: IO[bytes], text: list[bytes]) -> None:
    """Keep what has come so far, also where the end never comes."""
    while part := os.read(pipe.fileno(), 65536):
        text.append(part)
