"""Definitions in files: an Excel workbook for finance people, TOML for developers, one model from both.

Importing this package loads nothing heavy: libraries are loaded when a file is read or written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bsc_xl.errors import UnreadableInput, WrongUsage

if TYPE_CHECKING:
    from bsc_xl.model import Fault, Scorecard

SUFFIXES = (".xlsx", ".toml")
_KINDS = "a definition is an Excel workbook (.xlsx) or TOML (.toml)"


def read_definition(path: Path) -> tuple[Scorecard | None, list[Fault]]:
    """Read a definition from Excel or TOML, by the file's ending.

    Args:
        path: the file.

    Returns:
        The scorecard, or None where an error stops it, and every fault at once, each with table, place, column,
        what was found and what is allowed. Warnings come with a scorecard.

    Raises:
        UnreadableInput: there is no such file, or it is not what its ending says, damaged or unsafe.
    """
    suffix = path.suffix.casefold()
    if path.is_dir():
        raise UnreadableInput(f"{path} is a folder; give the name of a file.")
    if suffix not in SUFFIXES:
        raise UnreadableInput(f"{path.name}: {_KINDS}.")
    if not path.exists():
        raise UnreadableInput(f"There is no file {path}.")
    try:
        if suffix == ".toml":
            from bsc_xl.io.definition.toml import read_definition_toml

            return read_definition_toml(path)
        from bsc_xl.io.definition.xlsx import read_definition_xlsx

        return read_definition_xlsx(path)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}.") from None


def write_definition(card: Scorecard, path: Path) -> None:
    """Write a definition as Excel or TOML, by the file's ending; the same scorecard gives the same bytes.

    Args:
        card: the scorecard; it may have faults of reference, but every text and number must be one that a file holds.
        path: the file, new or old.

    Raises:
        WrongUsage: another ending, a missing folder, or a folder instead of a file.
        InvalidDefinition: a text or number that a file cannot hold, such as control characters.
        FileInUse: the old file is open in Excel.
    """
    suffix = path.suffix.casefold()
    if suffix == ".toml":
        from bsc_xl.io.definition.toml import write_definition_toml

        write_definition_toml(card, path)
    elif suffix == ".xlsx":
        from bsc_xl.io.definition.xlsx import write_definition_xlsx

        write_definition_xlsx(card, path)
    else:
        raise WrongUsage(f"{path.name}: {_KINDS}.")
