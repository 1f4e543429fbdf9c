"""The border records of measures and of what belongs to them: targets, profiles, scales, points, reviews, actuals."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bsc_xl.io.definition.record import (
    AAggregation,
    ACascade,
    AFrequency,
    AMethod,
    ANullReason,
    APolarity,
    AValueType,
    Day,
    Figure,
    Flag,
    Id,
    Integer,
    Name,
    Number,
    PeriodId,
    Record,
    Reference,
    Score,
    Short,
    Table,
    To,
    Words,
)
from bsc_xl.model import (
    Actual,
    Aggregation,
    Cascade,
    Frequency,
    Measure,
    PeriodTarget,
    Point,
    Polarity,
    Profile,
    Review,
    ScaleLabel,
    ValueType,
)

_OF_MEASURE = "Id of the measure."
_PERIOD = "Period: 2026-10, FY2026-Q1, FY2026-H1 or FY2026."


class MeasureRecord(Record):
    """How one unit sees whether an objective is reached."""

    id: Id = Field(description="Short id: letters, digits, - _ . only, no two alike.", examples=["SALES-REV"])
    unit: Annotated[Reference, To("units")] = Field(description="Id of the unit that is measured.", examples=["SALES"])
    objective: Annotated[Reference, To("objectives")] = Field(
        description="Id of the objective it measures.", examples=["FIN-O1"]
    )
    name: Name = Field(description="Name of the measure.", examples=["Revenue growth"])
    definition: Words = Field("", description="What exactly is counted, in words that leave no doubt.")
    unit_of_measurement: Short = Field(
        "", description="Unit of baseline, target and actual alike: EUR million, %, days."
    )
    decimals: Integer = Field(0, description="Decimals shown, 0 to 10.")
    value_type: AValueType = Field(
        ValueType.NUMBER,
        description="What one entry is. percent and milestone are fractions: 0.93 is 93 %. ordinal needs a scale.",
    )
    polarity: APolarity = Field(
        Polarity.HIGHER, description="Which way is better: HIGHER_IS_BETTER, LOWER_IS_BETTER, or ON_TARGET for a range."
    )
    leading: Flag = Field(False, description="yes where it moves before the result does, no where it shows the result.")
    qualitative: Flag = Field(False, description="yes where it is a judgement, no where it is counted.")
    frequency: AFrequency = Field(Frequency.MONTHLY, description="How often there is a figure.")
    aggregation: AAggregation = Field(
        Aggregation.LAST,
        description="How a year's figures become the value to date; weighted needs a measure in weighted by.",
    )
    weighted_by: Annotated[Reference, To("measures")] = Field(
        "", description="Id of the measure, of the same unit, whose figures weight this one's (cases handled, say)."
    )
    source: Short = Field("", description="System or report that the figures come from.")
    owner: Short = Field("", description="Who answers for the measure.")
    data_provider: Short = Field("", description="Who types the figures.")
    weight: Number | None = Field(
        None,
        description="Share among the unit's measures of this objective, such as 0.5 or 50 %. All blank: equal weights.",
    )
    baseline: Figure | None = Field(
        None, description="Where it stood before; a number, or yes, no or a label of its scale."
    )
    baseline_period: PeriodId = Field(
        "", description="Period of the baseline: 2026-10, FY2026-Q1, FY2026-H1 or FY2026."
    )
    target: Figure | None = Field(
        None, description="What is to be reached by the due date; a number, or yes, no or a label."
    )
    start: Day | None = Field(
        None, description="Day from which the way to the target counts, as 2026-10-31. Blank: the plan's start."
    )
    due: Day | None = Field(
        None, description="Day by which the target is reached, as 2026-10-31. Blank: the plan's end."
    )
    method: AMethod | None = Field(
        None,
        description="How it is scored. Blank: by value type; range for ON_TARGET; linear with a baseline, else ratio.",
    )
    red_flag: Number | None = Field(None, description="Worst value still tolerated; for the method goal and red flag.")
    low: Number | None = Field(None, description="Lower end of the good range; for the method range.")
    high: Number | None = Field(None, description="Upper end of the good range; for the method range.")
    floor: Number | None = Field(None, description="Value below the range at which the score is 0.")
    ceiling: Number | None = Field(None, description="Value above the range at which the score is 0.")
    scale: Short = Field("", description="Name of a scale on the Scales sheet; for the value type ordinal.")
    profile: Short = Field(
        "", description="Name of a profile on the Profiles sheet: how a year's total spreads over its months."
    )
    plausible_minimum: Number | None = Field(None, description="A figure below this is questioned.")
    plausible_maximum: Number | None = Field(None, description="A figure above this is questioned.")
    grace_days: Integer = Field(0, description="Days after the end of a period in which a figure is not yet late.")
    parent_measure: Annotated[Reference, To("measures")] = Field(
        "", description="Id of the measure of a unit above that this one belongs to."
    )
    cascade: ACascade = Field(
        Cascade.UNIQUE,
        description="shared: same measure as above, own figures. contributory: feeds the one above. unique: local.",
    )
    rollup: AAggregation | None = Field(
        None,
        description="How children's figures become this one's. Blank: sum where the aggregation is sum, else average.",
    )
    critical: Flag = Field(False, description="yes: when it is red, the score above it is amber at best.")
    key: Flag = Field(False, description="yes: it is shown on the dashboard.")
    static: Flag = Field(False, description="yes: its figure may stay the same for long without a question.")


class TargetRecord(Record):
    """The target of one period."""

    measure: Annotated[Reference, To("measures")] = Field(description=_OF_MEASURE)
    period: PeriodId = Field(
        description=f"{_PERIOD} Of the measure's frequency, or a fiscal year.", examples=["FY2026"]
    )
    target: Number = Field(description="Target of this period.")


class ProfileRecord(Record):
    """The share of a year's total that one month brings."""

    profile: Id = Field(description="Name of the profile; twelve rows have the same.", examples=["summer"])
    month: Integer = Field(description="Month of the fiscal year, 1 to 12; 1 is its first month.", examples=[1])
    share: Number = Field(
        description="Share of the year's total, such as 0.1 or 10 %; a profile's shares sum to 1.", examples=[0.1]
    )


class ScaleRecord(Record):
    """A label of an ordinal scale and the score it carries."""

    scale: Id = Field(description="Name of the scale; all its labels have the same.", examples=["rating"])
    label: Short = Field(description="The word that people enter.", examples=["AAA"])
    score: Score = Field(description="Score it carries, 0 to 100.", examples=[100])


class PointRecord(Record):
    """A corner of the score of a measure scored by bands."""

    measure: Annotated[Reference, To("measures")] = Field(description=_OF_MEASURE)
    value: Number = Field(description="A value of the measure; between two points the score runs straight.")
    score: Score = Field(description="Score at this value, 0 to 100.")


class ReviewRecord(Record):
    """What a review meeting decided about a measure."""

    measure: Annotated[Reference, To("measures")] = Field(description=_OF_MEASURE)
    period: PeriodId = Field(description=_PERIOD, examples=["2026-10"])
    cause: Words = Field("", description="Why the figure is what it is.")
    action: Words = Field("", description="What is done about it.")
    owner: Short = Field("", description="Who does it.")
    due: Day | None = Field(None, description="By when, as 2026-10-31.")
    done: Flag = Field(False, description="yes once it is done.")


class ActualRecord(Record):
    """What a measure was in a period, or why that is not known."""

    unit: Annotated[Reference, To("units")] = Field(
        "", description="Id of the unit; may stay blank, the measure has one."
    )
    measure: Annotated[Reference, To("measures")] = Field(description=_OF_MEASURE)
    period: PeriodId = Field(description=f"{_PERIOD} Of the measure's frequency.", examples=["2026-10"])
    actual: Figure | None = Field(
        None, description="The figure; a number, or yes, no or a label. Blank with a null reason where none."
    )
    as_of: Day | None = Field(None, description="Day on which the figure was cut off, as 2026-10-31.")
    entered_by: Short = Field("", description="Who typed it.")
    note: Words = Field("", description="What a reader should know about it.")
    null_reason: ANullReason | None = Field(None, description="Why there is no figure: n/a or no data.")


MEASURE_TABLES = (
    Table(
        "measures",
        MeasureRecord,
        Measure,
        "What is measured, in which unit, for which objective, against which target.",
    ),
    Table(
        "targets",
        TargetRecord,
        PeriodTarget,
        "Targets of single periods or years, where they differ from a straight line.",
    ),
    Table("profiles", ProfileRecord, Profile, "How a year's total spreads over its months, for seasonal measures."),
    Table("scales", ScaleRecord, ScaleLabel, "Labels of ordinal scales (AAA, AA, ...) and their scores."),
    Table(
        "points", PointRecord, Point, "Corners of the score of measures with the method bands: two rows or more each."
    ),
    Table("reviews", ReviewRecord, Review, "What review meetings found and decided."),
    Table("actuals", ActualRecord, Actual, "Figures already known. Later ones come from the filled-in workbooks."),
)
