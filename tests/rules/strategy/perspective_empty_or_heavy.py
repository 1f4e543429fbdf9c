"""LOG003: perspectives without objectives or weight, or with most of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.model import Perspective, Scorecard
from bsc_xl.rules.definition_places import perspective_cell, perspective_weight_cell
from tests.rules.definitions import place, small
from tests.rules.harness import Mutation, Spoilt, Subject, built_from

_ALL = ("financial", "customer", "process", "learning")


def _weighted(weights: dict[str, float]) -> Scorecard:
    perspectives = tuple(replace(one, weight=weights[one.id]) for one in small().perspectives)
    return replace(small(), perspectives=perspectives)


def _heavy(_: Subject) -> Iterator[Spoilt]:
    for heavy in _ALL:
        made = built_from(_weighted({one: 0.55 if one == heavy else 0.15 for one in _ALL}))
        yield Spoilt.at(made.reading, place(perspective_weight_cell(made.case, heavy)))


def _weightless(_: Subject) -> Iterator[Spoilt]:
    for light in _ALL:
        others = dict(zip((one for one in _ALL if one != light), (0.34, 0.33, 0.33), strict=True))
        made = built_from(_weighted({light: 0.0} | others))
        yield Spoilt.at(made.reading, place(perspective_weight_cell(made.case, light)))


def _empty(_: Subject) -> Iterator[Spoilt]:
    """A perspective that nobody has filled yet, at either end."""
    new = Perspective("society", "Society", "What neighbours see.")
    for perspectives in ((*small().perspectives, new), (new, *small().perspectives)):
        made = built_from(replace(small(), perspectives=perspectives))
        yield Spoilt.at(made.reading, place(perspective_cell(made.case, "society")))


SMALL = ("small native",)
MUTATIONS = (
    Mutation("LOG003", "a perspective with most of the weight", _heavy, SMALL),
    Mutation("LOG003", "a perspective without weight", _weightless, SMALL),
    Mutation("LOG003", "a perspective without objectives", _empty, SMALL),
)
