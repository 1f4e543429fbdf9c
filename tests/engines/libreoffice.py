"""LibreOffice for tests: the product's own engine, with a time limit that suits a test.

Tests ask for it through the fixture `libreoffice` of `tests/conftest.py`, which skips them where there is none, and
mark themselves with `@pytest.mark.engine`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bsc_xl.engines.libreoffice import LibreOffice, find_soffice

__all__ = ["LibreOffice", "find_soffice", "for_tests", "recalculate", "to_pdf", "to_pngs"]


def for_tests() -> LibreOffice:
    """This machine's LibreOffice; raises EngineMissing if there is none."""
    return replace(LibreOffice.here(), time_limit=240.0)


def recalculate(path: Path, out_dir: Path) -> Path:
    """Load one workbook, recalculate it, save it in `out_dir`; returns the new file."""
    [made] = for_tests().recalculate([path], out_dir)
    return made


def to_pdf(path: Path, out_dir: Path) -> Path:
    """Print one workbook to PDF in `out_dir`; returns the new file."""
    [made] = for_tests().to_pdf([path], out_dir)
    return made


def to_pngs(path: Path, out_dir: Path, dpi: int = 96) -> list[Path]:
    """One picture per sheet of a workbook in `out_dir`; returns them in the order of the sheets."""
    return for_tests().to_pngs(path, out_dir, dpi=dpi)
