"""The digest of a form: where everything stands and which formulas hold, figures apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from bsc_xl.layout.types import CALCULATED, Column, Sheet, Workbook


def form_digest(layout: Workbook) -> str:
    """SHA-256 over sheets, tables, headings, kinds, formulas, loose texts, input rules and names, hexadecimal.

    What the definition says (weights, targets, names of measures) has a digest of its own and is left out, as are
    figures and results. Two programs that make the same form from a definition have the same digest.
    """
    digest = hashlib.sha256()
    for sheet in layout.sheets:
        for part in _parts(sheet):
            digest.update(json.dumps(part, ensure_ascii=True, separators=(",", ":")).encode())
    digest.update(json.dumps(sorted(layout.names.items())).encode())
    return digest.hexdigest()


def _parts(sheet: Sheet) -> Iterator[object]:
    yield [sheet.name, sheet.kind, sheet.hidden]
    for table in sheet.tables:
        yield [table.key, table.top, table.left, table.rows]
        for column in table.columns:
            yield [column.key, column.title, column.kind.value, *_formulas(column)]
    for loose in sheet.loose:
        if loose.formula:
            yield [loose.row, loose.column, loose.formula]
        elif isinstance(loose.value, str) and loose.style.kind.value != "input":
            yield [loose.row, loose.column, loose.value]
    for rule in sheet.validations:
        yield [list(rule.ranges), rule.source, rule.rule]


def _formulas(column: Column) -> Iterator[object]:
    if column.kinds is not None:
        yield [kind.value for kind in column.kinds]
    if isinstance(column.formula, str):
        yield column.formula if column.kind in CALCULATED or column.kinds is not None else ""
    else:
        yield list(column.formula)
    for block in column.blocks:
        yield [block.first, block.rows, block.columns, block.formula]
