"""Calculated cells whose stored value does not follow from the entries, and which of them come first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bsc_xl.layout.addresses import place_of
from bsc_xl.layout.types import CellValue
from bsc_xl.received import ErrorValue, StoredValue
from bsc_xl.rules.agreement import Cells, Precedents, agrees
from bsc_xl.rules.canonical import Area
from bsc_xl.rules.case import Case
from bsc_xl.rules.form import FormSheet


class Difference(NamedTuple):
    """A calculated cell (issued name of its sheet), what it must show and what it shows."""

    sheet: str
    ref: str
    expected: CellValue
    stored: StoredValue


def differences(case: Case) -> list[Difference]:
    """Cells with a formula whose stored value differs; blanks where there should be a value are another rule's."""
    found = []
    for sheet, received in case.pairs:
        get, formulas = received.values.get, received.formulas
        values = case.expected.get(sheet.name, {})
        unequal = [(ref, expected) for ref, expected in values.items() if get(ref) != expected]
        for ref, expected in unequal:
            stored = get(ref)
            if stored is None or isinstance(stored, ErrorValue):
                continue
            if agrees(expected, stored, date1904=case.book.date1904) or _is_engine(sheet, ref):
                continue
            if ref in formulas or sheet.filled.get(ref) in formulas:
                found.append(Difference(sheet.name, ref, expected, stored))
    return found


def _is_engine(sheet: FormSheet, ref: str) -> bool:
    """Whether the cell says what calculates: that differs from machine to machine."""
    return "BSC_ENGINE" in sheet.formulas.get(ref, "")


def roots(case: Case, found: list[Difference]) -> list[Difference]:
    """Those that do not follow from another difference, nor from a cell that another rule has found something about."""
    if not found:
        return []
    issued = {case.received_name(name): name for name in case.form.sheets}
    flagged = [(issued.get(sheet, sheet), ref) for sheet, ref in case.flagged if ref]
    flagged = [place for place in flagged if not _as_issued(case, *place)]
    suspect = Cells([*((one.sheet, one.ref) for one in found), *flagged])
    flags = set(flagged)
    names = Precedents(case.form.layout.names)
    return [
        one
        for one in found
        if (one.sheet, one.ref) not in flags and not _follows(case.form.sheets, one, suspect, names)
    ]


def _as_issued(case: Case, sheet: str, ref: str) -> bool:
    """Whether it is a definition as issued, that a rule judges: nothing is computed differently because of it."""
    form, received = case.form.sheets.get(sheet), case.alignment.sheets.get(sheet)
    if form is None or received is None or ref not in form.fixed or ref in received.formulas:
        return False
    return agrees(form.fixed[ref], received.values.get(ref), date1904=case.book.date1904)


def _follows(sheets: Mapping[str, FormSheet], one: Difference, suspect: Cells, names: Precedents) -> bool:
    sheet = sheets[one.sheet]
    anchor = sheet.filled.get(one.ref, one.ref)
    own = one.sheet.casefold(), *place_of(one.ref)
    block = _rows(sheet.arrays.get(anchor, ""))
    for area in names.of(sheet.formulas[anchor], one.sheet):
        # Of a call for a whole column, a row reads its own row only.
        if block and (area.top, area.bottom) == block:
            area = Area(area.sheet, own[1], area.left, own[1], area.right)  # noqa: PLW2901
        if suspect.touches(area, but=own):
            return True
    return False


def _rows(block: str) -> tuple[int, int] | None:
    """First and last row of an array formula over several rows."""
    first, _, last = block.partition(":")
    if not last:
        return None
    top, bottom = (int(part.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for part in (first, last))
    return (top, bottom) if bottom > top else None
