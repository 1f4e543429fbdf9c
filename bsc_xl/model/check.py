"""Finds everything that is wrong with a scorecard at once: names, references, trees, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bsc_xl.model.check_bands import band_faults
from bsc_xl.model.check_measures import measure_faults
from bsc_xl.model.entities import Scorecard
from bsc_xl.model.fault import Fault, Severity, nearest
from bsc_xl.model.period import PeriodError

_ID_TABLES = ("perspectives", "themes", "objectives", "units", "measures", "initiatives")
_REFERENCES = (
    # table, column, table referred to, may be empty
    ("objectives", "perspective", "perspectives", False),
    ("objectives", "theme", "themes", True),
    ("links", "cause", "objectives", False),
    ("links", "effect", "objectives", False),
    ("units", "parent", "units", True),
    ("measures", "unit", "units", False),
    ("measures", "objective", "objectives", False),
    ("measures", "weighted_by", "measures", True),
    ("measures", "parent_measure", "measures", True),
    ("targets", "measure", "measures", False),
    ("initiatives", "unit", "units", True),
    ("points", "measure", "measures", False),
    ("reviews", "measure", "measures", False),
    ("actuals", "measure", "measures", False),
    ("actuals", "unit", "units", True),
)
MAX_YEARS = 30
TAKEN_ID = "an id that no other row has"
_HINTS = 50  # looking for the nearest of ten thousand ids takes a tenth of a second


def check(scorecard: Scorecard) -> list[Fault]:
    """List every fault of a scorecard, in the order of its tables.

    Args:
        scorecard: as built from a definition; nothing about it is assumed to be right.

    Returns:
        Faults, errors and warnings; an empty list for a sound scorecard. Never raises for wrong data.
    """
    plan_faults = list(_plan_faults(scorecard))
    in_time = not any(fault.table == "scorecard" and fault.column != "name" for fault in plan_faults)
    faults = [
        *plan_faults,
        *_id_faults(scorecard),
        *_reference_faults(scorecard),
        *_tree_faults(scorecard),
        *_objective_faults(scorecard),
        *_scale_faults(scorecard),
        *_setting_faults(scorecard),
    ]
    # Years that make no calendar are replaced, so that everything else about the measures is still told.
    timely = scorecard if in_time else replace(scorecard, fiscal_year_start=1, first_year=2000, last_year=2000)
    faults.extend(measure_faults(timely))
    faults.extend(_period_faults(scorecard) if in_time else ())
    faults.extend(_weight_faults(scorecard))
    return faults


def has_errors(faults: Iterable[Fault]) -> bool:
    """True where a fault stops the build."""
    return any(fault.severity is Severity.ERROR for fault in faults)


def _plan_faults(card: Scorecard) -> Iterator[Fault]:
    if not 1 <= card.fiscal_year_start <= 12:
        yield Fault("scorecard", None, "fiscal_year_start", str(card.fiscal_year_start), "a month, 1 to 12")
    if not 1900 <= card.first_year <= 9998:
        yield Fault("scorecard", None, "first_year", str(card.first_year), "a year from 1900 to 9998")
    elif not card.first_year <= card.last_year <= min(card.first_year + MAX_YEARS - 1, 9998):
        allowed = f"a year from first_year ({card.first_year}) to {MAX_YEARS - 1} years later"
        yield Fault("scorecard", None, "last_year", str(card.last_year), allowed)
    if not card.name.strip():
        yield Fault("scorecard", None, "name", "", "a name")
    for table in ("perspectives", "units"):
        if not getattr(card, table):
            yield Fault(table, None, "", "no rows", "at least one row")


def _id_faults(card: Scorecard) -> Iterator[Fault]:
    for table in _ID_TABLES:
        seen: dict[str, int] = {}
        for row, record in enumerate(getattr(card, table)):
            key = record.id.casefold()
            if not _plain(record.id):
                allowed = "1 to 64 letters, digits, '-', '_' or '.', beginning with a letter or digit"
                yield Fault(table, row, "id", record.id, allowed)
            elif key in seen:
                yield Fault(table, row, "id", record.id, TAKEN_ID, f"Row {seen[key] + 1} has it.")
            seen.setdefault(key, row)
            if not record.name.strip():
                yield Fault(table, row, "name", "", "a name")


def _plain(text: str) -> bool:
    """True for an id that is safe in formulas, file names and look-ups: no wildcard, no quote, no blank."""
    return 1 <= len(text) <= 64 and text[0].isalnum() and all(c.isalnum() or c in "-_." for c in text)


def _reference_faults(card: Scorecard) -> Iterator[Fault]:
    known = {table: {record.id for record in getattr(card, table)} for table in _ID_TABLES}
    names = {table: _names_to_ids(getattr(card, table)) for table in _ID_TABLES}
    hints = 0
    for table, row, column, found, target in _references(card):
        if found not in known[target]:
            yield _unknown(table, row, column, found, target, known[target] if hints < _HINTS else (), names[target])
            hints += len(known[target]) > 500


def _references(card: Scorecard) -> Iterator[tuple[str, int, str, str, str]]:
    """Table, row, column, id and the table meant, of every reference that is there or has to be."""
    for table, column, target, optional in _REFERENCES:
        for row, record in enumerate(getattr(card, table)):
            found = getattr(record, column)
            if found or not optional:
                yield table, row, column, found, target
    for row, initiative in enumerate(card.initiatives):
        for objective in initiative.objectives:
            yield "initiatives", row, "objectives", objective, "objectives"


def _names_to_ids(records: Sequence[Any]) -> dict[str, str]:
    return {record.name.casefold(): record.id for record in records}


def _unknown(
    table: str, row: int, column: str, found: str, target: str, known: Iterable[str], names: dict[str, str]
) -> Fault:
    by_name = names.get(found.casefold())
    hint = f"Write its id, {by_name}." if by_name else nearest(found, known)
    return Fault(table, row, column, found, f"an id from {target}", hint)


def _tree_faults(card: Scorecard) -> Iterator[Fault]:
    if not card.units:
        return
    roots = [row for row, unit in enumerate(card.units) if not unit.parent]
    for row in roots[1:]:
        hint = f"The top unit is {card.units[roots[0]].id}."
        yield Fault("units", row, "parent", "", "the id of the unit above; only one unit has none", hint)
    parents = {unit.id: unit.parent for unit in reversed(card.units)}  # of two with one id, the first: it stays
    yield from (
        Fault("units", row, "parent", card.units[row].parent, "a unit that is not below this one", f"Cycle: {path}.")
        for row, path in _cycles([unit.id for unit in card.units], parents)
    )


def _cycles(ids: Sequence[str], parents: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The rows that close a cycle of parents, each cycle once, with the cycle in words."""
    settled: set[str] = set()
    for row, start in enumerate(ids):
        path: list[str] = []
        node = start
        while node in parents and node not in settled and node not in path:
            path.append(node)
            node = parents[node]
        if node in path:
            yield row, " > ".join([*path[path.index(node) :], node])
        settled.update(path)


def _objective_faults(card: Scorecard) -> Iterator[Fault]:
    for row, link in enumerate(card.links):
        if link.cause == link.effect:
            yield Fault("links", row, "effect", link.effect, "another objective than the cause")
    measured = {measure.objective for measure in card.measures}
    for row, objective in enumerate(card.objectives):
        if objective.active and objective.id not in measured and card.measures:
            allowed = "at least one measure"
            yield Fault("objectives", row, "id", objective.id, allowed, "Nothing says whether it is reached.", _WARN)
    if card.measures:
        measures = {measure.id: measure.parent_measure for measure in reversed(card.measures)}
        for row, path in _cycles([measure.id for measure in card.measures], measures):
            found = card.measures[row].parent_measure
            yield Fault("measures", row, "parent_measure", found, "a measure that is not below this one", f"{path}.")


_WARN = Severity.WARNING


def _scale_faults(card: Scorecard) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for row, label in enumerate(card.scales):
        key = (label.scale, label.label.casefold())
        if key in seen:
            yield Fault("scales", row, "label", label.label, "a label once in its scale")
        seen.add(key)
        if not 0 <= label.score <= 100:
            yield Fault("scales", row, "score", f"{label.score:g}", "a score from 0 to 100")
    months: dict[str, set[int]] = {}
    totals: dict[str, float] = {}
    for row, profile in enumerate(card.profiles):
        taken = months.setdefault(profile.profile, set())
        if not 1 <= profile.month <= 12 or profile.month in taken:
            yield Fault("profiles", row, "month", str(profile.month), "each month of the fiscal year, 1 to 12, once")
        if profile.share < 0:
            yield Fault("profiles", row, "share", f"{profile.share:g}", "0 or more")
        taken.add(profile.month)
        totals[profile.profile] = totals.get(profile.profile, 0.0) + profile.share
    for name, total in totals.items():
        if abs(total - 1) > 0.001:
            hint = "Shares are scaled so that they do."
            yield Fault("profiles", None, "share", f"{name}: sum {total:g}", "shares that sum to 1", hint, _WARN)
        if total <= 0:
            yield Fault("profiles", None, "share", f"{name}: sum {total:g}", "at least one share above 0")


def _setting_faults(card: Scorecard) -> Iterator[Fault]:
    settings = card.settings
    limits = (
        ("cap", settings.cap, 100, 1000),
        ("minimum_coverage", settings.minimum_coverage, 0, 1),
        ("close_days", settings.close_days, 0, 366),
        ("repeat_periods", settings.repeat_periods, 1, 100),
        ("trend_periods", settings.trend_periods, 3, 100),
        ("trend_dead_band", settings.trend_dead_band, 0, 1),
        ("stretch", settings.stretch, 0, 100),
    )
    for column, value, low, high in limits:
        if not low <= value <= high:
            yield Fault("scorecard", None, column, f"{value:g}", f"a number from {low} to {high}")
    yield from band_faults(settings.bands)


def _period_faults(card: Scorecard) -> Iterator[Fault]:
    grid = card.grid
    if card.report_period:
        try:
            column = grid.column(card.calendar.period(card.report_period))
        except PeriodError as error:
            yield Fault("scorecard", None, "report_period", card.report_period, "a period", str(error))
        else:
            if not 1 <= column <= len(grid.periods):
                allowed = f"a period inside the plan, FY{card.first_year} to FY{card.last_year}"
                yield Fault("scorecard", None, "report_period", card.report_period, allowed)
    for table in ("targets", "reviews", "actuals"):
        for row, record in enumerate(getattr(card, table)):
            yield from _period_of_record(card, table, row, record)


def _period_of_record(card: Scorecard, table: str, row: int, record: Any) -> Iterator[Fault]:
    measure = card.measure_by_id.get(record.measure)
    try:
        period = card.calendar.period(record.period)
        column = card.grid.column(period)
    except PeriodError:
        hint = "Write 2026-10, FY2026-Q1, FY2026-H1 or FY2026."
        yield Fault(table, row, "period", record.period, "a period", hint)
        return
    if measure is None or table == "reviews":
        return
    yearly = table == "targets" and period.frequency.months == 12
    if period.frequency is not measure.frequency and not yearly:
        allowed = f"a period of the measure's frequency ({measure.frequency})"
        yield Fault(table, row, "period", record.period, allowed + (" or a fiscal year" if table == "targets" else ""))
    elif not 1 <= column <= len(card.grid.periods):
        allowed = f"a period inside the plan, FY{card.first_year} to FY{card.last_year}"
        yield Fault(table, row, "period", record.period, allowed, severity=_WARN)


def _weight_faults(card: Scorecard) -> Iterator[Fault]:
    groups: dict[tuple[str, str], list[tuple[int, float | None]]] = {}
    for row, perspective in enumerate(card.perspectives):
        groups.setdefault(("perspectives", "of the scorecard"), []).append((row, perspective.weight))
    for row, objective in enumerate(card.objectives):
        if objective.active:
            groups.setdefault(("objectives", f"of {objective.perspective}"), []).append((row, objective.weight))
    for row, unit in enumerate(card.units):
        groups.setdefault(("units", f"below {unit.parent or 'the top'}"), []).append((row, unit.weight))
    for row, measure in enumerate(card.measures):
        key = ("measures", f"of {measure.objective} in {measure.unit}")
        groups.setdefault(key, []).append((row, measure.weight))
    for (table, where), members in groups.items():
        yield from _group_faults(table, where, members)


def _group_faults(table: str, where: str, members: list[tuple[int, float | None]]) -> Iterator[Fault]:
    for row, weight in members:
        if weight is not None and weight < 0:
            yield Fault(table, row, "weight", f"{weight:g}", "a weight of 0 or more")
    given = [weight for _, weight in members if weight is not None]
    if not given:
        return
    if len(given) < len(members):
        row = next(row for row, weight in members if weight is None)
        allowed = f"a weight, as the other {table} {where} have one"
        yield Fault(table, row, "weight", "", allowed, "Blank counts as 0.", _WARN)
    total = sum(given)
    if total > 0 and abs(total - 1) > 0.001:
        hint = "They are scored in proportion."
        yield Fault(table, members[0][0], "weight", f"sum {total:g}", f"weights {where} that sum to 1", hint, _WARN)
