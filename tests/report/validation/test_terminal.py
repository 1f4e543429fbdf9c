"""Validation at a terminal: the verdict first, readable in 80 columns and without colour, nothing left unsaid."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from bsc_xl.report.validation.terminal import print_validation
from bsc_xl.rules.outcome import Outcome
from tests.report.validation.outcomes import BATCH, CLEAN, FINDINGS, UNREADABLE, UNSIGNED, WITH_FINDINGS, hostile, many

BROKE = (
    "Rule PKG011 broke, so what it looks for was not checked. This is a fault of bsc-xl: "
    "KeyError: 'xl' (unknown_part.py, line 20)"
)


def printed(
    *outcomes: Outcome, full: bool = False, width: int = 200, terminal: bool = False, colour: bool = False
) -> str:
    paper = io.StringIO()
    system = "truecolor" if colour else None
    console = Console(
        file=paper,
        width=width,
        force_terminal=terminal,
        color_system=system,  # type: ignore[arg-type]  # one of rich's words
        highlight=False,
        legacy_windows=False,
    )
    print_validation(console, outcomes, full=full)
    return paper.getvalue()


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (CLEAN, "south.xlsx: Clean: 4 rules found nothing."),
        (UNREADABLE, "bomb.xlsx: Unreadable: 1 blocker. Nothing else could be checked."),
        (
            WITH_FINDINGS,
            "north.xlsx: Not assured: not everything could be checked. 1 blocker, 17 errors, 1 for information.",
        ),
    ],
)
def test_the_verdict_comes_first_in_words(outcome: Outcome, line: str) -> None:
    assert printed(outcome).splitlines()[0] == line


def test_the_wrong_score_is_said_in_words() -> None:
    line = "  The workbook shows an overall score of 92.4, the entries give 81.0: it is 11.4 points too high."
    assert line in printed(WITH_FINDINGS).splitlines()


def test_rules_come_by_effect_on_the_score_then_severity() -> None:
    lines = printed(WITH_FINDINGS).splitlines()
    codes = [line.split()[0] for line in lines if line[:3].isupper() and line[3:6].isdigit()]
    assert codes == ["FML001", "STL001", "PKG008", "PKG012"]


def test_a_blocker_whose_effect_nobody_knows_comes_first() -> None:
    blocker = replace(FINDINGS[2], code="PKG007", impact=None)
    lines = printed(replace(WITH_FINDINGS, findings=(*FINDINGS, blocker))).splitlines()
    assert [line.split()[0] for line in lines if line[:3] in ("PKG", "FML", "STL")][:3] == [
        "PKG007",
        "FML001",
        "STL001",
    ]


def test_many_units_are_counted() -> None:
    assert "  and 8,750 more places in 35 more units\n" in printed(many(10_000))


def test_many_places_are_counted_and_full_lists_them_all() -> None:
    short, full = printed(WITH_FINDINGS), printed(WITH_FINDINGS, full=True)
    assert "    and 9 more\n" in short
    assert short.count("'Sales North'!G1") == 5
    assert "more\n" not in full
    assert all(finding.place in full for finding in FINDINGS)
    assert "  What to do: Ask the plant.\n" in full


def test_what_was_not_checked_is_said() -> None:
    lines = [line.strip() for line in printed(WITH_FINDINGS).splitlines()]
    for line in (
        BROKE,
        "Not run, because no earlier submission was given (--previous): PKG009, PKG010.",
        "Not run, because there is no ledger yet: PRV001.",
        "Not run, by choice: PKG013.",
        "Waived: STL001 'Sales North'!G40 by A. Person until 2026-12-31: agreed with the auditor",
        "Known from the baseline and not counted: 2 findings.",
        UNSIGNED,
    ):
        assert line in lines
    assert any(line.startswith("Not recomputed: 7 cells (My notes!B2") and "and 2 more" in line for line in lines)


def test_a_batch_has_a_table_and_the_worst_of_each_file() -> None:
    text = printed(*BATCH)
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert rows[0] == "3 files: 1 unreadable, 1 not assured, 1 clean."
    assert "File Unit Period Verdict Blockers Errors Warnings Shown Right" in rows
    assert "north.xlsx Northwind 2026-10 not assured 1 17 0 92.4 81.0" in rows
    assert "and findings of 1 more rule" in rows
    assert "rule PKG011 broke: KeyError: 'xl' (unknown_part.py, line 20)" in rows
    assert "Not run in 2 files, because there is no ledger yet: PRV001." in rows
    assert "south.xlsx: Clean" not in text
    assert text.count(UNSIGNED) == 1
    assert "south.xlsx: Clean" in printed(*BATCH, full=True)


def test_files_of_one_name_are_told_apart() -> None:
    one = Outcome("a.xlsx", "in/north/a.xlsx", "", CLEAN.verdict)
    other = Outcome("a.xlsx", "in/south/a.xlsx", "", CLEAN.verdict)
    text = printed(one, other, CLEAN)
    assert "north/a.xlsx" in text
    assert "south/a.xlsx" in text


@pytest.mark.parametrize("outcomes", [(WITH_FINDINGS,), BATCH, (hostile(),)], ids=["one", "batch", "hostile"])
def test_it_fits_80_columns_of_a_terminal(outcomes: tuple[Outcome, ...]) -> None:
    lines = printed(*outcomes, width=80, terminal=True).splitlines()
    assert [line for line in lines if cell_len(line) > 80] == []


def test_colours_only_on_a_terminal_and_never_alone() -> None:
    assert "\x1b[" in printed(WITH_FINDINGS, terminal=True, colour=True)
    assert "\x1b" not in printed(WITH_FINDINGS)
    for word in ("blocker:", "error:", "information:", "Not assured"):
        assert word in printed(WITH_FINDINGS)


@pytest.mark.parametrize("full", [False, True])
def test_no_cell_text_steers_the_terminal_or_turns_it(full: bool) -> None:
    text = printed(hostile(), hostile(), full=full) + printed(hostile(), full=full)
    assert [letter for letter in set(text) - {"\n"} if not letter.isprintable()] == []
    assert "[U+202E]" in text
    assert ("(50,000 characters in all)" in text) is full


def test_markup_of_the_terminal_library_is_text() -> None:
    text = printed(*[Outcome(f"[bold]{n}[/].xlsx", "", "", CLEAN.verdict) for n in range(2)])
    assert "[bold]0[/].xlsx" in text


def test_a_batch_of_many_findings_stays_short() -> None:
    assert len(printed(many(10_000)).splitlines()) < 400
    assert len(printed(many(10_000), CLEAN).splitlines()) < 20
