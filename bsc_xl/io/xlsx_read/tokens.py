"""What the two ways of reading cells have in common: the cells of a sheet as written, before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Token(NamedTuple):
    """A cell as written.

    Attributes:
        ref: its address; worked out where the file leaves it out.
        style: number of its style; empty for none.
        kind: its type: n or empty (number), s, str, inlineStr, b, e, d.
        attributes: key into `Tokens.attributes` of its formula's attributes; empty for none.
        formula: text of its formula; empty without one.
        stored: `>` if a value stands in the cell, be it empty; else empty.
        value: the stored value, or the text that stands in the cell itself.
    """

    ref: str
    style: str
    kind: str
    attributes: str
    formula: str
    stored: str
    value: str


BARE = " "
"""Key of a formula that has neither attributes nor text."""


class Row(NamedTuple):
    """A row as written: its number (worked out where left out), whether it is shown, and its first cell's index."""

    number: int
    hidden: bool
    first: int


@dataclass
class Tokens:
    """The cells and rows of a sheet, or of a piece of one, in the order of the file."""

    cells: list[tuple[str, str, str, str, str, str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    attributes: dict[str, Mapping[str, str]] = field(default_factory=dict)


def is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row (size "ht") or column (size "width") with these attributes is not shown."""
    if attributes.get("hidden", "").strip().lower() in ("1", "true", "on"):
        return True
    try:
        return float(attributes.get(size, "1")) == 0
    except ValueError:
        return False
