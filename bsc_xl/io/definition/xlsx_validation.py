"""Drop-downs and input messages, within what Excel takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bsc_xl.io.definition.cells import MAX_NUMBER
from bsc_xl.io.definition.record import Column, Kind
from bsc_xl.io.definition.records import TABLES

MAX_TITLE, MAX_MESSAGE = 32, 255  # Excel calls a file with more damaged


@dataclass(frozen=True, slots=True)
class Choices:
    """Where the words of each list stand."""

    ranges: Mapping[tuple[str, ...], str]


def validation(column: Column, choices: Choices | None, rows: int) -> dict[str, Any]:
    """What XlsxWriter's ``data_validation`` is told for one column.

    Args:
        column: the column.
        choices: the lists; None for a heading, which has the message alone.
        rows: the last row (from 1) in which ids of other tables are looked for.
    """
    options: dict[str, Any] = {
        "validate": "any",
        "input_title": column.title[:MAX_TITLE],
        "input_message": column.help[:MAX_MESSAGE],
    }
    if choices is not None:
        options |= _rule(column, choices, rows)
    return options


def _rule(column: Column, choices: Choices, rows: int) -> dict[str, Any]:
    if column.choices:
        return _list(choices.ranges[column.choices], "stop", "Choose a word from the list.")
    if column.kind is Kind.FLAG:
        return _list(choices.ranges[("yes", "no")], "stop", "Choose yes or no.")
    if column.suggestions:
        return _list(
            choices.ranges[column.suggestions], "information", "This word is not in the list. That is allowed."
        )
    if column.kind is Kind.REFERENCE:
        sheet = TABLES[column.target].sheet
        message = f"This id is not on the sheet {sheet} yet. Keep it only if you are going to add it there."
        return _list(_ids(sheet, rows), "warning", message)
    if column.kind is Kind.DAY:
        return _stop({"validate": "date", "criteria": ">=", "value": date(1900, 1, 1)}, "Write a date: 2026-10-31.")
    if column.kind in (Kind.NUMBER, Kind.MONEY):
        limits = {"minimum": -MAX_NUMBER, "maximum": MAX_NUMBER}
        return _stop({"validate": "decimal", "criteria": "between"} | limits, "Write a number.")
    if column.kind is Kind.INTEGER:
        limits = {"minimum": 0, "maximum": 9999}
        return _stop({"validate": "integer", "criteria": "between"} | limits, "Write a whole number.")
    return {}


def _ids(sheet: str, rows: int) -> str:
    """The filled part of a sheet's id column: a range with its blank end would open empty in Excel."""
    cells = f"{sheet}!$A$2:$A${rows + 1}"
    return f"={sheet}!$A$2:INDEX({cells},MAX(1,COUNTA({cells})))"


def _list(source: str, severity: str, message: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": severity,
        "error_title": "Not in the list",
        "error_message": message,
    }


def _stop(rule: dict[str, Any], message: str) -> dict[str, Any]:
    return rule | {"error_title": "Not possible here", "error_message": message}
