"""Make the pictures of the README and the manual: build the demo, render it, keep what is worth seeing.

    python scripts/pictures.py [OUT_DIR]

Needs LibreOffice and poppler; `python scripts/install_engines.py` installs both on Debian. The pictures are kept in
docs/pictures and made again when the workbook's looks have changed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from bsc_xl import api
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.errors import BscError, EngineMissing

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
MOST_BYTES = 300_000
_DPI = 96  # 100 % on screen


@dataclass(frozen=True, slots=True)
class Shot:
    """A part of a sheet: the pixels from the left upper corner that are kept, at 100 %."""

    name: str
    sheet: str
    left: int
    top: int
    width: int
    height: int


SHOTS = (
    Shot("dashboard", "Dashboard", 0, 0, 900, 715),
    Shot("unit", "Tarnbeck Plant", 0, 0, 1535, 300),
    Shot("entries", "Tarnbeck Plant", 4700, 85, 640, 210),
    Shot("start", "Start", 0, 0, 860, 480),
    Shot("reviews", "Reviews", 0, 0, 1690, 225),
)


def main(arguments: list[str] | None = None) -> int:
    """Make all pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out_dir", type=Path, nargs="?", default=PICTURES)
    try:
        pictures = make(parser.parse_args(arguments).out_dir)
    except (BscError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for picture in pictures:
        print(f"{picture}  {picture.stat().st_size:,} bytes")
    return 0 if all(picture.stat().st_size <= MOST_BYTES for picture in pictures) else 1


def make(out_dir: Path) -> list[Path]:
    """Build the demo and cut every shot out of it."""
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        raise EngineMissing("Pictures need pdftoppm, which is part of poppler.")
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _, built = api.demo(folder)
        sheets = load_workbook(built.path, read_only=True).sheetnames
        [pdf] = LibreOffice.here().to_pdf([built.path], folder, whole_sheets=True)
        for shot in SHOTS:
            page = str(sheets.index(shot.sheet) + 1)
            box = ["-x", str(shot.left), "-y", str(shot.top), "-W", str(shot.width), "-H", str(shot.height)]
            pages = ["-f", page, "-l", page, "-singlefile"]
            target = out_dir / shot.name
            subprocess.run([pdftoppm, "-png", "-r", str(_DPI), *pages, *box, str(pdf), str(target)], check=True)
    return [out_dir / f"{shot.name}.png" for shot in SHOTS]


if __name__ == "__main__":
    sys.exit(main())
