"""Whatever cannot be used is told with its row, its column, what stands there and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsc_xl.errors import InvalidDefinition
from bsc_xl.model import NullReason
from tests.facts.sample import HEADER, LONG, imported

PERIOD = "Write 2026-10, FY2026-Q1, FY2026-H1 or FY2026."


@pytest.mark.parametrize(
    ("line", "column", "found", "reason", "remedy"),
    [
        ("CORP,SHAER,2025-01,1,,,,", "KPI", "SHAER", "no measure has this id", "Did you mean SHARE?"),
        ("CORP,Market share,2025-01,1,,,,", "KPI", "Market share", "no measure has this id", "Write its id, SHARE."),
        ("CORP,,2025-01,1,,,,", "KPI", "", "no measure is named", ""),
        ("CROP,SHARE,2025-01,1,,,,", "Dept", "CROP", "no unit has this id", "Did you mean CORP?"),
        ("Corporation,SHARE,2025-01,1,,,,", "Dept", "Corporation", "no unit has this id", "Write its id, CORP."),
        ("NORTH,SHARE,2025-01,1,,,,", "Dept", "NORTH", "the measure SHARE belongs to CORP",
         "Write CORP, or leave the unit out."),
        ("CORP,SHARE,2025-13,1,,,,", "Month", "2025-13", "this is no period", PERIOD),
        ("CORP,SHARE,,1,,,,", "Month", "", "no period is given", PERIOD),
        ("CORP,SHARE,FY2025-Q1,1,,,,", "Month", "FY2025-Q1", "the measure is monthly, the period is quarterly",
         "Write a period such as 2025-03."),
        ("CORP,SHARE,2027-01,1,,,,", "Month", "2027-01", "the period lies outside the plan, FY2025 to FY2026",
         "Widen the plan in the definition, or leave the row out."),
        ("CORP,REV,2025-01,7,,,,", "Value", "7", "the figures of REV are computed from the measures below it",
         "Give the figures of REV-N."),
        ("NORTH,DAYS,2025-01,many,,,,", "Value", "many", "this is no number, and DAYS takes numbers",
         "Write a number, or say in [nulls] what this text stands for."),
        ("NORTH,DAYS,2025-01,#DIV/0!,,,,", "Value", "#DIV/0!", "this is the error of a formula",
         "Correct the formula and export again."),
        ("NORTH,DAYS,2025-01,1e999,,,,", "Value", "1e999", "this is no finite number", ""),
        ('NORTH,DAYS,2025-01,"1,234",,,,', "Value", "1,234",
         "this is one number with a decimal point and another one with a decimal comma",
         'Say decimal = "," or decimal = "." in [source], or write it without thousands.'),
        ("NORTH,DAYS,2025-01,93 %,,,,", "Value", "93 %", "this is a percentage, and DAYS is a number", ""),
        ("NORTH,ISO,FY2025,perhaps,,,,", "Value", "perhaps", "this is neither yes nor no",
         "Write yes or no, or say in [labels] what it stands for."),
        ("CORP,CREDIT,FY2025-Q1,A,,,,", "Value", "A", "the scale rating has no such label", "Did you mean AA?"),
        ("CORP,CREDIT,FY2025-Q1,XYZ,,,,", "Value", "XYZ", "the scale rating has no such label", "Write AAA, AA, B."),
        ("CORP,SHARE,2025-01,1,31/12/25,,,", "Closed", "31/12/25", "this is no date",
         "Write 2026-10-31, or say how it is written as as_of_format in [dates]."),
        ("CORP,SHARE,2025-01,1,,,,no data", "Why", "no data",
         "a value and a reason why there is none stand side by side", "Leave one of them out."),
        ("CORP,SHARE,2025-01,,,,,holiday", "Why", "holiday", "this is no null reason",
         "Write n/a or no data, or say in [nulls] what this text stands for."),
        ("CORP,SHARE,2025-01,1,,,a,,b,c", "", "b | c", "the row has more cells than the header has columns",
         "Put a text that has the delimiter in it between quotes."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used(
    tmp_path: Path, line: str, column: str, found: str, reason: str, remedy: str
) -> None:
    result = imported(tmp_path, f"{HEADER}\nCORP,RATE,2025-01,5,,,,\n{line}\n")
    assert [fact.measure for fact in result.facts] == ["RATE"]
    assert [(r.row, r.column, r.found, r.reason, r.remedy) for r in result.rejected] == [
        (3, column, found, reason, remedy)
    ]


def test_the_same_twice_is_kept_once_and_contradictions_are_not_kept_at_all(tmp_path: Path) -> None:
    rows = ["CORP,RATE,2025-01,5,,,,", ",rate,2025-01,5.0,,,,", "CORP,RATE,2025-02,6,,,,", "CORP,RATE,2025-02,7,,,,",
            "CORP,RATE,2025-03,,,,,n/a", "CORP,RATE,2025-03,,,,just a note,"]  # fmt: skip
    result = imported(tmp_path, "\n".join([HEADER, *rows]))
    assert [(r.row, r.column, r.found, r.reason) for r in result.rejected] == [
        (3, "Value", "5", "repeated: row 2 says the same for RATE in 2025-01"),
        (4, "Value", "6", "row 5 says 7 for RATE in 2025-02"),
        (5, "Value", "7", "row 4 says 6 for RATE in 2025-02"),
    ]
    assert [(f.period, f.actual, f.null_reason, f.note) for f in result.facts] == [
        ("2025-01", 5, None, ""),
        ("2025-03", None, NullReason.NOT_APPLICABLE, ""),
        ("2025-03", None, None, "just a note"),
    ]


def test_without_a_scorecard_only_what_no_scorecard_could_use_is_rejected(tmp_path: Path) -> None:
    rows = ["X,M,2025-01,AAA,,,,", "X,M,2025-02,12.5,,,,", "X,,2025-02,1,,,,", "X,M,soon,1,,,,",
            "X,M,2025-03,#REF!,,,,", "X,M,2026-01-31,1,,,,"]  # fmt: skip
    result = imported(tmp_path, "\n".join([HEADER, *rows]), card=None)
    assert [f.actual for f in result.facts] == ["AAA", 12.5]
    assert [(r.row, r.column, r.found, r.reason) for r in result.rejected] == [
        (4, "KPI", "", "no measure is named"),
        (5, "Month", "soon", "this is no period"),
        (6, "Value", "#REF!", "this is the error of a formula"),
        (7, "Month", "2026-01-31", "this is a day, and nothing says how long its period is"),
    ]


def test_one_rejection_stands_for_a_whole_row_of_a_wide_layout(tmp_path: Path) -> None:
    mapping = """
[source]
kind = "csv"
path = "in.csv"
[columns]
measure = "KPI"
[periods]
"Jan" = "2025-01"
"Feb" = "2025-02"
"2027" = "2027-01"
"""
    result = imported(tmp_path, "KPI,Jan,Feb,2027\nXX,1,2,\nRATE,3,x,4\nRATE,,,\n", mapping)
    assert [(r.row, r.column, r.found, r.entries) for r in result.rejected] == [
        (2, "KPI", "XX", 2),
        (3, "Feb", "x", 1),
        (3, "2027", "2027", 1),
    ]
    assert [fact.actual for fact in result.facts] == [3]
    assert (result.rows, result.entries, result.blanks) == (3, 9, 4)
    assert str(result) == "in.csv: 9 entries in 3 rows: 1 facts, 4 rejected, 4 blank"


def test_a_mapping_that_scales_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidDefinition, match=r"divide_by.procent: found procent; .*Did you mean percent"):
        imported(tmp_path, HEADER, LONG + "[values.divide_by]\nprocent = 100\n")
