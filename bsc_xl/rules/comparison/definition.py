"""Definitions that differ, as differences in the words of the scorecard."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Measure, Scorecard
from bsc_xl.rules.comparison.difference import Difference, Section
from bsc_xl.rules.comparison.figure_words import figure_words
from bsc_xl.rules.definition_differences import DefinitionChange, Kind, definition_changes, value_words

_ENTERED = frozenset((("initiative", "spent"), ("initiative", "percent done"), ("initiative", "note")))
"""Columns that people type into the workbook; they are compared as entries."""
_FIGURES = frozenset(("baseline", "target", "red flag", "low", "high", "floor", "ceiling"))
"""Columns of a measure in its own unit of measurement."""


def definition_differences(old: Scorecard, new: Scorecard) -> Iterator[Difference]:
    """What differs between the definitions that two workbooks were issued with."""
    for change in definition_changes(old, new):
        if (change.table, change.column) not in _ENTERED:
            yield _difference(change, new.measure_by_id.get(change.measure) or old.measure_by_id.get(change.measure))


def _difference(change: DefinitionChange, measure: Measure | None) -> Difference:
    return Difference(
        Section.DEFINITION,
        _what(change),
        *_pair(change, measure),
        unit=measure.unit if measure else change.key if change.table == "unit" else "",
        measure=change.measure,
        period=change.key.rpartition(" ")[2] if change.table == "target" else "",
        field=change.column or change.table,
    )


def _what(change: DefinitionChange) -> str:
    name = f"{change.name} ({change.key})" if change.name and change.name != change.key else change.key
    return f"{change.table} {name}".strip()


def _pair(change: DefinitionChange, measure: Measure | None) -> tuple[str, str]:
    if change.kind is not Kind.CHANGED:
        return ("", "new") if change.kind is Kind.NEW else ("there", "")
    numbers = isinstance(change.old, float) or isinstance(change.new, float)
    if measure and numbers and (change.column in _FIGURES and change.table in ("measure", "target")):
        old, new = figure_words(change.old, change.new, measure)
    elif change.column == "weight" and numbers:
        old, new = (f"{value * 100:.15g}%" if isinstance(value, float) else "" for value in (change.old, change.new))
    else:
        old, new = (value_words(value) for value in (change.old, change.new))
    return old or "nothing", new or "nothing"
