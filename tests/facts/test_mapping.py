"""An import mapping is read as a whole or refused with everything that is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsc_xl.errors import InvalidDefinition, UnreadableInput
from bsc_xl.facts import mapping as mapping_module
from bsc_xl.facts.mapping import CsvSource, Mapping, SqlSource, parse_mapping, read_mapping
from bsc_xl.model import Frequency

SMALL = '[source]\nkind = "csv"\npath = "a.csv"\n[columns]\nmeasure = "m"\n'


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidDefinition) as caught:
        parse_mapping(text)
    return [str(fault) for fault in caught.value.faults]


def example(title: str) -> str:
    """A TOML example from the documentation of the module."""
    assert mapping_module.__doc__
    block = mapping_module.__doc__.split(title)[1].split("::\n", 1)[1]
    lines = []
    for line in block.splitlines():
        if line and not line.startswith("    "):
            break
        lines.append(line.strip())
    return "\n".join(lines)


def test_the_documented_long_example_is_valid_but_for_the_sheet_of_an_excel_source() -> None:
    text = example("A long source")
    listed = faults(text)
    assert len(listed) == 1
    assert listed[0].startswith("mapping [source], sheet: found an unknown key")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("sheet"))
    mapping = parse_mapping(kept)
    assert isinstance(mapping.source, CsvSource)
    assert mapping.dates.frequency is Frequency.MONTHLY
    assert mapping.columns.unit
    assert mapping.columns.unit.column == "Department"
    assert mapping.columns.entered_by
    assert mapping.columns.entered_by.value == "ERP"
    assert mapping.values.divide_by == {"percent": 100}


def test_the_documented_wide_and_database_examples_are_valid() -> None:
    periods = parse_mapping(SMALL + example("A wide source")).periods
    assert periods == {"2017": "FY2017", "2018": "FY2018", "2019": "FY2019", "FY16 Actual": "FY2016"}
    columns = '[columns]\nmeasure = "kpi"\nperiod = "month"\nactual = "value"\n'
    assert isinstance(parse_mapping(example("A database") + "\n" + columns).source, SqlSource)


def test_all_faults_are_told_at_once_with_the_nearest_key() -> None:
    listed = faults("""
frequncy = "monthly"
[source]
kind = "csv"
path = "x.csv"
delimeter = ";"
decimal = "x"
encoding = "utf-9"
header_row = 0
[columns]
mesure = "M"
unit = { valu = "CORP" }
note = { value = "a", column = "b" }
as_of = 3
[dates]
frequency = "montly"
[nulls]
"x" = "nodata"
[values.divide_by]
percent = 0
"a" = "b"
""")
    assert listed == [
        "mapping [source], encoding: found utf-9; allowed: an encoding such as utf-8, cp1252 or latin-1.",
        "mapping [source], decimal: found x; allowed: one of ., ,.",
        "mapping [source], header_row: found 0; allowed: greater than or equal to 1.",
        (
            "mapping [source], delimeter: found an unknown key; allowed: one of kind, path, encoding, delimiter, "
            "decimal, thousands, header_row. Did you mean delimiter?"
        ),
        "mapping [columns], measure: found nothing; allowed: this key is needed.",
        "mapping [columns], unit.valu: found an unknown key; allowed: one of column, value. Did you mean value?",
        "mapping [columns], as_of: found 3; allowed: a table.",
        (
            "mapping [columns], mesure: found an unknown key; allowed: one of measure, unit, period, actual, as_of, "
            "entered_by, note, null_reason. Did you mean measure?"
        ),
        "mapping [nulls], x: found nodata; allowed: one of n/a, no data, blank. Did you mean no data?",
        (
            "mapping [dates], frequency: found montly; allowed: one of monthly, quarterly, half-yearly, annual. "
            "Did you mean monthly?"
        ),
        "mapping [values], divide_by.percent: found 0; allowed: a number other than 0.",
        "mapping [values], divide_by.a: found b; allowed: a valid number.",
        (
            "mapping, frequncy: found an unknown key; allowed: one of source, columns, periods, nulls, labels, units, "
            "measures, dates, values."
        ),
        (
            "mapping [columns], period: found nothing; allowed: a column, or a table [periods] for a source with one "
            "column a period."
        ),
        (
            "mapping [columns], actual: found nothing; allowed: a column, or a table [periods] for a source with one "
            "column a period."
        ),
        (
            "mapping [columns], note: found { value = 'a', column = 'b' }; allowed: either a column or "
            '{ value = "..." }.'
        ),
    ]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (
            '[source]\nkind = "cvs"\n[periods]\n"a" = "FY2016"\n[columns]\nmeasure = "m"\n',
            ["mapping [source], kind: found cvs; allowed: one of csv, excel, parquet, sql. Did you mean csv?"],
        ),
        (
            SMALL + 'period = "p"\n[periods]\ncolums = ["1"]\n"2016" = "FX"\n',
            [
                "mapping [periods], 2016: found FX; allowed: a period: 2026-10, FY2026-Q1, FY2026-H1 or FY2026.",
                "mapping [periods], colums: found ['1']; allowed: a period, such as \"FY2016\". Did you mean columns?",
                ("mapping [columns], period: found p; allowed: no such key where [periods] says which columns hold the "
                "values."),
            ],
        ),
        (
            SMALL + '[periods]\ncolumns = ["2016"]\nas = "FY"\n',
            ['mapping [periods], as: found FY; allowed: a text with {} in it, such as "FY{}".'],
        ),
        (SMALL + "[periods]\n",
         ["mapping [periods]: found no columns; allowed: at least one column that is a period."]),
        (
            ('[source]\nkind = "csv"\npath = "a"\ndecimal = ","\nthousands = ","\n'
            '[columns]\nmeasure = "m"\nperiod = "p"\nactual = "a"\n'),
            ["mapping [source], thousands: found ,; allowed: another sign than decimal."],
        ),
        ('[periods]\n"a" = "FY2016"\n', [
            "mapping: found nothing; allowed: a table [source].",
            "mapping: found nothing; allowed: a table [columns].",
        ]),
    ],
)  # fmt: skip
def test_what_does_not_go_together(text: str, listed: list[str]) -> None:
    assert faults(text) == listed


def test_no_mapping_at_all(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        read_mapping(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("[source", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="not TOML"):
        read_mapping(tmp_path / "bad.toml")
    (tmp_path / "latin.toml").write_bytes(b'[units]\n"\xe4" = "A"\n')
    with pytest.raises(UnreadableInput, match="UTF-8"):
        read_mapping(tmp_path / "latin.toml")


def test_paths_are_relative_to_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(SMALL + 'period = "p"\nactual = "a"\n', encoding="utf-8")
    mapping = read_mapping(tmp_path / "m.toml")
    assert isinstance(mapping, Mapping)
    assert mapping.folder == tmp_path
