"""Draws a template's actuals.csv from its definition.toml and story.toml: the same pages give the same bytes.

Run ``python workbook_templates/company/history.py`` after a change of either page; name other template
folders behind it to draw theirs. Only exact arithmetic is used, so that every platform draws the same figures.
"""
# ruff: noqa: INP001, S311 - a script beside its data, which needs repeatable chance and no secret one

from __future__ import annotations

import csv
import io
import sys
import tomllib
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from bsc_xl.model import Calendar, Frequency, Period

COLUMNS = ("unit", "measure", "period", "actual", "as_of", "entered_by", "note", "null_reason")
SCATTER_OF_SUMS = 0.02  # of the figure itself
SCATTER_OF_LEVELS = 0.06  # of the way from baseline to target
FEW = 8  # below so many a month, events are counted one by one instead of rounded

Record = dict[str, Any]


class Template:
    """A definition with the story of its figures."""

    def __init__(self, folder: Path) -> None:
        """Read both pages of a template's folder."""
        self.definition: Record = tomllib.loads((folder / "definition.toml").read_text(encoding="utf-8"))
        self.story: Record = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))
        self.calendar = Calendar(self.definition["scorecard"].get("fiscal_year_start", 1))
        self.targets = {(t["measure"], t["period"]): t["target"] for t in self.definition.get("targets", ())}
        self.events = {(e["measure"], e["period"]): e for e in self.story.get("events", ())}
        self.profiles: dict[str, dict[int, float]] = {}
        for profile in self.definition.get("profiles", ()):
            self.profiles.setdefault(profile["profile"], {})[profile["month"]] = profile["share"]

    @property
    def entered(self) -> list[Record]:
        """The measures that somebody types: all but those computed from the units below."""
        measures: list[Record] = self.definition["measures"]
        computed = {m["parent_measure"] for m in measures if m.get("cascade") == "contributory"}
        return [measure for measure in measures if measure["id"] not in computed]

    def periods(self, measure: Record) -> list[Period]:
        """Every period of a measure that lies wholly inside the history."""
        frequency = Frequency(measure.get("frequency", "monthly"))
        period = self.calendar.containing(self.story["first"], frequency)
        found = []
        while period.end <= self.story["last"]:
            if period.start >= self.story["first"]:
                found.append(period)
            period = self.calendar.shift(period, 1)
        return found

    def told(self, table: str, measure: Record, default: float | None) -> float | None:
        """What the story says about a measure."""
        value: float | None = self.story.get(table, {}).get(measure["id"], default)
        return value

    def share(self, measure: Record, period: Period) -> float:
        """The part of a year's total that a period brings."""
        months = period.frequency.months
        profile = self.profiles.get(measure.get("profile", ""))
        if profile is None:
            return months / 12
        first = self.calendar.containing(period.start, Frequency.MONTHLY).ordinal % 12 + 1
        return sum(profile[month] for month in range(first, first + months))


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month


def elapsed(template: Template, measure: Record, end: date) -> float:
    """Share of the time from baseline to due date that has passed, 0 to 1."""
    start: date = template.story["first"]
    if measure.get("baseline_period"):
        start = template.calendar.period(measure["baseline_period"]).end
    total = max(1, months_between(start, measure["due"]))
    return min(1.0, max(0.0, months_between(start, end) / total))


def scatter(rng: Random) -> float:
    """A bell-shaped number around 0 with standard deviation 1, from additions alone."""
    return sum(rng.random() for _ in range(12)) - 6


def total_of(template: Template, measure: Record, period: Period, progress: float) -> float:
    """What a summed measure brings in a period, before scatter."""
    own = template.targets.get((measure["id"], period.id))
    if own is not None and period.frequency is not Frequency.ANNUAL:
        return float(own * progress)
    year = template.calendar.fiscal_year(period)
    target = measure.get("target", 0.0)
    baseline = measure.get("baseline", target * 0.9)
    passed = elapsed(template, measure, year.end)
    planned = template.targets.get((measure["id"], year.id), baseline + (target - baseline) * passed)
    return float((baseline + (planned - baseline) * progress) * template.share(measure, period))


def level_of(template: Template, measure: Record, period: Period, progress: float) -> float:
    """Where a measure that is not summed stands in a period, before scatter."""
    end = template.told("end", measure, None)
    target = measure.get("target", end if end is not None else 0.0)
    baseline = measure.get("baseline", target * (1.15 if measure.get("polarity") == "LOWER_IS_BETTER" else 0.85))
    if end is not None:
        whole = months_between(template.story["first"], template.story["last"])
        return float(baseline + (end - baseline) * months_between(template.story["first"], period.end) / whole)
    passed = elapsed(template, measure, period.end)
    if "baseline" not in measure:  # a standing target: the way is walked in the first two years
        passed = min(1.0, 2 * passed)
    if measure.get("value_type") == "milestone":
        return float(baseline + (target - baseline) * passed * min(1.0, progress))
    return float(baseline + (target - baseline) * passed * progress)


def figures(template: Template, measure: Record) -> list[float | str]:
    """One figure a period, drawn from the measure's own source of chance, so that measures do not shift each other."""
    rng = Random(f"{template.story['seed']} {measure['id']}")
    periods = template.periods(measure)
    last = template.told("progress", measure, 1.0) or 0.0
    first = 0.75 + 0.3 * rng.random()
    walked = [min(1.0, 1.25 * place / len(periods)) for place in range(1, len(periods) + 1)]
    progress = [first + (last - first) * part for part in walked]
    if measure.get("value_type") == "yes/no":
        return ["yes" if rng.random() < chance else "no" for chance in progress]
    if measure.get("value_type") == "ordinal":
        labels = template.story["labels"][measure["id"]]
        return [labels[number * len(labels) // len(periods)] for number in range(len(periods))]
    drawn = [number(template, measure, period, share, rng) for period, share in zip(periods, progress, strict=True)]
    if measure.get("value_type") == "milestone":  # what is done stays done
        return [max(drawn[: place + 1]) for place in range(len(drawn))]
    return list(drawn)


def number(template: Template, measure: Record, period: Period, progress: float, rng: Random) -> float:
    """One figure with its scatter, rounded as the measure is shown and kept plausible."""
    if measure.get("aggregation") == "sum":
        value = total_of(template, measure, period, progress)
        value += value * (template.told("noise", measure, SCATTER_OF_SUMS) or 0.0) * scatter(rng)
        if measure.get("decimals", 0) == 0 and value < FEW:
            value = float(int(value + rng.random()))
    else:
        value = level_of(template, measure, period, progress)
        way = abs(measure.get("target", value) - measure.get("baseline", 0.7 * measure.get("target", 0.0)))
        if measure.get("value_type") != "milestone":
            value += way * (template.told("noise", measure, SCATTER_OF_LEVELS) or 0.0) * scatter(rng)
    value = max(measure.get("plausible_minimum", value), min(measure.get("plausible_maximum", value), value))
    fraction = measure.get("value_type") in ("percent", "milestone")
    digits: int = measure.get("decimals", 0) + (2 if fraction else 0)
    return round(float(value), digits)


def row(template: Template, measure: Record, period: Period, figure: float | str) -> tuple[str, ...] | None:
    """One line of the page, with what the story says about it; None where nobody has entered anything."""
    event = template.events.get((measure["id"], period.id), {})
    if event.get("missing"):
        note = event.get("note")
        return (measure["unit"], measure["id"], period.id, "", "", "", note, "") if note else None
    if event.get("null_reason"):
        text = ""
    else:
        value = event.get("actual", figure)
        text = value if isinstance(value, str) else f"{value:.10g}"
    as_of = "" if event.get("null_reason") else event.get("as_of", period.end).isoformat()
    note, reason = event.get("note", ""), event.get("null_reason", "")
    return (measure["unit"], measure["id"], period.id, text, as_of, measure.get("data_provider", ""), note, reason)


def history(folder: Path) -> str:
    """The text of a template's actuals.csv.

    Args:
        folder: the template's folder, with definition.toml and story.toml.

    Returns:
        A CSV page with a heading, lines ended by a line feed: measure by measure, period by period.
    """
    template = Template(folder)
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    for measure in template.entered:
        for period, figure in zip(template.periods(measure), figures(template, measure), strict=True):
            line = row(template, measure, period, figure)
            if line is not None:
                writer.writerow(line)
    return page.getvalue()


def main() -> None:
    """Draw the figures of the folders named, or of the folder that this page lies in."""
    for folder in [Path(name) for name in sys.argv[1:]] or [Path(__file__).resolve().parent]:
        (folder / "actuals.csv").write_bytes(history(folder).encode("utf-8"))


if __name__ == "__main__":
    main()
