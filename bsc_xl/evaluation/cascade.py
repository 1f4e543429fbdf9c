"""Cascade: the figures of a measure that is fed by measures of the units below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bsc_xl.model import Aggregation, Measure, Scorecard
from bsc_xl.scoring import Value, is_number
from bsc_xl.scoring.absence import NOT_APPLICABLE_CODE
from bsc_xl.scoring.to_date import is_code


def combine(method: str, cells: Sequence[Value], weights: Sequence[Value] = ()) -> float | None:
    """One period's figure from those of the contributors.

    Args:
        method: sum, average, weighted, max or min.
        cells: one a contributor.
        weights: for weighted, one a contributor.

    Returns:
        None where no contributor has a number, or where one of a sum has neither a number nor the code "n/a":
        a blank never counts as zero. The other methods take those that are known.
    """
    numbers = [cell for cell in cells if is_number(cell)]
    if not numbers:
        return None
    if method == "sum":
        accounted = len(numbers) + sum(is_code(cell, NOT_APPLICABLE_CODE) for cell in cells)
        return float(sum(numbers)) if accounted == len(cells) else None
    if method == "max":
        return float(max(numbers))
    if method == "min":
        return float(min(numbers))
    if method == "weighted":
        pairs = [(c, w) for c, w in zip(cells, weights, strict=True) if is_number(c) and is_number(w)]
        total = sum(weight for _, weight in pairs)
        return sum(cell * weight for cell, weight in pairs) / total if total else None
    return sum(numbers) / len(numbers)


def bottom_up(card: Scorecard) -> list[Measure]:
    """The measures that others feed, each after all that feed it and all that weight those."""
    ordered: dict[str, Measure] = {}

    def visit(measure: Measure) -> None:
        if measure.id in ordered:
            return
        for child in card.contributors.get(measure.id, ()):
            for fed in (child.id, child.weighted_by):  # what weights a child may itself be fed from below
                if fed in card.contributors and fed in card.measure_by_id:
                    visit(card.measure_by_id[fed])
        ordered[measure.id] = measure

    for measure_id in card.contributors:
        if measure_id in card.measure_by_id:
            visit(card.measure_by_id[measure_id])
    return list(ordered.values())


def cascaded(card: Scorecard, values: Mapping[str, Sequence[Value]]) -> dict[str, list[Value]]:
    """All entries, with the rows of measures that are fed from below computed.

    Args:
        card: a checked scorecard.
        values: by measure id, one cell a grid column.

    Returns:
        New rows for measures that are fed from below; the others' as they are.
    """
    rows: dict[str, list[Value]] = {key: list(row) for key, row in values.items()}
    grid = card.grid
    blank: list[Value] = [None] * len(grid.periods)
    for measure in bottom_up(card):
        children = card.contributors[measure.id]
        method = measure.cascade_rollup
        weighted = method is Aggregation.WEIGHTED
        step = grid.step(measure.frequency)
        row = list(blank)
        for column in range(step - 1, len(row), step):
            cells = [rows.get(child.id, blank)[column] for child in children]
            weights = [rows.get(child.weighted_by, blank)[column] for child in children] if weighted else ()
            row[column] = combine(method, cells, weights)
        rows[measure.id] = row
    return rows
