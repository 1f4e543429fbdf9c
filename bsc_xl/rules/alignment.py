"""Finds the issued sheets in a workbook that came back: by name, else by their texts; and whether cells moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bsc_xl.layout.addresses import cell, place_of
from bsc_xl.layout.types import CellValue
from bsc_xl.received import ReceivedBook, ReceivedSheet, StoredValue
from bsc_xl.rules.form import Form, FormSheet

ENOUGH = 0.6
"""The share of an issued sheet's texts that another sheet must have at their places to be the same one renamed."""
FEW = 3
"""So many texts must stand elsewhere before one speaks of moved cells."""


class Shift(NamedTuple):
    """A sheet whose cells no longer stand where they were issued: the first such cell and where its text is now."""

    sheet: str  # issued name
    ref: str
    text: str
    now: str


@dataclass(frozen=True)
class Alignment:
    """Which received sheet is which issued one.

    Attributes:
        sheets: received sheets by issued name; also those that were renamed or moved.
        missing: issued names of sheets that are not there.
        renamed: issued name of each sheet that has another one now, by that name in small letters.
        added: sheets that were not issued.
        shifts: sheets with moved cells, one each.
    """

    sheets: Mapping[str, ReceivedSheet]
    missing: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    added: tuple[ReceivedSheet, ...] = ()
    shifts: tuple[Shift, ...] = ()

    def moved(self, sheet: str) -> bool:
        """Whether cells of an issued sheet have moved."""
        return any(shift.sheet == sheet for shift in self.shifts)


def align(form: Form, book: ReceivedBook) -> Alignment:
    """Match the sheets of a form with those of a workbook."""
    found: dict[str, ReceivedSheet] = {}
    for name in form.sheets:
        sheet = book.sheet(name)
        if sheet is not None:
            found[name] = sheet
    taken = {sheet.name for sheet in found.values()}
    spare = [sheet for sheet in book.sheets if sheet.name not in taken]
    renamed: dict[str, str] = {}
    for name in (name for name in form.sheets if name not in found):
        like = next((sheet for sheet in spare if _is_like(form.sheets[name], sheet)), None)
        if like is not None:
            spare.remove(like)
            found[name], renamed[like.name.casefold()] = like, name
    missing = tuple(name for name in form.sheets if name not in found)
    shifts = [_shift(sheet, found[sheet.name]) for sheet in form.checked if sheet.name in found]
    in_order = {name: found[name] for name in form.sheets if name in found}
    return Alignment(in_order, missing, renamed, tuple(spare), tuple(shift for shift in shifts if shift))


def _is_like(form: FormSheet, sheet: ReceivedSheet) -> bool:
    texts = form.texts
    same = sum(sheet.values.get(ref) == text for ref, text in texts.items())
    return bool(texts) and same >= ENOUGH * len(texts)


def _shift(form: FormSheet, sheet: ReceivedSheet) -> Shift | None:
    """The first moved cell, if rows or columns were inserted, deleted, sorted or dragged."""
    texts = form.texts
    get = sheet.values.get
    lost = {ref: text for ref, text in texts.items() if get(ref) != text}
    if not lost:
        return None
    return _moved(texts, lost, form, sheet) or _sorted_rows(form, sheet)


def _moved(texts: Mapping[str, str], lost: dict[str, str], form: FormSheet, sheet: ReceivedSheet) -> Shift | None:
    """The first of many texts that stand so many rows or columns further on."""
    if len(lost) < FEW:
        return None
    wanted = Counter(texts.values())
    places: dict[StoredValue, list[str]] = {}
    for ref, value in sheet.values.items():
        if isinstance(value, str) and value in wanted and texts.get(ref) != value:
            places.setdefault(value, []).append(ref)
    votes = Counter(_step(ref, now) for ref, text in lost.items() for now in places.get(text, ()))
    step, count = votes.most_common(1)[0] if votes else ((0, 0), 0)
    if count < max(FEW, len(lost) // 2):
        return None
    moved_refs = [ref for ref, text in lost.items() if _at(ref, step) in places.get(text, ())]
    ref = min(moved_refs, key=place_of)
    return Shift(form.name, ref, texts[ref], _at(ref, step))


def _sorted_rows(form: FormSheet, sheet: ReceivedSheet) -> Shift | None:
    """A row of a table whose id, which stands there once, stands in another row of the table's column of ids now."""
    for table in form.sheet.tables:
        ids = next((column.values for column in table.columns if column.key == "id"), None)
        if ids is None:
            continue
        refs = [form.ref(table.key, "id", row) for row in range(table.rows)]
        once = {value for value, count in Counter(ids).items() if count == 1}
        issued: dict[CellValue, str] = {value: ref for value, ref in zip(ids, refs, strict=True) if value in once}
        for ref in refs:
            value = sheet.values.get(ref)
            if isinstance(value, str) and issued.get(value, ref) != ref:
                return Shift(form.name, issued[value], value, ref)
    return None


def _step(ref: str, now: str) -> tuple[int, int]:
    (row, column), (new_row, new_column) = place_of(ref), place_of(now)
    return new_row - row, new_column - column


def _at(ref: str, step: tuple[int, int]) -> str:
    row, column = place_of(ref)
    row, column = row + step[0], column + step[1]
    return cell(row, column) if row >= 1 and column >= 0 else ""


def sort_key(refs: Iterable[str]) -> list[str]:
    """Addresses in the order of rows, then columns."""
    return sorted(refs, key=place_of)
