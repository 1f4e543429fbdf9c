"""FML003, FML009, FML010 and FML011: formulas that people type themselves."""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules.harness import Mutation, Spoilt, Subject, changed
from tests.rules.places import figures, spread

OWN = "CZ{row}"  # far right of everything issued on Start


def _inputs(subject: Subject, formula: str) -> Iterator[Spoilt]:
    for sheet, row, column in spread(figures(subject), 8):
        place = sheet, row.refs[column]
        yield Spoilt.at(changed(subject, formulas={place: formula}, recalculated=False), place)


def _sum(subject: Subject) -> Iterator[Spoilt]:
    yield from _inputs(subject, "12+30")


def _growth(subject: Subject) -> Iterator[Spoilt]:
    """The figure before, and two per cent."""
    for sheet, row, column in spread([f for f in figures(subject) if f[2]], 8):
        place = sheet, row.refs[column]
        reading = changed(subject, formulas={place: f"{row.refs[column - 1]}*1.02"}, recalculated=False)
        yield Spoilt.at(reading, place)


def _other_sheet(subject: Subject) -> Iterator[Spoilt]:
    yield from _inputs(subject, "Strategy!$A$1")


def _own(subject: Subject, formula: str, *others: str) -> Spoilt:
    cells = {("Start", OWN.format(row=row)): text for row, text in enumerate((formula, *others), 5)}
    return Spoilt.at(changed(subject, formulas=cells, recalculated=False), ("Start", OWN.format(row=5)))


def _today(subject: Subject) -> Iterator[Spoilt]:
    yield _own(subject, "TODAY()-1")


def _random(subject: Subject) -> Iterator[Spoilt]:
    yield _own(subject, "rand()*B8")


def _itself(subject: Subject) -> Iterator[Spoilt]:
    """Its own measure's result, in an entry that the result is computed from."""
    for sheet, row, column in spread(figures(subject), 5):
        number = subject.case.form.sheets[sheet].entries.index(row)
        score = subject.case.form.sheets[sheet].ref("measures", "to_date", number)
        place = sheet, row.refs[column]
        yield Spoilt.at(changed(subject, formulas={place: f"{score}*2"}, recalculated=False), place)


def _two(subject: Subject) -> Iterator[Spoilt]:
    cells = {("Start", "CZ5"): "CZ6+1", ("Start", "CZ6"): "CZ5+1"}
    yield Spoilt.at(changed(subject, formulas=cells, recalculated=False), *cells)


def _range(subject: Subject) -> Iterator[Spoilt]:
    yield _own(subject, "SUM(CZ1:CZ9)")


def _run(subject: Subject, odd: int, formula: str, *, across: bool = False) -> Spoilt:
    cells = {}
    for number in range(8):
        ref = f"{'STUVWXYZ'[number]}60" if across else f"CZ{60 + number}"
        own = f"{'STUVWXYZ'[number]}50*2" if across else f"CY{60 + number}*2"
        cells["Start", ref] = formula if number == odd else own
    return Spoilt.at(changed(subject, formulas=cells, recalculated=False), list(cells)[odd])


def _odd_cell(subject: Subject) -> Iterator[Spoilt]:
    for odd in (2, 3, 5):
        yield _run(subject, odd, "CY1*2")


def _odd_factor(subject: Subject) -> Iterator[Spoilt]:
    for odd in (2, 4):
        yield _run(subject, odd, f"CY{60 + odd}*3")


def _odd_across(subject: Subject) -> Iterator[Spoilt]:
    yield _run(subject, 3, "A1", across=True)


MUTATIONS = (
    Mutation("FML003", "a sum in an entry", _sum),
    Mutation("FML003", "the figure before, grown", _growth),
    Mutation("FML003", "a cell of another sheet", _other_sheet),
    Mutation("FML009", "TODAY beside the form", _today),
    Mutation("FML009", "RAND beside the form", _random),
    Mutation("FML010", "an entry that reads its own result", _itself),
    Mutation("FML010", "two cells that read each other", _two),
    Mutation("FML010", "a sum that holds itself", _range),
    Mutation("FML011", "another cell in a column", _odd_cell),
    Mutation("FML011", "another factor in a column", _odd_factor),
    Mutation("FML011", "another cell in a row", _odd_across),
)
