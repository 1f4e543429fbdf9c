"""Judges every entry once, so that one cause gives one finding: the first suspicion that holds is the one that is told.

The order for a number in any period: percentage in the wrong scale (UNT005), beyond plausible bounds (UNT004). For the
number of the report period then: months filled but the quarter 0 (STL012), 0 after other figures (STL011), a whole
column copied (STL007), copied forward (STL006), all figures equal to their targets (STA005), sign (STA003), decimal
point (STA001), outlier (STA002). Last, for any number, too many decimals (UNT008). Texts have their own two rules
(UNT001, UNT002), and a code without a reason one (UNT003).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from bsc_xl.layout.types import Kind
from bsc_xl.model import Measure, PeriodError
from bsc_xl.rules.figures.scale import bounds_of, has_suspects, is_hundredfold, is_overprecise
from bsc_xl.rules.figures.texts import odd_entry
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.form import EntryRow
from bsc_xl.rules.rule import Need
from bsc_xl.scoring.absence import NO_DATA_CODE, NOT_APPLICABLE_CODE, is_number
from bsc_xl.scoring.to_date import is_known

if TYPE_CHECKING:
    from bsc_xl.evaluation.measures import MeasureResult
    from bsc_xl.rules.case import Case

_CODES = (NOT_APPLICABLE_CODE, NO_DATA_CODE)


class Suspicion(NamedTuple):
    """What may be wrong with an entry; `column` of the grid from 1, `last` the measure in which a range ends."""

    code: str
    measure: str
    column: int
    found: str
    expected: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers that people typed for a measure: grid columns from 1 and values, in their order."""

    measure: Measure
    row: EntryRow
    step: int
    columns: tuple[int, ...]
    values: tuple[float, ...]

    def before(self, column: int) -> tuple[float, ...]:
        """The values of earlier periods."""
        return tuple(value for at, value in zip(self.columns, self.values, strict=True) if at < column)


@dataclass(frozen=True, slots=True)
class Newest:
    """A measure's number in its last period that is over at the report period, and all before it."""

    series: Series
    result: MeasureResult
    value: float
    history: tuple[float, ...]
    note: str

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.series.measure

    @property
    def column(self) -> int:
        """Its grid column."""
        return self.result.window.last

    @property
    def place(self) -> tuple[str, int]:
        """Measure and column."""
        return self.measure.id, self.column


class Judgement:
    """The suspicions about one case's entries, each found out when first asked for."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def findings(self, code: str) -> Iterator[Finding]:
        """The findings of a rule; cells that an earlier rule has something about are that one's."""
        case = self._case
        for one in self.by_code.get(code, ()):
            sheet, row = case.form.tab_of[one.measure], case.form.entry_of[one.measure]
            ref = row.refs[one.column - 1]
            if (case.received_name(sheet.name), ref) in case.flagged:
                continue
            if not one.last:
                yield case.about_entry(code, one.measure, one.column, one.found, one.expected)
                continue
            last = case.form.entry_of[one.last].refs[one.column - 1]
            period = case.card.grid.periods[one.column - 1].id
            yield case.finding(code, sheet, f"{ref}:{last}", one.found, one.expected, period=period)

    @cached_property
    def by_code(self) -> Mapping[str, list[Suspicion]]:
        """All suspicions by the code of their rule."""
        found: dict[str, list[Suspicion]] = {}
        newest = dict.fromkeys(self._newest.values())  # one about a column stands at each of its places
        for one in (*self.texts, *self._numbers.values(), *newest, *self._nulls, *self._late):
            found.setdefault(one.code, []).append(one)
        told = self._numbers.keys() | self._newest.keys()
        found["UNT008"] = [one for one in self._precise() if (one.measure, one.column) not in told]
        return found

    @cached_property
    def period_trouble(self) -> str:
        """Why the workbook is not at the report period that is wanted, in words; empty where it is.

        Nothing is said of the newest figures then: they are not those that are asked for.
        """
        case = self._case
        wished, at = case.wishes.period, case.submission.period
        column = case.submission.column
        if column is None:
            return f"{at or 'nothing'} is no period of the plan"
        if wished:
            return "" if self._column_of(wished) == column else f"the report period is {at}"
        manifest = case.carrier.manifest
        issued = self._column_of(manifest.period) if manifest else None
        return f"the report period is {at}, before that at issue" if issued and column < issued else ""

    def _column_of(self, period: str) -> int | None:
        grid = self._case.card.grid
        try:
            return grid.column(self._case.card.calendar.period(period))
        except (PeriodError, ValueError):
            return None

    @cached_property
    def rows(self) -> tuple[tuple[str, EntryRow], ...]:
        """Issued sheet and entry cells of the measures whose figures people type."""
        return tuple((name, row) for name, row in self._case.submission.rows() if Kind.CALCULATION not in row.kinds)

    @cached_property
    def texts(self) -> tuple[Suspicion, ...]:
        """Entries that are not of the kind that the measure takes."""
        case, found = self._case, []
        labels: dict[str, dict[str, None]] = {}
        for label in case.card.scales:
            labels.setdefault(label.scale, {})[label.label.lower()] = None
        for name, row in self.rows:
            received = case.submission.sheets[name]
            measure = case.card.measure_by_id[row.measure]
            get, typed = received.values.get, measure.value_type.is_typed
            for column, (ref, kind) in enumerate(zip(row.refs, row.kinds, strict=True), 1):
                value = get(ref)
                if value is None or (type(value) is float and not typed) or kind is not Kind.INPUT:
                    continue
                odd = odd_entry(value, measure, labels.get(measure.scale, ()))
                if odd is not None and ref not in received.formulas:
                    found.append(Suspicion(odd.code, row.measure, column, odd.found, odd.expected))
        return tuple(found)

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """The numbers of every measure whose figures are typed and are numbers."""
        case, found = self._case, {}
        for _, row in self.rows:
            measure = case.card.measure_by_id[row.measure]
            if measure.value_type.is_typed:
                continue
            step = case.card.grid.step(measure.frequency)
            cells = case.submission.entries.values[row.measure]
            own = [(at, value) for at, value in enumerate(cells, 1) if type(value) is float and at % step == 0]
            columns, values = tuple(at for at, _ in own), tuple(value for _, value in own)
            found[row.measure] = Series(measure, row, step, columns, values)
        return found

    @cached_property
    def _declared(self) -> Mapping[str, list[float]]:
        """The targets and the baseline of every measure."""
        found: dict[str, list[float]] = {}
        for measure in self._case.card.measures:
            found[measure.id] = [one for one in (measure.target, measure.baseline) if is_number(one)]
        for target in self._case.card.targets:
            found[target.measure].append(target.target)
        return found

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, int], Suspicion]:
        """Numbers of any period in the wrong scale or beyond bounds."""
        found = {}
        for series in self.series.values():
            low, high = bounds_of(series.measure)
            suspects = has_suspects(series.values, series.measure)
            for number, (column, value) in enumerate(zip(series.columns, series.values, strict=True)):
                scale = self._scale(series, number) if suspects else None
                one = scale or _beyond(series.measure, column, value, low, high)
                if one is not None:
                    found[series.measure.id, column] = one
        return found

    def _scale(self, series: Series, number: int) -> Suspicion | None:
        measure, value = series.measure, series.values[number]
        others = series.values[:number] + series.values[number + 1 :]
        if not is_hundredfold(value, others, self._declared[measure.id], measure):
            return None
        column = series.columns[number]
        if measure.value_type == "number":
            return Suspicion("UNT005", measure.id, column, f"{value:.10g} is {value:.6g} %", f"{value * 100:.10g}")
        found = f"{value:.10g} is {value * 100:.10g} %"
        return Suspicion("UNT005", measure.id, column, found, f"{value / 100:.10g} ({value:.10g} %)")

    @cached_property
    def newest(self) -> tuple[Newest, ...]:
        """The numbers of the report period, where the workbook is at the right one and nothing else is said of them."""
        case = self._case
        if case.lacks(Need.RESULTS) or self.period_trouble:
            return ()
        found = []
        for series in self.series.values():
            result = case.results[series.measure.id]
            column = result.window.last
            if result.window.exists and is_number(result.latest) and (series.measure.id, column) not in self._numbers:
                note = case.submission.entries.notes.get(series.measure.id, "")
                found.append(Newest(series, result, result.latest, series.before(column), note))
        return tuple(found)

    @cached_property
    def _newest(self) -> Mapping[tuple[str, int], Suspicion]:
        """The first suspicion about each of the newest numbers, by measure and column."""
        from bsc_xl.rules.plausibility.newest import implausible
        from bsc_xl.rules.staleness.copies import copied
        from bsc_xl.rules.staleness.zeros import lagging, zeros

        found: dict[tuple[str, int], Suspicion] = {}
        for look in (partial(lagging, self._case), zeros, partial(copied, self._case), implausible):
            left = [one for one in self.newest if one.place not in found]
            found.update(look(left))
        return found

    @cached_property
    def _nulls(self) -> tuple[Suspicion, ...]:
        """Codes in the report period without a reason, of measures that have figures otherwise."""
        case = self._case
        if case.lacks(Need.RESULTS) or self.period_trouble:
            return ()
        found = []
        for _, row in self.rows:
            result = case.results[row.measure]
            code = result.latest
            if not isinstance(code, str) or code.lower() not in _CODES or case.submission.entries.notes[row.measure]:
                continue
            if any(is_known(value, typed=result.inputs.typed) for value in result.entries):
                words = f"{code} without a reason, though the measure has figures otherwise"
                found.append(Suspicion("UNT003", row.measure, result.window.last, words, "a reason in the column Note"))
        return tuple(found)

    @cached_property
    def _late(self) -> tuple[Suspicion, ...]:
        from bsc_xl.rules.staleness.zeros import overdue

        return tuple(overdue(self._case))

    def _precise(self) -> Iterator[Suspicion]:
        """Numbers with far more decimals than declared, where that is not the measure's habit."""
        for series in self.series.values():
            measure = series.measure
            odd = [
                (column, value)
                for column, value in zip(series.columns, series.values, strict=True)
                if is_overprecise(value, measure)
            ]
            if odd and 3 * len(odd) <= len(series.values):
                words = f"{measure.decimals} decimals" if measure.decimals != 1 else "1 decimal"
                for column, value in odd:
                    yield Suspicion("UNT008", measure.id, column, f"{value!r}", words)


def _beyond(measure: Measure, column: int, value: float, low: float | None, high: float | None) -> Suspicion | None:
    if low is not None and value < low:
        return Suspicion("UNT004", measure.id, column, f"{value:.10g} is too low", f"at least {low:.10g}")
    if high is not None and value > high:
        return Suspicion("UNT004", measure.id, column, f"{value:.10g} is too high", f"at most {high:.10g}")
    return None
