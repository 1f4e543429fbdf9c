"""Imports facts from a source through a mapping: every row becomes a fact, a rejection with its reason, or a blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bsc_xl.errors import InvalidDefinition
from bsc_xl.evaluation.entries import Rejected
from bsc_xl.facts.csv_source import read_csv
from bsc_xl.facts.excel_source import read_excel
from bsc_xl.facts.frame_source import read_parquet, read_sql
from bsc_xl.facts.mapping import Column, CsvSource, ExcelSource, Mapping, ParquetSource
from bsc_xl.facts.number_text import NumberStyle, style_of
from bsc_xl.facts.repeats import Found, without_repeats
from bsc_xl.facts.rows import Field, RowReader, Spot
from bsc_xl.facts.sources import Guard, Row, SourceTable
from bsc_xl.facts.values import Nulls, ValueReader
from bsc_xl.model import Actual, Fault, Scorecard, ValueType
from bsc_xl.model.fault import nearest


@dataclass(frozen=True)
class Import:
    """What came out of a source, and what did not.

    Always ``entries == len(facts) + blanks + sum(rejection.entries for rejection in rejected)``.

    Attributes:
        source: the name of the source.
        facts: what can be used, in the order of the source.
        rejected: what cannot be used and why, by row.
        rows: rows read below the header.
        entries: places where a value may stand: one a row, or one a row and period column.
        blanks: entries with nothing in them.
    """

    source: str
    facts: tuple[Actual, ...]
    rejected: tuple[Rejected, ...]
    rows: int
    entries: int
    blanks: int

    @property
    def rejected_entries(self) -> int:
        """How many entries the rejections concern."""
        return sum(rejection.entries for rejection in self.rejected)

    def __str__(self) -> str:
        parts = f"{len(self.facts):,} facts, {self.rejected_entries:,} rejected, {self.blanks:,} blank"
        return f"{self.source}: {self.entries:,} entries in {self.rows:,} rows: {parts}"


def importing(mapping: Mapping, scorecard: Scorecard | None = None, guard: Guard | None = None) -> Import:
    """Read the source of a mapping into facts.

    Args:
        mapping: where the source is and how it is to be read.
        scorecard: where it is given, units and measures must be its own, periods must suit the measures and lie in its
            plan, values must suit the value types, and a measure that is computed from others takes no figures. Without
            it, texts are taken as ids and labels as they stand.
        guard: looks at an Excel workbook before it is opened, and raises UnreadableInput where that is dangerous.

    Returns:
        Facts, rejections and counts. A blank cell is no fact, unless its row gives a null reason or a note.

    Raises:
        UnreadableInput: the source is not there, cannot be read, or lacks columns that the mapping names.
        InvalidDefinition: the mapping's factors name nothing in the scorecard.
        WrongUsage, MissingExtra: see ``bsc_xl.facts.frame_source.read_sql``.
    """
    if scorecard is not None:
        _check_factors(mapping, scorecard)
    return facts_of(_read(mapping, guard), mapping, scorecard)


def facts_of(table: SourceTable, mapping: Mapping, scorecard: Scorecard | None = None) -> Import:
    """Read the rows of a table, whatever it came from, into facts; see ``importing``."""
    fields, spots = _layout(table, mapping)
    rows: Iterable[Row] = table.rows
    style = _explicit_style(mapping)
    if style is None:
        rows = list(rows)  # they are gone through twice: the values tell how the source writes its numbers
        style = style_of(_texts(rows, [spot.value for spot in spots]), table.delimiter)
    nulls = Nulls(mapping.nulls)
    factors = (mapping.values.divide_by, mapping.values.multiply_by)
    values = ValueReader(style, nulls, mapping.labels, scorecard, factors)
    reader = RowReader(mapping, fields, spots, values, nulls, scorecard)
    found: list[Found] = []
    rejected: list[Rejected] = []
    count = blanks = 0
    for row in rows:
        count += 1
        blanks += reader.read(row, found, rejected)
    facts, repeated = without_repeats(found, by_unit=scorecard is None)
    listed = tuple(sorted((*rejected, *repeated), key=lambda rejection: rejection.row))
    return Import(table.name, facts, listed, count, count * len(spots), blanks)


def _read(mapping: Mapping, guard: Guard | None) -> SourceTable:
    source = mapping.source
    if isinstance(source, CsvSource):
        wanted = _columns(mapping)
        path = mapping.folder / source.path
        return read_csv(
            path, encoding=source.encoding, delimiter=source.delimiter, header_row=source.header_row, wanted=wanted
        )
    if isinstance(source, ExcelSource):
        path = mapping.folder / source.path
        return read_excel(path, sheet=source.sheet, header_row=source.header_row, guard=guard)
    if isinstance(source, ParquetSource):
        return read_parquet(mapping.folder / source.path)
    return read_sql(source.url, source.query, mapping.folder)


def _columns(mapping: Mapping) -> list[str]:
    """The names of all columns that the mapping needs."""
    columns = [column for _, column in mapping.columns if isinstance(column, Column)]
    return [*(column.column for column in columns if column.column is not None), *mapping.periods]


def _layout(table: SourceTable, mapping: Mapping) -> tuple[dict[str, Field], list[Spot]]:
    indices = table.require(_columns(mapping))
    fields = {}
    for key, column in mapping.columns:
        if not isinstance(column, Column):
            continue
        if column.column is not None:
            fields[key] = Field(column.column, indices[column.column], None)
        else:
            fields[key] = Field(f"[columns] {key}", None, column.value)
    actual = fields.pop("actual", None)
    if actual is not None:
        return fields, [Spot(actual, None)]
    return fields, [Spot(Field(name, indices[name], None), period) for name, period in mapping.periods.items()]


def _explicit_style(mapping: Mapping) -> NumberStyle | None:
    source = mapping.source
    if isinstance(source, CsvSource | ExcelSource) and (source.decimal or source.thousands):
        return NumberStyle(source.decimal, source.thousands)
    return None


def _texts(rows: Iterable[Row], fields: Sequence[Field]) -> Iterable[str]:
    indices = [field.index for field in fields if field.index is not None]
    for _, cells, _ in rows:
        for index in indices:
            if isinstance(cells[index], str):
                yield cells[index]


def _check_factors(mapping: Mapping, scorecard: Scorecard) -> None:
    tables = {"divide_by": mapping.values.divide_by, "multiply_by": mapping.values.multiply_by}
    words = {
        *scorecard.measure_by_id,
        *ValueType,
        "*",
        *(measure.unit_of_measurement for measure in scorecard.measures),
    }
    faults = [
        Fault("mapping [values]", None, f"{table}.{key}", key, "a measure, unit of measurement, value type or *", hint)
        for table, factors in tables.items()
        for key in factors
        if key not in words
        for hint in [nearest(key, words)]
    ]
    if faults:
        raise InvalidDefinition(faults, "The mapping")
