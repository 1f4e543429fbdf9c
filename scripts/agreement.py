"""Compute real and random scorecards with every engine, hold all cells against the core, and write the table.

    python scripts/agreement.py [--rows company] [--engines core addin] [--periods 1] [--no-write]

Without choices it runs everything, which takes an hour or so, and writes the table into docs/engines.md; a part of it
only prints. The exit code is 1 if a cell differs, or if one that core, xlwings or LibreOffice must compute is missing.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bsc_xl import __version__  # noqa: E402  # found only now
from bsc_xl.engines.libreoffice import LibreOffice  # noqa: E402
from tests.engines.matrix import SUBJECTS, WAYS, Counts, Way, case_of, counts  # noqa: E402

PAGE = ROOT / "docs" / "engines.md"
_TABLE = re.compile(r"(<!-- agreement -->\n).*?(<!-- /agreement -->)", re.DOTALL)
Results = dict[tuple[str, str], Counts]


def main(arguments: list[str] | None = None) -> int:
    """Run the matrix or a part of it; returns the exit code."""
    chosen = _choices(arguments)
    ways = [way for way in WAYS if way.key in chosen.engines]
    results: Results = {}
    for row in chosen.rows:
        for way in ways:
            results[row, way.key] = _cell(row, way, chosen.periods)
            _say(row, way, results[row, way.key])
    text = table(results, chosen.rows, ways)
    print(text)
    whole = len(results) == len(SUBJECTS) * len(WAYS) and chosen.periods == 3
    if whole and not chosen.no_write:
        PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8", newline="\n")
    return 1 if any(failed(counted, way) for way in ways for counted in _of(results, way)) else 0


def failed(counted: Counts, way: Way) -> bool:
    """Whether the result of an engine is not what must be."""
    return bool(counted.differing or not counted.compared or (way.complete and counted.not_computed))


def table(results: Results, rows: Sequence[str], ways: Sequence[Way]) -> str:
    """The matrix as a Markdown table, a line for each scorecard and engine."""
    lines = ["| scorecards | engine | compared | agree | differ | not computed |", "|---|---|--:|--:|--:|--:|"]
    for row in rows:
        for way in ways:
            found = results[row, way.key]
            numbers = (found.compared, found.agreeing, found.differing, found.not_computed)
            lines.append(f"| {SUBJECTS[row][0]} | {way.title} | " + " | ".join(f"{n:,}" for n in numbers) + " |")
    return "\n".join([*lines, "", f"Versions: {', '.join(_versions(ways))}."])


def with_table(page: str, text: str) -> str:
    """The page with another table between its marks."""
    return _TABLE.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page)


def _choices(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", nargs="+", choices=[*SUBJECTS], default=[*SUBJECTS], help="which scorecards")
    keys = [way.key for way in WAYS]
    parser.add_argument("--engines", nargs="+", choices=keys, default=keys, help="which engines")
    parser.add_argument("--periods", type=int, choices=(1, 2, 3), default=3, help="how many report periods, from last")
    parser.add_argument("--no-write", action="store_true", help="leave docs/engines.md as it is")
    return parser.parse_args(arguments)


def _cell(row: str, way: Way, periods: int) -> Counts:
    """One scorecard row by one engine, at all periods."""
    shared = Path(os.environ.get("BSC_XL_SHARED") or ROOT.parent / "shared")
    total = Counts()
    for evaluator, ids in SUBJECTS[row][1](shared):
        for period in ids[-periods:]:
            with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
                case = case_of(evaluator.at(period), way, Path(folder))
                total += counts(case, way.find(case))
    return total


def _of(results: Results, way: Way) -> Iterable[Counts]:
    return (counted for (_, key), counted in results.items() if key == way.key)


def _say(row: str, way: Way, found: Counts) -> None:
    """How far it is, and what is wrong or missing, beside the table."""
    print(f"{row}, {way.key}: {found.compared:,} cells", file=sys.stderr, flush=True)
    for difference in found.differences[:20]:
        print(f"  differs: {difference}", file=sys.stderr)
    kinds = Counter("it reads such a cell" if reason.startswith("it reads") else reason for reason in found.reasons)
    for reason, count in kinds.most_common():
        print(f"  not computed: {count:,} {reason}", file=sys.stderr)


def _versions(ways: Sequence[Way]) -> list[str]:
    keys = {way.key.partition("-")[0] for way in ways}
    found = [f"bsc-xl {__version__}", f"Python {sys.version_info.major}.{sys.version_info.minor}"]
    if "xlwings" in keys:
        found.append(f"xlwings {version('xlwings')}")
    if keys & {"addin", "native"}:
        found.append(f"LibreOffice {LibreOffice.here().version()}")
    return found + [f"{name} {version(name)}" for name in ("formualizer", "formulas") if name in keys]


if __name__ == "__main__":
    sys.exit(main())
