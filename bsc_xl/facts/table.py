"""The long table of facts as a file (.csv, .xlsx, .parquet) or a pandas frame, written and read back without loss."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsc_xl.errors import MissingExtra, WrongUsage
from bsc_xl.facts.csv_source import read_csv
from bsc_xl.facts.excel_source import read_excel
from bsc_xl.facts.frame_source import frame_table, read_parquet
from bsc_xl.facts.load import Import, facts_of
from bsc_xl.facts.mapping import Column, Columns, Mapping, ParquetSource
from bsc_xl.facts.sources import Guard, SourceTable
from bsc_xl.files import replace_file
from bsc_xl.model import Actual, Scorecard
from bsc_xl.xlsx_file import new_workbook, write_text

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter import Workbook

COLUMNS = ("unit", "measure", "period", "actual", "as_of", "entered_by", "note", "null_reason")
NEEDED = ("measure", "period", "actual")
SHEETS = ("facts", "actuals")
SUFFIXES = (".csv", ".xlsx", ".parquet")
_WIDTHS = (14, 16, 12, 14, 12, 20, 40, 12)
_MAX_ROWS = 1_048_575  # of an Excel sheet, below the header
_MAX_TEXT = 32_767  # characters of an Excel cell


def read_facts(path: Path, scorecard: Scorecard | None = None, guard: Guard | None = None) -> Import:
    """Read a long table of facts.

    Args:
        path: .csv (any usual encoding; separated by comma, semicolon or tab; decimal point or comma), .xlsx or .xlsm
            (the sheet ``facts`` or ``actuals``, else the first one), or .parquet. Columns are found by name, whatever
            their order: measure, period and actual are needed, unit, as_of, entered_by, note and null_reason may be
            left out, others are passed over.
        scorecard: where it is given, facts must suit it; see ``bsc_xl.facts.load.importing``. Without it a text that
            is a number becomes a number, and any other text is a label.
        guard: looks at a workbook before it is opened, and raises UnreadableInput where that is dangerous.

    Returns:
        Facts, rejections and counts. A row with no value, null reason or note is blank.

    Raises:
        UnreadableInput: the file is not there, cannot be read, or lacks a column that is needed.
        MissingExtra: a Parquet file, and pyarrow is not installed.
        WrongUsage: a file of another kind.
    """
    suffix = path.suffix.lower()
    if suffix in (".csv", ".txt", ".tsv"):
        table = read_csv(path, wanted=COLUMNS)
    elif suffix in (".xlsx", ".xlsm"):
        table = read_excel(path, prefer=SHEETS, guard=guard)
    elif suffix == ".parquet":
        table = read_parquet(path)
    else:
        raise WrongUsage(f"{path}: facts are read from .csv, .xlsx, .xlsm and .parquet.")
    return _facts_of(table, scorecard)


def from_frame(frame: pd.DataFrame, scorecard: Scorecard | None = None) -> Import:
    """Read facts from a pandas frame with the columns of the long table; rows count from 1.

    Raises:
        UnreadableInput: it lacks measure, period or actual.
    """
    return _facts_of(frame_table("frame", [frame], frame.columns), scorecard)


def _facts_of(table: SourceTable, scorecard: Scorecard | None) -> Import:
    table.require(NEEDED)
    there = {name: Column(column=name) for name in COLUMNS if table.index(name) is not None}
    mapping = Mapping(source=ParquetSource(kind="parquet", path=table.name), columns=Columns(**there))
    return facts_of(table, mapping, scorecard)


def to_frame(facts: Iterable[Actual]) -> pd.DataFrame:
    """Facts as a pandas frame, one row a fact, in their order.

    Returns:
        The columns unit, measure, period, actual, as_of, entered_by, note and null_reason. ``actual`` is of floats, NaN
        where there is none; with labels or yes/no among the facts it is of objects. ``as_of`` is of datetimes, NaT
        where it is unknown; texts are empty where there are none.
    """
    import pandas as pd

    listed = list(facts)
    values = [fact.actual for fact in listed]
    texts = any(isinstance(value, str) for value in values)
    columns: dict[str, Any] = {
        name: pd.Series([str(getattr(fact, name) or "") for fact in listed], dtype="str") for name in COLUMNS
    }
    columns["actual"] = pd.Series(values, dtype="object" if texts else "float64")
    columns["as_of"] = pd.Series([fact.as_of for fact in listed], dtype="datetime64[s]")
    return pd.DataFrame(columns, columns=list(COLUMNS))


def write_facts(facts: Iterable[Actual], path: Path) -> None:
    """Write facts as a long table; the same facts give the same bytes (.csv, .xlsx).

    The file is written beside and renamed, so that a crash leaves the old one. In .xlsx every text is a text, whatever
    it begins with: ``=cmd|...`` is shown and not calculated. In .csv texts are written as they are; a spreadsheet
    program that opens such a file calculates those that begin with ``=``. Labels that look like numbers are read back
    as numbers unless a scorecard says that they are labels. In .xlsx numbers keep 16 significant digits, one more than
    Excel itself shows; the other two keep every bit.

    Args:
        facts: in the order in which they are to stand there.
        path: ends in .csv, .xlsx or .parquet.

    Raises:
        WrongUsage: another ending, a folder that is not there, or facts that an Excel sheet cannot hold (more than
            1,048,575, or a text of more than 32,767 characters).
        FileInUse: the file is open in another program.
        MissingExtra: .parquet, and pyarrow is not installed.
    """
    writers: dict[str, Callable[[list[Actual], Path], None]] = {
        ".csv": _write_csv,
        ".xlsx": _write_xlsx,
        ".parquet": _write_parquet,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise WrongUsage(f"{path}: facts are written to {', '.join(SUFFIXES)}.")
    with replace_file(path) as beside:
        writer(list(facts), beside)


def _number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _texts(fact: Actual) -> list[str]:
    value = fact.actual
    actual = value if isinstance(value, str) else "" if value is None else _number(float(value))
    as_of = fact.as_of.isoformat() if fact.as_of else ""
    null = str(fact.null_reason or "")
    return [fact.unit, fact.measure, fact.period, actual, as_of, fact.entered_by, fact.note, null]


def _write_csv(facts: list[Actual], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(_texts(fact) for fact in facts)


def _write_xlsx(facts: list[Actual], path: Path) -> None:
    if len(facts) > _MAX_ROWS:
        raise WrongUsage(
            f"{len(facts):,} facts are more than the {_MAX_ROWS:,} rows of a sheet: write .csv or .parquet."
        )
    with new_workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        _fill(book, facts)


def _fill(book: Workbook, facts: list[Actual]) -> None:
    book.set_properties({"title": "Facts", "created": datetime(2000, 1, 1)})  # the same facts, the same bytes
    sheet = book.add_worksheet(SHEETS[0])
    sheet.freeze_panes(1, 0)
    header = book.add_format({"bold": True, "bottom": 1})
    for index, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, name, header)
    for row, fact in enumerate(facts, 1):
        for index, text in enumerate(_texts(fact)):
            if COLUMNS[index] == "actual" and fact.actual is not None and not isinstance(fact.actual, str):
                sheet.write_number(row, index, fact.actual)
            elif COLUMNS[index] == "as_of" and fact.as_of is not None and fact.as_of.year >= 1900:
                sheet.write_datetime(row, index, fact.as_of)
            elif len(text) > _MAX_TEXT:
                raise WrongUsage(f"Fact {row}, {COLUMNS[index]}: {len(text):,} characters; a cell holds {_MAX_TEXT:,}.")
            elif text:
                write_text(sheet, row, index, text)


def _write_parquet(facts: list[Actual], path: Path) -> None:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtra("Writing Parquet", "parquet") from error
    import pandas as pd

    texts = any(isinstance(fact.actual, str) for fact in facts)
    types = {"actual": pa.string() if texts else pa.float64(), "as_of": pa.date32()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    frame = to_frame(facts)
    if texts:  # one column has one type: numbers stand beside labels as text
        frame["actual"] = pd.Series([_texts(fact)[3] or None for fact in facts], dtype="object")
    frame["as_of"] = pd.Series([fact.as_of for fact in facts], dtype="object")
    frame.to_parquet(path, engine="pyarrow", index=False, schema=schema)
