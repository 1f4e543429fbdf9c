"""Tells faults that stand on their own from those that merely follow from a cell that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bsc_xl.io.definition.records import TABLES
from bsc_xl.model import Fault, Scorecard

# These are judged by their own cell and the ids of a table, whatever else stands in the row.
_OWN_CELL = frozenset(
    {"id", "name", "unit", "objective", "objectives", "perspective", "theme", "parent", "cause", "effect", "measure"}
)
# No other cell is judged by these, so that damage to them makes nothing else doubtful.
_ALONE = frozenset(
    {"name", "definition", "description", "note", "source", "owner", "data_provider", "manager", "level", "entered_by"}
    | {"decimals", "grace_days", "leading", "qualitative", "critical", "key", "static", "weight", "baseline_period"}
    | {"as_of", "red_flag", "theme", "action", "cause", "done", "objective"}
)
_PLAN = ("first_year", "last_year", "fiscal_year_start")
_MEASURE_REFERENCES = ("measure", "parent_measure", "weighted_by")


@dataclass(slots=True)
class Damage:
    """The cells that could not be read, and the columns that a table lost as a whole (all of them: an empty name)."""

    cells: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    lost: set[tuple[str, str]] = field(default_factory=set)
    columns_hit: set[tuple[str, str]] = field(default_factory=set)

    def add(self, table: str, row: int, column: str) -> None:
        """Note one cell."""
        self.cells.setdefault((table, row), set()).add(column)
        self.columns_hit.add((table, column))

    def add_column(self, table: str, column: str) -> None:
        """Note a whole column."""
        self.lost.add((table, column))
        self.columns_hit.add((table, column))

    def columns(self, table: str, row: int) -> set[str]:
        """The damaged columns of one row."""
        return self.cells.get((table, row), set()) | {column for name, column in self.lost if name == table}


def believable(faults: Iterable[Fault], card: Scorecard, damage: Damage) -> Iterator[Fault]:
    """Pass on the model's faults that do not rest on a placeholder.

    Args:
        faults: what the model found in a scorecard in which unreadable cells have defaults or placeholders.
        card: that scorecard.
        damage: which cells those are.
    """
    row_of = {measure.id: row for row, measure in enumerate(card.measures)}
    for fault in faults:
        if not _rests_on_damage(fault, card, damage, row_of):
            yield fault


def _rests_on_damage(fault: Fault, card: Scorecard, damage: Damage, row_of: dict[str, int]) -> bool:
    if not damage.columns_hit:
        return False
    if _table_is_lost(fault, damage):
        return True
    if fault.row is None or fault.column == "weight":
        # A sum over a table, or a setting.
        rows = damage.columns(fault.table, 0) if fault.table == "scorecard" else set()
        return (fault.table, fault.column) in damage.columns_hit or fault.column in rows or _plan_is_hurt(fault, damage)
    hurt = damage.columns(fault.table, fault.row)
    if fault.column in hurt:
        return True
    if fault.column in _OWN_CELL:
        return False
    return bool(hurt - _ALONE) or _plan_is_hurt(fault, damage) or _measure_is_hurt(fault, card, damage, row_of)


def _table_is_lost(fault: Fault, damage: Damage) -> bool:
    """True where a whole table could not be read, or where the fault is about an id of such a table."""
    column = TABLES[fault.table].column_by_name.get(fault.column)
    target = column.target if column else ""
    return any((table, "") in damage.lost for table in (fault.table, target))


def _plan_is_hurt(fault: Fault, damage: Damage) -> bool:
    about_time = "period" in fault.column or fault.column in _PLAN
    return about_time and any(("scorecard", column) in damage.columns_hit for column in _PLAN)


def _measure_is_hurt(fault: Fault, card: Scorecard, damage: Damage, row_of: dict[str, int]) -> bool:
    """True where the row refers to a measure that is damaged itself, or to a scale, profile or points that are."""
    if fault.table == "measures" and any(("scales", c) in damage.columns_hit for c in ("scale", "label")):
        return True
    if fault.table == "measures" and ("points", "measure") in damage.columns_hit:
        return fault.column == "method"
    record = getattr(card, fault.table)[fault.row or 0]
    named = (getattr(record, column, "") for column in _MEASURE_REFERENCES)
    return any(damage.columns("measures", row_of[name]) - _ALONE for name in named if name in row_of)
