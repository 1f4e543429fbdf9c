"""What the guarded reader says of each file of the corpus, as a line of facts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from bsc_xl.io.xlsx_read import read_guarded

TABLE = Path(__file__).parent / "readings.tsv"
HEAD = ("file", "sheets", "values", "formulas", "codes")


@dataclass(frozen=True)
class Verdict:
    """A line of the table, the processor time it took, and the most memory (MB) that its process ever had."""

    line: tuple[str, ...]
    seconds: float
    megabytes: float


def verdict(path: Path) -> Verdict:
    """Read a file and count what is in it; runs in a process of its own."""
    begun = time.process_time()
    found = read_guarded(path)
    took = time.process_time() - begun
    sheets = found.book.sheets if found.book else ()
    line = (
        f"{path.parent.name}/{path.name}",
        str(len(sheets)) if found.book else "-",
        str(sum(len(sheet.values) for sheet in sheets)),
        str(sum(len(sheet.formulas) for sheet in sheets)),
        " ".join(sorted({trouble.code for trouble in found.troubles})) or "-",
    )
    return Verdict(line, took, _peak())


def _peak() -> float:
    """Of this process alone: what getrusage says, a process takes over from the one that starts it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table() -> list[tuple[str, ...]]:
    """The lines that were reviewed."""
    return [tuple(line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


def write_table(lines: list[tuple[str, ...]]) -> None:
    """Renew the table, after a change that was meant."""
    TABLE.write_text("".join("\t".join(line) + "\n" for line in [HEAD, *sorted(lines)]), encoding="utf-8")
