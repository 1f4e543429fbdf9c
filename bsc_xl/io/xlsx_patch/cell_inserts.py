"""Puts cells that there are not yet into a sheet, and rows for them, each in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from bsc_xl.io.xlsx_patch.cell_scan import RowPlace, SheetScan
from bsc_xl.io.xlsx_patch.cell_xml import whole
from bsc_xl.io.xlsx_patch.markup import quoted
from bsc_xl.io.xlsx_patch.ranges import place
from bsc_xl.io.xlsx_patch.spans import prefix_at, tag_end

Content = Callable[[str], tuple[str, bytes]]
"""Gives type and content of a cell for the prefix of its neighbours."""
_SPANS = re.compile(rb"""\s+spans\s*=\s*(?:"[^"]*"|'[^']*')""")
_Change = tuple[int, int, int, bytes]


def insertions(scan: SheetScan, new: Mapping[str, Content]) -> list[_Change]:
    """The changes to the bytes of a sheet that put cells into it, by address."""
    rows: dict[int, dict[int, str]] = {}
    for ref in new:
        row, column = place(ref)
        rows.setdefault(row, {})[column] = ref
    changes: list[_Change] = []
    fresh: list[bytes] = []
    for number in sorted(rows):
        cells = {column: (rows[number][column], new[rows[number][column]]) for column in sorted(rows[number])}
        here = scan.rows.get(number)
        if here is not None:
            changes += _into_row(scan.data, here, cells)
        else:
            prefix = prefix_at(scan.data, scan.data.rindex(b"<", 0, scan.opening))
            inner = b"".join(_cell(prefix, ref, "", content) for ref, content in cells.values())
            xml = f'<{prefix}row r="{number}">'.encode() + inner + f"</{prefix}row>".encode()
            fresh.append(xml)
            after = [row.start for other, row in scan.rows.items() if other > number]
            changes.append((min(after, default=scan.closing),) * 2 + (number, xml))
    if fresh and scan.data[scan.opening - 2 : scan.opening] == b"/>":  # a table of cells written as one empty tag
        tag = scan.data[scan.data.rindex(b"<", 0, scan.opening) : scan.opening]
        name = tag[1:-2].split()[0]
        changes = [(scan.opening - 2, scan.opening, 0, b">" + b"".join(fresh) + b"</" + name + b">")]
    return changes


def _into_row(data: bytes, row: RowPlace, cells: dict[int, tuple[str, Content]]) -> list[_Change]:
    prefix = prefix_at(data, row.start)
    style = row.attributes.get("s", "") if row.attributes.get("customFormat") in ("1", "true") else ""
    made = {column: _cell(prefix, ref, style, content) for column, (ref, content) in cells.items()}
    inside = tag_end(data, row.start)
    if inside == row.end:  # written as one empty tag
        closing = f"</{prefix}row>".encode()
        return [*_spans(data, row, cells), (inside - 2, inside, 0, b">" + b"".join(made.values()) + closing)]
    last = data.rindex(b"</", row.start, row.end)
    changes = _spans(data, row, cells)
    for column, xml in made.items():
        after = [one.start for number, one in row.cells.items() if number > column]
        at = min(after, default=last)
        # Before a cell that changes at the same place.
        changes.append((at, at, column - 1_000_000, xml))
    return changes


def _spans(data: bytes, row: RowPlace, columns: Collection[int]) -> list[_Change]:
    """Take out what a row says of its first and last column (it need not) where that is true no more."""
    found = _SPANS.search(data, row.start, tag_end(data, row.start))
    said = [int(number) for number in re.findall(r"\d+", row.attributes.get("spans", ""))]
    if found is None or (said and min(said) <= min(columns) + 1 and max(columns) + 1 <= max(said)):
        return []
    return [(found.start(), found.end(), 0, b"")]


def _cell(prefix: str, ref: str, style: str, content: Content) -> bytes:
    tag = f"<{prefix}c r={quoted(ref)}" + (f" s={quoted(style)}" if style else "")
    return whole(tag.encode(), prefix, *content(prefix))
