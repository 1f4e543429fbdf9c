"""WGT003: weights in cells that are not those that were issued."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed
from tests.rules.places import spread, watched


def _on(subject: Subject, kind: str) -> list[tuple[Place, float]]:
    """Weights that are not blank on sheets of a kind."""
    return [(place, float(value)) for place, value in watched(subject, "WGT003", kind) if isinstance(value, float)]


def _raised_on_a_tab(subject: Subject) -> Iterator[Spoilt]:
    for place, value in spread(_on(subject, "unit"), 6):
        yield Spoilt.at(changed(subject, {place: value + 0.1}), place)


def _changed_on_strategy(subject: Subject) -> Iterator[Spoilt]:
    for place, _ in spread(_on(subject, "strategy"), 5):
        yield Spoilt.at(changed(subject, {place: 0.5}), place)


def _changed_on_units(subject: Subject) -> Iterator[Spoilt]:
    for place, _ in spread(_on(subject, "units"), 5):
        yield Spoilt.at(changed(subject, {place: 0.9}), place)


def _emptied(subject: Subject) -> Iterator[Spoilt]:
    for place, _ in spread(_on(subject, "unit"), 5):
        yield Spoilt.at(changed(subject, {place: None}), place)


def _typed_as_text(subject: Subject) -> Iterator[Spoilt]:
    for place, value in spread(_on(subject, "unit"), 6):
        yield Spoilt.at(changed(subject, {place: f"{value:g}"}), place)


def _swapped(subject: Subject) -> Iterator[Spoilt]:
    """Two weights of one objective change places: the sum stays 1."""
    cells = _on(subject, "unit")
    pairs = [(a, b) for a, b in pairwise(cells) if a[0][0] == b[0][0] and a[1] != b[1]]
    for (one, first), (other, second) in spread(pairs, 6):
        yield Spoilt.at(changed(subject, {one: second, other: first}), one, other)


MUTATIONS = (
    Mutation("WGT003", "a weight raised on a tab", _raised_on_a_tab, ("demo native", "demo udf", "city native")),
    Mutation("WGT003", "a weight changed on Strategy", _changed_on_strategy),
    Mutation("WGT003", "a weight changed on Units", _changed_on_units),
    Mutation("WGT003", "a weight emptied", _emptied, ("demo native",)),
    Mutation("WGT003", "a weight typed as text", _typed_as_text, ("demo native",)),
    Mutation("WGT003", "two weights swapped", _swapped, ("demo native",)),
)
