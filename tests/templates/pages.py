"""Reads a template's pages for the tests: its definition with its facts, and the script that drew the facts."""

from __future__ import annotations

import csv
import dataclasses
import importlib.util
import tomllib
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from bsc_xl.model import (
    Actual,
    Initiative,
    Link,
    Measure,
    NullReason,
    Objective,
    PeriodTarget,
    Perspective,
    Point,
    Profile,
    Review,
    ScaleLabel,
    Scorecard,
    Settings,
    Theme,
    Unit,
)
from bsc_xl.model import entities as _entities
from bsc_xl.shipped import templates_folder

NAMES = ("blank", "city-government", "company", "hospital", "software-company")
DRAWN = ("city-government", "company", "hospital", "software-company")
COLUMNS = ["unit", "measure", "period", "actual", "as_of", "entered_by", "note", "null_reason"]

_RECORDS: dict[str, type] = {
    "perspectives": Perspective,
    "themes": Theme,
    "objectives": Objective,
    "links": Link,
    "units": Unit,
    "measures": Measure,
    "targets": PeriodTarget,
    "initiatives": Initiative,
    "profiles": Profile,
    "scales": ScaleLabel,
    "points": Point,
    "reviews": Review,
}


def folder(name: str) -> Path:
    """A template's folder."""
    return templates_folder() / name


@cache
def scorecard(name: str) -> Scorecard:
    """A template's definition with the facts beside it; a field that no record has raises."""
    tables = tomllib.loads((folder(name) / "definition.toml").read_text(encoding="utf-8"))
    plan: dict[str, Any] = tables.pop("scorecard")
    steering = {field.name for field in dataclasses.fields(Settings)}
    settings = Settings(**{key: plan.pop(key) for key in list(plan) if key in steering})
    plan |= {table: tuple(_record(_RECORDS[table], row) for row in rows) for table, rows in tables.items()}
    return Scorecard(**plan, settings=settings, actuals=_facts(name))


def _record(kind: type, row: dict[str, Any]) -> Any:
    hints = get_type_hints(kind, {**vars(_entities), "date": date})
    return kind(**{key: _value(hints[key], value) for key, value in row.items()})


def _value(hint: Any, value: Any) -> Any:
    for kind in get_args(hint) or (hint,):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
    return tuple(value) if isinstance(value, list) else value


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
