"""LibreOffice computing the udf flavour with the add-in against the native flavour: hard recalculations.

    python benchmarks/addin.py [--units 34 100 334] [--measures 30] [--periods 12] [--rounds 2] [--limit 900]

For each number of units, the smallest first: both workbooks show the same scorecard, as made by `made_scorecard.py`.
One after the other is loaded and computed in a fresh LibreOffice: every formula anew, the best of the rounds, by the
clock. What takes longer than the limit, loading included, is stopped, and said to be. Formulas that show an error
afterwards are counted: there must be none, since functions that are not found would be fast.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from made_scorecard import made_scorecard

from bsc_xl.engines import libreoffice
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.errors import EngineFailed
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.io.oxt import write_addin
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Scorecard

GOAL = 4.0
FLAVOURS = (Flavour.NATIVE, Flavour.UDF)


def main() -> int:
    """Measure, print, and say whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, nargs="+", default=[34, 100, 334])
    for name, default in (("measures", 30), ("periods", 12), ("rounds", 2), ("limit", 900)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    ratios = []
    for units in options.units:
        layouts = layouts_of(made_scorecard(units, options.measures, options.periods))
        print(f"{units:,} units, {units * options.measures:,} measures, {options.periods} periods", flush=True)
        try:
            ratios.append(compared(layouts, options.rounds, options.limit))
        except EngineFailed as error:
            print(f"  not measured: {error}", flush=True)
            return 1
    print(f"add-in / native: {max(ratios):.2f} at most, goal <= {GOAL:g}")
    return 0 if max(ratios) <= GOAL else 1


def layouts_of(card: Scorecard) -> list[Workbook]:
    """The scorecard's workbook in both flavours."""
    evaluation = Evaluator(card, entries(card, card.actuals)).at()
    return [workbook_layout(evaluation, None, flavour) for flavour in FLAVOURS]


def compared(layouts: Sequence[Workbook], rounds: int, limit: float) -> float:
    """Print what each flavour costs; returns the ratio."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        addin, workbook = Path(folder) / "functions.oxt", Path(folder) / "scorecard.xlsx"
        write_addin(addin)
        for layout in layouts:
            write_workbook(layout, workbook)
            seconds, errors = recalculation(addin, workbook, rounds, limit)
            cells, calls = counts(layout)
            words = f"{cells:>10,} calculated cells{calls:>8,} calls{seconds:>9.2f} s{errors:>5,} errors"
            print(f"  {layout.flavour.value:<8}{words}", flush=True)
            if errors:
                raise SystemExit("Formulas show errors: nothing was measured.")
            found.append(seconds)
    ratio = found[1] / found[0]
    print(f"  add-in / native: {ratio:.2f}", flush=True)
    return ratio


def counts(layout: Workbook) -> tuple[int, int]:
    """How many cells are calculated, and by how many calls of functions some of them."""
    formulas = [(cell.sheet, cell.formula) for cell in layout.calculated()]
    return len(formulas), len({formula for formula in formulas if "BSC_" in formula[1]})


def recalculation(addin: Path, workbook: Path, rounds: int, limit: float) -> tuple[float, int]:
    """Seconds of a hard recalculation of a workbook, and how many formulas show an error.

    Raises:
        EngineFailed: LibreOffice took longer than the limit, in seconds.
    """
    # Loading alone need not calculate: the rounds do.
    office = replace(LibreOffice.here(addin), recalculates=False)
    script = Path(__file__).with_name("hard_recalculation.py")
    # The engine's own workspace: a fresh profile with the add-in, owned by whom LibreOffice runs as.
    with office._workspace() as work:
        office._install_addin(work)
        copies = [work / "in" / path.name for path in (workbook, script)]
        for path, copy in zip((workbook, script), copies, strict=True):
            shutil.copyfile(path, copy)
            copy.chmod(0o644)
        command = [python_with_uno(office), str(copies[1]), str(office.soffice), (work / "profile").as_uri()]
        user = office.user if libreoffice._is_root() else None
        printed = libreoffice._run_within([*command, str(rounds), str(copies[0])], limit, work, user)
    [line] = [line.split() for line in printed.splitlines() if line[:1].isdigit()]
    return float(line[0]), int(line[1])


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
