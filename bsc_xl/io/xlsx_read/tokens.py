"""What the two ways of reading cells have in common: the cells of a sheet as written, before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Written = tuple[str, str, str, str, str, str, str]
"""One cell: the fields of `Tokens` from `refs` to `values`."""


class Row(NamedTuple):
    """A row as written: its number (worked out where left out), whether it is shown, and its first cell's index."""

    number: int
    hidden: bool
    first: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The cells and rows of a sheet, or of a piece of one, in the order of the file; a column of texts per field.

    Attributes:
        refs: addresses; worked out where the file leaves them out.
        styles: numbers of styles; empty for none.
        kinds: types: n or empty (number), s, str, inlineStr, b, e, d.
        keys: keys into `attributes` of the formulas' attributes; empty for none.
        formulas: texts of formulas; empty without one.
        stored: not empty where a value stands in the cell, be it an empty one.
        values: stored values, or the texts that stand in the cells themselves.
        rows: the rows.
        attributes: attributes of formulas by key; a formula without attributes and text has a key too.
    """

    refs: Sequence[str] = ()
    styles: Sequence[str] = ()
    kinds: Sequence[str] = ()
    keys: Sequence[str] = ()
    formulas: Sequence[str] = ()
    stored: Sequence[str] = ()
    values: Sequence[str] = ()
    rows: Sequence[Row] = ()
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def tokens_of(cells: Sequence[Written], rows: Sequence[Row], attributes: Mapping[str, Mapping[str, str]]) -> Tokens:
    """Tokens out of single cells."""
    if not cells:
        return Tokens(rows=rows)
    refs, styles, kinds, keys, formulas, stored, values = zip(*cells, strict=True)
    return Tokens(refs, styles, kinds, keys, formulas, stored, values, rows, attributes)


def is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row (size "ht") or column (size "width") with these attributes is not shown."""
    if attributes.get("hidden", "").strip().lower() in ("1", "true", "on"):
        return True
    try:
        return float(attributes.get(size, "1")) == 0
    except ValueError:
        return False
