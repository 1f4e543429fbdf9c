"""Puts facts from several sources together: what a later source says goes before what an earlier one said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bsc_xl.evaluation.entries import said
from bsc_xl.model import Actual


@dataclass(frozen=True, slots=True)
class Overridden:
    """A fact of an earlier source that a later one contradicts.

    ``old`` and ``new`` are what they say, as text: a value or a null reason. ``source`` is the number of the later
    source, from 1.
    """

    measure: str
    period: str
    old: str
    new: str
    source: int


def merge(*sources: Iterable[Actual]) -> tuple[tuple[Actual, ...], tuple[Overridden, ...]]:
    """Put facts together, one for each measure and period; ids of measures are unique.

    Args:
        sources: from the oldest to the newest. A fact overrides one that came before it, also in the same source. One
            that says nothing (no value, no null reason) overrides only what says nothing.

    Returns:
        The facts, each at the place where its cell was first named; and what was overridden by something else, in the
        order in which that happened. A later fact that says the same replaces the earlier one (its as_of, note and
        author are newer) and is no contradiction.
    """
    facts: dict[tuple[str, str], Actual] = {}
    overridden: list[Overridden] = []
    for number, source in enumerate(sources, 1):
        for fact in source:
            key = (fact.measure, fact.period)
            before = facts.get(key)
            new = said(fact)
            if before is not None and (old := said(before)):
                if not new:
                    continue
                if not _same(before, fact):
                    overridden.append(Overridden(fact.measure, fact.period, old, new, number))
            facts[key] = fact
    return tuple(facts.values()), tuple(overridden)


def _same(one: Actual, other: Actual) -> bool:
    return one.actual == other.actual and one.null_reason == other.null_reason
