"""Reads one sheet: its cells and what stands around them."""

from __future__ import annotations

from bsc_xl.io.xlsx_read.cells import CellReader
from bsc_xl.io.xlsx_read.context import Context
from bsc_xl.io.xlsx_read.grid import corners
from bsc_xl.io.xlsx_read.sections import Sections
from bsc_xl.io.xlsx_read.sheet_events import SheetEvents
from bsc_xl.io.xlsx_read.tree import MAIN
from bsc_xl.io.xlsx_read.troubles import SAVE_AGAIN, blocked, shown
from bsc_xl.io.xlsx_read.workbook_part import ListedSheet
from bsc_xl.io.xlsx_read.xml_events import Events
from bsc_xl.received import ReceivedSheet

_ROOTS = {"worksheet", "chartsheet", "dialogsheet"}


def read_sheet(content: bytes, listed: ListedSheet, part: str, context: Context) -> ReceivedSheet:
    """Understand a sheet's part.

    Raises:
        Blocked: it is broken or over a limit.
    """
    sections = Sections(context, listed.name, part)
    reader = CellReader(context, listed.name, part)
    events = Events(part, context.limits)
    found = SheetEvents(events, context, listed.name, reader.take, sections.take)
    events.run(content)
    kind = _kind(found, part)
    cells = reader.finish()
    _check_dimension(sections, context)
    return ReceivedSheet(
        name=listed.name,
        part=part,
        state=listed.state,
        kind=kind,
        values=cells.values,
        formulas=cells.formulas,
        arrays=cells.arrays,
        styles=cells.styles,
        validations=tuple(sections.validations),
        formats=tuple(sections.formats),
        protection=sections.protection,
        hidden_rows=frozenset(cells.hidden_rows),
        hidden_columns=tuple(sections.hidden_columns),
        merged=tuple(sections.merged),
        dimension=sections.dimension,
        filtered=sections.filtered,
    )


def _kind(found: SheetEvents, part: str) -> str:
    space, _, name = found.root.rpartition(" ")
    if name == "macrosheet":
        return name
    if name not in _ROOTS or space not in MAIN:
        raise blocked("PKG013", f"The part {shown(part)} is no sheet.", SAVE_AGAIN, part=part)
    return name


def _check_dimension(sections: Sections, context: Context) -> None:
    """A claim to be far larger than anything needs, or one that is no range."""
    claimed = corners(sections.dimension) if sections.dimension else (1, 1, 1, 1)
    if claimed is None:
        words = f"The sheet claims to fill {shown(sections.dimension)}, which is no range."
    elif claimed[2] >= context.limits.far_row or claimed[3] >= context.limits.far_column:
        words = f"The sheet claims to fill {shown(sections.dimension)}."
    else:
        return
    context.troubles.add("PKG009", words, part=sections.part, sheet=sections.sheet)
