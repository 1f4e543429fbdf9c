"""Reads text files with separated values, whatever their encoding and delimiter, so that no line gets lost."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TextIO

from bsc_xl.errors import UnreadableInput
from bsc_xl.facts.sources import Row, SourceTable, existing

_DELIMITERS = (",", ";", "\t", "|")
_JOIN = " | "  # between the cells beyond the last column when they are shown


def read_csv(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int = 1,
    wanted: Sequence[str] = (),
) -> SourceTable:
    """Read a text file with separated values.

    Args:
        path: the file.
        encoding: found out where it is None: a byte order mark, UTF-8, else Windows-1252 as German Excel writes.
        delimiter: found out where it is None: that which makes most of the wanted columns appear.
        header_row: the row with the names, from 1; records are counted, as a spreadsheet program does.
        wanted: names of columns that are needed.

    Raises:
        UnreadableInput: no such file, an empty one, no header, or bytes that are no text in this encoding. While rows
            are read: a quote that is never closed, with its line.
    """
    existing(path)
    used = encoding or _encoding_of(path)
    headers = {sign: _header(path, used, sign, header_row) for sign in ([delimiter] if delimiter else _DELIMITERS)}
    chosen = max(headers, key=lambda sign: _merit(headers[sign], wanted))  # the first one where several are as good
    header = headers[chosen]
    if not any(header):
        raise UnreadableInput(f"{path}: row {header_row} has no column names.")
    return SourceTable(path.name, header, _rows(path, used, chosen, header_row, len(header)), chosen)


def _merit(header: Sequence[str], wanted: Sequence[str]) -> tuple[int, int]:
    folded = {name.casefold() for name in header}
    return sum(name.strip().casefold() in folded for name in wanted), len(header)


def _encoding_of(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            decoder.decode(start)
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[TextIO]:
    """The file as text; what goes wrong while it is read is said in words."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            yield file
    except OSError as error:
        raise UnreadableInput(f"{path}: cannot be read: {error.strerror or error}.") from error
    except UnicodeError as error:
        raise UnreadableInput(f"{path}: this is not text in {encoding}.") from error


def _header(path: Path, encoding: str, delimiter: str, header_row: int) -> tuple[str, ...]:
    """The names, if this were the delimiter; not strict, for a wrong one breaks the rules of quoting."""
    with _opened(path, encoding) as file, suppress(csv.Error):
        cells = next(islice(csv.reader(file, delimiter=delimiter), header_row - 1, None), [])
        return tuple(cell.strip() for cell in cells)
    return ()


def _rows(path: Path, encoding: str, delimiter: str, header_row: int, width: int) -> Iterator[Row]:
    """Every record below the header; what stands beyond the last column is told as one text.

    Not by pandas: its engine in C refuses a whole file for one line that is too long, its engine in Python ends without
    a word at a quote that is never closed, and the rows below would have disappeared.
    """
    with _opened(path, encoding) as file:
        for number, cells in enumerate(_records(path, file, delimiter), 1):
            if number > header_row:
                beyond = _JOIN.join(cell.strip() for cell in cells[width:] if cell.strip())
                yield number, (*cells[:width], *[None] * (width - len(cells))), beyond


def _records(path: Path, file: TextIO, delimiter: str) -> Iterator[list[str]]:
    records = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        yield from records
    except csv.Error as error:
        where = f"{path}, line {records.line_num}"
        remedy = "A quote inside a text is written twice, and the text between quotes."
        raise UnreadableInput(f"{where}: this is no table of separated values: {error}. {remedy}") from error
