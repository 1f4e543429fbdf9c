"""The result of comparing two workbooks, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """What a difference is about, in the order of reports."""

    POINT = "report period and date"
    FIGURE = "figures"
    NOTE = "notes and as-of days"
    REVIEW = "reviews"
    INITIATIVE = "initiatives"
    DEFINITION = "definition"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in both.

    Attributes:
        section: what it is about.
        what: what differs, in words: a measure's or an initiative's name, "Report period", a rule's code and name.
        old, new: what stands there, in words; empty where nothing does.
        unit: id of the unit; measure: id of the measure; period: id of the period, where it is about one.
        field: which of several things of it: "actual", "note", "action" ...
        place: where that stands, as Excel writes it: in the second workbook, else in the first.
        old_value, new_value: a figure as it stands in the cell; None for a blank, and where it is no figure.
        effect: points of the overall score of the first workbook by which this alone moves it; None where that cannot
            be told or was not asked, and where `effect_of` says that it is told of a group.
        effect_of: what the effect is of, where figures are too many for one each: a measure or a unit.
    """

    section: Section
    what: str
    old: str = ""
    new: str = ""
    unit: str = ""
    measure: str = ""
    period: str = ""
    field: str = ""
    place: str = ""
    old_value: float | str | None = None
    new_value: float | str | None = None
    effect: float | None = None
    effect_of: str = ""


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A score of both workbooks: overall, of a perspective, a unit or a measure; None for no score."""

    kind: str  # overall, perspective, unit, measure
    id: str
    name: str
    old: float | None
    new: float | None
    old_status: str
    new_status: str
    unit: str = ""

    @property
    def differs(self) -> bool:
        """Whether score or status are not the same."""
        same = self.old == self.new or (
            self.old is not None and self.new is not None and abs(self.old - self.new) < SAME
        )
        return not same or self.old_status != self.new_status


SAME = 1e-9
"""Scores that differ by less are the same."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way from the overall score of the first workbook to that of the second."""

    what: str  # in words
    score: float | None
    """The overall score after it."""
    change: float | None
    """By how much it moved the score; None for the first one, and where there is no score before or after."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One of the two workbooks.

    Attributes:
        name: the file's name; ``path`` as it was given; ``digest``: SHA-256, hexadecimal.
        organisation, scorecard, period: empty where unknown.
        shown: the overall score that it shows; ``right``: recomputed from its entries. None where unknown.
        compared_by: what says where its cells are, in words.
    """

    name: str
    path: str
    digest: str
    organisation: str = ""
    scorecard: str = ""
    period: str = ""
    shown: float | None = None
    right: float | None = None
    compared_by: str = ""


@dataclass(frozen=True)
class Comparison:
    """What differs between two workbooks.

    Attributes:
        old, new: the two.
        differences: section by section; in it in the order of tabs, rows and columns.
        scores: the overall score, and what else is not the same; nothing where one could not be scored.
        steps: how the overall score of the first becomes that of the second; nothing likewise.
        effects_at: the report period for which effects are told.
        groups: what effects are told of: "figure", "measure" or "unit".
        not_compared: what could not be compared and why, a sentence each.
        notes: what the reader must know, a sentence each.
    """

    old: Summary
    new: Summary
    differences: tuple[Difference, ...] = ()
    scores: tuple[ScoreChange, ...] = ()
    steps: tuple[Step, ...] = ()
    effects_at: str = ""
    groups: str = "figure"
    not_compared: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing differs, and everything could be compared."""
        return not self.differences and not self.not_compared

    def of(self, section: Section) -> tuple[Difference, ...]:
        """The differences of a section."""
        return tuple(one for one in self.differences if one.section is section)
