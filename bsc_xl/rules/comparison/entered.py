"""Compares what people entered: report point, figures, notes, as-of days, reviews, initiatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.layout.sheets import start
from bsc_xl.model import Review
from bsc_xl.rules.comparison.difference import Difference, Section
from bsc_xl.rules.comparison.effects import Patch
from bsc_xl.rules.comparison.figure_words import alike, figure_words
from bsc_xl.rules.comparison.side import Side
from bsc_xl.rules.definition_differences import value_words
from bsc_xl.rules.form import EntryRow
from bsc_xl.rules.submission import DAY_REF, PERIOD_REF

_INITIATIVE = (("spent", "spent"), ("done", "percent done"), ("note", "note"))
_REVIEW = ("cause", "action", "owner", "due", "done")


def point_differences(old: Side, new: Side) -> Iterator[Difference]:
    """The report period and the report date on Start."""
    if start.SHEET not in old.sheets or start.SHEET not in new.sheets:
        return
    period = old.text(start.SHEET, PERIOD_REF), new.text(start.SHEET, PERIOD_REF)
    day = old.day(start.SHEET, DAY_REF), new.day(start.SHEET, DAY_REF)
    for what, pair, ref in (("Report period", period, PERIOD_REF), ("Report date", day, DAY_REF)):
        if pair[0] != pair[1]:
            yield Difference(Section.POINT, what, *pair, place=new.place(start.SHEET, ref))


def shared_rows(old: Side, new: Side) -> Iterator[tuple[str, EntryRow, str, EntryRow]]:
    """The rows of measures that both workbooks have in their places, in the order of the second one."""
    before = {row.measure: (name, row) for name, row in old.rows()}
    for name, row in new.rows():
        if row.measure in before:
            yield *before[row.measure], name, row


def figure_differences(old: Side, new: Side) -> Iterator[tuple[Difference, Patch]]:
    """Every figure that is not the same; of measures that are typed in both.

    With each comes the new figure by its measure and column in the first workbook's plan, if that has the period.
    """
    columns = {period.end: number for number, period in enumerate(old.card.grid.periods)}
    for was, old_row, name, row in shared_rows(old, new):
        if not (old.typed(old_row) and new.typed(row)):
            continue
        measure = new.card.measure_by_id[row.measure]
        before, after = old.figures(was, old_row), new.figures(name, row)
        for day in sorted(before.keys() | after.keys()):
            first, second = before.get(day), after.get(day)
            here = second or first
            value = first.value if first else None, second.value if second else None
            if here is None or alike(*value):
                continue
            told = Difference(
                Section.FIGURE,
                measure.name,
                *figure_words(*value, measure),
                unit=measure.unit,
                measure=measure.id,
                period=here.period,
                field="actual",
                place=here.place,
                old_value=value[0],
                new_value=value[1],
            )
            yield told, {(measure.id, columns[day]): value[1]} if day in columns else {}


def note_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Notes and as-of days of measures."""
    for was, old_row, name, row in shared_rows(old, new):
        measure = new.card.measure_by_id[row.measure]
        day = old.day(was, old_row.as_of), new.day(name, row.as_of)
        note = old.text(was, old_row.note), new.text(name, row.note)
        for field, pair, ref in (("as of", day, row.as_of), ("note", note, row.note)):
            if pair[0] != pair[1]:
                yield Difference(
                    Section.NOTE,
                    measure.name,
                    *pair,
                    unit=measure.unit,
                    measure=measure.id,
                    field=field,
                    place=new.place(name, ref),
                )


def review_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Reviews by measure and period; another order of rows is no difference."""
    if not (old.has("reviews") and new.has("reviews")):
        return
    before, after = _reviews(old), _reviews(new)
    for key in [*after, *(key for key in before if key not in after)]:
        first, second = before.get(key), after.get(key)
        about = _about(new, *second) if second else _about(old, *before[key])
        if first is None or second is None:
            text = _review_words((second or before[key])[0])
            yield replace(about, old=text if first else "", new=text if second else "", field="review")
            continue
        for field in _REVIEW:
            was, now = getattr(first[0], field), getattr(second[0], field)
            if was != now:
                yield replace(about, old=_told(was), new=_told(now), field=field)


def _about(side: Side, review: Review, place: str) -> Difference:
    known = side.card.measure_by_id.get(review.measure)
    name = known.name if known else review.measure or "no measure"
    unit = known.unit if known else ""
    return Difference(Section.REVIEW, name, unit=unit, measure=review.measure, period=review.period, place=place)


def _reviews(side: Side) -> dict[tuple[str, str, int], tuple[Review, str]]:
    """Reviews by measure, period and how many of these there were before."""
    found: dict[tuple[str, str, int], tuple[Review, str]] = {}
    for review, place in side.reviews:
        number = sum(key[:2] == (review.measure, review.period) for key in found)
        found[review.measure, review.period, number] = review, place
    return found


def _review_words(review: Review) -> str:
    parts = ((field, getattr(review, field)) for field in _REVIEW)
    return "; ".join(f"{name}: {_told(value)}" for name, value in parts if value) or "nothing else"


def _told(value: object) -> str:
    return value if isinstance(value, str) else value_words(value) if value is not None else ""


def initiative_differences(old: Side, new: Side) -> Iterator[Difference]:
    """What was typed about initiatives that both workbooks have."""
    if not (old.has("initiatives") and new.has("initiatives")):
        return
    before, after = old.initiatives, new.initiatives
    for key, (row, initiative) in after.items():
        if key not in before:
            continue
        for column, field in _INITIATIVE:
            was, _ = old.initiative(before[key][0], column)
            now, place = new.initiative(row, column)
            if not alike(was, now):
                percent = column == "done"
                yield Difference(
                    Section.INITIATIVE,
                    initiative.name,
                    _amount(was, percent=percent),
                    _amount(now, percent=percent),
                    unit=initiative.unit,
                    field=field,
                    place=place,
                )


def _amount(value: float | str, *, percent: bool) -> str:
    if isinstance(value, str):
        return value
    return f"{value * 100:,.15g}%" if percent else f"{value:,.15g}"
