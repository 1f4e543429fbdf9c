"""Sorts every formula that is not the issued one into the one rule that it breaks.

A cell has one finding, of the first kind that fits: circular, masked, shortened range, constant put in, volatile,
otherwise altered; in an input cell a formula of any kind. Formulas outside the form are people's own and only looked at
for circles, volatile functions and breaks of their pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from bsc_xl.layout.addresses import place_of
from bsc_xl.received import ReceivedSheet
from bsc_xl.rules.canonical import Area, areas, canonical, pieces, words
from bsc_xl.rules.case import Case
from bsc_xl.rules.form import FormSheet
from bsc_xl.rules.formulas.circles import circular

VOLATILE = frozenset(("offset", "indirect", "now", "today", "rand", "randbetween", "randarray", "cell", "info"))
"""Functions that give another result without any input having changed, or read a cell that nobody can see in them."""
_MASKS = ("IFERROR(", "IFNA(")


@dataclass(frozen=True, slots=True)
class Change:
    """A formula that was not issued: where it stands, what was issued there, and the rule that it breaks.

    ``form`` is None, and ``issued`` empty, for a cell outside the issued sheets; ``issued`` is empty too for an input
    cell and for a cell outside the form.
    """

    code: str
    form: FormSheet | None
    sheet: ReceivedSheet
    ref: str
    found: str
    issued: str = ""
    detail: str = ""


def changes(case: Case) -> tuple[Change, ...]:
    """Every formula that is not the issued one and breaks a rule, with that rule."""
    if case.formula_changes is None:
        found = list(_found(case))
        circles = circular(case, [(change.sheet.name, change.ref) for change in found])
        case.formula_changes = tuple(
            Change("FML010", c.form, c.sheet, c.ref, c.found, c.issued, circles[c.sheet.name, c.ref])
            if (c.sheet.name, c.ref) in circles
            else c
            for c in found
            if c.code or (c.sheet.name, c.ref) in circles
        )
    return case.formula_changes


def _found(case: Case) -> Iterator[Change]:
    renamed = case.alignment.renamed
    paired = {received.name: form for form, received in case.pairs}
    for received in case.book.sheets:
        form = paired.get(received.name)
        if form is None:
            if received.name not in {sheet.name for sheet in case.alignment.sheets.values()}:
                yield from (_own(None, received, ref, formula) for ref, formula in received.formulas.items())
            continue
        issued = form.formulas
        for ref, formula in received.formulas.items():
            right = issued.get(ref)
            if right == formula:
                continue
            if right is not None:
                if canonical(formula, renamed) != canonical(right):
                    yield _altered(form, received, ref, formula, right, renamed)
            elif ref in form.inputs:
                yield Change("FML003", form, received, ref, formula)
            elif ref not in form.filled and ref not in form.fixed:
                yield _own(form, received, ref, formula)
            elif ref in form.fixed:
                yield Change("FML002", form, received, ref, formula)


def _own(form: FormSheet | None, received: ReceivedSheet, ref: str, formula: str) -> Change:
    volatile = sorted(words(formula) & VOLATILE)
    return Change("FML009" if volatile else "", form, received, ref, formula, detail=", ".join(volatile).upper())


def _altered(
    form: FormSheet, received: ReceivedSheet, ref: str, formula: str, right: str, renamed: Mapping[str, str]
) -> Change:
    code, detail = kind_of_change(canonical(formula, renamed), canonical(right))
    return Change(code, form, received, ref, formula, right, detail)


@lru_cache(maxsize=10_000)
def kind_of_change(found: str, issued: str) -> tuple[str, str]:
    """The rule that an altered formula breaks, and what tells so; both formulas in one spelling."""
    if any(found.startswith(mask + issued + ",") and found.endswith(")") for mask in _MASKS):
        return "FML007", found[: found.index("(")]
    if shortened := _shortened(found, issued):
        return "FML005", shortened
    if constant := _constant(found, issued):
        return "FML004", constant
    volatile = sorted((words(found) & VOLATILE) - words(issued))
    if volatile:
        return "FML009", ", ".join(volatile).upper()
    return "FML002", ""


def _shortened(found: str, issued: str) -> str:
    """The range that reads fewer cells than the issued one, where nothing else differs."""
    old, new = areas(issued, ""), areas(found, "")
    if len(old) != len(new) or old == new or _without_rows(found) != _without_rows(issued):
        return ""
    for before, after in zip(old, new, strict=True):
        if before != after and not _inside(after, before):
            return ""
    less = next(after for before, after in zip(old, new, strict=True) if before != after)
    return f"{less.bottom - less.top + 1} rows"


def _inside(area: Area, other: Area) -> bool:
    same = area.sheet == other.sheet
    return (
        same
        and other.top <= area.top
        and area.bottom <= other.bottom
        and other.left <= area.left
        and area.right <= other.right
    )


def _without_rows(formula: str) -> tuple[str, ...]:
    """A formula without its addresses: what is left must be equal for a range to be all that differs."""
    return tuple("@" if kind == "reference" else text for kind, text in pieces(formula))


def _constant(found: str, issued: str) -> str:
    """A number that was put into the issued formula, or in place of one of its cells."""
    old, new = list(pieces(issued)), list(pieces(found))
    numbers = [text for kind, text in new if kind == "number"]
    if len(numbers) <= sum(kind == "number" for kind, _ in old):
        return ""
    rest = iter(new)
    extra = []
    for piece in old:
        for other in rest:
            if other == piece:
                break
            extra.append(other)
        else:
            return _replaced(old, new)
    extra += rest
    known = all(kind == "number" or text in "+-*/^()" for kind, text in extra)
    return next((text for kind, text in extra if kind == "number"), "") if known else ""


def _replaced(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> str:
    """A number that stands where the issued formula has a cell, with nothing else changed."""
    if len(old) != len(new):
        return ""
    pairs = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    if all(a[0] == "reference" and b[0] == "number" for a, b in pairs):
        return pairs[0][1][1] if pairs else ""
    return ""


def own_formulas(case: Case) -> Iterator[tuple[ReceivedSheet, dict[tuple[int, int], str]]]:
    """The formulas outside the form, by row (from 1) and column (from 0), sheet by sheet."""
    paired = {received.name: form for form, received in case.pairs}
    moved = {sheet.name for name, sheet in case.alignment.sheets.items() if sheet.name not in paired}
    for received in case.book.sheets:
        if received.name in moved:
            continue
        form = paired.get(received.name)
        own: AbstractSet[str] = received.formulas.keys()
        if form is not None:
            own = own - form.formulas.keys() - form.inputs.keys() - form.fixed.keys() - form.filled.keys()
        found = {place_of(ref): received.formulas[ref] for ref in own}
        if found:
            yield received, found
