"""STL001: stored values that do not follow from the entries."""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules.harness import Mutation, Spoilt, Subject, changed
from tests.rules.places import calculated, spread


def _of(subject: Subject, kind: type) -> list[tuple[str, str]]:
    """Calculated cells with a stored value of a kind, other than the one that says what calculates."""
    found = []
    for sheet, ref in calculated(subject):
        received = subject.book.sheet(sheet)
        if received and isinstance(received.values.get(ref), kind) and "BSC_ENGINE" not in received.formulas[ref]:
            found.append((sheet, ref))
    return found


def _other_number(subject: Subject) -> Iterator[Spoilt]:
    for sheet, ref in spread(_of(subject, float), 40):
        received = subject.book.sheet(sheet)
        value = received.values[ref] if received else 0.0
        reading = changed(subject, {(sheet, ref): float(value) * 1.001 + 0.5}, recalculated=False)  # type: ignore[arg-type]
        yield Spoilt.at(reading, (sheet, ref))


def _other_word(subject: Subject) -> Iterator[Spoilt]:
    for place in spread(_of(subject, str), 40):
        yield Spoilt.at(changed(subject, {place: "anything"}, recalculated=False), place)


def _word_for_number(subject: Subject) -> Iterator[Spoilt]:
    for place in spread(_of(subject, float), 20):
        yield Spoilt.at(changed(subject, {place: "95"}, recalculated=False), place)


MUTATIONS = (
    Mutation("STL001", "another number stored", _other_number),
    Mutation("STL001", "another word stored", _other_word),
    Mutation("STL001", "a word stored where a number follows", _word_for_number),
)
