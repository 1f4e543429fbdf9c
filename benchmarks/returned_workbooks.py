"""Makes workbooks as departments send them back: one scorecard, in each file other figures.

python benchmarks/returned_workbooks.py FOLDER COUNT UNITS MEASURES
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from made_scorecard import made_scorecard

from bsc_xl.api.building import write_scored
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.layout.udf import Flavour


def main() -> None:
    """Write the files and print their names."""
    folder, count, units, measures = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    card = made_scorecard(units, measures, 12)
    for number in range(count):
        changed = [
            replace(fact, actual=round(fact.actual * (1 + number % 17 / 1000), 2))
            if isinstance(fact.actual, float)
            else fact
            for fact in card.actuals
        ]
        path = folder / f"returned-{number:03}.xlsx"
        write_scored(Evaluator(card, entries(card, changed)).at(), path, None, None, Flavour.NATIVE)
        print(path)


if __name__ == "__main__":
    main()
