"""The import mapping: where facts stand in a source and how they are to be read, as a TOML file.

A long source, one fact a row::

    [source]
    kind = "csv"                    # csv, excel, parquet or sql
    path = "export/actuals.csv"     # relative to this file
    encoding = "cp1252"             # csv: found out where it is left out, as are delimiter and decimal
    delimiter = ";"                 # csv
    decimal = ","                   # csv and excel: how numbers that are stored as text are written
    thousands = "."                 # csv and excel
    header_row = 1                  # csv and excel: the row with the column names, as Excel counts
    sheet = "Data"                  # excel: the first sheet where it is left out

    [columns]                       # a column's name, or the same for all rows: { value = "CORP" }
    unit = "Department"             # may be left out: the measure's own unit
    measure = "KPI"
    period = "Month end"
    actual = "Value"
    as_of = "Closed on"             # the rest may be left out
    entered_by = { value = "ERP" }
    note = "Comment"
    null_reason = "Why empty"

    [dates]
    period_format = "%d.%m.%Y"      # period column holds dates; real dates and ISO dates need no format
    as_of_format = "%d.%m.%Y"
    frequency = "monthly"           # the period in which a date lies; the measure's own where it is left out
    fiscal_year_start = 7           # only read where no scorecard is given: it has its own

    [nulls]                         # texts that stand for a missing value: "n/a", "no data" or "blank"
    "No Data" = "no data"
    "New Meas." = "n/a"
    "-" = "blank"                   # as good as an empty cell

    [labels]                        # texts that stand for another one
    "erfüllt" = "yes"

    [units]                         # what the source calls a unit = its id
    "Department of Buildings" = "DOB"

    [measures]                      # what the source calls a measure = its id
    "Turnover" = "FIN-1"

    [values.divide_by]              # by measure id, unit of measurement, value type, or "*" for all, in this order
    percent = 100                   # 93 becomes 0.93; a text "93 %" is 0.93 anyhow and is not divided again
    [values.multiply_by]
    "FIN-1" = 1000

A wide source, one row a measure and one column a period: ``period`` and ``actual`` are left out and ``[periods]`` says
which columns are periods, one by one or by a pattern, or both::

    [periods]
    "FY16 Actual" = "FY2016"
    columns = ["2017", "2018", "2019"]
    as = "FY{}"

A database (the password comes from an environment variable)::

    [source]
    kind = "sql"
    url = "postgresql+psycopg://reader:${DB_PASSWORD}@db.example.org/finance"
    query = "SELECT unit, kpi, month, value FROM actuals WHERE version = 'final'"
"""

from __future__ import annotations

import codecs
import math
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bsc_xl.errors import InvalidDefinition, UnreadableInput
from bsc_xl.facts.mapping_faults import faults_of_error, layout_faults
from bsc_xl.model import Calendar, Frequency


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise ValueError("an encoding such as utf-8, cp1252 or latin-1") from None


def _factor(factor: float) -> float:
    if factor == 0 or not math.isfinite(factor):
        raise ValueError("a number other than 0")
    return factor


def _period(text: str) -> str:
    try:
        return Calendar().period(text).id
    except ValueError:
        raise ValueError("a period: 2026-10, FY2026-Q1, FY2026-H1 or FY2026") from None


def _as_column(found: object) -> object:
    return {"column": found} if isinstance(found, str) else found


class _Table(BaseModel):
    """A table of the mapping: no key but the known ones, and no number taken for a text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


_Separator = Annotated[str, Field(min_length=1, max_length=1)]
_Decimal = Literal[".", ","]
_Text = Annotated[str, Field(min_length=1)]


class CsvSource(_Table):
    """A text file with separated values; what is left out is found out from the file."""

    kind: Literal["csv"]
    path: _Text
    encoding: Annotated[str, AfterValidator(_encoding)] | None = None
    delimiter: _Separator | None = None
    decimal: _Decimal | None = None
    thousands: _Separator | None = None
    header_row: Annotated[int, Field(ge=1)] = 1


class ExcelSource(_Table):
    """A sheet of an .xlsx or .xlsm workbook, by its name or its number from 1; the first one by default."""

    kind: Literal["excel"]
    path: _Text
    sheet: str | Annotated[int, Field(ge=1)] = 1
    decimal: _Decimal | None = None
    thousands: _Separator | None = None
    header_row: Annotated[int, Field(ge=1)] = 1


class ParquetSource(_Table):
    """A Parquet file."""

    kind: Literal["parquet"]
    path: _Text


class SqlSource(_Table):
    """The answer to a query; ``${NAME}`` in the URL is the environment variable of that name."""

    kind: Literal["sql"]
    url: _Text
    query: _Text


Source = Annotated[CsvSource | ExcelSource | ParquetSource | SqlSource, Field(discriminator="kind")]


class Column(_Table):
    """Where a field comes from: the source's column of this name, or one value for all rows."""

    column: _Text | None = None
    value: str | None = None


_Column = Annotated[Column, BeforeValidator(_as_column)]


class Columns(_Table):
    """Which column gives which field of a fact."""

    measure: _Column
    unit: _Column | None = None
    period: _Column | None = None
    actual: _Column | None = None
    as_of: _Column | None = None
    entered_by: _Column | None = None
    note: _Column | None = None
    null_reason: _Column | None = None


class Dates(_Table):
    """How dates are written and which periods they mean."""

    period_format: _Text | None = None
    as_of_format: _Text | None = None
    frequency: Annotated[Frequency, Field(strict=False)] | None = None
    fiscal_year_start: Annotated[int, Field(ge=1, le=12)] = 1


_Factor = Annotated[float, AfterValidator(_factor)]


class Values(_Table):
    """Factors between the source's numbers and the scorecard's."""

    divide_by: dict[str, _Factor] = {}
    multiply_by: dict[str, _Factor] = {}


class Mapping(_Table):
    """An import mapping, checked. ``folder`` is what the source's path is relative to."""

    source: Source
    columns: Columns
    periods: dict[str, Annotated[str, AfterValidator(_period)]] = {}
    nulls: dict[str, Literal["n/a", "no data", "blank"]] = {}
    labels: dict[str, str] = {}
    units: dict[str, _Text] = {}
    measures: dict[str, _Text] = {}
    dates: Dates = Dates()
    values: Values = Values()
    folder: Path = Path()


TABLES: dict[str, type[BaseModel]] = {
    "": Mapping,
    "columns": Columns,
    "dates": Dates,
    "values": Values,
    "csv": CsvSource,
    "excel": ExcelSource,
    "parquet": ParquetSource,
    "sql": SqlSource,
}


def read_mapping(path: Path) -> Mapping:
    """Read an import mapping from a TOML file.

    Args:
        path: the file; paths in it are relative to its folder.

    Raises:
        UnreadableInput: there is no such file, or it is not TOML.
        InvalidDefinition: the mapping has faults, all of them listed.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UnreadableInput(f"{path}: there is no such file.") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path}: this is a folder; give the name of a file.") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: this is not text in UTF-8, which TOML files are.") from error
    return parse_mapping(text, path.parent, path.name)


def parse_mapping(text: str, folder: Path = Path(), name: str = "mapping") -> Mapping:
    """Read an import mapping from TOML text.

    Args:
        text: the TOML.
        folder: what the source's path is relative to.
        name: what to call the mapping in messages.

    Raises:
        UnreadableInput: the text is not TOML.
        InvalidDefinition: the mapping has faults; each names its table, key, what was found and what is allowed.
    """
    try:
        raw: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(f"{name}: this is not TOML: {error}.") from error
    known = {table: [key for key in model.model_fields if key != "folder"] for table, model in TABLES.items()}
    periods, faults = layout_faults(raw, name)
    if "folder" in raw:  # a field of the model, but none of the file
        raw["folder "] = raw.pop("folder")
    if isinstance(raw.get("periods"), dict):
        raw["periods"] = periods
    try:
        mapping = Mapping.model_validate({**raw, "folder": folder})
    except ValidationError as error:
        faults = [*faults_of_error(error.errors(), raw, known, name), *faults]
    if faults:
        raise InvalidDefinition(faults, f"The mapping {name}")
    return mapping
