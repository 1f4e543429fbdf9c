"""Looks at a workbook's archive before any library opens it, and refuses what could harm or only confuse.

The checks are those of the guarded reader (`bsc_xl.io.xlsx_read`); here they become one sentence for the person who
named the file.
"""

from __future__ import annotations

from pathlib import Path

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.xlsx_read.container import container_trouble
from bsc_xl.io.xlsx_read.limits import Limits

MAX_INFLATED = Limits().inflated_bytes
MAX_PARTS = Limits().parts
_SUBJECT = "The file "


def check_workbook_file(path: Path) -> None:
    """Refuse a file that is no workbook, or one that is unsafe to open.

    Args:
        path: the file.

    Raises:
        UnreadableInput: with what is wrong and what to do about it.
    """
    trouble = container_trouble(path)
    if trouble:
        found = trouble.found
        said = f"{path.name} {found.removeprefix(_SUBJECT)}" if found.startswith(_SUBJECT) else f"{path.name}: {found}"
        raise UnreadableInput(f"{said} {trouble.remedy}".rstrip())
