"""What the command line prints for people: faults, rejected rows, scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bsc_xl.evaluation.entries import Rejected
from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.units import UnitResult
from bsc_xl.layout.number_formats import measure_format
from bsc_xl.model import Fault, Measure
from bsc_xl.scoring import Absence, Rollup, Value, is_number

MOST_ROWS = 50  # of faults or rejections that are printed; the rest is counted
MOST_FOUND = 80  # characters of what was found
INDENT = "    "
FULL = 1 - 1e-9  # coverage
SMART_LEGEND = (
    "SMART: a letter stands for a verdict that is met, - for one that is not, ? for one that nobody can tell yet."
)
_STATUS_COLOURS = {"met": "green", "goal": "green", "near": "yellow", "between": "yellow"}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the program what it means that nobody reads any more; rich ends with 1."""
        raise BrokenPipeError


def console(*, err: bool = False) -> Console:
    """Where to print: a terminal as wide as it is, or a file or pipe with room for a table."""
    made = _Console(stderr=err, highlight=False)
    if not made.is_terminal:
        made.width = 200
    return made


def plain(text: str) -> str:
    """A text without characters that steer a terminal or turn the direction of what follows."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def print_line(console: Console, text: str, mark: str = "", style: str = "") -> None:
    """Print a line, its beginning ``mark`` in a style; a terminal gets it wrapped and indented, a file as one line."""
    line = Text.assemble((plain(mark), style), plain(text))
    if not console.is_terminal:
        console.print(line, soft_wrap=True)
        return
    for number, part in enumerate(line.wrap(console, max(20, console.width - len(INDENT)))):
        console.print(Text(INDENT if number else "") + part, soft_wrap=True)


def print_list(console: Console, items: Sequence[tuple[str, str]]) -> None:
    """Names and a few words on each, wrapped to the width of a terminal."""
    if not console.is_terminal:
        width = max([16, *(len(name) for name, _ in items)]) + 2
        for name, words in items:
            console.print(f"{name:{width}}{words}", markup=False, soft_wrap=True)
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, words in items:
        table.add_row(escape(name), escape(words))
    console.print(table)


def print_faults(console: Console, faults: Sequence[Fault]) -> None:
    """One line a fault: where, what was found, what is allowed, and a hint."""
    for fault in faults[:MOST_ROWS]:
        place = fault.place or (f"record {fault.row + 1}" if fault.row is not None else "")
        # In TOML the place names the table already.
        table = "" if place.startswith(f"{fault.table}[") else fault.table
        where = ", ".join(part for part in (table, place, fault.column) if part)
        kind, style = ("warning: ", "yellow") if fault.severity == "warning" else ("", "red")
        hint = f" {fault.hint}" if fault.hint else ""
        found = f"found {_short(fault.found) or 'nothing'}; allowed: {fault.allowed}.{hint}"
        print_line(console, f": {found}", f"{kind}{where}", style)
    _rest(console, len(faults))


def print_rejected(console: Console, rejected: Sequence[tuple[str, Rejected]]) -> None:
    """One line a fact that cannot be used."""
    for source, item in rejected[:MOST_ROWS]:
        remedy = f" {item.remedy}" if item.remedy else ""
        text = f": found {_short(item.found) or 'nothing'}: {item.reason}.{remedy}"
        where = (source, f"row {item.row}" if item.row else "", item.column)
        print_line(console, text, ", ".join(part for part in where if part), "red")
    _rest(console, len(rejected))


def _short(found: str) -> str:
    return found if len(found) <= MOST_FOUND else f"{found[:MOST_FOUND]}..."


def _rest(console: Console, count: int) -> None:
    if count > MOST_ROWS:
        console.print(f"... and {count - MOST_ROWS:,} more.")


def score_words(score: float | None, status: str) -> str:
    """A score with its status, such as "90.5 near"."""
    return f"{score:.1f} {status}" if score is not None else status


def rollup_words(rollup: Rollup, status: str) -> str:
    """A rolled-up score in a sentence; how much is reported, and what the rest can change, where not all is."""
    if rollup.score is None or rollup.coverage is None:
        return status
    words = score_words(rollup.score, status)
    if rollup.coverage >= FULL:
        return words
    low, high = rollup.low or 0.0, rollup.high or 0.0
    return f"{words}, {rollup.coverage:.0%} of the weight reported: between {low:.0f} and {high:.0f}"


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
    period = evaluation.period
    for number, unit in enumerate(units):
        if number:
            console.print()
        print_line(console, f"  {period}  {rollup_words(unit.rollup, unit.status)}", unit.unit.name, "bold")
        for perspective in unit.perspectives:
            if perspective.rollup.coverage is not None:
                words = rollup_words(perspective.rollup, perspective.status)
                print_line(console, f"  {perspective.perspective.name}: {words}")
        if unit.measures:
            console.print(_measure_table(unit.measures))
    if evaluation.card.measures:
        console.print()
        print_line(console, SMART_LEGEND)


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
            escape(plain(measure.name)),
            escape(plain(shown_value(result.to_date, measure))),
            shown_value(result.expected, measure),
            number,
            f"[{style}]{escape(result.status)}[/]",
            result.trend.value if result.trend else "",
            result.freshness.value,
            result.smart,
        )
    return table
