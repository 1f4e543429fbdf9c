"""Has a LibreOffice compute workbooks anew; `addin.py` runs it by a Python with UNO.

Prints a line a workbook: the least seconds of the rounds, and how many formulas show an error afterwards.

hard_recalculation.py SOFFICE PROFILE ROUNDS WORKBOOK...
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno

PIPE = f"bsc-xl-benchmark-{os.getpid()}"  # another run on this machine has another LibreOffice
ERRORS = 4  # com.sun.star.sheet.FormulaResult.ERROR


def main(soffice: str, profile: str, rounds: str, *workbooks: str) -> int:
    """Measure and print."""
    options = [f"-env:UserInstallation={profile}", "--headless", "--norestore", f"--accept=pipe,name={PIPE};urp"]
    running = subprocess.Popen([soffice, *options], stdout=subprocess.DEVNULL)
    try:
        desktop = _desktop()
        for path in workbooks:
            print(*_measured(desktop, Path(path), int(rounds)), flush=True)
        try:
            desktop.terminate()
        except Exception:  # noqa: BLE001  # the bridge ends with the program, which is what was asked for
            return 0
    finally:
        try:
            running.wait(timeout=30)
        except subprocess.TimeoutExpired:
            running.kill()
    return 0


def _desktop() -> Any:
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            remote = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:  # noqa: BLE001  # UNO's own class; it is not listening yet
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not answer")


def _measured(desktop: Any, path: Path, rounds: int) -> tuple[float, int]:
    hidden = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        document.calculateAll()
        times.append(time.perf_counter() - start)
    errors = sum(_cells(sheet.queryFormulaCells(ERRORS)) for sheet in document.Sheets)
    document.close(True)
    return min(times), errors


def _cells(ranges: Any) -> int:
    return sum((r.EndRow - r.StartRow + 1) * (r.EndColumn - r.StartColumn + 1) for r in ranges.RangeAddresses)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
