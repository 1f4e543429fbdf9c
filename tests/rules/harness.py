"""Spoils valid workbooks in known ways and compares what the validator finds with what it must find: no more, no less.

A mutation changes the records of a workbook that the guarded reader has read (`changed`), the definition before the
workbook is built (`built_from`), or the file itself (`tests/rules/files.py`). Findings of the unspoilt workbook do not
count: the city's data has true ones.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from bsc_xl.api import demo
from bsc_xl.api.building import write_scored
from bsc_xl.api.flavours import carried_definition
from bsc_xl.api.reading import load
from bsc_xl.api.validating import Choices, case_of, known
from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.io.xlsx_read import read_guarded
from bsc_xl.layout.sheets.carried import PROPERTY, SHEET, carried_sheet, definition_digest
from bsc_xl.layout.types import CellValue
from bsc_xl.layout.udf import Flavour
from bsc_xl.model import Scorecard
from bsc_xl.received import Reading, ReceivedBook, ReceivedSheet, StoredValue
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.form import FormSheet
from bsc_xl.rules.outcome import Outcome
from bsc_xl.rules.registry import chosen
from bsc_xl.rules.rule import Need
from bsc_xl.rules.run import run
from tests.real_data.nyc import new_york
from tests.rules.small import small_card

Place = tuple[str, str]
"""Name of a sheet and address; an empty address for the sheet, an empty name for the file."""
Cells = Mapping[Place, StoredValue | None]


@dataclass(frozen=True)
class Subject:
    """A valid workbook: its file, what was read of it, and what the validator says of it unspoilt."""

    key: str
    path: Path

    @cached_property
    def reading(self) -> Reading:
        """The file as it was read."""
        return read_guarded(self.path)

    @property
    def book(self) -> ReceivedBook:
        """The workbook."""
        assert self.reading.book is not None
        return self.reading.book

    @cached_property
    def case(self) -> Case:
        """What is known about it; do not change it."""
        return known(self.reading, Choices())

    @property
    def card(self) -> Scorecard:
        """The scorecard, without figures."""
        return self.case.card

    @cached_property
    def base(self) -> frozenset[tuple[str, str, str, str, str]]:
        """The findings of the unspoilt workbook, with their words: one that only changes its words is news."""
        return frozenset(_key(finding) for finding in judge(self.reading).findings)


@dataclass(frozen=True)
class Mutation:
    """One way to spoil a workbook.

    Attributes:
        code: the rule that must notice.
        kind: what is done, in words.
        spoil: makes the spoilt reading of a subject, and says where which finding must stand.
        subjects: keys of the workbooks that it is done to.
        choices: how the spoilt workbook is validated.
    """

    code: str
    kind: str
    spoil: Callable[[Subject], Iterator[Spoilt]]
    subjects: tuple[str, ...] = ("demo native", "demo udf")
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True)
class Spoilt:
    """A spoilt workbook and the places in which its rule must find something; ``choices`` where they differ."""

    reading: Reading
    places: frozenset[Place]
    choices: Choices | None = None
    subject: Subject | None = None  # whose findings do not count, where it is not the mutated one
    previous: tuple[Case, ...] = ()

    @classmethod
    def at(cls, reading: Reading, *places: Place, **more: Any) -> Spoilt:
        """A reading with its places."""
        return cls(reading, frozenset(places), **more)


def judge(reading: Reading, choices: Choices | None = None, previous: tuple[Case, ...] = ()) -> Outcome:
    """Validate what was read."""
    wanted = choices or Choices()
    case = known(reading, wanted)
    case.previous = previous
    return run(case, chosen(wanted.select, wanted.ignore, wanted.rulebook), waivers=wanted.waivers)


def news(subject: Subject, spoilt: Spoilt, choices: Choices) -> tuple[list[Finding], Outcome]:
    """The findings that the unspoilt workbook does not have."""
    outcome = judge(spoilt.reading, spoilt.choices or choices, spoilt.previous)
    base = (spoilt.subject or subject).base
    return [finding for finding in outcome.findings if _key(finding) not in base], outcome


def _key(finding: Finding) -> tuple[str, str, str, str, str]:
    return finding.code, finding.sheet, finding.ref, finding.found, finding.part


def check(subject: Subject, mutation: Mutation, spoilt: Spoilt) -> None:
    """The one judgement of all mutations: exactly the expected code in exactly the expected places.

    Raises:
        AssertionError: with what was found too much or too little.
    """
    found, outcome = news(subject, spoilt, mutation.choices)
    assert not outcome.crashed, outcome.crashed
    got = {(finding.code, finding.sheet, finding.ref) for finding in found}
    wanted = {(mutation.code, sheet, ref) for sheet, ref in spoilt.places}
    assert got == wanted, f"{subject.key}, {mutation.kind}: {[str(f) for f in found] or 'nothing'}"


# --- what mutations are made of ---------------------------------------------------------------------------------------


def changed(
    subject: Subject,
    cells: Cells | None = None,
    *,
    formulas: Mapping[Place, str | None] | None = None,
    recalculated: bool = True,
    sheets: Mapping[str, Mapping[str, Any]] | None = None,
    **book: Any,
) -> Reading:
    """The reading of a subject with other contents.

    Args:
        subject: the workbook.
        cells: values by sheet and address; None empties a cell.
        formulas: formulas by sheet and address, without "="; None takes the formula away and leaves the value.
        recalculated: renew the stored values as a program would that calculates the issued formulas.
        sheets: other fields of the records of sheets, by name (`state`, `validations`, ...).
        book: other fields of the record of the book.
    """
    found = []
    for sheet in subject.book.sheets:
        values = _with(sheet.values, sheet.name, cells or {})
        texts = _with(sheet.formulas, sheet.name, formulas or {})
        more = (sheets or {}).get(sheet.name, {})
        found.append(replace(sheet, **({"values": values, "formulas": texts} | dict(more))))
    made = replace(subject.book, **({"sheets": tuple(found)} | book))
    reading = replace(subject.reading, book=made)
    return recalculate(reading, keep=cells or {}) if recalculated and cells else reading


def _with(old: Mapping[str, Any], name: str, new: Mapping[Place, Any]) -> Mapping[str, Any]:
    mine = {ref: value for (sheet, ref), value in new.items() if sheet == name}
    if not mine:
        return old
    return {ref: value for ref, value in (dict(old) | mine).items() if value is not None}


def recalculate(reading: Reading, keep: Iterable[Place] = ()) -> Reading:
    """Renew the stored values of calculated cells from the entries, as Excel would."""
    case = known(reading, Choices())
    if case.lacks(Need.RESULTS):
        return reading
    kept, sheets = set(keep), []
    expected = {case.received_name(name): values for name, values in case.expected.items()}
    for sheet in case.book.sheets:
        renewed = {
            ref: stored(value)
            for ref, value in expected.get(sheet.name, {}).items()
            if (sheet.name, ref) not in kept and "BSC_ENGINE" not in sheet.formulas.get(ref, "")
        }
        values = {ref: value for ref, value in (dict(sheet.values) | renewed).items() if value is not None}
        sheets.append(replace(sheet, values=values))
    return replace(reading, book=replace(case.book, sheets=tuple(sheets)))


def stored(value: CellValue) -> StoredValue | None:
    """A value as a file holds it."""
    from bsc_xl.io.xlsx_write.cells import serial

    if value is None or value == "":
        return None
    if isinstance(value, bool | str):
        return value
    return float(value) if isinstance(value, int | float) else float(serial(value))


def carrying(subject: Subject, card: Scorecard) -> Reading:
    """The reading of a subject that carries another definition, with a manifest that fits it.

    The cells stay as they are: for definitions that cannot be used, so that no form follows from them.
    """
    before = subject.case.carrier.manifest
    assert before is not None
    text = carried_definition(card)
    manifest = replace(before, definition=definition_digest(text))
    sheet = FormSheet(carried_sheet(text, manifest))
    values = {ref: value for ref, cell in sheet.fixed.items() if (value := stored(cell)) is not None}
    custom = dict(subject.book.properties.custom) | {PROPERTY: manifest.short}
    properties = replace(subject.book.properties, custom=custom)
    return changed(subject, recalculated=False, sheets={SHEET: {"values": values}}, properties=properties)


def sheet_with(subject: Subject, name: str, **fields: Any) -> Reading:
    """The reading with other fields of one sheet's record."""
    return changed(subject, sheets={name: fields}, recalculated=False)


def with_sheets(subject: Subject, sheets: Iterable[ReceivedSheet]) -> Reading:
    """The reading with these sheets in place of its own."""
    return replace(subject.reading, book=replace(subject.book, sheets=tuple(sheets)))


def built_from(card: Scorecard, flavour: Flavour = Flavour.NATIVE, facts: Any = None) -> Subject:
    """A workbook built from a scorecard that may be wrong: what the builder would refuse is not looked at."""
    path = _folder() / f"card-{len(list(_folder().iterdir()))}{'.xlsm' if flavour is Flavour.UDF else '.xlsx'}"
    evaluation = Evaluator(card, entries(card, card.actuals if facts is None else facts)).at()
    write_scored(evaluation, path, card.report_date, None, flavour)
    return Subject(path.stem, path)


# --- the valid workbooks ----------------------------------------------------------------------------------------------


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="bsc-xl-rules-")
    _kept.append(folder)
    return Path(folder.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


@cache
def demo_card() -> Scorecard:
    """The company demo with its figures."""
    demo(_folder() / "demo")
    return load(_folder() / "demo" / "scorecard-definition.xlsx").card


@cache
def subject(key: str) -> Subject:
    """A valid workbook by its key: "demo native", "demo udf", "city native", "city udf", "small native"."""
    which, _, flavour = key.partition(" ")
    cards = {"demo": demo_card, "city": city_card, "small": small_card}
    return replace(built_from(cards[which](), Flavour(flavour)), key=key)


@cache
def city_card() -> Scorecard:
    """The city's 36 agencies with their published figures."""
    city = new_york(_shared())
    return replace(city.card, actuals=tuple(city.imported.facts))


def _shared() -> Path:
    import os

    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("BSC_XL_SHARED") or root.parent / "shared")


def earlier(subject: Subject) -> Case:
    """A subject as an earlier submission."""
    return case_of(subject.path, Choices())
