"""LibreOffice computing the udf flavour with the add-in against the native flavour: hard recalculations.

    python benchmarks/addin.py [--units 334] [--measures 30] [--periods 12] [--rounds 3]

Both workbooks show the same scorecard, as made by `made_scorecard.py`, and are computed in one LibreOffice, one after
the other: every formula anew, the best of the rounds, by the clock.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from made_scorecard import made_scorecard

from bsc_xl.engines import libreoffice
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.io.oxt import write_addin
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout

GOAL = 4.0
LIMIT = 3600.0
FLAVOURS = (Flavour.NATIVE, Flavour.UDF)


def main() -> int:
    """Measure, print, and say whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("units", 334), ("measures", 30), ("periods", 12), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    card = made_scorecard(options.units, options.measures, options.periods)
    evaluation = Evaluator(card, entries(card, card.actuals)).at()
    layouts = [workbook_layout(evaluation, None, flavour) for flavour in FLAVOURS]
    print(f"{len(card.units):,} units, {len(card.measures):,} measures, {options.periods} periods")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{flavour.value}.xlsx" for flavour in FLAVOURS]
        for layout, path in zip(layouts, paths, strict=True):
            write_workbook(layout, path)
        write_addin(Path(folder) / "functions.oxt")
        seconds = recalculations(Path(folder) / "functions.oxt", paths, options.rounds)
    for flavour, layout, cost in zip(FLAVOURS, layouts, seconds, strict=True):
        cells, calls = counts(layout)
        print(f"{flavour.value:<8}{cells:>10,} calculated cells{calls:>8,} calls{cost:>9.2f} s")
    ratio = seconds[1] / seconds[0]
    print(f"add-in / native: {ratio:.2f}, goal <= {GOAL:g}")
    return 0 if ratio <= GOAL else 1


def counts(layout: Workbook) -> tuple[int, int]:
    """How many cells are calculated, and by how many calls of functions some of them."""
    formulas = [(cell.sheet, cell.formula) for cell in layout.calculated()]
    return len(formulas), len({formula for formula in formulas if "BSC_" in formula[1]})


def recalculations(addin: Path, workbooks: Sequence[Path], rounds: int) -> list[float]:
    """Seconds of a hard recalculation of each workbook."""
    office = LibreOffice.here(addin)
    script = Path(__file__).with_name("hard_recalculation.py")
    # The engine's own workspace: a fresh profile with the add-in, owned by whom LibreOffice runs as.
    with office._workspace() as work:
        office._install_addin(work)
        copies = [work / "in" / path.name for path in (*workbooks, script)]
        for path, copy in zip((*workbooks, script), copies, strict=True):
            shutil.copyfile(path, copy)
            copy.chmod(0o644)
        profile = (work / "profile").as_uri()
        python = python_with_uno(office)
        command = [python, str(copies[-1]), str(office.soffice), profile, str(rounds), *map(str, copies[:-1])]
        user = office.user if libreoffice._is_root() else None
        printed = libreoffice._run_within(command, LIMIT, work, user)
    return [float(line) for line in printed.splitlines() if line[:1].isdigit()]


def python_with_uno(office: LibreOffice) -> str:
    """A Python that can speak with LibreOffice: its own, or the system's."""
    folder = office.soffice.resolve().parent
    for candidate in (folder / "python", folder / "python.exe", Path("/usr/bin/python3")):
        found = shutil.which(str(candidate))
        if found and subprocess.run([found, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return found
    raise SystemExit("No Python with UNO here (Debian: python3-uno).")


if __name__ == "__main__":
    sys.exit(main())
