"""Renews stored values of calculated cells in bulk, in one pass over each sheet concerned."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bsc_xl.errors import WrongUsage
from bsc_xl.io.xlsx_patch.cell_scan import scan
from bsc_xl.io.xlsx_patch.cell_values import StoredLike, same
from bsc_xl.io.xlsx_patch.cell_xml import raw_value, with_stored
from bsc_xl.io.xlsx_patch.joined_formulas import JoinedFormulas
from bsc_xl.io.xlsx_patch.markup import utf8
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.parts import Book
from bsc_xl.io.xlsx_patch.spans import splice


def renew(source: Path, target: Path, values: Mapping[str, Mapping[str, StoredLike]]) -> int:
    """Write a copy of a workbook in which calculated cells show other values, as after a recalculation.

    Args:
        source: the workbook.
        target: the copy; it may be the same file.
        values: by sheet and by address. Cells that nothing calculates keep what they hold: those with neither a
            formula nor an array formula that fills them.

    Returns:
        How many cells changed; with none, the copy is the same file byte for byte.

    Raises:
        WrongUsage: there is no sheet of a name.
        UnreadableInput: the workbook is damaged or unsafe.
        ValueError: a number that Excel does not have.
    """
    package = Package(source)
    book = Book(package)
    from_1904 = book.from_1904()
    count = 0
    for name, cells in values.items():
        sheet = book.sheet(name)
        if sheet is None or sheet.part not in package or sheet.kind != "worksheet":
            raise WrongUsage(f"{source.name} has no sheet {name}.")
        data, changed = renewed(utf8(package.read(sheet.part)), cells, from_1904=from_1904)
        if changed:
            package.replace(sheet.part, data)
        count += changed
    package.write(target)
    return count


def renewed(data: bytes, values: Mapping[str, StoredLike], *, from_1904: bool = False) -> tuple[bytes, int]:
    """A sheet's part (in UTF-8) with other stored values, and how many changed."""
    found = scan(data, values, neighbours=False)
    joined = JoinedFormulas(found)
    changes = []
    for ref, here in found.cells.items():
        formula = here.formula
        if formula is None and not joined.fills(ref):
            continue
        value = values[ref]
        if not same(here.attributes.get("t", ""), raw_value(data, here), value, from_1904=from_1904):
            kept = b"" if formula is None else data[formula.start : formula.end]
            new = with_stored(data, here, value, kept, from_1904=from_1904)
            changes.append((here.start, here.end, 0, new))
    return splice(data, changes), len(changes)
