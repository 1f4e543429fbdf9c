"""Computes a workbook's formulas anew with another program, and says of every cell its value or why it has none.

The file is only read: what these programs save loses parts of a workbook, so nothing is saved here for anybody.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from bsc_xl import __version__
from bsc_xl.engines.answers import Answers, Failure, Value, plain
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.engines.reads import areas, built_on
from bsc_xl.engines.stored_cells import Place, StoredCell, StoredCells, cells_of, stored_cells
from bsc_xl.errors import WrongUsage
from bsc_xl.layout.types import Workbook

NO_SCORECARD = "no scorecard was given for this workbook"
NOT_OURS = "the scorecard has no such calculation"
READS = "it reads"


class Engine(StrEnum):
    """A program that can compute a workbook."""

    CORE = "core"
    FORMULAS = "formulas"
    FORMUALIZER = "formualizer"
    LIBREOFFICE = "libreoffice"


@dataclass(frozen=True, slots=True)
class NotComputed:
    """A cell without a value, and why."""

    sheet: str
    ref: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recalculated:
    """What an engine says of a workbook; each calculated cell is in ``values`` or in ``not_computed``.

    Attributes:
        engine: which one.
        version: its version.
        values: by sheet and address.
        not_computed: the cells that have no value, in the order of the file, each with the reason.
    """

    engine: Engine
    version: str
    values: Mapping[Place, Value]
    not_computed: tuple[NotComputed, ...]


def recalculate(
    path: Path,
    engine: Engine | str = Engine.CORE,
    *,
    layout: Workbook | None = None,
    sheets: Collection[str] | None = None,
    addin: Path | None = None,
) -> Recalculated:
    """Compute every formula of a workbook with an engine.

    Args:
        path: an .xlsx or .xlsm file; it is not changed.
        engine: which program computes.
        layout: for the core, the layout of the scorecard in the workbook; without it nothing can be computed.
        sheets: only the cells of these; None for all.
        addin: for LibreOffice, the extension with the functions of bsc-xl, which workbooks of the udf flavour need.

    Returns:
        A value or a reason for each calculated cell. An error value is no value, and a value made of cells that were
        not computed is none either, whatever the engine shows there.

    Raises:
        WrongUsage: there is no such engine or sheet.
        UnreadableInput: the file is no workbook.
        MissingExtra: the engine is an optional part and not installed.
        EngineMissing, EngineFailed: LibreOffice is not there or did not deliver.
    """
    try:
        chosen = Engine(engine)
    except ValueError:
        raise WrongUsage(f"{engine} is no engine; there are {', '.join(Engine)}.") from None
    stored = stored_cells(path)
    unknown = sorted(set(sheets or ()).difference(stored.sheets))
    if unknown:
        raise WrongUsage(f"{path.name} has no sheet {unknown[0]}.")
    wanted = [place for place in stored.calculated() if sheets is None or place[0] in sheets]
    made, answers = _ENGINES[chosen](_Task(path, stored, wanted, layout, addin))
    found = {place: plain(answers.get(place)) for place in {**answers, **dict.fromkeys(wanted)}}
    reasons = {place: value.reason for place, value in found.items() if isinstance(value, Failure)}
    if chosen is not Engine.CORE:
        for place, cause in built_on(reasons, stored).items():
            reasons.setdefault(place, f"{READS} {cause[0]}!{cause[1]}, which was not computed")
    return Recalculated(
        chosen,
        made,
        {
            place: value
            for place, value in ((place, found[place]) for place in wanted if place not in reasons)
            if not isinstance(value, Failure)
        },
        tuple(NotComputed(*place, reasons[place]) for place in wanted if place in reasons),
    )


@dataclass(frozen=True, slots=True)
class _Task:
    """What an engine is asked; every engine takes what it needs of it."""

    path: Path
    stored: StoredCells
    wanted: list[Place]
    layout: Workbook | None
    addin: Path | None


def _core(task: _Task) -> tuple[str, Answers]:
    if task.layout is None:
        return __version__, {place: Failure(NO_SCORECARD) for place in task.wanted}
    ours = {(c.sheet, c.ref): "" if c.value is None else c.value for c in task.layout.calculated()}
    return __version__, {place: ours.get(place, Failure(NOT_OURS)) for place in task.wanted}


def _formulas(task: _Task) -> tuple[str, Answers]:
    from bsc_xl.engines.with_formulas import answers

    pages = {area.sheet for text in task.stored.names.values() for area in areas(text, "", {})}
    return version("formulas"), answers(task.path, _anchors(task), pages & set(task.stored.sheets), task.stored)


def _formualizer(task: _Task) -> tuple[str, Answers]:
    from bsc_xl.engines.with_formualizer import answers

    return version("formualizer"), answers(task.path, task.wanted, task.stored)


def _libreoffice(task: _Task) -> tuple[str, Answers]:
    office = LibreOffice.here(task.addin)
    with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
        [made] = office.recalculate([task.path], Path(folder))
        found = stored_cells(made).cells
    filled = set(task.stored.filled())
    return office.version(), {place: _as_saved(found.get(place), filled=place in filled) for place in task.wanted}


def _as_saved(cell: StoredCell | None, *, filled: bool) -> object:
    """The value of a cell in what LibreOffice saved: of those that an array formula fills, it leaves blanks out."""
    if cell is None:
        return "" if filled else None
    return Failure(cell.error) if cell.error else cell.value


def _anchors(task: _Task) -> list[tuple[str, str]]:
    """The ranges to ask for: cells with a formula, array formulas as a whole."""
    wanted, cells = set(task.wanted), task.stored.cells
    return [
        (sheet, stored.block if len(list(cells_of(stored.block))) > 1 else ref)
        for (sheet, ref), stored in cells.items()
        if stored.formula and (sheet, ref) in wanted
    ]


_ENGINES: dict[Engine, Callable[[_Task], tuple[str, Answers]]] = {
    Engine.CORE: _core,
    Engine.FORMULAS: _formulas,
    Engine.FORMUALIZER: _formualizer,
    Engine.LIBREOFFICE: _libreoffice,
}
