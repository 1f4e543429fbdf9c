"""STL008: the workbook was issued with another definition than the one in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import islice
from typing import Any

from bsc_xl.model import Scorecard
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule

SHOWN = 3
_TABLES = ("perspectives", "themes", "objectives", "units", "measures", "initiatives")
_LISTS = ("links", "targets", "profiles", "scales", "points")
_FIGURES = frozenset(("actuals", "reviews", "report_period", "report_date", *_TABLES, *_LISTS))


def _check(case: Case) -> Iterator[Finding]:
    manifest = case.carrier.manifest
    if manifest is None or manifest.definition == case.in_force_digest or case.in_force is None:
        return
    found: list[str] = []
    if case.issued is not None:
        found = list(islice(differences(case.card, case.in_force), SHOWN + 1))
    more = "; and more" if len(found) > SHOWN else ""
    words = "; ".join(found[:SHOWN]) + more if found else "another definition"
    yield Finding("STL008", found=f"issued with another definition: {words}", expected="the definition in force")


def differences(issued: Scorecard, current: Scorecard) -> Iterator[str]:
    """What differs between two definitions, in the field's words: record, column, old and new value."""
    for table in _TABLES:
        old = {record.id: record for record in getattr(issued, table)}
        new = {record.id: record for record in getattr(current, table)}
        one = table.removesuffix("s")
        yield from (f"the {one} {key} is new" for key in new if key not in old)
        yield from (f"the {one} {key} is gone" for key in old if key not in new)
        for key, record in new.items():
            if key in old and record != old[key]:
                yield from (f"{key}, {words}" for words in _columns(old[key], record))
    for table in _LISTS:
        if (was := set(getattr(issued, table))) != (now := set(getattr(current, table))):
            yield from (f"{table}: {_told(record)} is new" for record in getattr(current, table) if record not in was)
            yield from (f"{table}: {_told(record)} is gone" for record in getattr(issued, table) if record not in now)
    yield from (words for words in _columns(issued, current) if words.partition(":")[0] not in _FIGURES)


def _columns(old: Any, new: Any) -> Iterator[str]:
    for field in fields(old):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was != now:
            yield f"{field.name.replace('_', ' ')}: {_value(was)}, now {_value(now)}"


def _value(value: object) -> str:
    text = "nothing" if value in (None, "") else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _told(record: Any) -> str:
    return ", ".join(_value(getattr(record, field.name)) for field in fields(record)[:3])


RULE = Rule(
    code="STL008",
    name="definition-superseded",
    severity=Severity.BLOCKER,
    title="The workbook was issued with a definition that is no longer in force.",
    why="Its measures, weights or targets are not those that the others report by: its score cannot be compared.",
    remedy="Issue the workbook again from the definition in force, and take the figures over (bsc-xl build --facts).",
    check=_check,
    needs=(Need.BOOK, Need.DEFINITION),
    fix=Fix.REISSUE,
    example="STL008 issued with another definition: sales.orders, target: 120.0, now 130.0",
    limits="It compares with the definition that is given (--definition). Only the first three differences are named.",
)
