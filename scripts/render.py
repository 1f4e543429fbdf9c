"""Render every sheet of a workbook to a picture, for the documentation and for looking at what was built.

    python scripts/render.py WORKBOOK OUT_DIR [--dpi N] [--pages]

Writes `01-Start.png`, `02-Strategy.png`, ... : each sheet whole, hidden ones too, in the order of the tabs. With
`--pages` the pictures are the pages as they would be printed, of visible sheets only.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook

from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.errors import BscError


def main(arguments: list[str] | None = None) -> int:
    """Render a workbook and print the names of the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("workbook", type=Path)
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("--dpi", type=int, default=96, help="96 (the default) is 100 %%")
    parser.add_argument("--pages", action="store_true", help="pages as printed, instead of whole sheets")
    given = parser.parse_args(arguments)
    try:
        pictures = render(given.workbook, given.out_dir, given.dpi, pages=given.pages)
    except (BscError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(*pictures, sep="\n")
    return 0


def render(workbook: Path, out_dir: Path, dpi: int, *, pages: bool = False) -> list[Path]:
    """Render a workbook into `out_dir`; returns the pictures in order."""
    office = LibreOffice.here()
    if pages:
        return office.to_pngs(workbook, out_dir, dpi=dpi, whole_sheets=False)
    with tempfile.TemporaryDirectory() as folder:
        pictures = office.to_pngs(workbook, Path(folder), dpi=dpi)
        out_dir.mkdir(parents=True, exist_ok=True)
        named = []
        for number, (sheet, picture) in enumerate(zip(_sheet_names(workbook), pictures, strict=True), start=1):
            safe = re.sub(r"[^\w-]+", "-", sheet).strip("-")
            target = out_dir / f"{number:02}-{safe}.png"
            target.write_bytes(picture.read_bytes())
            named.append(target)
    return named


def _sheet_names(workbook: Path) -> list[str]:
    """The names of the tabs, hidden ones too, in their order."""
    book = load_workbook(workbook, read_only=True)
    try:
        return list(book.sheetnames)
    finally:
        book.close()


if __name__ == "__main__":
    raise SystemExit(main())
