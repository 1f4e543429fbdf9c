"""Compute real and random scorecards with every engine, hold all cells against the core, and write the table.

    python scripts/agreement.py [--rows company] [--engines core addin] [--periods 1] [--no-write]

Without choices it runs everything, which takes an hour or so. Rows with all engines and all periods go into the table
of docs/engines.md; smaller parts are only printed. The exit code is 1 if a cell differs, or if one that core, xlwings
or LibreOffice must compute is missing.
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
from tests.engines.matrix import SUBJECTS, WAYS, Counts, Way, case_of, computed  # noqa: E402

PAGE = ROOT / "docs" / "engines.md"
_TABLE = re.compile(r"(<!-- agreement -->\n)(.*?)(<!-- /agreement -->)", re.DOTALL)
Results = dict[tuple[str, str], Counts]


def main(arguments: list[str] | None = None) -> int:
    """Run the matrix or a part of it; returns the exit code."""
    chosen = _choices(arguments)
    ways = [way for way in WAYS if way.key in chosen.engines]
    results: Results = {}
    for row in chosen.rows:
        results |= _row(row, ways, chosen.periods)
        for way in ways:
            _say(row, way, results[row, way.key])
    text = table(results, chosen.rows, ways)
    print(text)
    if len(ways) == len(WAYS) and chosen.periods == 3 and not chosen.no_write:
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
    """The page with another table between its marks; lines of rows that are not in the new one stay."""
    return _TABLE.sub(lambda found: f"{found[1]}{_merged(found[2], text)}\n{found[3]}", page)


def _merged(old: str, new: str) -> str:
    head, versions = new.splitlines()[:2], new.splitlines()[-1]
    lines = []
    for title, _ in SUBJECTS.values():
        of_row = [[line for line in text.splitlines() if line.startswith(f"| {title} |")] for text in (new, old)]
        lines += of_row[0] or of_row[1]
    return "\n".join([*head, *lines, "", versions])


def _choices(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", nargs="+", choices=[*SUBJECTS], default=[*SUBJECTS], help="which scorecards")
    keys = [way.key for way in WAYS]
    parser.add_argument("--engines", nargs="+", choices=keys, default=keys, help="which engines")
    parser.add_argument("--periods", type=int, choices=(1, 2, 3), default=3, help="how many report periods, from last")
    parser.add_argument("--no-write", action="store_true", help="leave docs/engines.md as it is")
    return parser.parse_args(arguments)


def _row(row: str, ways: Sequence[Way], periods: int) -> Results:
    """One row of scorecards by all engines, at all periods."""
    shared = Path(os.environ.get("BSC_XL_SHARED") or ROOT.parent / "shared")
    found: Results = {(row, way.key): Counts() for way in ways}
    for number, (evaluator, ids) in enumerate(SUBJECTS[row][1](shared)):
        for period in ids[-periods:]:
            evaluation = evaluator.at(period)
            for flavour in dict.fromkeys(way.flavour for way in ways):
                those = [way for way in ways if way.flavour is flavour and not (way.sampled and number)]
                with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
                    case = case_of(evaluation, flavour, Path(folder))
                    for way in those:
                        found[row, way.key] += computed(case, way)
                print(f"{row} {number + 1}, {period}, {flavour}", file=sys.stderr, flush=True)
    return found


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
