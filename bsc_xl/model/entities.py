"""The things a scorecard is made of, as frozen records in the field's own words.

Records refer to each other by id. A record may be wrong (an unknown parent, say): ``bsc_xl.model.check``
finds that, so that every fault of a definition can be told at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bsc_xl.model.period import Calendar, Frequency, Grid, Period
from bsc_xl.model.vocabulary import (
    Aggregation,
    Cascade,
    Method,
    NullReason,
    Polarity,
    RollupMethod,
    ValueType,
)


@dataclass(frozen=True, slots=True)
class Band:
    """A status with its colour: the first band is "met", the following ones are reached by score."""

    name: str
    minimum: float
    colour: str  # RRGGBB


DEFAULT_BANDS = (Band("met", 95.0, "2E7D32"), Band("near", 85.0, "F9A825"), Band("missed", 0.0, "C62828"))


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers that steer scoring; each has the default of the scoring definitions."""

    cap: float = 100.0  # the highest score; 120 lets over-achievement show
    minimum_coverage: float = 0.5  # share of due weight below which a rollup is "insufficient"
    rollup: RollupMethod = RollupMethod.MEAN
    close_days: int = 15  # days from the end of the report period to the report date
    repeat_periods: int = 3  # the same value as in so many periods before is "repeated"
    trend_periods: int = 6  # known periods the trend line looks at
    trend_dead_band: float = 0.01  # slope per period, as a share of the mean, that still counts as flat
    stretch: float = 1.5  # change a target may ask for, in multiples of the best change ever shown
    bands: tuple[Band, ...] = DEFAULT_BANDS


@dataclass(frozen=True, slots=True)
class Perspective:
    """One side from which the organisation looks at itself."""

    id: str
    name: str
    description: str = ""
    weight: float | None = None
    rollup: RollupMethod | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A strand of the strategy that runs through the perspectives."""

    id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """What is to be reached, in a short verb phrase."""

    id: str
    name: str
    perspective: str
    theme: str = ""
    description: str = ""
    owner: str = ""
    weight: float | None = None
    rollup: RollupMethod | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A cause-effect arrow between two objectives."""

    cause: str
    effect: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisational unit; units form a tree with one root."""

    id: str
    name: str
    parent: str = ""
    level: str = ""
    manager: str = ""
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """How one unit sees whether an objective is reached. Baseline, target and actual share one unit of measurement."""

    id: str
    unit: str
    objective: str
    name: str
    definition: str = ""
    unit_of_measurement: str = ""
    decimals: int = 0
    value_type: ValueType = ValueType.NUMBER
    polarity: Polarity = Polarity.HIGHER
    leading: bool = False
    qualitative: bool = False
    frequency: Frequency = Frequency.MONTHLY
    aggregation: Aggregation = Aggregation.LAST
    weighted_by: str = ""
    source: str = ""
    owner: str = ""
    data_provider: str = ""
    weight: float | None = None
    baseline: float | str | None = None
    baseline_period: str = ""
    target: float | str | None = None
    start: date | None = None
    due: date | None = None
    method: Method | None = None
    red_flag: float | None = None
    low: float | None = None
    high: float | None = None
    floor: float | None = None
    ceiling: float | None = None
    scale: str = ""
    profile: str = ""
    plausible_minimum: float | None = None
    plausible_maximum: float | None = None
    grace_days: int = 0
    parent_measure: str = ""
    cascade: Cascade = Cascade.UNIQUE
    rollup: Aggregation | None = None
    critical: bool = False
    key: bool = False
    static: bool = False

    @property
    def scoring_method(self) -> Method:
        """The method in force: the one given, else the default for what is known."""
        if self.method is not None:
            return self.method
        by_type = {
            ValueType.YES_NO: Method.YES_NO,
            ValueType.MILESTONE: Method.MILESTONE,
            ValueType.ORDINAL: Method.ORDINAL,
        }
        if self.value_type in by_type:
            return by_type[self.value_type]
        if self.polarity is Polarity.ON_TARGET:
            return Method.RANGE
        return Method.RATIO if self.baseline is None else Method.LINEAR

    @property
    def cascade_rollup(self) -> Aggregation:
        """How children's figures become this measure's: the one given, else sums add and all others average."""
        if self.rollup is not None:
            return self.rollup
        return Aggregation.SUM if self.aggregation is Aggregation.SUM else Aggregation.AVERAGE


@dataclass(frozen=True, slots=True)
class PeriodTarget:
    """The target of one period: one of the measure's own, or a whole fiscal year."""

    measure: str
    period: str
    target: float


@dataclass(frozen=True, slots=True)
class Initiative:
    """Work that supports objectives."""

    id: str
    name: str
    objectives: tuple[str, ...] = ()
    unit: str = ""
    owner: str = ""
    start: date | None = None
    due: date | None = None
    budget: float | None = None
    spent: float | None = None
    percent_done: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The share of a year's total that one month of the fiscal year (1 to 12) brings."""

    profile: str
    month: int
    share: float


@dataclass(frozen=True, slots=True)
class ScaleLabel:
    """A label of an ordinal scale and the score (0 to 100) it carries."""

    scale: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Point:
    """A corner of the piecewise linear score of a measure scored by bands."""

    measure: str
    value: float
    score: float


@dataclass(frozen=True, slots=True)
class Review:
    """What a review meeting decided about a measure."""

    measure: str
    period: str
    cause: str = ""
    action: str = ""
    owner: str = ""
    due: date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Actual:
    """One fact: what a measure of a unit was in a period, or why that is not known."""

    unit: str
    measure: str
    period: str
    actual: float | str | None = None
    as_of: date | None = None
    entered_by: str = ""
    note: str = ""
    null_reason: NullReason | None = None


@dataclass(frozen=True)
class Scorecard:
    """A whole strategy with its measures. Order in the tuples is the order people see."""

    name: str
    organisation: str
    first_year: int
    last_year: int
    vision: str = ""
    mission: str = ""
    currency: str = ""
    fiscal_year_start: int = 1
    report_period: str = ""
    report_date: date | None = None
    settings: Settings = field(default_factory=Settings)
    perspectives: tuple[Perspective, ...] = ()
    themes: tuple[Theme, ...] = ()
    objectives: tuple[Objective, ...] = ()
    links: tuple[Link, ...] = ()
    units: tuple[Unit, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[PeriodTarget, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    profiles: tuple[Profile, ...] = ()
    scales: tuple[ScaleLabel, ...] = ()
    points: tuple[Point, ...] = ()
    reviews: tuple[Review, ...] = ()
    actuals: tuple[Actual, ...] = ()

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of the fiscal year."""
        return Calendar(self.fiscal_year_start)

    @cached_property
    def grid(self) -> Grid:
        """The plan's columns, in the finest frequency that a measure has."""
        frequencies = (measure.frequency for measure in self.measures)
        finest = min(frequencies, key=lambda frequency: frequency.months, default=Frequency.MONTHLY)
        return Grid(self.calendar, finest, self.first_year, self.last_year)

    @cached_property
    def measure_by_id(self) -> dict[str, Measure]:
        """Measures by id."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def objective_by_id(self) -> dict[str, Objective]:
        """Objectives by id."""
        return {objective.id: objective for objective in self.objectives}

    @cached_property
    def unit_by_id(self) -> dict[str, Unit]:
        """Units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def children(self) -> dict[str, tuple[Unit, ...]]:
        """Units by the id of their parent; the root under an empty text."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            found.setdefault(unit.parent, []).append(unit)
        return {parent: tuple(units) for parent, units in found.items()}

    @cached_property
    def units_top_down(self) -> tuple[Unit, ...]:
        """Every unit after its parent, each subtree together: the order of the tabs."""
        ordered: list[Unit] = []
        waiting = list(reversed(self.children.get("", ())))
        while waiting:
            unit = waiting.pop()
            ordered.append(unit)
            waiting.extend(reversed(self.children.get(unit.id, ())))
        return tuple(ordered)

    @cached_property
    def measures_of_unit(self) -> dict[str, tuple[Measure, ...]]:
        """Measures by unit, in the order of perspectives and objectives."""
        order = {p.id: number for number, p in enumerate(self.perspectives)}
        rank = {o.id: (order.get(o.perspective, len(order)), number) for number, o in enumerate(self.objectives)}
        found: dict[str, list[Measure]] = {}
        for measure in sorted(self.measures, key=lambda m: rank.get(m.objective, (len(order), 0))):
            found.setdefault(measure.unit, []).append(measure)
        return {unit: tuple(measures) for unit, measures in found.items()}

    @cached_property
    def contributors(self) -> dict[str, tuple[Measure, ...]]:
        """Measures that feed another one, by the id of the one they feed."""
        found: dict[str, list[Measure]] = {}
        for measure in self.measures:
            if measure.cascade is Cascade.CONTRIBUTORY and measure.parent_measure:
                found.setdefault(measure.parent_measure, []).append(measure)
        return {parent: tuple(children) for parent, children in found.items()}

    def report_column(self, period: str = "") -> int:
        """Grid column of a report period (the definition's own where none is given), kept inside the plan.

        Raises:
            PeriodError: the text names no period.
        """
        text = period or self.report_period
        if not text:
            return len(self.grid.periods)
        column = self.grid.column(self.calendar.period(text))
        return max(1, min(len(self.grid.periods), column))

    def report_base_period(self, period: str = "") -> Period:
        """The base period that a report period ends in."""
        return self.grid.periods[self.report_column(period) - 1]
