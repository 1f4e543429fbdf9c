"""Definitions as TOML: `[scorecard]`, `[[perspectives]]`, `[[measures]]` and so on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Any

from bsc_xl.errors import UnreadableInput
from bsc_xl.files import replace_file
from bsc_xl.io.definition.cells import shown
from bsc_xl.io.definition.raw import RawDefinition, RawRow
from bsc_xl.io.definition.record import Table
from bsc_xl.io.definition.records import TABLES
from bsc_xl.io.definition.tables import to_scorecard, unknown_table, writable
from bsc_xl.model import Fault, Scorecard

MAX_BYTES = 100_000_000


def read_definition_toml(path: Path) -> tuple[Scorecard | None, list[Fault]]:
    """Read a definition from TOML.

    Args:
        path: an existing file, UTF-8.

    Returns:
        The scorecard, or None where an error stops it, and every fault.

    Raises:
        UnreadableInput: the file is empty or no TOML; the message names line and column.
    """
    raw = read_raw(_text(path), path.name)
    if not raw.tables and not raw.faults:
        raise UnreadableInput(f"{path.name} is empty.")
    return to_scorecard(raw)


def write_definition_toml(card: Scorecard, path: Path) -> None:
    """Write a definition as TOML, without what is blank or has its default.

    Args:
        card: the scorecard.
        path: the file, new or old.

    Raises:
        WrongUsage, FileInUse: as ``replace_file``.
    """
    text = definition_text(card)
    with replace_file(path) as beside:
        beside.write_bytes(text.encode())


def definition_text(card: Scorecard) -> str:
    """A definition as TOML text; the same scorecard gives the same text.

    Args:
        card: the scorecard.

    Raises:
        InvalidDefinition: a value that a file cannot hold.
    """
    import tomli_w

    from bsc_xl.model.entities import DEFAULT_BANDS

    raw = writable(card)
    parts: list[str] = []
    for name, table in TABLES.items():
        if name == "bands" and card.settings.bands == DEFAULT_BANDS:
            continue
        # Row by row, because tomli_w alone would put short rows into one array before everything else.
        head = f"[{name}]" if name == "scorecard" else f"[[{name}]]"
        rows = (_without_defaults(table, row.cells) for row in raw.tables[name])
        parts.extend(f"{head}\n{tomli_w.dumps(row)}" for row in rows)
    return "\n".join(parts)


def read_raw(text: str, name: str) -> RawDefinition:
    """The tables in a TOML text.

    Args:
        text: TOML.
        name: the file's name, for messages.

    Raises:
        UnreadableInput: the text is no TOML.
    """
    document = _parsed(text, name)
    faults: list[Fault] = []
    tables: dict[str, tuple[RawRow, ...]] = {}
    for key, content in document.items():
        if key not in TABLES:
            faults.append(unknown_table(key))
        elif key == "scorecard":
            tables[key] = _scorecard(content, faults)
        else:
            tables[key] = tuple(_rows(key, content, faults))
    return RawDefinition(tables, tuple(faults))


def _text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableInput(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB, too large for a definition.")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UnreadableInput(f"{path.name}, line {line}: this is no UTF-8; save the file as UTF-8.") from None


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(f"{name} is no valid TOML: {_with_line(text, str(error))}") from None
    except RecursionError:
        raise UnreadableInput(f"{name} is no valid TOML: its values are nested too deep.") from None
    except ValueError:
        raise UnreadableInput(f"{name} is no valid TOML: it holds a number of thousands of digits.") from None


def _with_line(text: str, message: str) -> str:
    """The parser's message, with the line it names written out."""
    words = message.replace("(at end of document)", f"(at line {text.count(chr(10)) + 1}, column 1)")
    head, mark, place = words.partition(" (at line ")
    if not mark:
        return message
    number, _, column = place.rstrip(")").partition(", column ")
    lines = text.split("\n")
    line = lines[int(number) - 1] if int(number) <= len(lines) else ""
    return f"line {number}, column {column}: {head}. The line reads: {shown(line.strip()) or '(nothing)'}"


def _scorecard(content: object, faults: list[Fault]) -> tuple[RawRow, ...]:
    if isinstance(content, Mapping):
        return (_row("scorecard", content, "", faults, 0),)
    faults.append(Fault("scorecard", None, "", shown(content), "one table, [scorecard]", "Write single brackets."))
    return (RawRow("", {}),)


def _rows(table: str, content: object, faults: list[Fault]) -> Iterator[RawRow]:
    if not isinstance(content, list) or not all(isinstance(entry, Mapping) for entry in content):
        faults.append(
            Fault(table, None, "", shown(content), f"a list of tables, [[{table}]]", "Write double brackets.")
        )
        return
    for row, entry in enumerate(content):
        name = entry.get("id")
        place = f"{table}[{row + 1}]" + (f" (id {shown(name)})" if isinstance(name, str | int) else "")
        yield _row(table, entry, place, faults, row)


def _row(table: str, entry: Mapping[str, Any], place: str, faults: list[Fault], row: int) -> RawRow:
    """One row; a value that no cell could hold is a fault here, because nothing after can show it."""
    cells = dict(entry)
    for column, value in entry.items():
        is_list = isinstance(value, list) and table == "initiatives" and column == "objectives"
        if isinstance(value, dict | time) or (isinstance(value, list) and not is_list):
            found = cells.pop(column)
            faults.append(Fault(table, row, column, shown(found), "a single value", place=place))
    return RawRow(place, cells)


def _without_defaults(table: Table, cells: Mapping[str, Any]) -> dict[str, Any]:
    columns = table.column_by_name
    return {name: value for name, value in cells.items() if columns[name].required or value != columns[name].default}
