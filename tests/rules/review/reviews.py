"""REV001 to REV004: red measures without actions, actions overdue or repeated, a status against the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bsc_xl.received import StoredValue
from bsc_xl.rules.review.rows import measure_of, review_rows
from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed, stored
from tests.rules.places import spread


def _at(subject: Subject, key: str, number: int) -> Place:
    return "Reviews", subject.case.form.sheets["Reviews"].ref("reviews", key, number)


def _status(subject: Subject, measure: str) -> Place:
    return subject.case.form.tab_of[measure].name, subject.case.form.definition_ref(measure, "status")


def _red(subject: Subject) -> list[tuple[int, str]]:
    """Row of the review and id of every red measure that has one."""
    found = [(number, measure_of(subject.case, review)) for number, review in review_rows(subject.case)]
    return [(number, measure) for number, measure in found if subject.case.results[measure].is_red]


def _rows(subject: Subject, values: Mapping[str, StoredValue | None]) -> Iterator[Spoilt]:
    """The rows of red measures with other contents: each leaves its measure without an action."""
    for number, measure in spread(_red(subject), 6):
        cells = {_at(subject, key, number): value for key, value in values.items()}
        yield Spoilt.at(changed(subject, cells), _status(subject, measure))


def _emptied(subject: Subject) -> Iterator[Spoilt]:
    yield from _rows(subject, dict.fromkeys(("measure", "period", "cause", "action", "owner", "due", "done")))


def _without_action(subject: Subject) -> Iterator[Spoilt]:
    yield from _rows(subject, {"action": None})


def _long_done(subject: Subject) -> Iterator[Spoilt]:
    yield from _rows(subject, {"period": "2025-10", "done": "yes"})


def _for_another(subject: Subject) -> Iterator[Spoilt]:
    yield from _rows(subject, {"measure": "corp.growth"})


def _due(subject: Subject, days: int) -> Iterator[Spoilt]:
    day = stored(subject.case.evaluation.point.day - timedelta(days=days))
    for number, _ in spread(_red(subject), 6):
        place = _at(subject, "due", number)
        yield Spoilt.at(changed(subject, {place: day}), place)


def _yesterday(subject: Subject) -> Iterator[Spoilt]:
    yield from _due(subject, 1)


def _last_year(subject: Subject) -> Iterator[Spoilt]:
    yield from _due(subject, 400)


def _reopened(subject: Subject) -> Iterator[Spoilt]:
    """An action that was done in time is not done after all."""
    for number, review in review_rows(subject.case):
        if review.done:
            yield Spoilt.at(changed(subject, {_at(subject, "done", number): "no"}), _at(subject, "due", number))


def _copied(subject: Subject, change: str) -> Iterator[Spoilt]:
    """The first review's action under others, as it stands or written a little differently."""
    rows = list(review_rows(subject.case))
    text = rows[0].review.action
    words = {"same": text, "shouted": text.upper(), "bare": text.replace(" ", "  ").rstrip(".")}[change]
    for number, _ in spread(rows[1:], 4):
        place = _at(subject, "action", number)
        yield Spoilt.at(changed(subject, {place: words}), place)


def _same(subject: Subject) -> Iterator[Spoilt]:
    yield from _copied(subject, "same")


def _shouted(subject: Subject) -> Iterator[Spoilt]:
    yield from _copied(subject, "shouted")


def _bare(subject: Subject) -> Iterator[Spoilt]:
    yield from _copied(subject, "bare")


def _again(subject: Subject) -> Iterator[Spoilt]:
    """The same action for the same measure, in a new row for another period."""
    rows = list(review_rows(subject.case))
    free = len(rows)
    for number, review in spread(rows, 3):
        cells: dict[Place, StoredValue | None] = {
            _at(subject, "measure", free): rows[number].review.measure,
            _at(subject, "period", free): "2026-10",
            _at(subject, "action", free): review.action,
        }
        yield Spoilt.at(changed(subject, cells), _at(subject, "action", free))


def _noted(subject: Subject, words: str, *, met: bool) -> Iterator[Spoilt]:
    """A note at measures that are met, or are not."""
    found = []
    for name, row in subject.case.submission.rows():
        result = subject.case.results[row.measure]
        if isinstance(result.score, float) and result.met is met and not result.inputs.computed:
            found.append((name, row.note))
    for place in spread(found, 5):
        yield Spoilt.at(changed(subject, {place: words}), place)


def _green(subject: Subject) -> Iterator[Spoilt]:
    yield from _noted(subject, "green", met=False)


def _published(subject: Subject) -> Iterator[Spoilt]:
    yield from _noted(subject, "published: green. Figures not agreed yet.", met=False)


def _german(subject: Subject) -> Iterator[Spoilt]:
    yield from _noted(subject, "Ampel: grün", met=False)


def _missed(subject: Subject) -> Iterator[Spoilt]:
    yield from _noted(subject, "Status: red", met=True)


def _in_review(subject: Subject) -> Iterator[Spoilt]:
    for number, _ in spread(_red(subject), 4):
        place = _at(subject, "cause", number)
        yield Spoilt.at(changed(subject, {place: "On track."}), place)


NATIVE = ("demo native",)
MUTATIONS = (
    Mutation("REV001", "a review deleted", _emptied),
    Mutation("REV001", "a review without an action", _without_action, NATIVE),
    Mutation("REV001", "an action of another period, long done", _long_done, NATIVE),
    Mutation("REV001", "a review for another measure", _for_another, NATIVE),
    Mutation("REV002", "an action due yesterday", _yesterday),
    Mutation("REV002", "an action due a year ago", _last_year, NATIVE),
    Mutation("REV002", "an action not done after all", _reopened, NATIVE),
    Mutation("REV003", "an action copied to another measure", _same),
    Mutation("REV003", "an action copied in capitals", _shouted, NATIVE),
    Mutation("REV003", "an action copied with other blanks", _bare, NATIVE),
    Mutation("REV003", "an action again for the same measure", _again, NATIVE),
    Mutation("REV004", "green beside a measure that is not met", _green),
    Mutation("REV004", "published green beside a measure that is not met", _published, NATIVE),
    Mutation("REV004", "green in German", _german, NATIVE),
    Mutation("REV004", "red beside a measure that is met", _missed, NATIVE),
    Mutation("REV004", "on track as the cause of a red one", _in_review, NATIVE),
)
