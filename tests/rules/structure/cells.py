"""STR006 to STR012: texts, ids, names, input rules, protection, colours and hidden rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bsc_xl.layout.addresses import column_number
from bsc_xl.layout.status_formats import status_ranges
from bsc_xl.received import ReceivedFormat, ReceivedSheet, ReceivedValidation
from bsc_xl.rules.definition_cells import WORDS, rule_for
from bsc_xl.rules.form import FormSheet
from bsc_xl.rules.structure.coverage import corner
from tests.rules.harness import Mutation, Place, Spoilt, Subject, changed, with_sheets
from tests.rules.places import fixed, spread

Spoil = Callable[[Subject], Iterator[Spoilt]]


def _labels(subject: Subject) -> list[Place]:
    """Texts that stand in tables' headings, outside tables, or are words of the definition."""
    found = []
    for sheet, ref in fixed(subject):
        about = sheet.about(ref)
        loose = not about.table or about.row < 0
        if isinstance(sheet.fixed[ref], str) and (
            loose or rule_for(sheet.sheet.kind, about.table, about.column) == WORDS
        ):
            found.append((sheet.name, ref))
    return found


def _text(value: Callable[[str], str | None]) -> Spoil:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        for sheet, ref in spread(_labels(subject), 14):
            old = str(subject.case.form.sheets[sheet].fixed[ref])
            yield Spoilt.at(changed(subject, {(sheet, ref): value(old)}, recalculated=False), (sheet, ref))

    return spoil


def _ids(value: str | None) -> Spoil:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        sheets = [s for s in subject.case.form.sheets.values() if s.entries]
        for sheet in spread(sheets, 6):
            place = sheet.name, sheet.ref("measures", "id", len(sheet.entries) // 2)
            yield Spoilt.at(changed(subject, {place: value}, recalculated=False), place)

    return spoil


def _names(change: Callable[[Any], Any]) -> Spoil:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        mine = [name for name in subject.book.names if name.name.startswith("bsc_")]
        for name in spread(mine, 6):
            names = [change(other) if other is name else other for other in subject.book.names]
            book = replace(subject.book, names=tuple(other for other in names if other))
            yield Spoilt(replace(subject.reading, book=book), frozenset({("", "")}))

    return spoil


def _on_sheets(
    subject: Subject, change: Callable[[FormSheet, ReceivedSheet], tuple[ReceivedSheet, str] | None], count: int
) -> Iterator[Spoilt]:
    """Spoil some sheets for which the change is possible, one at a time."""
    found = []
    for form in subject.case.form.checked:
        sheet = subject.book.sheet(form.name)
        made = change(form, sheet) if sheet else None
        if made:
            found.append((form.name, *made))
    for name, made_sheet, ref in spread(found, count):
        sheets = [made_sheet if sheet.name == name else sheet for sheet in subject.book.sheets]
        yield Spoilt.at(with_sheets(subject, sheets), (name, ref))


def _each_sheet(
    change: Callable[[FormSheet, ReceivedSheet], tuple[ReceivedSheet, str] | None], count: int = 6
) -> Spoil:
    return lambda subject: _on_sheets(subject, change, count)


def _allows(validation: ReceivedValidation) -> bool:
    return validation.kind in ("list", "custom")


def _rule_gone(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
    rules = [rule for rule in sheet.validations if _allows(rule)]
    if not rules:
        return None
    lost = rules[len(rules) // 2]
    return replace(sheet, validations=tuple(r for r in sheet.validations if r is not lost)), _first(lost)


def _rule_other(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
    rules = [rule for rule in sheet.validations if _allows(rule)]
    if not rules:
        return None
    lost = rules[-1]
    other = replace(lost, first="TRUE")
    return replace(sheet, validations=tuple(other if r is lost else r for r in sheet.validations)), _first(lost)


def _rule_shorter(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
    """Pasting over one cell takes it out of the rule."""
    long = [rule for rule in sheet.validations if _allows(rule) and ":" in rule.ranges[0]]
    if not long:
        return None
    rule = long[0]
    first, _, last = rule.ranges[0].partition(":")
    letters = last.rstrip("0123456789")
    if first.rstrip("0123456789") == letters:
        row = int(last[len(letters) :])
        shorter, lost = f"{first}:{letters}{row - 1}", last
    else:
        before = chr(ord(letters[-1]) - 1)
        if before < "A":
            return None
        shorter, lost = f"{first}:{letters[:-1]}{before}{last[len(letters) :]}", last
    less = replace(rule, ranges=(shorter, *rule.ranges[1:]))
    return replace(sheet, validations=tuple(less if r is rule else r for r in sheet.validations)), lost


def _rule_silent(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
    rules = [rule for rule in sheet.validations if _allows(rule)]
    if not rules:
        return None
    quiet = replace(rules[0], shows_error=False)
    return replace(sheet, validations=tuple(quiet if r is rules[0] else r for r in sheet.validations)), _first(rules[0])


def _first(rule: ReceivedValidation) -> str:
    return rule.ranges[0].partition(":")[0]


def _unprotected(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str]:
    return replace(sheet, protection=None), ""


def _off(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str]:
    return replace(sheet, protection={"sheet": "0"}), ""


def _unlocked(subject: Subject) -> Iterator[Spoilt]:
    style = next(number for number, style in enumerate(subject.book.styles) if not style.locked)

    def change(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
        refs = list(form.formulas)
        if not refs:
            return None
        ref = refs[len(refs) // 2]
        return replace(sheet, styles=dict(sheet.styles) | {ref: style}), ref

    yield from _on_sheets(subject, change, 6)


def _uncoloured(pick: Callable[[ReceivedFormat], bool]) -> Spoil:
    def change(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
        ranges = status_ranges(form.sheet)
        if not ranges or not any(pick(one) for one in sheet.formats):
            return None
        rest = tuple(one for one in sheet.formats if not pick(one))
        return replace(sheet, formats=rest), ranges[0].partition(":")[0]

    return _each_sheet(change)


def _condition_other(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
    ranges = status_ranges(form.sheet)
    if not ranges or not sheet.formats:
        return None
    first = replace(sheet.formats[0], formulas=('"anything"',))
    return replace(sheet, formats=(first, *sheet.formats[1:])), ranges[0].partition(":")[0]


def _hidden_row(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
    if not form.entries:
        return None
    ref = next(iter(ref for ref in form.inputs if ref in (form.entries[0].as_of, form.entries[0].note)), "")
    row, _ = corner([ref])
    first = min((r for r in form.inputs if corner([r])[0] == row), key=list(form.inputs).index)
    return replace(sheet, hidden_rows=frozenset({row})), first


def _hidden_column(form: FormSheet, sheet: ReceivedSheet) -> tuple[ReceivedSheet, str] | None:
    if not form.entries:
        return None
    ref = next((ref for ref in form.inputs if ref in form.entries[0].refs or ref in form.entries[-1].refs), "")
    if not ref:
        return None
    column = column_number(ref.rstrip("0123456789"))
    first = next(r for r in form.inputs if column_number(r.rstrip("0123456789")) == column)
    return replace(sheet, hidden_columns=(*sheet.hidden_columns, (column + 1, column + 1))), first


def _hidden_start(subject: Subject) -> Iterator[Spoilt]:
    sheets = [replace(s, hidden_rows=frozenset({4})) if s.name == "Start" else s for s in subject.book.sheets]
    yield Spoilt.at(with_sheets(subject, sheets), ("Start", "B4"))


MUTATIONS = (
    Mutation("STR006", "a text lengthened", _text(lambda old: old + " (net)")),
    Mutation("STR006", "a text replaced", _text(lambda old: "something else")),
    Mutation("STR006", "a text deleted", _text(lambda old: None)),
    Mutation(
        "STR006", "a text in other letters", _text(lambda old: old.swapcase() if old.swapcase() != old else old + "!")
    ),
    Mutation("STR007", "an id deleted", _ids(None)),
    Mutation("STR007", "an id replaced", _ids("zz-99")),
    Mutation("STR007", "an id as a number", _ids("12")),
    Mutation("STR008", "a name deleted", _names(lambda name: None)),
    Mutation("STR008", "a name for another cell", _names(lambda name: replace(name, refers_to="Lists!$A$1"))),
    Mutation("STR008", "a name for a lost cell", _names(lambda name: replace(name, refers_to="#REF!"))),
    Mutation("STR009", "a rule deleted", _each_sheet(_rule_gone)),
    Mutation("STR009", "a rule replaced", _each_sheet(_rule_other)),
    Mutation("STR009", "a cell out of a rule", _each_sheet(_rule_shorter)),
    Mutation("STR009", "a rule that only informs", _each_sheet(_rule_silent)),
    Mutation("STR010", "protection taken off", _each_sheet(_unprotected)),
    Mutation("STR010", "protection switched off", _each_sheet(_off)),
    Mutation("STR010", "a formula unlocked", _unlocked),
    Mutation("STR011", "all colours deleted", _uncoloured(lambda one: True)),
    Mutation("STR011", "one colour deleted", _uncoloured(lambda one: one.priority == 3)),
    Mutation("STR011", "another condition", _each_sheet(_condition_other)),
    Mutation("STR012", "a row hidden", _each_sheet(_hidden_row)),
    Mutation("STR012", "a column hidden", _each_sheet(_hidden_column)),
    Mutation("STR012", "the report period hidden", _hidden_start),
)
