"""How often Excel calls Python to calculate a unit's tab anew, and what one call a cell would cost instead.

    python benchmarks/calls.py [--rows 20 500] [--cells 100] [--rounds 3]

All calls go through xlwings' own `call_udf` with its conversion of arguments, as they do inside Excel; what COM costs
on top for each call, several milliseconds, is not in these times. First the calls of a whole tab, for each number of
rows. Then, for a tab of 100 measures, the same values by one call a cell: the least time of the rounds, by the clock.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from made_scorecard import made_scorecard

from bsc_xl.engines.xlwings_path import ExcelRange, values_through, xlwings_calls
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.layout.types import Sheet, Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout

LEAST = 10.0
Call = tuple[str, tuple[Any, ...]]


@dataclass
class Counted:
    """A way to call that keeps what was called and what came back."""

    call: Callable[..., Any]
    calls: list[Call] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Call, and keep it."""
        answer = self.call(name, *arguments)
        self.calls.append((name, arguments))
        self.answers.append(answer)
        return answer


def tab_of(rows: int) -> tuple[Workbook, Sheet]:
    """A workbook with a unit of so many measures, and that unit's tab; no unit stands below it."""
    card = made_scorecard(2, rows, 12)
    layout = workbook_layout(Evaluator(card, entries(card, card.actuals)).at(), None, Flavour.UDF)
    return layout, [sheet for sheet in layout.sheets if sheet.kind == "unit"][-1]


def calculated_columns(sheet: Sheet) -> int:
    """How many columns of a tab functions fill."""
    return sum(bool(column.blocks) for table in sheet.tables for column in table.columns)


def calls_of_tab(call: Callable[..., Any], rows: int) -> tuple[Counted, Sheet]:
    """All calls of a full recalculation of a tab with so many measures."""
    layout, sheet = tab_of(rows)
    counted = Counted(call)
    values_through(counted, layout, (sheet.name,))
    return counted, sheet


def cell_by_cell(counted: Counted) -> list[list[Call]]:
    """Each call as one call a row: a range as long as the answer gives one row to each."""
    return [
        [(name, _of_row(name, arguments, row, len(answer))) for row in range(len(answer))]
        for (name, arguments), answer in zip(counted.calls, counted.answers, strict=True)
    ]


def _of_row(name: str, arguments: Sequence[Any], row: int, rows: int) -> tuple[Any, ...]:
    def cut(argument: Any) -> Any:
        whole = not isinstance(argument, ExcelRange) or len(argument.rows) != rows
        return argument if whole else ExcelRange((argument.rows[row],))

    cells = tuple(cut(argument) for argument in arguments)
    by = cells[-1].rows[0][0] if name == "BSC_TODATE" else None
    if not by:
        return cells
    # A value weighted by another measure needs that one's entries: they come as a second row.
    both = ExcelRange((arguments[0].rows[row], arguments[0].rows[int(by) - 1]))
    return both, *cells[1:-1], 2.0


def answers_of(call: Callable[..., Any], calls: Sequence[Call]) -> list[Any]:
    """What each call answers."""
    return [call(name, *arguments) for name, arguments in calls]


def seconds(rounds: int, step: Callable[[], Any]) -> float:
    """The least time of a step, by the clock."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Measure, print, and say whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[20, 500])
    parser.add_argument("--cells", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    fine = True
    with xlwings_calls() as call:
        print(f"{'measures':>9}{'columns by functions':>22}{'calls':>7}{'in cells':>10}")
        for rows in options.rows:
            counted, sheet = calls_of_tab(call, rows)
            columns = calculated_columns(sheet)
            cells = sum(len(answer) for answer in counted.answers)
            print(f"{rows:>9,}{columns:>22,}{len(counted.calls):>7,}{cells:>10,}")
            fine = fine and len(counted.calls) <= columns
        ratio = _compared(call, options.cells, options.rounds)
    print(f"one call a cell / one call a column, {options.cells} measures: {ratio:.1f}, goal >= {LEAST:g}")
    return 0 if fine and ratio >= LEAST else 1


def _compared(call: Callable[..., Any], rows: int, rounds: int) -> float:
    """How much longer calls of single cells take than calls of columns, for the same values."""
    counted, _ = calls_of_tab(call, rows)
    single = cell_by_cell(counted)
    for answer, calls in zip(counted.answers, single, strict=True):
        found = [one[0] for one in answers_of(call, calls)]
        if found != [list(row) for row in answer]:
            raise SystemExit(f"{calls[0][0]}: cells and columns differ")
    flat = [one for calls in single for one in calls]
    by_column = seconds(rounds, lambda: answers_of(call, counted.calls))
    by_cell = seconds(rounds, lambda: answers_of(call, flat))
    print(f"{rows} measures: {len(counted.calls)} calls {by_column:.3f} s, {len(flat):,} calls {by_cell:.3f} s")
    return by_cell / by_column


if __name__ == "__main__":
    raise SystemExit(main())
