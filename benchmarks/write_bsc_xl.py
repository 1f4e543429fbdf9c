"""Builds the made scorecard's workbook with bsc-xl: python write_bsc_xl.py OUT.xlsx [UNITS MEASURES PERIODS]."""

from __future__ import annotations

import sys
from pathlib import Path

from made_scorecard import made_scorecard

from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import evaluate
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Scorecard


def layout_of(card: Scorecard) -> Workbook:
    """Put the facts into their cells, score, and lay out."""
    return workbook_layout(evaluate(card, entries(card, card.actuals)))


def main(path: Path, *sizes: int) -> None:
    """Make the scorecard and write its workbook."""
    from bsc_xl.io.xlsx_write import write_workbook

    write_workbook(layout_of(made_scorecard(*sizes)), path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:]))
