"""The columns of a unit tab's measure table, as data: key, heading, width, format and where the value comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.workings import Step
from bsc_xl.layout.number_formats import DATE, FINE, SCORE, SHARE, WEIGHT, WHOLE
from bsc_xl.layout.types import Kind
from bsc_xl.scoring import Absence
from bsc_xl.scoring.smart import vague_verb

MEASURE = "measure"  # stands for the measure's own number format


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column on the left: what people read."""

    key: str
    title: str
    width: float
    value: Callable[[MeasureResult], Step]
    number: str = "General"
    kind: Kind = Kind.CALCULATION
    status: bool = False
    indent: int = 0
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class DefinitionColumn:
    """A column that repeats the definition, grouped away."""

    key: str
    title: str
    value: Callable[[MeasureResult], Step | date | bool]
    number: str = "General"


def shown(value: float | str | None) -> Step:
    """A number or a word for a cell; an absence as a blank, since the status column names it."""
    return None if isinstance(value, Absence) else value


RESULTS: tuple[ResultColumn, ...] = (
    ResultColumn("name", "Measure", 44, lambda r: r.inputs.measure.name, kind=Kind.DEFINITION, wrap=True),
    ResultColumn("uom", "Unit", 20, lambda r: r.inputs.measure.unit_of_measurement, kind=Kind.DEFINITION, wrap=True),
    ResultColumn("latest", "Latest", 12, lambda r: r.latest, MEASURE),
    ResultColumn("to_date", "To date", 12, lambda r: shown(r.to_date), MEASURE),
    ResultColumn("expected", "Expected", 12, lambda r: r.expected, MEASURE),
    ResultColumn("pace", "Pace", 8, lambda r: r.pace, SHARE),
    ResultColumn("score", "Score", 8, lambda r: shown(r.score), SCORE),
    ResultColumn("status", "Status", 24, lambda r: r.status, status=True, indent=1, wrap=True),
    ResultColumn("trend", "Trend", 16, lambda r: r.trend.value if r.trend else None),
    ResultColumn("year_target", "Target of the year", 16, lambda r: r.year_target, MEASURE),
    ResultColumn("forecast", "Forecast", 12, lambda r: r.forecast, MEASURE),
    ResultColumn("needed", "Needed a period", 12, lambda r: r.needed, MEASURE),
    ResultColumn("freshness", "Freshness", 15, lambda r: r.freshness.value, indent=1),
    ResultColumn("smart", "SMART", 9, lambda r: r.smart),
)

DEFINITIONS: tuple[DefinitionColumn, ...] = (
    DefinitionColumn("id", "Id", lambda r: r.inputs.measure.id),
    DefinitionColumn("objective", "Objective", lambda r: r.inputs.measure.objective),
    DefinitionColumn("weight", "Weight", lambda r: r.inputs.weight, WEIGHT),
    DefinitionColumn("definition", "Definition", lambda r: r.inputs.measure.definition),
    DefinitionColumn("value_type", "Value type", lambda r: r.inputs.measure.value_type.value),
    DefinitionColumn("polarity", "Polarity", lambda r: r.inputs.measure.polarity.value),
    DefinitionColumn("frequency", "Frequency", lambda r: r.inputs.measure.frequency.value),
    DefinitionColumn("aggregation", "Aggregation", lambda r: r.inputs.measure.aggregation.value),
    DefinitionColumn("method", "Scoring method", lambda r: r.inputs.thresholds.method),
    DefinitionColumn("baseline", "Baseline", lambda r: r.inputs.measure.baseline, MEASURE),
    DefinitionColumn("baseline_period", "Baseline period", lambda r: r.inputs.measure.baseline_period),
    DefinitionColumn("target", "Target", lambda r: r.inputs.measure.target, MEASURE),
    DefinitionColumn("start", "Start", lambda r: r.inputs.smart.start, DATE),
    DefinitionColumn("due", "Due", lambda r: r.inputs.measure.due, DATE),
    DefinitionColumn("red_flag", "Red flag", lambda r: r.inputs.measure.red_flag, MEASURE),
    DefinitionColumn("low", "Low", lambda r: r.inputs.measure.low, MEASURE),
    DefinitionColumn("high", "High", lambda r: r.inputs.measure.high, MEASURE),
    DefinitionColumn("floor", "Floor", lambda r: r.inputs.measure.floor, MEASURE),
    DefinitionColumn("ceiling", "Ceiling", lambda r: r.inputs.measure.ceiling, MEASURE),
    DefinitionColumn("scale", "Scale", lambda r: r.inputs.measure.scale),
    DefinitionColumn("grace", "Grace days", lambda r: r.inputs.measure.grace_days, WHOLE),
    DefinitionColumn("static", "Static", lambda r: int(r.inputs.measure.static), WHOLE),
    DefinitionColumn("critical", "Critical", lambda r: int(r.inputs.measure.critical), WHOLE),
    DefinitionColumn("key", "Key", lambda r: int(r.inputs.measure.key), WHOLE),
    DefinitionColumn("leading", "Leading", lambda r: int(r.inputs.measure.leading), WHOLE),
    DefinitionColumn("source", "Source", lambda r: r.inputs.measure.source),
    DefinitionColumn("owner", "Owner", lambda r: r.inputs.measure.owner),
    DefinitionColumn("data_provider", "Data provider", lambda r: r.inputs.measure.data_provider),
    DefinitionColumn("cascade", "Cascade", lambda r: r.inputs.measure.cascade.value),
    DefinitionColumn("parent_measure", "Parent measure", lambda r: r.inputs.measure.parent_measure),
    DefinitionColumn(
        "rollup", "Rollup", lambda r: r.inputs.measure.cascade_rollup.value if r.inputs.computed else None
    ),
    DefinitionColumn("vague", "Vague verb", lambda r: vague_verb(r.inputs.measure.name)),
    DefinitionColumn("objective_live", "Live objective", lambda r: r.inputs.smart.objective),
    DefinitionColumn("theme", "Theme", lambda r: r.inputs.smart.theme),
    DefinitionColumn("parent_missing", "Parent missing", lambda r: int(r.inputs.smart.parent_missing), WHOLE),
    DefinitionColumn("typed", "Entries are words", lambda r: int(r.inputs.typed), WHOLE),
    DefinitionColumn("step", "Columns a period", lambda r: r.inputs.step, WHOLE),
    DefinitionColumn("baseline_column", "Baseline column", lambda r: r.inputs.baseline_column, WHOLE),
    DefinitionColumn("due_column", "Due column", lambda r: r.inputs.due_column, WHOLE),
    DefinitionColumn("profile", "Profile row", lambda r: r.inputs.profile + 1, WHOLE),
)


WORKINGS: tuple[tuple[str, str, str], ...] = (
    # key, heading, number format
    ("last", "Last column", WHOLE),
    ("first", "First column", WHOLE),
    ("remaining", "Periods remaining", WHOLE),
    ("known", "Known in the year", WHOLE),
    ("absent", "Entry absent", "General"),
    ("weight_sum", "Sum of weights", MEASURE),
    ("share", "Share of year", FINE),
    ("factor", "Factor", FINE),
    ("elapsed", "Elapsed", FINE),
    ("elapsed_year", "Elapsed at year end", FINE),
    ("year_given", "Year target given", MEASURE),
    ("own_target", "Period targets to date", MEASURE),
    ("own_year", "Period targets of the year", MEASURE),
    ("why", "Why no score", "General"),
    ("zero_low", "Zero below", MEASURE),
    ("zero_high", "Zero above", MEASURE),
    ("point_x", "Value on points", MEASURE),
    ("point_at", "Points below", WHOLE),
    ("attainment", "Attainment", FINE),
    ("more", "More is better", WHOLE),
    ("met", "Met", WHOLE),
    ("red", "Critical and red", WHOLE),
    ("covered", "Covered", WHOLE),
    ("low_score", "Score at least", SCORE),
    ("high_score", "Score at most", SCORE),
    ("line_from", "Line from column", WHOLE),
    ("line_count", "Line points", WHOLE),
    ("slope", "Slope", FINE),
    ("line_mean", "Line mean", MEASURE),
    ("line_middle", "Line middle", FINE),
    ("period_share", "Share of a period", FINE),
    ("sign", "Better is", WHOLE),
    ("newest", "Newest figure", WHOLE),
    ("repeated", "Repeated", WHOLE),
    ("actuals", "Actuals so far", WHOLE),
    ("has_target", "Has a target", WHOLE),
    ("last_known", "Last known", MEASURE),
    ("to_go", "Change to go", MEASURE),
    ("best_change", "Best change", MEASURE),
    ("periods_left", "Periods left", FINE),
    ("s_why", "Why not S", "General"),
    ("m_why", "Why not M", "General"),
    ("a_why", "Why not A", "General"),
    ("r_why", "Why not R", "General"),
    ("t_why", "Why not T", "General"),
)


def working_values(result: MeasureResult, steps: dict[str, Step]) -> dict[str, Step]:
    """Values of the working columns; those not listed by the evaluation follow from the result."""
    rollup, measure = result.rollup, result.inputs.measure
    found = dict(steps)
    found.update(
        share=result.share,
        attainment=shown(result.attainment),
        met=int(result.met),
        red=int(result.is_red and measure.critical),
        covered=rollup.coverage,
        low_score=rollup.low,
        high_score=rollup.high,
        period_share=result.inputs.step / result.window.per_year if measure.aggregation == "sum" else 1.0,
    )
    found.update({f"{v.letter.lower()}_why": v.reason or None for v in result.verdicts})
    return found
