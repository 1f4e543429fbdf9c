"""Workbooks of both flavours: what a flavour needs, and how one becomes the other with everything people typed."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from bsc_xl.api.evaluating import evaluate_at, evaluator
from bsc_xl.api.reading import Progress, load
from bsc_xl.errors import InvalidDefinition, UnreadableInput, WrongUsage
from bsc_xl.evaluation.entries import Rejected
from bsc_xl.layout.sheets.xlwings_conf import USUAL_INTERPRETER, Xlwings
from bsc_xl.layout.udf import Flavour
from bsc_xl.model import Scorecard
from bsc_xl.model.check import has_errors

ENDINGS = {Flavour.NATIVE: ".xlsx", Flavour.UDF: ".xlsm"}


def flavour_named(name: Flavour | str) -> Flavour:
    """The flavour of that name.

    Raises:
        WrongUsage: there is none.
    """
    try:
        return Flavour(name)
    except ValueError:
        raise WrongUsage(f"{name!r} is no flavour; there are {', '.join(Flavour)}.") from None


def check_ending(target: Path, flavour: Flavour) -> None:
    """Refuse a file name that does not suit the flavour.

    Raises:
        WrongUsage: with what to write instead.
    """
    ending = target.suffix.lower()
    if ending == ENDINGS[flavour]:
        return
    if flavour is Flavour.UDF:
        remedy = f"write for example -o {target.stem or 'scorecard'}.xlsm"
        raise WrongUsage(f"{target.name}: a workbook of the udf flavour ends in .xlsm, as it has macros; {remedy}.")
    if ending == ".xlsm":
        raise WrongUsage(f"{target.name}: only workbooks of the udf flavour end in .xlsm; add --flavour udf.")
    raise WrongUsage(f"{target.name}: a scorecard workbook ends in .xlsx; write for example -o scorecard.xlsx.")


def needs_of(flavour: Flavour, interpreter: str = "") -> Xlwings | None:
    """What a workbook of this flavour says that it needs; without an interpreter, this computer's on Windows."""
    if flavour is Flavour.NATIVE:
        return None
    from bsc_xl.xlwings_code import xlwings_version

    return Xlwings(xlwings_version(), interpreter or _interpreter_here())


def _interpreter_here() -> str:
    if os.name != "nt":
        return USUAL_INTERPRETER
    silent = Path(sys.executable).with_name("pythonw.exe")
    return str(silent if silent.exists() else sys.executable)


def carried_definition(card: Scorecard) -> str:
    """The definition as a workbook carries it: as TOML, without figures."""
    from bsc_xl.io.definition.toml import definition_text

    return definition_text(replace(card, actuals=()))


def read_workbook(path: Path) -> tuple[Scorecard, tuple[Rejected, ...]]:
    """The scorecard in a built workbook, with every entry that people made in it.

    Returns:
        The scorecard, its report period and date as Start has them, and entries that cannot be used.

    Raises:
        UnreadableInput: bsc-xl did not build it, or its sheets were moved about.
        InvalidDefinition: what was typed makes a definition with faults.
    """
    from bsc_xl.facts.typed import MovedCells, typed
    from bsc_xl.io.workbook_read import open_built
    from bsc_xl.layout.workbook import workbook_layout

    with open_built(path) as book:
        card = definition_in(book.definition, path.name)
        scorer, _ = evaluator(load(card))
        layout = workbook_layout(evaluate_at(scorer))
        try:
            found = typed(layout, card, book.cells)
        except MovedCells as error:
            made_by = book.head.get("made by")
            remedy = "rows were moved or deleted, or another version of bsc-xl built it"
            raise UnreadableInput(f"{path.name}: {error}: {remedy} ({made_by}).") from None
    return found.card, tuple(found.rejected)


def definition_in(text: str, name: str) -> Scorecard:
    """The definition that a workbook carries, read from its text; ``name`` is what messages call the workbook.

    Raises:
        InvalidDefinition: it has faults.
    """
    from bsc_xl.io.definition.tables import to_scorecard
    from bsc_xl.io.definition.toml import read_raw

    card, faults = to_scorecard(read_raw(text, name))
    if card is None or has_errors(faults):
        raise InvalidDefinition(faults, f"The definition in {name}")
    return card


def convert_workbook(
    old: Path, new: Path, interpreter: str = "", progress: Progress | None = None
) -> tuple[tuple[str, Rejected], ...]:
    """Turn a workbook into one of the other flavour; returns the entries that cannot be used."""
    from bsc_xl.api.building import write_scored

    flavour = next(flavour for flavour, ending in ENDINGS.items() if ending == new.suffix.lower())
    card, rejected = read_workbook(old)
    scorer, loaded = evaluator(load(card))
    write_scored(evaluate_at(scorer), new, card.report_date, progress, flavour, interpreter)
    return (*((old.name, item) for item in rejected), *loaded.rejected)
