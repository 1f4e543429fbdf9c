"""Builds the scored workbook."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bsc_xl.api.evaluating import evaluate_at, evaluator
from bsc_xl.api.flavours import carried_definition, check_ending, flavour_named, needs_of
from bsc_xl.api.reading import Figures, Loaded, Progress, Source, figure_sources, load, refuse_same
from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.files import replace_file
from bsc_xl.layout.udf import Flavour
from bsc_xl.model import Scorecard
from bsc_xl.rules.registry import RULEBOOKS


@dataclass(frozen=True)
class Built:
    """A workbook that was written.

    Attributes:
        path: the workbook.
        previous: the copy of the workbook that stood there before, or None.
        loaded: the definition and its facts, with warnings and rejections.
        evaluation: the scores as written.
        sheets: how many sheets it has.
    """

    path: Path
    previous: Path | None
    loaded: Loaded
    evaluation: Evaluation
    sheets: int


def build(
    definition: Source | Scorecard,
    output: Source,
    facts: Figures = (),
    period: str = "",
    report_date: date | None = None,
    progress: Progress | None = None,
    flavour: Flavour | str = Flavour.NATIVE,
    interpreter: str = "",
) -> Built:
    """Build the scored workbook of a definition.

    Args:
        definition: a file or a scorecard.
        output: the file to write, .xlsx or in the udf flavour .xlsm; one that stands there is kept beside it as
            "... (previous).xlsx".
        facts: as for `load`.
        period: the report period the workbook opens with.
        report_date: a report date that is typed into the workbook.
        progress: told how far the work is.
        flavour: "native" calculates by ordinary formulas; "udf" by functions that Python answers inside Excel.
        interpreter: the path of Python on the computers that open a workbook of the udf flavour.

    Raises:
        InvalidDefinition, UnreadableInput, WrongUsage: as `evaluate`; nothing is written then.
        FileInUse, CannotWrite: the workbook is open in Excel, or cannot be written.
    """
    target, flavour = Path(output), flavour_named(flavour)
    sources = figure_sources(facts)
    refuse_same(target, definition, *sources)
    check_ending(target, flavour)
    if progress:
        progress("reading", 0, 0)
    scorer, loaded = evaluator(load(definition, sources))
    if progress:
        progress("scoring", 0, 0)
    evaluation = evaluate_at(scorer, period, report_date)
    card = evaluation.card
    own_date = card.report_date if evaluation.point.column == card.report_column() else None
    previous, sheets = write_scored(evaluation, target, report_date or own_date, progress, flavour, interpreter)
    return Built(target, previous, loaded, evaluation, sheets)


def write_scored(
    evaluation: Evaluation,
    target: Path,
    report_date: date | None,
    progress: Progress | None,
    flavour: Flavour,
    interpreter: str = "",
) -> tuple[Path | None, int]:
    """Write a workbook in place of the old one; returns the copy of that, if there is one, and the number of sheets."""
    from bsc_xl.io.xlsx_write import write_workbook
    from bsc_xl.layout.workbook import workbook_layout

    definition = carried_definition(evaluation.card)
    needs = needs_of(flavour, interpreter)
    layout = workbook_layout(evaluation, report_date, flavour, definition, needs, RULEBOOKS[-1])

    def step(done: int, count: int) -> None:
        if progress:
            progress("writing", done, count)
            if done == count:  # what is left is packing the file
                progress("saving", 0, 0)

    with replace_file(target) as beside:
        write_workbook(layout, beside, step)
        # People type into these workbooks: what stood there is kept, so that building again can be undone.
        previous = _keep(target, beside)
    return previous, len(layout.sheets)


def _keep(target: Path, new: Path) -> Path | None:
    """Copy the file that is about to be replaced beside it; None where there is none or nothing changes."""
    if not target.exists() or target.read_bytes() == new.read_bytes():
        return None
    previous = target.with_name(f"{target.stem} (previous){target.suffix}")
    with replace_file(previous) as beside:
        shutil.copyfile(target, beside)
    return previous
