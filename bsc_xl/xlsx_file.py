"""What all writers of .xlsx share: files that vanish, parts that are alike on every system, texts that stay texts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_TEXT = (".xml", ".rels", ".vml")


@contextmanager
def new_workbook(path: Path, options: Mapping[str, Any]) -> Iterator[Workbook]:
    """A workbook of XlsxWriter that is written when the block ends well.

    Args:
        path: the file, which is overwritten; see `bsc_xl.files.replace_file`.
        options: those of ``xlsxwriter.Workbook``.
    """
    from xlsxwriter import Workbook

    # XlsxWriter leaves its parts behind where it is stopped while it packs them.
    with TemporaryDirectory(prefix="bsc-xl-", ignore_cleanup_errors=True) as parts:
        book = Workbook(str(path), {**options, "tmpdir": parts})
        book._get_packager = _packager
        yield book
        book.close()


def _packager() -> Any:
    """XlsxWriter's own, but without the line ends that Windows puts into its parts, and so into texts of cells."""
    from xlsxwriter.packager import Packager

    packager = Packager()
    create = packager._create_package

    def create_plain() -> Any:
        files = create()
        if os.linesep != "\n":
            for name, part_name, _ in files:
                if part_name.endswith(_TEXT):
                    part = Path(name)
                    part.write_bytes(part.read_bytes().replace(os.linesep.encode(), b"\n"))
        return files

    packager._create_package = create_plain
    return packager


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format | None = None) -> None:
    """Write a text as a text, whatever it looks like; row and column count from 0.

    XlsxWriter copies a text that begins with ``<r>`` and ends with ``</r>`` into the file as ready-made XML, which
    loses the text or breaks the file; a text in pieces (three at least) is spared.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], *([look] if look else []))
    else:
        sheet.write_string(row, column, text, look)
