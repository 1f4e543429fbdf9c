"""The sentences and tables that all reports of a comparison share."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_xl.report.console import score_words
from bsc_xl.report.validation.words import counted
from bsc_xl.rules.comparison import Comparison, Difference, ScoreChange, Section, Step

COLUMNS = {
    Section.POINT: ("What", "Old", "New"),
    Section.FIGURE: ("Measure", "Unit", "Period", "Old", "New", "Effect"),
    Section.NOTE: ("Measure", "Unit", "What", "Old", "New"),
    Section.REVIEW: ("Measure", "Period", "What", "Old", "New"),
    Section.INITIATIVE: ("Initiative", "What", "Old", "New"),
    Section.DEFINITION: ("What", "Column", "Old", "New"),
    Section.FORM: ("Where", "Rule", "Old", "New"),
}
"""The headings of each section's table."""
_ONE = {
    Section.POINT: "report period or date",
    Section.FIGURE: "figure",
    Section.NOTE: "note or as-of day",
    Section.REVIEW: "change in reviews",
    Section.INITIATIVE: "change in initiatives",
    Section.DEFINITION: "change in the definition",
    Section.FORM: "change in the form",
}
_MANY = {
    Section.POINT: "report period and date",
    Section.NOTE: "notes or as-of days",
    **{
        section: f"changes in {words.partition(' in ')[2]}"
        for section, words in _ONE.items()
        if words.startswith("change in")
    },
}
TINY = 0.005
"""Effects below show as none."""


def headline(found: Comparison) -> str:
    """What differs, in a sentence."""
    parts = [_count(found, section) for section in Section if found.of(section)]
    if parts:
        return f"They differ: {', '.join(parts)}."
    if found.not_compared:
        return "Nothing differs in what could be compared; not everything could."
    return "Nothing differs."


def _count(found: Comparison, section: Section) -> str:
    number = len(found.of(section))
    if section is Section.POINT:
        return "the report period or date"
    return counted(number, _ONE[section]) if number == 1 or section not in _MANY else f"{number:,} {_MANY[section]}"


def names(found: Comparison) -> list[str]:
    """A line for each workbook: old, new."""
    lines = []
    for word, one in (("Old", found.old), ("New", found.new)):
        about = ", ".join(part for part in (one.organisation, one.scorecard, one.period) if part)
        lines.append(f"{word}: {one.path}" + (f" ({about})" if about else ""))
    return lines


def score_line(change: ScoreChange) -> str:
    """A score of both, in a line."""
    old, new = (_score(*pair) for pair in ((change.old, change.old_status), (change.new, change.new_status)))
    moved = ""
    if change.old is not None and change.new is not None and abs(change.new - change.old) >= TINY:
        moved = f" ({signed(change.new - change.old)})"
    return f"{change.name}: {old}, now {new}{moved}" if change.differs else f"{change.name}: {new}, the same in both"


def _score(score: float | None, status: str) -> str:
    return score_words(score, status) if status or score is not None else "not there"


def step_line(step: Step) -> str:
    """A step from one overall score to the other."""
    score = "no score" if step.score is None else f"{step.score:.2f}"
    return f"{step.what}: {score}" + ("" if step.change is None else f" ({signed(step.change)})")


def signed(points: float) -> str:
    """Points with their sign."""
    text = f"{points:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else text


def effect(one: Difference) -> str:
    """What a changed figure alone does to the overall score."""
    if one.effect is None:
        return f"with {one.effect_of}" if one.effect_of else "not known"
    words = signed(one.effect) if abs(one.effect) >= TINY else "none"
    return f"{words} (all of {one.effect_of})" if one.effect_of else words


def about_effects(found: Comparison) -> str:
    """What the effects of figures are effects on."""
    if not found.effects_at:
        return "The effects of figures cannot be told, as the scores of the old workbook could not be recomputed."
    alone = {
        "figure": "with this figure alone changed",
        "measure": "with all changed figures of a measure, as there are too many for one each",
        "unit": "with all changed figures of a unit, as there are too many for one each",
    }[found.groups]
    return f"Effect: points of the overall score of the old workbook at {found.effects_at}, {alone}."


def row(one: Difference) -> tuple[str, ...]:
    """A difference as a line of its section's table."""
    old, new = one.old or "nothing", one.new or "nothing"
    cells: dict[Section, Sequence[str]] = {
        Section.POINT: (one.what, old, new),
        Section.FIGURE: (_named(one), one.unit, one.period, old, new, effect(one)),
        Section.NOTE: (_named(one), one.unit, one.field, old, new),
        Section.REVIEW: (_named(one), one.period, one.field, old, new),
        Section.INITIATIVE: (one.what, one.field, old, new),
        Section.DEFINITION: (one.what, one.field, old, new),
        Section.FORM: (one.place or "the workbook", one.what, old, new),
    }
    return tuple(cells[one.section])


def _named(one: Difference) -> str:
    return f"{one.what} ({one.measure})" if one.measure and one.measure != one.what else one.what


def ranked(found: Comparison, section: Section) -> list[Difference]:
    """The differences of a section; figures that move the score most come first."""
    listed = list(found.of(section))
    return sorted(listed, key=lambda one: -abs(one.effect or 0.0)) if section is Section.FIGURE else listed
