"""Reads a template's pages for the tests: its definition with its facts, and the script that drew the facts."""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bsc_xl.io.definition import read_definition
from bsc_xl.model import Actual, NullReason, Scorecard
from bsc_xl.shipped import templates_folder

NAMES = ("blank", "city-government", "company", "hospital", "software-company")
DRAWN = ("city-government", "company", "hospital", "software-company")
COLUMNS = ["unit", "measure", "period", "actual", "as_of", "entered_by", "note", "null_reason"]


def folder(name: str) -> Path:
    """A template's folder."""
    return templates_folder() / name


@cache
def scorecard(name: str) -> Scorecard:
    """A template's definition with the facts beside it."""
    card, faults = read_definition(folder(name) / "definition.toml")
    assert card is not None, [str(fault) for fault in faults]
    return replace(card, actuals=_facts(name))


def _facts(name: str) -> tuple[Actual, ...]:
    path = folder(name) / "actuals.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as page:
        reader = csv.DictReader(page)
        assert reader.fieldnames == COLUMNS
        return tuple(_fact(row) for row in reader)


def _fact(row: dict[str, str]) -> Actual:
    return Actual(
        unit=row["unit"],
        measure=row["measure"],
        period=row["period"],
        actual=_figure(row["actual"]),
        as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
        entered_by=row["entered_by"],
        note=row["note"],
        null_reason=NullReason(row["null_reason"]) if row["null_reason"] else None,
    )


def _figure(text: str) -> float | str | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def drawing() -> Callable[[Path], str]:
    """The function of company/history.py that draws a template's facts."""
    spec = importlib.util.spec_from_file_location("history", folder("company") / "history.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function: Callable[[Path], str] = module.history
    return function
