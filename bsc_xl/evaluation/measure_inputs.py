"""What scoring needs to know of a measure and does not change with the report period, prepared once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bsc_xl.evaluation.weights import measure_weights
from bsc_xl.model import Aggregation, Measure, PeriodError, Scorecard
from bsc_xl.model.vocabulary import Method
from bsc_xl.scoring import SmartFacts, TargetPath, Thresholds


@dataclass(frozen=True, slots=True)
class MeasureInputs:
    """A measure with its targets on the grid.

    Attributes:
        measure: the record itself.
        step: grid columns between two of its periods.
        weight: the weight in force among its siblings.
        thresholds: limits for the attainment.
        path: targets for the value to date.
        smart: what the SMART verdicts look at.
        baseline_column: grid column of the baseline's period; may be 0 or less, before the grid.
        due_column: grid column in which it is due, or None.
        profile: number of its seasonal profile, 0 for even shares.
        computed: its entries come from the units below.
    """

    measure: Measure
    step: int
    weight: float
    thresholds: Thresholds
    path: TargetPath
    smart: SmartFacts
    baseline_column: int | None
    due_column: int | None
    profile: int
    computed: bool

    @property
    def typed(self) -> bool:
        """True where entries are words."""
        return self.measure.value_type.is_typed


def cumulative_shares(card: Scorecard) -> list[tuple[str, list[float]]]:
    """Name and cumulative share of the year by grid column for every profile; the first is the even one, unnamed."""
    grid = card.grid
    count, months = grid.per_year, grid.base.months
    found: list[tuple[str, list[float]]] = [("", [(column + 1) / count for column in range(count)])]
    by_name: dict[str, list[float]] = {}
    for profile in card.profiles:
        by_name.setdefault(profile.profile, [0.0] * 12)[profile.month - 1] = profile.share
    for name, shares in by_name.items():
        total = sum(shares)
        running = [sum(shares[: (column + 1) * months]) / total for column in range(count)]
        found.append((name, [*running[:-1], 1.0]))
    return found


def _number(value: float | str | None) -> float | None:
    return None if isinstance(value, str) else value


class InputsBuilder:
    """Makes `MeasureInputs` for the measures of one scorecard; shares what all of them look up."""

    def __init__(self, card: Scorecard) -> None:
        self.card = card
        self.grid = card.grid
        self.weights = measure_weights(card)
        self.profiles = cumulative_shares(card)
        self.profile_number = {name: number for number, (name, _) in enumerate(self.profiles)}
        self.themes = {theme.id for theme in card.themes}
        self.labels: dict[str, dict[str, float]] = {}
        for label in card.scales:
            self.labels.setdefault(label.scale, {})[label.label.lower()] = label.score
        self.points: dict[str, list[tuple[float, float]]] = {}
        for point in card.points:
            self.points.setdefault(point.measure, []).append((point.value, point.score))
        self._no_periods: tuple[float | None, ...] = (None,) * len(self.grid.periods)
        self._no_years: tuple[float | None, ...] = (None,) * len(self.grid.years)
        self.period_targets: dict[str, list[float | None]] = {}
        self.year_targets: dict[str, list[float | None]] = {}
        self._place_targets()

    def _place_targets(self) -> None:
        """Own-period targets by column and fiscal-year targets by year; those outside the plan have no place."""
        for target in self.card.targets:
            measure = self.card.measure_by_id[target.measure]
            period = self.card.calendar.period(target.period)
            column = self.grid.column(period)
            if not 1 <= column <= len(self.grid.periods):
                continue
            if period.frequency is measure.frequency:
                row = self.period_targets.setdefault(measure.id, list(self._no_periods))
                row[column - 1] = target.target
            else:
                row = self.year_targets.setdefault(measure.id, list(self._no_years))
                row[(column - 1) // self.grid.per_year] = target.target

    def _column_of(self, text: str) -> int | None:
        try:
            return self.grid.column(self.card.calendar.period(text)) if text else None
        except PeriodError:
            return None

    def build(self, measure: Measure) -> MeasureInputs:
        """Prepare one measure."""
        baseline_column = self._column_of(measure.baseline_period)
        due_column = self.grid.column_of_day(measure.due) if measure.due else None
        profile = self.profile_number.get(measure.profile, 0)
        step = self.grid.step(measure.frequency)
        year_targets = self.year_targets.get(measure.id, self._no_years)
        period_targets = self.period_targets.get(measure.id, self._no_periods)
        path = TargetPath(
            aggregation=measure.aggregation,
            target=_number(measure.target),
            # A goal stays where it is: on a line from the baseline it could pass the red flag.
            baseline=None if measure.scoring_method is Method.GOAL_RED_FLAG else _number(measure.baseline),
            baseline_column=baseline_column,
            due_column=due_column,
            period_targets=period_targets,
            year_targets=year_targets,
            shares=self.profiles[profile][1],
        )
        return MeasureInputs(
            measure=measure,
            step=step,
            weight=self.weights[measure.id],
            thresholds=self._thresholds(measure),
            path=path,
            smart=self._smart(measure, step, due_column, [*period_targets, *year_targets]),
            baseline_column=baseline_column,
            due_column=due_column,
            profile=profile,
            computed=measure.id in self.card.contributors,
        )

    def _thresholds(self, measure: Measure) -> Thresholds:
        method = measure.scoring_method
        return Thresholds(
            method=method,
            polarity=measure.polarity,
            baseline=_number(measure.baseline),
            red_flag=measure.red_flag,
            low=measure.low,
            high=measure.high,
            floor=measure.floor,
            ceiling=measure.ceiling,
            points=tuple(sorted(self.points.get(measure.id, ()))) if method is Method.BANDS else (),
            labels=self.labels.get(measure.scale) if method is Method.ORDINAL else None,
            target_label=measure.target if isinstance(measure.target, str) else "",
        )

    def _smart(
        self, measure: Measure, step: int, due_column: int | None, targets: Sequence[float | None]
    ) -> SmartFacts:
        objective = self.card.objective_by_id.get(measure.objective)
        live = objective is not None and objective.active
        share = step / self.grid.per_year if measure.aggregation is Aggregation.SUM else 1.0
        target, baseline = _number(measure.target), _number(measure.baseline)
        has_range = measure.low is not None and measure.high is not None
        return SmartFacts(
            name=measure.name,
            definition=measure.definition,
            unit_of_measurement=measure.unit_of_measurement,
            polarity=measure.polarity,
            owner=measure.owner,
            source=measure.source,
            frequency=measure.frequency,
            has_target=measure.target is not None or has_range or any(cell is not None for cell in targets),
            has_baseline=measure.baseline is not None,
            target=None if target is None else target * share,
            baseline=None if baseline is None else baseline * share,
            low=None if measure.low is None else measure.low * share,
            high=None if measure.high is None else measure.high * share,
            typed=measure.value_type.is_typed,
            objective=measure.objective if live else "",
            theme=objective.theme if objective is not None and objective.theme in self.themes else "",
            weight=self.weights[measure.id],
            parent_missing=bool(measure.parent_measure) and measure.parent_measure not in self.card.measure_by_id,
            start=self._start(measure),
            due=measure.due,
            due_column=due_column,
            plan_start=self.grid.start,
            plan_end=self.grid.end,
            plan_columns=len(self.grid.periods),
        )

    def _start(self, measure: Measure) -> date:
        """The day a measure starts from: as given, else the end of its baseline's period, else the plan's first day."""
        if measure.start:
            return measure.start
        try:
            if measure.baseline_period:
                return self.card.calendar.period(measure.baseline_period).end
        except PeriodError:
            pass
        return self.grid.start
