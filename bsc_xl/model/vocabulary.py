"""The closed word lists of a scorecard: each value is the text a person types and reads."""

from enum import StrEnum


class Polarity(StrEnum):
    """Which way is better. Never called direction: that is a trend."""

    HIGHER = "HIGHER_IS_BETTER"
    LOWER = "LOWER_IS_BETTER"
    ON_TARGET = "ON_TARGET"


class ValueType(StrEnum):
    """What one entry of a measure is."""

    NUMBER = "number"
    PERCENT = "percent"  # stored as a fraction: 0.93 is shown as 93 %
    CURRENCY = "currency"
    YES_NO = "yes/no"
    MILESTONE = "milestone"  # stored as the fraction done
    ORDINAL = "ordinal"  # one of the labels of a scale

    @property
    def is_typed(self) -> bool:
        """True where an entry is a word (yes, AAA) and not a number."""
        return self in (ValueType.YES_NO, ValueType.ORDINAL)


class Aggregation(StrEnum):
    """How a measure's entries of one fiscal year become its value to date."""

    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"
    MAX = "max"
    MIN = "min"
    WEIGHTED = "weighted"  # average, weighted by the entries of another measure


class Method(StrEnum):
    """How an attainment comes from to-date value, target and baseline."""

    LINEAR = "linear"
    RATIO = "ratio"
    RANGE = "range"
    GOAL_RED_FLAG = "goal and red flag"
    BANDS = "bands"
    YES_NO = "yes/no"
    MILESTONE = "milestone"
    ORDINAL = "ordinal"


class Cascade(StrEnum):
    """How a unit's measure relates to its parent measure."""

    SHARED = "shared"  # the same measure, mandated from above, with figures of its own
    CONTRIBUTORY = "contributory"  # feeds the parent measure's figures
    UNIQUE = "unique"  # local to the unit


class RollupMethod(StrEnum):
    """How scores of children become the score of their parent."""

    MEAN = "mean"
    WORST = "worst"
    BEST = "best"
    GEOMETRIC = "geometric"


class Level(StrEnum):
    """The usual four levels of an organisation; a label, the tree itself has any depth."""

    CORPORATE = "corporate"
    DIVISION = "division"
    DEPARTMENT = "department"
    TEAM = "team"


class NullReason(StrEnum):
    """What may stand in an entry cell instead of a value, and why there is none."""

    NOT_APPLICABLE = "n/a"
    NO_DATA = "no data"


STATUS_WORDS = (
    *("missing", "not applicable", "not due", "late"),
    *("goal", "between", "below red flag", "insufficient"),
)
NOT_SCORABLE = "not scorable"
"""What stands in a status cell that has no band; a reason follows the last."""
