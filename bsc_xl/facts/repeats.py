"""Finds facts that stand in a source more than once: said twice, or said differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bsc_xl.evaluation.entries import Rejected, said
from bsc_xl.model import Actual


@dataclass(frozen=True, slots=True)
class Found:
    """A fact with its place in the source."""

    row: int
    column: str
    fact: Actual


def without_repeats(found: Sequence[Found], *, by_unit: bool = True) -> tuple[tuple[Actual, ...], list[Rejected]]:
    """Keep what is said once.

    Args:
        found: facts in the order of the source.
        by_unit: True where the same measure in two units is not the same.

    Returns:
        The facts, and the rejections: where several for one measure and period say the same, all but the first are
        repeated; where they differ, none is used, for nobody knows which is right.
    """
    groups: dict[tuple[str, str, str], list[int]] = {}
    for position, one in enumerate(found):
        fact = one.fact
        if said(fact):  # a note alone contradicts nothing
            groups.setdefault((fact.unit if by_unit else "", fact.measure, fact.period), []).append(position)
    out: dict[int, Rejected] = {}
    for positions in groups.values():
        if len(positions) > 1:
            out.update(_group(found, positions))
    return tuple(one.fact for position, one in enumerate(found) if position not in out), list(out.values())


def _group(found: Sequence[Found], positions: Sequence[int]) -> dict[int, Rejected]:
    texts = {position: said(found[position].fact) for position in positions}
    first: dict[str, int] = {}  # where each text stands first
    for position, text in texts.items():
        first.setdefault(text, position)
    fact = found[positions[0]].fact
    name = f"{fact.measure} in {fact.period}"
    out = {}
    for position in positions[1:] if len(first) == 1 else positions:
        one, text = found[position], texts[position]
        other = found[positions[0] if len(first) == 1 else next(p for t, p in first.items() if t != text)]
        where = f"row {other.row}" + (f", column {other.column}," if other.column != one.column else "")
        if len(first) == 1:
            out[position] = Rejected(
                one.row, one.column, text, f"repeated: {where} says the same for {name}", "Leave one of them out."
            )
        else:
            reason = f"{where} says {said(other.fact)} for {name}"
            out[position] = Rejected(one.row, one.column, text, reason, "Keep the right one; none of them is used.")
    return out
