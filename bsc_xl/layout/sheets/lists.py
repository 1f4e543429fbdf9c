"""The hidden Lists sheet: periods, settings, bands, scales, points, profiles, codes, and the names in formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bsc_xl.evaluation.measure_inputs import cumulative_shares
from bsc_xl.layout.addresses import column_letter
from bsc_xl.layout.number_formats import DATE, FINE
from bsc_xl.layout.parts import text, title
from bsc_xl.layout.plan import Plan
from bsc_xl.layout.types import CellValue, Column, Kind, Loose, Sheet, Table
from bsc_xl.model import NullReason
from bsc_xl.scoring import EXACT
from bsc_xl.scoring.absence import NOISE
from bsc_xl.scoring.smart import FIXES

SHEET = "Lists"
_TOP = 3  # row of the headings


@dataclass
class ListPlaces:
    """The sheet under construction, and where other sheets find things on it."""

    tables: list[Table] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    left: int = 0

    def add(
        self, key: str, heading: str, columns: Sequence[tuple[str, str, Sequence[CellValue], str]], rows: int
    ) -> None:
        """Place a list right of the others; each column is (name in formulas or empty, heading, values, format)."""
        made = []
        for number, (name, words, values, number_format) in enumerate(columns):
            column_key = name or f"{key} {number}"
            made.append(Column(column_key, words, Kind.DEFINITION, values, number=number_format))
            if name:
                self.names[name] = self.range_of(self.left + number, rows)
        self.tables.append(Table(key, _TOP, self.left, tuple(made), rows))
        self.loose.append(text(_TOP - 1, self.left, heading, Kind.BAND))
        self.left += len(columns) + 1

    @staticmethod
    def range_of(column: int, rows: int, count: int = 1) -> str:
        """Rows of one or more columns as an absolute range with the sheet."""
        letters = column_letter(column), column_letter(column + count - 1)
        return f"{SHEET}!${letters[0]}${_TOP + 1}:${letters[1]}${_TOP + max(1, rows)}"


def list_places(plan: Plan) -> ListPlaces:
    """Everything that stands on the sheet."""
    places = ListPlaces()
    _periods(places, plan)
    _settings(places, plan)
    _bands(places, plan)
    _scales(places, plan)
    _points(places, plan)
    _profiles(places, plan)
    _codes(places, plan)
    return places


def lists_sheet(places: ListPlaces) -> Sheet:
    """The sheet itself, hidden."""
    return Sheet(
        SHEET,
        "lists",
        tuple(places.tables),
        (title("Lists that the formulas use"), *places.loose),
        dict.fromkeys(range(places.left), 16.0),
        hidden=True,
    )


def _periods(places: ListPlaces, plan: Plan) -> None:
    periods = plan.card.grid.periods
    columns = (
        ("bsc_periods", "Period", [p.id for p in periods], "@"),
        ("bsc_starts", "Start", [p.start for p in periods], DATE),
        ("bsc_ends", "End", [p.end for p in periods], DATE),
    )
    places.add("periods", "Periods", columns, len(periods))


def _settings(places: ListPlaces, plan: Plan) -> None:
    settings, grid = plan.card.settings, plan.card.grid
    rows: list[tuple[str, str, CellValue]] = [
        ("bsc_n", "Columns of a fiscal year", grid.per_year),
        ("bsc_columns", "Columns of the plan", len(grid.periods)),
        ("bsc_cap", "Highest score", settings.cap),
        ("bsc_least", "Least coverage", settings.minimum_coverage),
        ("bsc_tol", "Tolerance of comparisons", EXACT),
        ("bsc_noise", "Share that is only noise of rounding", NOISE),
        ("bsc_close_days", "Days from period end to report date", settings.close_days),
        ("bsc_trend_n", "Periods of the trend line", settings.trend_periods),
        ("bsc_dead_band", "Slope that counts as flat", settings.trend_dead_band),
        ("bsc_repeat_n", "Periods before that make a repeat", settings.repeat_periods),
        ("bsc_stretch", "Change a target may ask for", settings.stretch),
        ("bsc_bands", "Number of bands", len(settings.bands)),
        ("bsc_na", "Not applicable", NullReason.NOT_APPLICABLE.value),
        ("bsc_no_data", "No data", NullReason.NO_DATA.value),
    ]
    value_column = column_letter(places.left + 1)
    for number, (name, _, _) in enumerate(rows):
        places.names[name] = f"{SHEET}!${value_column}${_TOP + 1 + number}"
    columns = (
        ("", "Setting", [words for _, words, _ in rows], "General"),
        ("", "Value", [value for _, _, value in rows], "General"),
    )
    places.add("settings", "Settings", columns, len(rows))
    day_column = column_letter(places.left)
    places.names["bsc_plan_start"] = f"{SHEET}!${day_column}${_TOP + 1}"
    places.names["bsc_plan_end"] = f"{SHEET}!${day_column}${_TOP + 2}"
    places.add("plan", "Plan", (("", "First and last day", [grid.start, grid.end], DATE),), 2)
    places.names["bsc_p"] = f"{SHEET}!${column_letter(places.left)}${_TOP + 1}"
    point = plan.evaluation.point
    formula = "=MATCH(bsc_report_period,bsc_periods,0)"
    column = Column("bsc_p", "Column", Kind.CALCULATION, [point.column], formula)
    places.tables.append(Table("report", _TOP, places.left, (column,), 1))
    places.loose.append(text(_TOP - 1, places.left, "Report period", Kind.BAND))
    places.left += 2


def _bands(places: ListPlaces, plan: Plan) -> None:
    bands = plan.card.settings.bands
    columns = (
        ("bsc_band_names", "Band", [band.name for band in bands], "General"),
        ("bsc_band_minimums", "From score", [band.minimum for band in bands], "General"),
    )
    places.add("bands", "Status", columns, len(bands))


def _scales(places: ListPlaces, plan: Plan) -> None:
    scales: dict[str, list[tuple[str, float]]] = {}
    for label in plan.card.scales:
        scales.setdefault(label.scale, []).append((label.label, label.score))
    rows = [(scale, label, score) for scale, labels in scales.items() for label, score in labels]
    left = places.left
    columns = (
        ("", "Label", [label for _, label, _ in rows], "@"),
        ("bsc_scale_keys", "Key", [f"{scale}|{label}" for scale, label, _ in rows], "@"),
        ("bsc_scale_scores", "Score", [score for _, _, score in rows], "General"),
    )
    places.add("scales", "Scales", columns, len(rows))
    first = _TOP + 1
    letter = column_letter(left)
    for number, labels in enumerate(scales.values(), 1):
        places.names[f"bsc_scale_{number}"] = f"{SHEET}!${letter}${first}:${letter}${first + len(labels) - 1}"
        first += len(labels)


def _points(places: ListPlaces, plan: Plan) -> None:
    rows: list[tuple[str, float, float]] = []
    for m in plan.evaluation.measures.values():
        if m.inputs.thresholds.points:
            places.points[m.inputs.measure.id] = len(rows) + 1
            rows.extend((m.inputs.measure.id, value, score) for value, score in m.inputs.thresholds.points)
    columns = (
        ("bsc_point_keys", "Measure", [key for key, _, _ in rows], "@"),
        ("bsc_point_x", "Value", [value for _, value, _ in rows], "General"),
        ("bsc_point_y", "Score", [score for _, _, score in rows], "General"),
    )
    places.add("points", "Score through points", columns, len(rows))


def _profiles(places: ListPlaces, plan: Plan) -> None:
    profiles = cumulative_shares(plan.card)
    count = plan.card.grid.per_year
    left = places.left
    columns: list[tuple[str, str, Sequence[CellValue], str]] = [
        ("", "Profile", [name or "even" for name, _ in profiles], "General")
    ]
    columns += [("", f"{n + 1}", [shares[n] for _, shares in profiles], FINE) for n in range(count)]
    places.add("profiles", "Share of the year, cumulative", columns, len(profiles))
    places.names["bsc_profiles"] = places.range_of(left + 1, len(profiles), count)


def _codes(places: ListPlaces, plan: Plan) -> None:
    places.add("yes_no", "Yes or no", (("bsc_yes_no", "Answer", ["yes", "no"], "@"),), 2)
    reasons = [reason for reason in FIXES if reason]
    columns = (
        ("bsc_reasons", "Why not SMART", reasons, "General"),
        ("bsc_fixes", "What to do", [FIXES[reason] for reason in reasons], "General"),
    )
    places.add("fixes", "SMART", columns, len(reasons))
    ids = list(plan.evaluation.measures)
    places.add("measures", "Measures", (("bsc_measure_ids", "Id", ids, "@"),), len(ids))
