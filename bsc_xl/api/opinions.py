"""Asks other engines: about formulas that people added, and as a second opinion about all calculated cells."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.engines.recalculate import Engine, Recalculated
from bsc_xl.engines.recalculate import recalculate as recalculate_by
from bsc_xl.errors import BscError, EngineFailed, MissingExtra, WrongUsage
from bsc_xl.layout.addresses import cell
from bsc_xl.received import StoredValue
from bsc_xl.rules.case import Case, Opinions
from bsc_xl.rules.formulas.changes import own_formulas
from bsc_xl.rules.rule import Need

SECOND = (Engine.LIBREOFFICE, Engine.FORMULAS, Engine.FORMUALIZER)
"""The engines that can be asked for a second opinion."""


def about_added_formulas(path: Path, case: Case) -> Opinions | None:
    """What formualizer computes for the formulas that people added; None where there are none.

    Where it is not installed, or fails, none of them is checked, and the reason is told with each.
    """
    if case.lacks(Need.ISSUED):
        return None
    places = [(sheet.name, cell(row, column)) for sheet, found in own_formulas(case) for row, column in found]
    if not places:
        return None
    try:
        made = recalculate_by(path, Engine.FORMUALIZER)
    except BscError as error:
        return Opinions(Engine.FORMUALIZER, {}, dict.fromkeys(places, str(error)))
    return _of(made, places)


def second_opinion(path: Path, engine: str) -> Opinions | None:
    """What another engine computes for all calculated cells; None where none was asked for.

    Raises:
        WrongUsage: there is no such engine.
        MissingExtra, EngineMissing, EngineFailed: it is not there or does not deliver.
    """
    if not engine:
        return None
    check_second(engine)
    from bsc_xl.api.recalculating import recalculate

    try:
        made = recalculate(path, engine)
    except (ValueError, TypeError, LookupError) as error:
        raise EngineFailed(f"{engine} could not compute {path.name}.", str(error)) from error
    return _of(made, None)


def check_second(engine: str) -> None:
    """Make sure that an engine can be asked, before any file is read; an empty name asks none.

    Raises:
        WrongUsage: there is no such engine.
        MissingExtra, EngineMissing: it is not installed.
    """
    if not engine:
        return
    if engine not in tuple(SECOND):
        raise WrongUsage(f"{engine} is no engine for a second opinion; there are {', '.join(SECOND)}.")
    if engine == Engine.LIBREOFFICE:
        LibreOffice.here()
    elif find_spec(engine) is None:
        raise MissingExtra(f"A second opinion by {engine}", "engines")


def _of(made: Recalculated, places: list[tuple[str, str]] | None) -> Opinions:
    wanted = None if places is None else set(places)
    values: dict[tuple[str, str], StoredValue | None] = {
        place: value for place, value in made.values.items() if wanted is None or place in wanted
    }
    reasons = {(one.sheet, one.ref): one.reason for one in made.not_computed}
    missing = {place: reason for place, reason in reasons.items() if wanted is None or place in wanted}
    if wanted is not None:
        missing |= {place: "it was not computed" for place in wanted if place not in values and place not in missing}
    return Opinions(f"{made.engine} {made.version}", values, missing)
