"""Which issued input rules no longer hold for all of their cells, whatever programs have merged and split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bsc_xl.layout.types import Validation
from bsc_xl.received import ReceivedSheet, ReceivedValidation
from bsc_xl.rules.canonical import Area, canonical, relative
from bsc_xl.rules.form import FormSheet
from bsc_xl.rules.structure.coverage import area_of, corner, first_uncovered

Meaning = tuple[str, str]
"""Kind (list or custom) and formula in one spelling, relative to its cell."""


def lost_rules(
    sheet: FormSheet, received: ReceivedSheet, renamed: Mapping[str, str]
) -> Iterator[tuple[str, Validation]]:
    """The first cell that lost each issued rule, with the rule."""
    covering: dict[Meaning, list[Area]] = {}
    for validation in received.validations:
        meaning = _meaning(validation, renamed)
        if meaning is not None:
            covering.setdefault(meaning, []).extend(area_of(ref) for ref in validation.ranges)
    for issued in sheet.sheet.validations:
        meaning = _issued_meaning(issued)
        if meaning is None:
            continue
        for ref in issued.ranges:
            lost = first_uncovered(ref, covering.get(meaning, ()))
            if lost:
                yield lost, issued
                break


def _issued_meaning(issued: Validation) -> Meaning | None:
    """What a rule allows; None for one that only shows a message."""
    row, column = corner(issued.ranges)
    if issued.source:
        return "list", relative(issued.source.removeprefix("="), row, column)
    return ("custom", relative(issued.rule, row, column)) if issued.rule else None


def _meaning(found: ReceivedValidation, renamed: Mapping[str, str]) -> Meaning | None:
    if found.kind not in ("list", "custom") or not found.ranges:
        return None
    # A rule that only informs lets everything through.
    if not found.shows_error:
        return None
    row, column = corner(found.ranges)
    return found.kind, relative(canonical(found.first.removeprefix("="), renamed), row, column)
