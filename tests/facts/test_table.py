"""The long table is written and read back without loss, whoever wrote it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsc_xl.errors import FileInUse, UnreadableInput, WrongUsage
from bsc_xl.facts.table import COLUMNS, from_frame, read_facts, to_frame, write_facts
from bsc_xl.model import Actual, NullReason
from tests.facts.sample import CARD, adds_up

FACTS = (
    Actual("CORP", "SHARE", "2025-01", 0.1 + 0.2, date(2025, 2, 3), "Ann", "first\nsecond; 'third', \"fourth\""),
    Actual("CORP", "CREDIT", "FY2025-Q1", "AA"),
    Actual("CORP", "RATE", "2025-01", -1e-7, note="=1+1"),
    Actual("CORP", "RATE", "2025-02", None, null_reason=NullReason.NOT_APPLICABLE),
    Actual("NORTH", "DAYS", "2025-01", 1e20, entered_by="@SUM(A1)"),
    Actual("NORTH", "DAYS", "2025-02", None, note="-2+3 نص عربي"),
)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_round_trip(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"facts{suffix}"
    write_facts(FACTS, path)
    found = adds_up(read_facts(path))
    # A workbook keeps 16 digits of 0.1 + 0.2, which has 17.
    facts = (replace(FACTS[0], actual=0.3), *FACTS[1:]) if suffix == ".xlsx" else FACTS
    assert (found.facts, found.rejected) == (facts, ())
    assert adds_up(read_facts(path, CARD)).facts == facts
    first = path.read_bytes()
    write_facts(FACTS, path)
    assert path.read_bytes() == first
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_no_facts_at_all(suffix: str, tmp_path: Path) -> None:
    write_facts((), tmp_path / f"facts{suffix}")
    found = adds_up(read_facts(tmp_path / f"facts{suffix}"))
    assert (found.facts, found.rows) == ((), 0)


def test_text_that_looks_like_a_formula_arrives_as_text(tmp_path: Path) -> None:
    texts = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "http://example.org", "{=1}", "12"]
    facts = [Actual("U", "M", f"2025-{month:02d}", 1.0, note=text) for month, text in enumerate(texts, 1)]
    write_facts(facts, tmp_path / "facts.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "facts.xlsx")["facts"]
    cells = [sheet.cell(row, COLUMNS.index("note") + 1) for row in range(2, len(texts) + 2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None) for text in texts]
    assert read_facts(tmp_path / "facts.xlsx").facts == tuple(facts)


_TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8).map(str.strip)
_FACTS = st.lists(
    st.builds(
        Actual,
        unit=_TEXT,
        measure=_TEXT.filter(bool),
        period=st.sampled_from(["2025-01", "FY2025", "FY2025-Q1", "FY2025-H2"]),
        actual=st.floats(allow_nan=False, allow_infinity=False),
        as_of=st.none() | st.dates(date(1901, 1, 1), date(2200, 1, 1)),
        entered_by=_TEXT,
        note=_TEXT,
    ),
    max_size=6,
    unique_by=lambda fact: (fact.unit, fact.measure, fact.period),
)


@settings(max_examples=40, deadline=None)
@given(_FACTS, st.sampled_from([".csv", ".parquet"]))
def test_round_trip_of_any_text(tmp_path_factory: pytest.TempPathFactory, facts: list[Actual], suffix: str) -> None:
    path = tmp_path_factory.mktemp("facts") / f"facts{suffix}"
    write_facts(facts, path)
    assert adds_up(read_facts(path)).facts == tuple(facts)
    assert from_frame(to_frame(facts)).facts == tuple(facts)


_CELL = st.none() | st.sampled_from(["", " ", "5", "5,5", "1.234", "AA", "yes", "n/a", "no data", "#N/A", "93 %"])
_CELLS = {
    "unit": st.sampled_from(["CORP", "NORTH", "", "XX"]),
    "measure": st.sampled_from([*(measure.id for measure in CARD.measures), "", "XX"]),
    "period": st.sampled_from(["2025-01", "2025-02", "FY2025", "FY2025-Q1", "2030-01", "?", "", 45_658]),
    "actual": _CELL | st.integers() | st.floats() | st.booleans(),
    "as_of": st.sampled_from([None, "2025-01-31", "?"]),
    "note": st.sampled_from(["", "text"]),
    "null_reason": st.sampled_from([None, "", "n/a", "?"]),
}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.fixed_dictionaries(_CELLS), max_size=12), st.booleans())
def test_rows_in_are_facts_and_rejections_and_blanks(rows: list[dict[str, object]], with_card: bool) -> None:
    frame = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in _CELLS})
    found = adds_up(from_frame(frame, CARD if with_card else None))
    assert found.rows == found.entries == len(rows)
    assert len({rejected.row for rejected in found.rejected}) == len(found.rejected)


@pytest.mark.parametrize(
    "raw",
    [
        "unit;measure;period;actual\nCORP;RATE;2025-01;1.234,5\nCORP;RATE;2025-02;1.234\n".encode("cp1252"),
        b"\xef\xbb\xbfunit,measure,period,actual\r\nCORP,RATE,2025-01,1234.5\r\nCORP,RATE,2025-02,1234\r\n",
        "measure\tactual\tperiod\tMy own\nRATE\t1,234.5\t2025-01\tx\nRATE\t1,234\t2025-02\t\n".encode("utf-16"),
    ],
    ids=["German Excel", "UTF-8 with BOM", "Unicode text of Excel"],
)
def test_csv_of_other_programs(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_bytes(raw)
    found = adds_up(read_facts(tmp_path / "facts.csv", CARD))
    assert [(fact.unit, fact.actual) for fact in found.facts] == [("CORP", 1234.5), ("CORP", 1234.0)]


def test_a_number_that_may_be_two_is_refused_where_nothing_else_helps(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("measure;period;actual\nRATE;2025-01;1.234\n")
    found = read_facts(tmp_path / "facts.csv", CARD)
    assert [(r.row, r.column, r.found) for r in found.rejected] == [(2, "actual", "1.234")]


@pytest.mark.parametrize(
    ("lines", "line"),
    [('"x,2025-01,1\ny,2025-01,2\n', 3), ('x,2025-01,"1"2\n', 2), (f"x,2025-01,{'1' * 140_000}\n", 2)],
)
def test_a_broken_text_file_is_refused_as_a_whole(lines: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text(f"measure,period,actual\n{lines}")
    with pytest.raises(UnreadableInput, match=f"facts.csv, line {line}: this is no table of separated values"):
        read_facts(tmp_path / "facts.csv")


def test_blank_lines_and_short_lines_keep_the_numbers_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text('measure,period,actual,note,\n\nRATE,2025-01,1,"a\nb",\nRATE\nXX,2025-01,1\n\n')
    found = adds_up(read_facts(tmp_path / "facts.csv", CARD))
    assert [(fact.actual, fact.note) for fact in found.facts] == [(1.0, "a\nb")]
    assert [(r.row, r.found) for r in found.rejected] == [(5, "XX")]
    assert (found.rows, found.blanks) == (5, 3)


def test_the_frame_is_ready_for_analysis() -> None:
    numbers = to_frame([fact for fact in FACTS if not isinstance(fact.actual, str)])
    assert tuple(numbers.columns) == COLUMNS
    assert str(numbers["actual"].dtype) == "float64"
    assert str(numbers["as_of"].dtype) == "datetime64[s]"
    assert to_frame(FACTS)["actual"].tolist()[:2] == [0.1 + 0.2, "AA"]
    assert from_frame(to_frame(FACTS)).facts == FACTS


def test_files_that_are_no_long_table(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("measure,perod,actual\n")
    with pytest.raises(UnreadableInput, match=r"no column 'period'. Did you mean perod\?"):
        read_facts(tmp_path / "facts.csv")
    with pytest.raises(UnreadableInput, match="no such file"):
        read_facts(tmp_path / "none.xlsx")
    with pytest.raises(WrongUsage, match=r"\.csv, \.xlsx, \.xlsm and \.parquet"):
        read_facts(tmp_path / "facts.pdf")
    with pytest.raises(WrongUsage, match=r"\.csv, \.xlsx, \.parquet"):
        write_facts(FACTS, tmp_path / "facts.xls")
    with pytest.raises(WrongUsage, match="no folder"):
        write_facts(FACTS, tmp_path / "no such folder" / "facts.csv")


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "facts.xlsx"
    path.write_text("old")
    with pytest.raises(WrongUsage, match="Fact 1, note: 32,768 characters"):
        write_facts([Actual("U", "M", "2025-01", 1.0, note="x" * 32_768)], path)

    def in_use(self: Path, target: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(FileInUse, match=r"another name, such as facts \(2\)\.xlsx"):
        write_facts(FACTS, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
