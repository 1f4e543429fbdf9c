"""What people read: one line a fault, nothing that steers their terminal, widths that fit."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from bsc_xl import api
from bsc_xl.evaluation.entries import Rejected
from bsc_xl.model import Fault, Severity
from bsc_xl.report.console import (
    plain,
    print_faults,
    print_list,
    print_rejected,
    print_scores,
    rollup_words,
    shown_value,
)
from bsc_xl.scoring import Absence, Rollup
from tests.program import small

FAULT = Fault("measures", 2, "target", "abc", "a number", "Write 5.", place="row 7")


def paper(*, width: int = 200, terminal: bool = False) -> Console:
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=terminal,
        color_system=None,
        highlight=False,
        legacy_windows=False,
    )


def text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (FAULT, "measures, row 7, target: found abc; allowed: a number. Write 5.\n"),
        (Fault("units", None, "", "", "at least one row"), "units: found nothing; allowed: at least one row.\n"),
        (Fault("units", 3, "id", "x", "y"), "units, record 4, id: found x; allowed: y.\n"),
        (Fault("units", 3, "id", "x", "y", place="units[4] (id a)"), "units[4] (id a), id: found x; allowed: y.\n"),
        (Fault("a", None, "b", "x", "y", severity=Severity.WARNING), "warning: a, b: found x; allowed: y.\n"),
        (Fault("a", None, "b", "[bold]x[/]", "y"), "a, b: found [bold]x[/]; allowed: y.\n"),
        (Fault("a", None, "b", "x" * 999, "y"), f"a, b: found {'x' * 80}...; allowed: y.\n"),
        (Fault("a", None, "b", "x\x1b[31m\nz\u202e", "y"), "a, b: found x [31m z ; allowed: y.\n"),
    ],
)
def test_a_fault_is_a_line(fault: Fault, line: str) -> None:
    console = paper()
    print_faults(console, [fault])
    assert text(console) == line


def test_a_file_gets_lines_whole_and_a_terminal_gets_them_wrapped() -> None:
    long = Fault("measures", 2, "target", "abc", " ".join(["word"] * 60))
    file, terminal = paper(width=80), paper(width=80, terminal=True)
    print_faults(file, [long])
    print_faults(terminal, [long])
    assert len(text(file).splitlines()) == 1
    first, *rest = text(terminal).splitlines()
    assert first.startswith("measures, record 3, target: found abc")
    assert len(rest) >= 3
    assert all(line.startswith("    word") and len(line) <= 80 for line in rest)


def test_rejections() -> None:
    console = paper()
    items = [Rejected(5, "period", "x", "this is no period", "Write 2026-10."), Rejected(0, "actual", "", "no value")]
    print_rejected(console, [("a.csv", items[0]), ("actuals, m 2026-01", items[1])])
    assert text(console).splitlines() == [
        "a.csv, row 5, period: found x: this is no period. Write 2026-10.",
        "actuals, m 2026-01, actual: found nothing: no value.",
    ]


def test_more_than_anybody_reads_is_counted() -> None:
    console = paper()
    print_faults(console, [FAULT] * 1_060)
    assert len(text(console).splitlines()) == 51
    assert text(console).endswith("\n... and 1,010 more.\n")


@pytest.mark.parametrize(
    ("rollup", "words"),
    [
        (Rollup(90.0, 1.0, 90.0, 90.0), "90.0 met"),
        (Rollup(90.0, 0.98, 88.2, 90.2), "90.0 met, 98% of the weight reported: between 88 and 90"),
        (Rollup(None, None, None, None), "met"),
    ],
)
def test_a_range_is_told_only_where_something_is_missing(rollup: Rollup, words: str) -> None:
    assert rollup_words(rollup, "met") == words


def test_scores_fit_a_terminal_of_80_columns(tmp_path: Path) -> None:
    evaluation = api.evaluate(small(tmp_path, ('name = "Loyalty"', 'name = "Loyalty of [red]customers[/] for years"')))
    console = paper(width=80, terminal=True)
    print_scores(console, evaluation, evaluation.units.values())
    assert all(len(line) <= 80 for line in text(console).splitlines())
    wide = paper()
    print_scores(wide, evaluation, evaluation.units.values())
    assert "Loyalty of [red]customers[/] for years" in text(wide)
    assert text(wide).count("SMART: a letter stands for a verdict that is met") == 1


def test_values_have_the_decimals_of_their_measure() -> None:
    card = api.template("company")
    measures = {measure.id: measure for measure in card.measures}
    growth, revenue = measures["corp.growth"], measures["corp.revenue"]
    assert shown_value(0.0494, growth) == f"{0.0494:.{growth.decimals}%}"
    assert shown_value(1234.5678, revenue) == f"{1234.5678:,.{revenue.decimals}f}"
    assert shown_value("BBB+", revenue) == "BBB+"
    assert shown_value(None, revenue) == shown_value(Absence.MISSING, revenue) == ""


def test_lists_are_wrapped_for_terminals_only() -> None:
    items = [("one", "word " * 40), ("two", "word")]
    file, terminal = paper(width=80), paper(width=80, terminal=True)
    print_list(file, items)
    print_list(terminal, items)
    assert len(text(file).splitlines()) == 2
    assert len(text(terminal).splitlines()) > 3


def test_plain_text_keeps_every_script() -> None:
    for kept in ("販売部", "قسم المبيعات", "מכירות", "Größe", "🍦"):
        assert plain(kept) == kept
