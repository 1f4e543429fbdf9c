"""Why there is no number: the five kinds of absence, kept apart from each other and from zero."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from typing import TypeAlias

Value: TypeAlias = "float | str | None"  # in quotes for the Python of earlier LibreOffice releases
"""One entry of a measure: a number, a word (yes, AAA, n/a) or a blank."""

EXACT = 1e-9
"""Relative tolerance of comparisons: binary rounding never decides whether a target is met."""

NOISE = 1e-13
"""What binary rounding leaves of a sum that cancels out, as a share of its largest part: it counts as 0."""

NOT_APPLICABLE_CODE = "n/a"
NO_DATA_CODE = "no data"


class Kind(StrEnum):
    """The five kinds of absence."""

    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"
    NOT_DUE = "not due"
    LATE = "late"
    NOT_SCORABLE = "not scorable"


class Absence(StrEnum):
    """Why a measure has no score, in the words that stand in the cell."""

    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"
    NOT_DUE = "not due"
    LATE = "late"
    NOT_A_NUMBER = "not scorable: not a number"
    NO_WEIGHTS = "not scorable: no weights to average by"
    NO_TARGET = "not scorable: no target"
    NO_BASELINE = "not scorable: no baseline"
    TARGET_IS_BASELINE = "not scorable: target equals baseline"
    WRONG_SIDE = "not scorable: target on the wrong side of the baseline"
    TARGET_NOT_POSITIVE = "not scorable: target is zero or negative and there is no baseline"
    NOTHING_EXPECTED = "not scorable: nothing is expected so far"
    NO_RANGE = "not scorable: no range"
    LOW_ABOVE_HIGH = "not scorable: low end of the range above the high end"
    NO_WIDTH = "not scorable: range without width needs floor and ceiling"
    NO_RED_FLAG = "not scorable: no red flag"
    GOAL_IS_RED_FLAG = "not scorable: goal equals red flag"
    NO_POINTS = "not scorable: points not strictly rising"
    NOT_YES_NO = "not scorable: neither yes nor no"
    UNKNOWN_LABEL = "not scorable: unknown label"

    @property
    def kind(self) -> Kind:
        """Which of the five kinds this is."""
        head = self.value.split(":", 1)[0]
        return Kind(head)

    @property
    def is_due(self) -> bool:
        """False where nothing was to be reported, so that the weight does not count as due."""
        return self not in (Absence.NOT_DUE, Absence.NOT_APPLICABLE)


def is_number(value: object) -> TypeGuard[float]:
    """True for a number; a truth value, a text and a blank are none."""
    kind = type(value)
    return kind is float or kind is int


def settled(value: float, size: float) -> float:
    """0 where a value is only what rounding left of parts of this size; else the value itself."""
    return 0.0 if abs(value) <= NOISE * size else value


def alike(one: float, other: float) -> bool:
    """Equal but for what binary rounding did to either."""
    return abs(one - other) <= EXACT * max(abs(one), abs(other))


def at_least(value: float, limit: float) -> bool:
    """``value >= limit``, exactly on the limit included whatever binary rounding did to it."""
    return value >= limit - EXACT * abs(limit)


def at_most(value: float, limit: float) -> bool:
    """``value <= limit``, exactly on the limit included whatever binary rounding did to it."""
    return value <= limit + EXACT * abs(limit)
