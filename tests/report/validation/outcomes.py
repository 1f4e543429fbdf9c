"""Made-up outcomes of validation, ordinary and hostile, for the tests of every format."""

from __future__ import annotations

from dataclasses import replace

from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.outcome import Crashed, Outcome, SheetSummary, Skipped, Unchecked, Verdict, Waived
from bsc_xl.rules.repairs import StoreValue

UNSIGNED = "The manifest in the workbook is not signed: it catches accidents, not forgers."

HOSTILE = (
    "<script>window.hacked = 1</script>",
    '"><img src="x" onerror="window.hacked = 1">',
    "' onmouseover='window.hacked = 1",
    "</script><script>window.hacked = 1</script>",
    "</style><script>window.hacked = 1</script>",
    "</td></tr></table><h1>broken out",
    "<!--",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:window.hacked=1",
    "[click](javascript:window.hacked=1)",
    "![](https://example.invalid/pixel.png)",
    "https://example.invalid/plain www.example.invalid someone@example.invalid",
    "a | b || c\\| d",
    "`code` **bold** _it_ ~~gone~~ #1 @team",
    "line\nbreak\r\n# heading\n- item\n| a | b |",
    "\u202egnp.exe\u202c turned \u2066isolated",
    "nul \x00 bell \x07 escape \x1b[31mred\x1b[0m \x9b31m",
    "half \ud800 of a pair",
    "Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357\u0358\u0359",
    "&lt;b&gt;&amp;amp;",
    "=cmd|'/c calc'!A0",
    "W" * 50_000,
)
"""Texts of cells that want to be more than text."""


def finding(number: int = 1, code: str = "STL001", **rest: object) -> Finding:
    """A finding in row ``number`` of a tab."""
    known: dict[str, object] = {
        "sheet": "Sales North",
        "ref": f"G{number}",
        "found": f"Score of Order intake: shows {90 + number}",
        "expected": "84.3",
        "unit": "north",
        "measure": "orders",
        "period": "2026-10",
        "impact": 1.5,
    }
    return Finding(code, **{**known, **rest})  # type: ignore[arg-type]  # the fields' own types


FINDINGS = (
    Finding("PKG012", found="saved by LibreOffice 25.2"),
    Finding("PKG008", found="workbook: budget.xlsx", part="xl/externalLinks/externalLink1.xml"),
    finding(9, "FML001", found="97 was typed over a formula", expected="a formula", impact=11.4),
    *(finding(row) for row in range(10, 24)),
    finding(30, sheet="Plant", unit="plant", measure="scrap", impact=None, remedy="Ask the plant.", follows=3),
    finding(31, sheet="Plant", unit="plant", repair=StoreValue("Plant", "G31", 84.3), impact=-0.6),
)
SHEETS = (
    SheetSummary("Start", "start", "", 0, None),
    SheetSummary("Sales North", "unit", "north", 15, Severity.BLOCKER),
    SheetSummary("Plant", "unit", "plant", 2, Severity.ERROR),
    SheetSummary("My notes", "added", "", 0, None),
)
WITH_FINDINGS = Outcome(
    name="north.xlsx",
    path="returned/north.xlsx",
    digest="ab" * 32,
    verdict=Verdict.NOT_ASSURED,
    findings=FINDINGS,
    skipped=(
        Skipped("PKG009", "no earlier submission was given (--previous)"),
        Skipped("PKG010", "no earlier submission was given (--previous)"),
        Skipped("PRV001", "there is no ledger yet"),
    ),
    crashed=(Crashed("PKG011", "KeyError: 'xl' (unknown_part.py, line 20)"),),
    unchecked=tuple(Unchecked("My notes", f"B{row}", "no engine knows the function MYFUNC") for row in range(2, 9)),
    waived=(Waived(finding(40), "A. Person", "agreed with the auditor", "2026-12-31"),),
    known=(finding(41), finding(42)),
    not_applicable=("PKG013",),
    run=("FML001", "PKG008", "PKG012", "STL001"),
    sheets=SHEETS,
    rulebook="2026.1",
    compared_with="the workbook's own manifest",
    organisation="Northwind",
    scorecard="Company scorecard",
    unit="Northwind",
    period="2026-10",
    shown=92.4,
    right=81.0,
    cells=12_345,
    recomputed=1_728,
    notes=(UNSIGNED,),
)
CLEAN = replace(
    WITH_FINDINGS,
    name="south.xlsx",
    path="returned/south.xlsx",
    verdict=Verdict.CLEAN,
    findings=(),
    crashed=(),
    unchecked=(),
    waived=(),
    known=(),
    sheets=tuple(replace(sheet, findings=0, worst=None) for sheet in SHEETS),
    shown=81.0,
)
UNREADABLE = Outcome(
    "bomb.xlsx",
    "returned/bomb.xlsx",
    "",
    Verdict.UNREADABLE,
    (Finding("PKG004", found="unpacked it would be 400 MB", expected="at most 100 MB"),),
    run=("PKG004",),
    rulebook="2026.1",
)
BATCH = (WITH_FINDINGS, CLEAN, UNREADABLE)


def hostile() -> Outcome:
    """A workbook whose every text wants to break the report."""
    findings = tuple(
        Finding("STL001", text[:31], f"A{row}", text, text, text, text[:40], text[:40], text[:20], text[:60])
        for row, text in enumerate(HOSTILE, 1)
    )
    texts = HOSTILE[:-1]
    return replace(
        WITH_FINDINGS,
        name=HOSTILE[0] + '".xlsx',
        path=HOSTILE[0] + '".xlsx',
        findings=findings,
        sheets=tuple(SheetSummary(text, "unit", text, 1, Severity.ERROR) for text in texts),
        crashed=tuple(Crashed("PKG011", text) for text in texts),
        skipped=tuple(Skipped("PKG009", text) for text in texts),
        waived=tuple(Waived(finding(row), text, text, text) for row, text in enumerate(texts, 40)),
        unchecked=tuple(Unchecked(text, "A1", text) for text in texts),
        notes=texts,
        organisation=HOSTILE[1],
        scorecard=HOSTILE[2],
        unit=HOSTILE[3],
        period=HOSTILE[5],
        compared_with=HOSTILE[0],
    )


def many(count: int) -> Outcome:
    """A workbook with many findings in forty tabs."""
    findings = tuple(
        finding(row // 40 + 1, sheet=f"Unit {row % 40}", unit=f"unit{row % 40}", impact=row % 50 / 10)
        for row in range(count)
    )
    sheets = tuple(SheetSummary(f"Unit {n}", "unit", f"unit{n}", count // 40, Severity.ERROR) for n in range(40))
    return replace(WITH_FINDINGS, findings=findings, sheets=sheets)
