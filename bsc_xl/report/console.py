"""What the command line prints for people: faults, rejected rows, scores; and a progress bar for long work."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from bsc_xl.evaluation.entries import Rejected
from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.units import UnitResult
from bsc_xl.layout.number_formats import measure_format
from bsc_xl.model import Fault, Measure
from bsc_xl.scoring import Absence, Rollup, Value, is_number

MOST_ROWS = 50  # of faults or rejections that are printed; the rest is counted
_SECONDS_BEFORE_A_BAR = 1.0
_STATUS_COLOURS = {"met": "green", "goal": "green", "near": "yellow", "between": "yellow"}


class LongWork:
    """A progress bar on standard error that appears only after a second, and never in a pipe."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._console = console
        self._shown = console.is_terminal and not quiet
        self._began = time.monotonic()
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        return self

    def __call__(self, what: str, done: int, count: int) -> None:
        """Say how far the work is."""
        if not self._shown or time.monotonic() - self._began < _SECONDS_BEFORE_A_BAR:
            return
        if self._bar is None:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._bar.start()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=count)
        self._bar.update(self._tasks[what], completed=done, total=count)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _rest(console: Console, count: int, what: str) -> None:
    if count > MOST_ROWS:
        console.print(f"... and {count - MOST_ROWS:,} more {what}.")


def print_faults(console: Console, faults: Sequence[Fault]) -> None:
    """One line a fault: where, what was found, what is allowed, and a hint."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Where", "Found", "Allowed", "Hint"):
        table.add_column(heading, overflow="fold")
    for fault in faults[:MOST_ROWS]:
        place = fault.place or (f"row {fault.row + 1}" if fault.row is not None else "")
        where = ", ".join(part for part in (fault.table, place, fault.column) if part)
        style = "yellow" if fault.severity == "warning" else "red"
        cells = (fault.found or "nothing", fault.allowed, fault.hint)
        table.add_row(f"[{style}]{escape(where)}[/]", *(escape(cell) for cell in cells))
    console.print(table)
    _rest(console, len(faults), "faults")


def print_rejected(console: Console, rejected: Sequence[tuple[str, Rejected]]) -> None:
    """One line a fact that cannot be used."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Where", "Found", "Why it is not used", "What to do"):
        table.add_column(heading, overflow="fold")
    for source, item in rejected[:MOST_ROWS]:
        where = f"{source}, row {item.row}, {item.column}"
        table.add_row(*(escape(cell) for cell in (where, item.found or "nothing", item.reason, item.remedy)))
    console.print(table)
    _rest(console, len(rejected), "rows")


def score_words(score: float | None, status: str) -> str:
    """A score with its status, such as "90.5 near"."""
    return f"{score:.1f} {status}" if score is not None else status


def rollup_words(rollup: Rollup, status: str) -> str:
    """A rolled-up score in a sentence."""
    if rollup.score is None or rollup.coverage is None:
        return status
    low, high = rollup.low or 0.0, rollup.high or 0.0
    return (
        f"{score_words(rollup.score, status)}, {rollup.coverage:.0%} of the weight reported, "
        f"between {low:.0f} and {high:.0f}"
    )


def shown_value(value: Value | Absence, measure: Measure) -> str:
    """A figure with the measure's decimals; percent as such; nothing for an absence."""
    if value is None or isinstance(value, Absence):
        return ""
    if not is_number(value):
        return str(value)
    if "%" in measure_format(measure):
        return f"{value:.{measure.decimals}%}"
    return f"{value:,.{measure.decimals}f}"


def print_scores(console: Console, evaluation: Evaluation, units: Iterable[UnitResult]) -> None:
    """Units with their perspectives and measures."""
    period = evaluation.point.grid.periods[evaluation.point.column - 1].id
    for unit in units:
        console.print(f"\n[bold]{escape(unit.unit.name)}[/]  {period}  {rollup_words(unit.rollup, unit.status)}")
        for perspective in unit.perspectives:
            if perspective.rollup.coverage is not None:
                words = rollup_words(perspective.rollup, perspective.status)
                console.print(f"  {escape(perspective.perspective.name)}: {words}")
        if unit.measures:
            console.print(_measure_table(unit.measures))


def _measure_table(measures: Sequence[MeasureResult]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1))
    table.add_column("Measure", overflow="fold")
    for heading in ("To date", "Expected", "Score"):
        table.add_column(heading, justify="right")
    for heading in ("Status", "Trend", "Freshness", "SMART"):
        table.add_column(heading)
    for result in measures:
        measure = result.inputs.measure
        number = "" if isinstance(result.score, Absence) else f"{result.score:.1f}"
        style = _STATUS_COLOURS.get(result.status, "red" if result.is_red else "dim")
        table.add_row(
            escape(measure.name),
            escape(shown_value(result.to_date, measure)),
            shown_value(result.expected, measure),
            number,
            f"[{style}]{escape(result.status)}[/]",
            result.trend.value if result.trend else "",
            result.freshness.value,
            result.smart,
        )
    return table
