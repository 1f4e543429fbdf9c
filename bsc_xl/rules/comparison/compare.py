"""Compares two workbooks, as far as both can be read and their cells stand where they were issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.sheets import start
from bsc_xl.rules.case import Case
from bsc_xl.rules.comparison.definition import definition_differences
from bsc_xl.rules.comparison.difference import Comparison, Summary
from bsc_xl.rules.comparison.effects import Effects, Patch, with_effects
from bsc_xl.rules.comparison.entered import (
    figure_differences,
    initiative_differences,
    note_differences,
    point_differences,
    review_differences,
)
from bsc_xl.rules.comparison.form import FORM_RULES, form_differences, not_run
from bsc_xl.rules.comparison.scores import at_the_others_point, score_changes, steps
from bsc_xl.rules.comparison.side import Side
from bsc_xl.rules.outcome import Outcome
from bsc_xl.rules.registry import chosen
from bsc_xl.rules.rule import Need
from bsc_xl.rules.run import run

SHOWN_APART = 0.05
"""A workbook that shows a score so far from that of its entries is told of."""


def compare(
    old: Case, new: Case, paths: tuple[str, str] = ("", ""), watch: Callable[[str], None] | None = None
) -> Comparison:
    """Say what differs between two workbooks.

    Args:
        old, new: the two, both of them read.
        paths: as they were named.
        watch: told what is being done.

    Returns:
        All differences, and what could not be compared. Measures are matched by their ids, sheets by what stands on
        them; the flavour of formulas does not count.
    """
    tell = watch or (lambda _: None)
    tell("comparing the form")
    rules = chosen(FORM_RULES)
    outcomes = run(old, rules), run(new, rules)
    summaries = _summary(old, paths[0]), _summary(new, paths[1])
    lacking = [f"{case.reading.name}: {words}." for case in (old, new) if (words := case.lacks(Need.ISSUED))]
    if lacking:
        return Comparison(
            *summaries,
            differences=tuple(form_differences(*outcomes)),
            not_compared=(*(f"Only the form was compared. {words}" for words in lacking), *not_run(*outcomes)),
        )
    tell("comparing entries")
    return _compared(Side(old), Side(new), summaries, outcomes)


def _compared(
    old: Side, new: Side, summaries: tuple[Summary, Summary], outcomes: tuple[Outcome, Outcome]
) -> Comparison:
    found = list(figure_differences(old, new))
    figures, group = [one for one, _ in found], "figure"
    definition = tuple(definition_differences(old.card, new.card))
    base, moved = _base(old, new)
    if base is not None:
        figures, group = with_effects(Effects(base), found)
    both = base is not None and new.scored
    patch: Patch = {place: value for _, one in found for place, value in one.items()}
    return Comparison(
        *summaries,
        differences=(
            *point_differences(old, new),
            *figures,
            *note_differences(old, new),
            *review_differences(old, new),
            *initiative_differences(old, new),
            *definition,
            *form_differences(*outcomes),
        ),
        scores=tuple(score_changes(old.case.evaluation, new.case.evaluation)) if both else (),
        steps=tuple(steps(old, new, moved, patch, redefined=bool(definition))) if both else (),
        effects_at=base.period if base is not None else "",
        groups=group,
        not_compared=(*_unplaced(old), *_unplaced(new), *_unscored(old), *_unscored(new), *not_run(*outcomes)),
        notes=(*_not_both(old, new), *_shown_apart(summaries)),
    )


def _base(old: Side, new: Side) -> tuple[Evaluation | None, Evaluation | None]:
    """The first workbook as effects are told of it, and as it is at the second one's report point, if it has that."""
    if not old.scored:
        return None, None
    moved = at_the_others_point(old, new) if new.scored else None
    return moved or old.case.evaluation, moved


def _summary(case: Case, path: str) -> Summary:
    about = Summary(case.reading.name, path or case.reading.name, case.reading.digest)
    if case.issued is None or case.lacks(Need.ISSUED):
        return about
    side = Side(case)
    has_start = start.SHEET in side.sheets
    shown = side.entered.value(start.SHEET, cell(start.OVERALL_ROW, 1)) if has_start else None
    return replace(
        about,
        organisation=case.card.organisation,
        scorecard=case.card.name,
        period=side.entered.period if has_start else "",
        shown=shown if isinstance(shown, float) else None,
        right=case.evaluation.top.rollup.score if side.scored else None,
        compared_by=case.issued.source,
    )


def _unplaced(side: Side) -> Iterator[str]:
    """The sheets that could not be compared."""
    for sheet, why in side.unplaced():
        yield f"What stands on the sheet {sheet} of {side.case.reading.name} was not compared: {why}."


def _unscored(side: Side) -> Iterator[str]:
    if why := side.unscored:
        yield f"The scores of {side.case.reading.name} could not be recomputed: {why}."


def _not_both(old: Side, new: Side) -> Iterator[str]:
    """Measures whose figures were not compared, because only one workbook has them or takes them from people."""
    sides = (old, new)
    for side, other in (sides, sides[::-1]):
        alone = [row for _, row in side.rows() if row.measure not in other.card.measure_by_id and side.typed(row)]
        if alone:
            number = f"{len(alone):,} {'measure' if len(alone) == 1 else 'measures'}"
            yield f"{number} only in {side.case.reading.name}: their figures are not listed."
    typed = [{row.measure: side.typed(row) for _, row in side.rows()} for side in sides]
    for measure in sorted(typed[0].keys() & typed[1].keys()):
        if typed[0][measure] != typed[1][measure]:
            name = (old if typed[0][measure] else new).case.reading.name
            yield f"The figures of {measure} are typed only in {name}, and computed in the other: they are not listed."


def _shown_apart(summaries: tuple[Summary, Summary]) -> Iterator[str]:
    """Workbooks whose stored score is not that of their entries."""
    for one in summaries:
        if one.shown is not None and one.right is not None and abs(one.shown - one.right) >= SHOWN_APART:
            yield (
                f"{one.name} shows an overall score of {one.shown:.1f}, and its entries give {one.right:.1f}: "
                f"bsc-xl validate says why."
            )
