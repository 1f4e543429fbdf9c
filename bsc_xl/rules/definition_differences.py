"""What differs between two definitions, record by record: what is new, what is gone, which columns changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from bsc_xl.model import Scorecard, Settings

MOST = 120
"""Characters of a value that are told."""
_TABLES = ("perspectives", "themes", "objectives", "units", "measures", "initiatives")
_KEYS = {
    "links": ("cause", "effect"),
    "targets": ("measure", "period"),
    "profiles": ("profile", "month"),
    "scales": ("scale", "label"),
    "points": ("measure", "value"),
}
"""Tables whose records have no id, with the columns that name one."""
_ONE = {"scales": "label", "points": "point", "profiles": "share of profile"}
_ENTERED = frozenset(("actuals", "reviews", "report_period", "report_date", "settings", *_TABLES, *_KEYS))


class Kind(StrEnum):
    """What became of a record."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """One difference between two definitions.

    Attributes:
        kind: a record is new or gone, or a column of it changed.
        table: measure, objective, target, setting, scorecard ...: what kind of record it is.
        key: its id, or the columns that name it, with a blank between; empty for the scorecard itself.
        name: its name, where it has one that is not its id.
        column: the column that changed, in words; empty where the record is new or gone.
        old, new: what stands there; None for nothing.
        measure: id of the measure that it is about; empty where it is about none.
    """

    kind: Kind
    table: str
    key: str
    name: str = ""
    column: str = ""
    old: object = None
    new: object = None
    measure: str = ""

    @property
    def words(self) -> str:
        """The difference in a line."""
        if self.kind is not Kind.CHANGED:
            return f"the {self.table} {self.key} is {self.kind}"
        whose = f"{self.key}, " if self.table not in ("scorecard", "setting") else ""
        whose = f"{self.table} {whose}" if self.table not in _named() and whose else whose
        return f"{whose}{self.column}: {value_words(self.old)}, now {value_words(self.new)}"


def _named() -> frozenset[str]:
    """Records that an id is enough for."""
    return frozenset(table.removesuffix("s") for table in _TABLES)


def definition_changes(issued: Scorecard, current: Scorecard) -> Iterator[DefinitionChange]:
    """What differs between two definitions; figures, reviews and the report period are no part of one.

    Args:
        issued: the older one.
        current: the newer one.

    Returns:
        Table by table, in the order of the newer definition; settings and the scorecard's own columns last.
    """
    for table in _TABLES:
        yield from _records(table, issued, current)
    for table in _KEYS:
        yield from _listed(table, issued, current)
    yield from _columns("setting", "", "", issued.settings, current.settings)
    found = _columns("scorecard", "", "", issued, current)
    yield from (change for change in found if change.column.replace(" ", "_") not in _ENTERED)


def _records(table: str, issued: Scorecard, current: Scorecard) -> Iterator[DefinitionChange]:
    old = {record.id: record for record in getattr(issued, table)}
    new = {record.id: record for record in getattr(current, table)}
    one = table.removesuffix("s")
    for kind, these, others in ((Kind.NEW, new, old), (Kind.GONE, old, new)):
        for key, record in these.items():
            if key not in others:
                yield DefinitionChange(kind, one, key, record.name, measure=key if one == "measure" else "")
    for key, record in new.items():
        if key in old:
            yield from _columns(one, key, record.name, old[key], record)


def _listed(table: str, issued: Scorecard, current: Scorecard) -> Iterator[DefinitionChange]:
    one = _ONE.get(table, table.removesuffix("s"))
    old, new = (_by_key(table, card) for card in (issued, current))
    for kind, these, others in ((Kind.NEW, new, old), (Kind.GONE, old, new)):
        for key, record in these.items():
            if key not in others:
                yield DefinitionChange(kind, one, _joined(key), measure=getattr(record, "measure", ""))
    for key, record in new.items():
        if key in old:
            yield from _columns(one, _joined(key), "", old[key], record)


def _by_key(table: str, card: Scorecard) -> dict[tuple[object, ...], Any]:
    return {tuple(getattr(record, name) for name in _KEYS[table]): record for record in getattr(card, table)}


def _joined(key: tuple[object, ...]) -> str:
    return " ".join(value_words(part) for part in key)


def _columns(table: str, key: str, name: str, old: Any, new: Any) -> Iterator[DefinitionChange]:
    if old == new:
        return
    measure = key if table == "measure" else getattr(new, "measure", "")
    for field in fields(old):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was != now and not isinstance(was, Settings):
            yield DefinitionChange(Kind.CHANGED, table, key, name, field.name.replace("_", " "), was, now, measure)


def value_words(value: object, most: int = MOST) -> str:
    """A value of a definition as its author would write it."""
    if value in (None, "", ()):
        return "nothing"
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, float):
        text = f"{value:.15g}"
    elif isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, tuple):
        text = ", ".join(_part(part) for part in value)
    else:
        text = str(value)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _part(part: object) -> str:
    """An item of a list; a band is its name with the score from which it holds."""
    minimum = getattr(part, "minimum", None)
    return str(part) if minimum is None else f"{getattr(part, 'name', '')} from {minimum:g}"
