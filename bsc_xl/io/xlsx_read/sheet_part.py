"""Reads one sheet: its cells and what stands around them."""

from __future__ import annotations

from bsc_xl.io.xlsx_read.cells import CellReader
from bsc_xl.io.xlsx_read.context import Context
from bsc_xl.io.xlsx_read.grid import corners
from bsc_xl.io.xlsx_read.plain_cells import plain_cells
from bsc_xl.io.xlsx_read.plain_xml import NotPlain, is_plain_head, standing_aside
from bsc_xl.io.xlsx_read.sections import Sections
from bsc_xl.io.xlsx_read.sheet_events import SheetEvents
from bsc_xl.io.xlsx_read.tokens import Tokens
from bsc_xl.io.xlsx_read.tree import MAIN
from bsc_xl.io.xlsx_read.troubles import SAVE_AGAIN, blocked, shown
from bsc_xl.io.xlsx_read.workbook_part import ListedSheet
from bsc_xl.io.xlsx_read.xml_events import Events
from bsc_xl.received import ReceivedSheet

_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_ROOTS = {"worksheet", "chartsheet", "dialogsheet"}


def read_sheet(content: bytes, listed: ListedSheet, part: str, context: Context) -> ReceivedSheet:
    """Understand a sheet's part.

    Raises:
        Blocked: it is broken or over a limit.
    """
    before = context.mark()
    try:
        return read_plain_sheet(content, listed, part, context)
    except NotPlain:
        context.back_to(before)
        return read_any_sheet(content, listed, part, context)


def read_plain_sheet(content: bytes, listed: ListedSheet, part: str, context: Context) -> ReceivedSheet:
    """A sheet whose cells stand in the form that programs write, which is read several times as fast.

    Expat reads all but the cells, for which nothing is left; when it is at their place, they are read.

    Raises:
        Blocked: it is broken or over a limit.
        NotPlain: its cells stand in another form, or it is broken in a way that expat words better.
    """
    start = content.find(_BEGIN) + len(_BEGIN)
    end = content.rfind(_END)
    if start < len(_BEGIN) or end < start or not is_plain_head(content):
        raise NotPlain
    sections, reader, events = _readers(listed, part, context)

    def take(_: Tokens) -> None:
        if found.data_places != [start - len(_BEGIN)]:
            raise NotPlain
        for tokens in plain_cells(content[start:end], events.prefixes):
            reader.take(tokens)

    found = SheetEvents(events, context, listed.name, take, sections.take)
    with standing_aside():
        events.run(content[:start], content[end:])
    if len(found.data_places) != 1:
        raise NotPlain
    return _sheet(listed, part, _kind(found, part), sections, reader)


def read_any_sheet(content: bytes, listed: ListedSheet, part: str, context: Context) -> ReceivedSheet:
    """A sheet in whatever form XML allows.

    Raises:
        Blocked: it is broken or over a limit.
    """
    sections, reader, events = _readers(listed, part, context)
    found = SheetEvents(events, context, listed.name, reader.take, sections.take)
    events.run(content)
    return _sheet(listed, part, _kind(found, part), sections, reader)


def _readers(listed: ListedSheet, part: str, context: Context) -> tuple[Sections, CellReader, Events]:
    return (
        Sections(context, listed.name, part),
        CellReader(context, listed.name, part),
        Events(part, context.limits),
    )


def _sheet(listed: ListedSheet, part: str, kind: str, sections: Sections, reader: CellReader) -> ReceivedSheet:
    cells = reader.finish()
    _check_dimension(sections)
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


def _check_dimension(sections: Sections) -> None:
    """A claim to be far larger than anything needs, or one that is no range."""
    context = sections.context
    claimed = corners(sections.dimension) if sections.dimension else (1, 1, 1, 1)
    if claimed is None:
        words = f"The sheet claims to fill {shown(sections.dimension)}, which is no range."
    elif claimed[2] >= context.limits.far_row or claimed[3] >= context.limits.far_column:
        words = f"The sheet claims to fill {shown(sections.dimension)}."
    else:
        return
    context.troubles.add("PKG009", words, part=sections.part, sheet=sections.sheet)
