"""Reads text files with separated values, whatever their encoding and delimiter, so that no line gets lost."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TextIO

from bsc_xl.errors import UnreadableInput
from bsc_xl.facts.sources import Row, SourceTable, existing

_CHUNK = 50_000
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
        UnreadableInput: no such file, an empty one, no header, or bytes that are no text in this encoding.
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
    except (csv.Error, ValueError) as error:  # pandas' ParserError is a ValueError
        raise UnreadableInput(f"{path}: this is no table of separated values: {error}.") from error


def _header(path: Path, encoding: str, delimiter: str, header_row: int) -> tuple[str, ...]:
    with _opened(path, encoding) as file:
        cells = next(islice(csv.reader(file, delimiter=delimiter), header_row - 1, None), [])
    return tuple(cell.strip() for cell in cells)


def _rows(path: Path, encoding: str, delimiter: str, header_row: int, width: int) -> Iterator[Row]:
    """Every record below the header.

    pandas' own engine in Python hands over lines that are too long, where the one in C would refuse the whole file;
    what stands beyond the last column is joined into one column more.
    """
    import pandas as pd

    def surplus(cells: list[str]) -> list[str]:
        beyond = [cell for cell in cells[width:] if cell.strip()]
        return [*cells[:width], _JOIN.join(beyond)]

    with _opened(path, encoding) as file:
        records = csv.reader(file, delimiter=delimiter)
        for _ in range(header_row):
            next(records, None)
        try:
            frames = pd.read_csv(
                file,
                sep=delimiter,
                header=None,
                names=range(width + 1),
                index_col=False,
                dtype=object,
                na_filter=False,
                skip_blank_lines=False,
                engine="python",
                on_bad_lines=surplus,
                chunksize=_CHUNK,
            )
        except pd.errors.EmptyDataError:
            return
        number = header_row
        for frame in frames:
            columns = [frame.iloc[:, index].tolist() for index in range(width + 1)]
            for *cells, beyond in zip(*columns, strict=True):
                number += 1
                yield number, tuple(cells), beyond.strip() if isinstance(beyond, str) else ""
