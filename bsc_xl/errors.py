"""Every exception that bsc-xl raises on purpose.

    BscError
    ├── UnreadableInput        a file is not what it should be, or cannot be read at all
    ├── WrongUsage             arguments that do not go together, or name what is not there
    ├── InvalidDefinition      a definition with faults, all of them at once (`faults`)
    ├── FileInUse              a file is open in another program (`path`)
    ├── CannotWrite            a file cannot be written: no permission, no space left
    ├── MissingExtra           an optional dependency is not installed (`extra`)
    ├── EngineMissing          a spreadsheet program is not on this machine
    ├── EngineFailed           a spreadsheet program ran and did not deliver (`output`)
    └── BrokenInstallation     parts of bsc-xl itself are not where they belong

The text of each is written for the person at the keyboard: the command line prints it and no traceback. Faults in
people's data are findings or typed absences, not exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class BscError(Exception):
    """Anything that bsc-xl refuses to do, said in words for the person who asked."""


class UnreadableInput(BscError):
    """A file is missing, damaged, dangerous, or of another kind than expected."""


class WrongUsage(BscError):
    """Arguments that do not go together, or that name a unit, period or template which does not exist."""


class InvalidDefinition(BscError):
    """A definition, or an import mapping, with faults that stop the work.

    `faults` holds every fault found, in the order of the file; `str()` of each is a line for its author. `title` says
    in a sentence what has how many of them.
    """

    def __init__(self, faults: Iterable[object], what: str = "The definition") -> None:
        self.faults = tuple(faults)
        mild = sum(getattr(fault, "severity", "") == "warning" for fault in self.faults)
        grave = len(self.faults) - mild
        self.title = f"{what} has {grave:,} {'fault' if grave == 1 else 'faults'}"
        if mild:
            self.title += f" and {mild:,} {'warning' if mild == 1 else 'warnings'}"
        super().__init__("\n".join([f"{self.title}:", *(f"  {fault}" for fault in self.faults)]))


class FileInUse(BscError):
    """A file cannot be written because another program, most likely Excel, has it open."""

    def __init__(self, path: Path, instead: Path | None = None) -> None:
        self.path = path
        self.instead = instead
        offer = f", or write to another name, such as {instead.name}" if instead else ""
        trouble = "is open in another program (or protected from writing)"
        super().__init__(f"{path} {trouble}: close it there and try again{offer}.")


class CannotWrite(BscError):
    """A file cannot be written although its name is right: no permission, no space left on the disk."""


class MissingExtra(BscError):
    """An optional dependency is not installed."""

    def __init__(self, purpose: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f'{purpose} needs an optional part: python -m pip install "bsc-xl[{extra}]"')


class EngineMissing(BscError):
    """A spreadsheet program that was asked for is not on this machine."""


class EngineFailed(BscError):
    """A spreadsheet program ran and did not deliver; `output` is what it printed."""

    def __init__(self, what: str, output: str = "") -> None:
        self.output = output.strip()
        super().__init__(f"{what}\n{self.output}" if self.output else what)


class BrokenInstallation(BscError):
    """Files that come with bsc-xl are not where they belong."""
