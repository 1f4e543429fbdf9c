"""Runs the Windows Python, and bsc-xl in it, as processes of their own under Wine."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.program import Answer

LIMIT = 90


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
        # Pipes, because Python does not start under Wine with a file to write to.
        done = subprocess.run(
            self._command(*arguments),
            cwd=folder or self.folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT,
            check=False,
        )
        texts = [text.decode("cp1252", "replace").replace("\r\n", "\n") for text in (done.stdout, done.stderr)]
        return Answer(done.returncode, *texts)

    @contextmanager
    def running(self, *arguments: object) -> Iterator[None]:
        """A python.exe that runs as long as the block, once it has said that it is ready."""
        process = subprocess.Popen(
            self._command(*arguments),
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        with process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline().strip() == b"ready"
                yield
            finally:
                process.kill()

    def _command(self, *arguments: object) -> list[str]:
        given = [there(one) if isinstance(one, Path) else str(one) for one in arguments]
        return ["wine", str(self.python / "python.exe"), *given]
