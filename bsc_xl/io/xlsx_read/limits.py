"""How large a workbook may be in each respect before it is refused; a scorecard of 200 tabs stays far below all."""

from __future__ import annotations

from dataclasses import dataclass

ROWS, COLUMNS = 1_048_576, 16_384
"""The grid of a sheet; nothing beyond it is a cell."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on what is read; above one of them the file is refused (PKG004) or the odd thing in it is named.

    Attributes:
        file_bytes: the file as it lies on the disk.
        parts: members of the package.
        inflated_bytes: all parts together, unpacked; counted while unpacking.
        part_bytes: one part that is read as XML, unpacked. Bounds memory: one part is in memory at a time.
        ratio: unpacked to packed size of the whole; deflate ends at 1,032, honest workbooks stay below 100.
        ratio_from_bytes: below so much unpacked, a high ratio is harmless.
        depth: levels of elements in a part.
        attributes: on one element.
        token_bytes: one tag, comment or processing instruction.
        elements: in one part.
        nodes: elements of one section that is kept whole, such as the data validations of a sheet.
        sheets: of a book.
        cells: with a value or formula, or a style, in the whole book.
        text: characters in a cell; Excel's own is 32,767.
        texts: characters of all shared strings together.
        formula: characters of a formula; Excel's own is 8,192.
        formulas: characters of all shared formulas of the book, written out.
        names: defined names.
        ranges: merged cells of a sheet, or ranges of all validations or conditional formats of a sheet.
        far_row, far_column: a sheet that claims to reach so far, or a lonely cell there, is absurd (PKG009).
        troubles: of one file; more are counted in one line.
    """

    file_bytes: int = 100_000_000
    parts: int = 10_000
    inflated_bytes: int = 200_000_000
    part_bytes: int = 100_000_000
    ratio: int = 250
    ratio_from_bytes: int = 10_000_000
    depth: int = 256
    attributes: int = 256
    token_bytes: int = 4_000_000
    elements: int = 3_000_000
    nodes: int = 200_000
    sheets: int = 1_000
    cells: int = 500_000
    text: int = 32_767
    texts: int = 50_000_000
    formula: int = 8_192
    formulas: int = 10_000_000
    names: int = 50_000
    ranges: int = 50_000
    far_row: int = 200_000
    far_column: int = 4_000
    troubles: int = 200
