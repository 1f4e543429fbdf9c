"""PRV001: the manifest removed or altered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsc_xl.api.validating import Choices
from bsc_xl.layout.sheets.carried import FIRST, SHEET
from tests.rules.harness import Mutation, Spoilt, Subject, changed, demo_card, judge, with_sheets


def _property_gone(subject: Subject) -> Iterator[Spoilt]:
    yield Spoilt.at(changed(subject, properties=replace(subject.book.properties, custom={})), ("", ""))


def _property_other(subject: Subject) -> Iterator[Spoilt]:
    custom = dict.fromkeys(subject.book.properties.custom, "0123456789abcdef")
    yield Spoilt.at(changed(subject, properties=replace(subject.book.properties, custom=custom)), ("", ""))


def _definition_edited(subject: Subject) -> Iterator[Spoilt]:
    """A definition that still can be read, with another note in it."""
    place = (SHEET, f"A{FIRST}")
    sheet = subject.book.sheet(SHEET)
    text = str(sheet.values[place[1]]) if sheet else ""
    yield Spoilt.at(changed(subject, {place: "# edited\n" + text}, recalculated=False), place)


def _digest_edited(subject: Subject) -> Iterator[Spoilt]:
    reading = changed(subject, {(SHEET, "B5"): "0123456789abcdef"}, recalculated=False)
    yield Spoilt.at(reading, (SHEET, "B5"))


def _removed(subject: Subject) -> Iterator[Spoilt]:
    rest = [sheet for sheet in subject.book.sheets if sheet.name != SHEET]
    yield Spoilt.at(with_sheets(subject, rest), ("", ""))


def _removed_but_given(subject: Subject) -> Iterator[Spoilt]:
    """The definition that was issued is given, so everything else is checked all the same."""
    for spoilt in _removed(subject):
        choices = Choices(definition=demo_card())
        outcome = judge(spoilt.reading, choices)
        assert outcome.right is not None
        assert "STL001" in outcome.run
        yield replace(spoilt, choices=choices)


MUTATIONS = (
    Mutation("PRV001", "the manifest's sheet removed", _removed, ("demo native", "city native")),
    Mutation("PRV001", "the manifest's sheet removed, the definition given", _removed_but_given, ("demo native",)),
    Mutation("PRV001", "the document property removed", _property_gone),
    Mutation("PRV001", "the document property altered", _property_other),
    Mutation("PRV001", "the carried definition edited", _definition_edited),
    Mutation("PRV001", "the workbook's id altered", _digest_edited),
)
