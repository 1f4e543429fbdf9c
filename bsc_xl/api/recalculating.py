"""Computes a workbook anew: by the core from what people typed in it, or by another program from its formulas."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from bsc_xl.api.evaluating import evaluate_at, evaluator
from bsc_xl.api.flavours import read_workbook
from bsc_xl.api.reading import Source, load
from bsc_xl.engines.recalculate import Engine, Recalculated
from bsc_xl.engines.recalculate import recalculate as recalculate_by
from bsc_xl.engines.stored_cells import stored_cells
from bsc_xl.errors import InvalidDefinition, UnreadableInput
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.types import Kind, Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.model import Actual, Scorecard


def recalculate(
    workbook: Source, engine: Engine | str = Engine.CORE, *, sheets: Collection[str] | None = None
) -> Recalculated:
    """Compute every calculated cell of a workbook anew; the file is not changed, and values stored in it do not count.

    Args:
        workbook: a workbook of either flavour.
        engine: "core", from the definition and the entries in the workbook; or "libreoffice", "formulas" or
            "formualizer", from its formulas, with the functions of bsc-xl.
        sheets: only the cells of these; None for all.

    Returns:
        A value, or the reason why there is none, for each calculated cell.

    Raises:
        WrongUsage, UnreadableInput, MissingExtra, EngineMissing, EngineFailed: as `bsc_xl.engines.recalculate`.
    """
    path = Path(workbook)
    if engine == Engine.CORE:
        return recalculate_by(path, engine, layout=layout_in(path), sheets=sheets)
    if engine != Engine.LIBREOFFICE:
        return recalculate_by(path, engine, sheets=sheets)
    from bsc_xl.io.oxt import FILE_NAME, write_addin

    with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
        addin = Path(folder) / FILE_NAME
        write_addin(addin)
        return recalculate_by(path, engine, sheets=sheets, addin=addin)


def layout_in(path: Path) -> Workbook | None:
    """The layout, with its values, of the scorecard that stands in a workbook; None if the workbook carries none."""
    from bsc_xl.io.workbook_read import open_built

    try:
        with open_built(path) as book:
            flavour = Flavour(str(book.head.get("flavour")))
        card, _ = read_workbook(path)
    except (UnreadableInput, InvalidDefinition, ValueError):
        return None
    return _layout(replace(card, actuals=tuple(_as_typed(card, _layout(card, flavour), path))), flavour)


def _layout(card: Scorecard, flavour: Flavour) -> Workbook:
    from bsc_xl.layout.workbook import workbook_layout

    scorer, _ = evaluator(load(card))
    return workbook_layout(evaluate_at(scorer), card.report_date, flavour)


def _as_typed(card: Scorecard, layout: Workbook, path: Path) -> Iterator[Actual]:
    """The figures with words as they were typed: reading a workbook refuses or tidies some, but formulas see them."""
    stored = stored_cells(path).cells
    facts = {(fact.measure, fact.period): fact for fact in card.actuals}
    for sheet in (sheet for sheet in layout.sheets if sheet.kind == "unit"):
        table = sheet.table("measures")
        columns = {column.key: column for column in table.columns}
        for row, id_ in enumerate(columns["id"].values):
            measure = card.measure_by_id[str(id_)]
            for period in card.grid.periods:
                place = sheet.name, cell(table.first + row, table.column_number(period.id))
                words = stored[place].value if place in stored else None
                if not isinstance(words, str) or columns[period.id].kind_of(row) is not Kind.INPUT:
                    continue
                name = card.calendar.containing(period.end, measure.frequency).id
                fact = facts.get((measure.id, name), Actual(measure.unit, measure.id, name))
                facts[measure.id, name] = replace(fact, actual=words, null_reason=None)
    yield from facts.values()
