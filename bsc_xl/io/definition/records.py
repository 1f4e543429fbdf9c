"""The definition's tables as border records: every column with the words that explain it to a finance person.

Names, order and defaults are those of ``bsc_xl.model``; a test holds this.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bsc_xl.io.definition.record import (
    ARollup,
    Colour,
    Day,
    Flag,
    Id,
    Integer,
    Money,
    Name,
    Number,
    PeriodId,
    Record,
    Reference,
    References,
    Score,
    Short,
    Suggest,
    Table,
    To,
    Words,
)
from bsc_xl.io.definition.records_measures import MEASURE_TABLES
from bsc_xl.model import (
    Band,
    Initiative,
    Level,
    Link,
    Objective,
    Perspective,
    RollupMethod,
    Scorecard,
    Theme,
    Unit,
)

_WEIGHT = "Share among its siblings, such as 0.25 or 25 %; shares sum to 1. All blank: equal weights."
_ROLLUP = "How scores below become its score: mean, worst, best or geometric. Blank: as in Scorecard."


class ScorecardRecord(Record):
    """The scorecard as a whole and the settings that steer scoring."""

    name: Name = Field(description="Name of the scorecard, as it stands on every sheet.", examples=["City scorecard"])
    organisation: Name = Field("", description="The organisation whose strategy this is.", examples=["City of Example"])
    first_year: Integer = Field(
        description="First fiscal year of the plan, named by the year it ends in.", examples=[2024]
    )
    last_year: Integer = Field(description="Last fiscal year of the plan, at most 29 years later.", examples=[2026])
    vision: Words = Field("", description="What the organisation wants to be, in a sentence.")
    mission: Words = Field("", description="What the organisation is there for, in a sentence.")
    currency: Short = Field("", description="Currency of money figures, such as EUR or USD.", examples=["EUR"])
    fiscal_year_start: Integer = Field(1, description="Month in which the fiscal year starts, 1 to 12; 4 is April.")
    report_period: PeriodId = Field(
        "",
        description="Period shown first: 2026-10, FY2026-Q1, FY2026-H1 or FY2026. Blank: the last of the plan.",
        examples=["2026-10"],
    )
    report_date: Day | None = Field(
        None,
        description="Day on which figures are judged late or not. Blank: close days after the report period's end.",
    )
    cap: Score = Field(100.0, description="Highest score; 120 lets over-achievement show.")
    minimum_coverage: Number = Field(
        0.5, description="Share of the weight that must have a score, 0 to 1; with less, a summary is insufficient."
    )
    rollup: ARollup = Field(
        RollupMethod.MEAN, description="How scores below become the score above: mean, worst, best or geometric."
    )
    close_days: Integer = Field(15, description="Days from the end of the report period to the report date.")
    repeat_periods: Integer = Field(
        3, description="The same figure as in so many periods before is marked as repeated."
    )
    trend_periods: Integer = Field(6, description="So many known periods, 3 or more, make the trend.")
    trend_dead_band: Number = Field(
        0.01, description="A change a period below this share of the mean counts as flat; 0.01 is 1 %."
    )
    stretch: Number = Field(
        1.5, description="A target is achievable up to this multiple of the best change the measure has ever shown."
    )


class PerspectiveRecord(Record):
    """One side from which the organisation looks at itself."""

    id: Id = Field(description="Short id, used by other sheets: letters, digits, - _ . only.", examples=["FIN"])
    name: Name = Field(description="Name of the perspective.", examples=["Financial"])
    description: Words = Field("", description="The question this perspective answers.")
    weight: Number | None = Field(None, description=_WEIGHT)
    rollup: ARollup | None = Field(None, description=_ROLLUP)


class ThemeRecord(Record):
    """A strand of the strategy that runs through the perspectives."""

    id: Id = Field(description="Short id, used on the Objectives sheet.", examples=["GROWTH"])
    name: Name = Field(description="Name of the theme.", examples=["Grow in existing markets"])
    description: Words = Field("", description="What belongs to this theme.")


class ObjectiveRecord(Record):
    """What is to be reached, in a short verb phrase."""

    id: Id = Field(description="Short id, used by measures, links and initiatives.", examples=["FIN-O1"])
    name: Name = Field(description="What is to be reached, in a short verb phrase.", examples=["Grow revenue"])
    perspective: Annotated[Reference, To("perspectives")] = Field(
        description="Id of its perspective.", examples=["FIN"]
    )
    theme: Annotated[Reference, To("themes")] = Field("", description="Id of its theme, if it has one.")
    description: Words = Field("", description="What success looks like.")
    owner: Short = Field("", description="Who answers for the objective.")
    weight: Number | None = Field(None, description=_WEIGHT)
    rollup: ARollup | None = Field(None, description=_ROLLUP)
    active: Flag = Field(True, description="no takes it out of scoring and keeps it in the plan.")


class LinkRecord(Record):
    """A cause-effect arrow between two objectives."""

    cause: Annotated[Reference, To("objectives")] = Field(description="Id of the objective that helps.")
    effect: Annotated[Reference, To("objectives")] = Field(description="Id of the objective that it helps.")
    note: Words = Field("", description="Why one leads to the other.")


class UnitRecord(Record):
    """An organisational unit; units form a tree with one root."""

    id: Id = Field(description="Short id, used on the Measures sheet.", examples=["SALES"])
    name: Name = Field(description="Name of the unit; its tab is called so.", examples=["Sales"])
    parent: Annotated[Reference, To("units")] = Field(
        "", description="Id of the unit above. Exactly one unit, the top one, has none."
    )
    level: Annotated[Short, Suggest(tuple(level.value for level in Level))] = Field(
        "", description="Its level, such as corporate, division, department or team; any word is allowed."
    )
    manager: Short = Field("", description="Who leads the unit.")
    weight: Number | None = Field(None, description=_WEIGHT)


class InitiativeRecord(Record):
    """Work that supports objectives."""

    id: Id = Field(description="Short id of the initiative.", examples=["I-CRM"])
    name: Name = Field(description="Name of the initiative.", examples=["New customer system"])
    objectives: Annotated[References, To("objectives")] = Field(
        (), description="Ids of the objectives it supports, with commas between them.", examples=[["CUS-O1", "FIN-O1"]]
    )
    unit: Annotated[Reference, To("units")] = Field("", description="Id of the unit that carries it out.")
    owner: Short = Field("", description="Who answers for it.")
    start: Day | None = Field(None, description="First day, as 2026-10-31.")
    due: Day | None = Field(None, description="Day by which it is done, as 2026-10-31.")
    budget: Money | None = Field(None, description="Money approved, in the scorecard's currency.")
    spent: Money | None = Field(None, description="Money spent so far.")
    percent_done: Number | None = Field(None, description="Share done, such as 0.4 or 40 %.")
    note: Words = Field("", description="How it stands.")


class BandRecord(Record):
    """A status with its colour, from the best to the worst."""

    name: Name = Field(
        description="Word for the status. The first row is met, the next near, the last missed.", examples=["near"]
    )
    minimum: Score = Field(
        description="Lowest score of this status; falling from row to row, 0 in the last.", examples=[85]
    )
    colour: Colour = Field(description="Six digits RRGGBB of its colour.", examples=["F9A825"])


PLAN_TABLES = (
    Table("scorecard", ScorecardRecord, Scorecard, "Name, years and settings of the whole scorecard.", required=True),
    Table(
        "perspectives",
        PerspectiveRecord,
        Perspective,
        "The sides from which the organisation looks at itself; usually four, from top to bottom.",
        required=True,
    ),
    Table("themes", ThemeRecord, Theme, "Strands of the strategy across perspectives. May stay empty."),
    Table("objectives", ObjectiveRecord, Objective, "What is to be reached, each in one perspective."),
    Table("links", LinkRecord, Link, "Cause and effect between objectives: the arrows of the strategy map."),
    Table("units", UnitRecord, Unit, "The organisation as a tree: each unit names the unit above.", required=True),
)
WORK_TABLES = (Table("initiatives", InitiativeRecord, Initiative, "Projects and programmes that support objectives."),)
BAND_TABLES = (
    Table(
        "bands", BandRecord, Band, "The statuses with score and colour. Empty: met from 95, near from 85, missed below."
    ),
)
_BY_NAME = {table.name: table for table in (*PLAN_TABLES, *MEASURE_TABLES, *WORK_TABLES, *BAND_TABLES)}
_ORDER = (
    *("scorecard", "perspectives", "themes", "objectives", "links", "units", "measures", "targets", "initiatives"),
    *("profiles", "scales", "points", "bands", "reviews", "actuals"),
)
TABLES: dict[str, Table] = {name: _BY_NAME[name] for name in _ORDER}
