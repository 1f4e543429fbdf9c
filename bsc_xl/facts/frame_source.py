"""Reads Parquet files, databases and pandas frames: sources whose cells have types already."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsc_xl.errors import MissingExtra, UnreadableInput, WrongUsage
from bsc_xl.facts.cell import as_text
from bsc_xl.facts.sources import Row, SourceTable, existing

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import URL

_CHUNK = 50_000
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def frame_table(name: str, frames: Iterable[pd.DataFrame], columns: Iterable[object]) -> SourceTable:
    """Frames of the same columns, one after the other, as one table whose rows count from 1."""
    return SourceTable(name, tuple(as_text(column) for column in columns), _rows(frames))


def _rows(frames: Iterable[pd.DataFrame]) -> Iterator[Row]:
    number = 0
    for frame in frames:
        columns = [_cells(frame.iloc[:, index]) for index in range(frame.shape[1])]
        for cells in zip(*columns, strict=True):
            number += 1
            yield number, cells, ""


def _cells(column: pd.Series[Any]) -> list[Any]:
    """The cells of a column as Python values; every kind of missing value is None."""
    cells: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return cells


def read_parquet(path: Path) -> SourceTable:
    """Read a Parquet file; rows count from 1.

    Raises:
        UnreadableInput: no such file, an empty one, or not Parquet.
        MissingExtra: pyarrow is not installed.
    """
    existing(path)
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtra("Reading Parquet", "parquet") from error
    import pandas as pd

    try:
        # Nullable types: with the others, an id 114 becomes 114.0 as soon as one row has none.
        frame = pd.read_parquet(path, engine="pyarrow", dtype_backend="numpy_nullable")
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableInput(f"{path}: this is no Parquet file, or a damaged one ({error}).") from error
    return frame_table(path.name, [frame], frame.columns)


def read_sql(url: str, query: str, folder: Path = Path()) -> SourceTable:
    """Read the answer to a query; rows count from 1.

    Args:
        url: as SQLAlchemy takes it; ``${NAME}`` in it is the environment variable of that name. The file of a SQLite
            database is relative to ``folder``.
        query: SQL as the database speaks it.
        folder: where the mapping lies.

    Raises:
        MissingExtra: SQLAlchemy is not installed.
        WrongUsage: the URL is none, an environment variable is not set, or the database's driver is not installed.
        UnreadableInput: the database is not there, or refuses the query. No message shows the password.
    """
    try:
        import sqlalchemy as sa
    except ImportError as error:
        raise MissingExtra("Reading a database", "sql") from error
    from pandas.errors import DatabaseError

    target = _url(url, folder)
    shown = target.render_as_string(hide_password=True)
    try:
        engine = sa.create_engine(target)
    except ModuleNotFoundError as error:
        raise WrongUsage(f"{shown}: the driver {error.name} is not installed in this Python.") from error
    except sa.exc.ArgumentError as error:
        raise WrongUsage(f"{shown}: {error}.") from error
    try:
        return _answer(engine, query, shown)
    except (sa.exc.SQLAlchemyError, DatabaseError) as error:
        cause = error if isinstance(error, sa.exc.SQLAlchemyError) else error.__cause__  # pandas wraps what was said
        reason = str(getattr(cause, "orig", None) or cause).splitlines()[0]
        raise UnreadableInput(f"{shown}: the database says: {reason}.") from error
    finally:
        engine.dispose()


def _answer(engine: Any, query: str, shown: str) -> SourceTable:
    import pandas as pd
    import sqlalchemy as sa

    with engine.connect() as connection:
        frames = list(
            pd.read_sql_query(
                sa.text(query), connection, coerce_float=False, dtype_backend="numpy_nullable", chunksize=_CHUNK
            )
        )
    columns = frames[0].columns if frames else ()
    return frame_table(shown, frames, columns)


def _url(template: str, folder: Path) -> URL:
    """The URL with its variables filled in; they are put into its parts, so that a password may have any character."""
    import sqlalchemy as sa

    if whole := _VARIABLE.fullmatch(template.strip()):
        template = _variable(whole)
    try:
        url = sa.make_url(template)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise WrongUsage("The url in [source] is none; write one such as sqlite:///figures.db.") from error
    parts = {part: getattr(url, part) for part in ("username", "password", "host", "database")}
    filled: dict[str, Any] = {
        part: _VARIABLE.sub(_variable, text) for part, text in parts.items() if isinstance(text, str)
    }
    if url.get_backend_name() == "sqlite" and filled.get("database") not in (None, "", ":memory:"):
        # SQLite would make an empty database of any name that does not exist.
        filled["database"] = str(existing(folder / filled["database"]))
    return url.set(**filled)


def _variable(match: re.Match[str]) -> str:
    value = os.environ.get(match[1])
    if value is None:
        raise WrongUsage(f"The url in [source] needs the environment variable {match[1]}, which is not set.")
    return value
