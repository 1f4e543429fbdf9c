"""Reads and writes definitions and figures."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from bsc_xl.errors import InvalidDefinition, WrongUsage
from bsc_xl.evaluation.entries import Rejected
from bsc_xl.files import free_name
from bsc_xl.model import Actual, Fault, Scorecard
from bsc_xl.model.check import check, has_errors
from bsc_xl.model.fault import nearest

if TYPE_CHECKING:
    import pandas as pd

    from bsc_xl.facts.load import Import
    from bsc_xl.facts.merge import Overridden


MOST_NAMED = 12  # of the ids that there are, where one was not found

Source = str | os.PathLike[str]
FigureSource: TypeAlias = "Source | pd.DataFrame | Iterable[Actual]"
Figures: TypeAlias = "FigureSource | Iterable[FigureSource]"
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are (0: nobody knows)."""


@dataclass(frozen=True)
class Loaded:
    """A definition with its facts.

    Attributes:
        card: the scorecard.
        warnings: faults that do not stop the build.
        facts: those of the definition and of the files, later ones in place of earlier ones.
        rejected: facts that cannot be used, with the name of their source.
        overridden: facts of one source that a later source replaced.
    """

    card: Scorecard
    warnings: tuple[Fault, ...]
    facts: tuple[Actual, ...]
    rejected: tuple[tuple[str, Rejected], ...]
    overridden: tuple[Overridden, ...]


def read(definition: Source | Scorecard) -> Scorecard:
    """Read a definition.

    Args:
        definition: an Excel definition workbook or TOML file; a scorecard is checked and given back.

    Raises:
        InvalidDefinition: it has faults; all of them are listed.
        UnreadableInput: the file is missing, damaged, unsafe or of another kind.
    """
    return read_with_warnings(definition)[0]


def read_with_warnings(definition: Source | Scorecard) -> tuple[Scorecard, tuple[Fault, ...]]:
    """As `read`, together with the faults that do not stop the build."""
    if isinstance(definition, Scorecard):
        card: Scorecard | None = definition
        faults = check(definition)
    else:
        from bsc_xl.io.definition import read_definition

        card, faults = read_definition(Path(definition))
    if card is None or has_errors(faults):
        name = "" if isinstance(definition, Scorecard) else f" {Path(definition).name}"
        raise InvalidDefinition(faults, f"The definition{name}")
    return card, tuple(faults)


def write(card: Scorecard, path: Source) -> Path:
    """Write a definition as Excel (.xlsx) or TOML (.toml); the same scorecard gives the same bytes."""
    from bsc_xl.io.definition import write_definition

    target = Path(path)
    write_definition(card, target)
    return target


def load(definition: Source | Scorecard, facts: Figures = ()) -> Loaded:
    """Read a definition and its facts.

    Args:
        definition: a file or a scorecard; its own actuals count as the first source.
        facts: one source or several: long tables as files (.csv, .xlsx, .parquet) or pandas frames, or facts; what a
            later source says replaces what an earlier one said.

    Raises:
        InvalidDefinition, UnreadableInput: as `read`; UnreadableInput also for a file of facts.
    """
    card, warnings = read_with_warnings(definition)
    sources: list[Iterable[Actual]] = [card.actuals]
    rejected: list[tuple[str, Rejected]] = []
    for source in figure_sources(facts):
        found = _import(source, card)
        if found is None:
            sources.append(source)
        else:
            sources.append(found.facts)
            rejected.extend((found.source, item) for item in found.rejected)
    if len(sources) == 1:
        return Loaded(card, warnings, card.actuals, tuple(rejected), ())
    from bsc_xl.facts.merge import merge

    merged, overridden = merge(*sources)
    return Loaded(card, warnings, merged, tuple(rejected), overridden)


def figure_sources(facts: Figures) -> list[Any]:
    """The sources one by one, where one may stand for a list of one, and bare facts for a source of them."""
    if isinstance(facts, (str, os.PathLike)) or _is_frame(facts):
        return [facts]
    listed = list(cast("Iterable[Any]", facts))
    return [listed] if listed and all(isinstance(item, Actual) for item in listed) else listed


def _is_frame(source: object) -> bool:
    return hasattr(source, "columns") and hasattr(source, "itertuples")


def _import(source: Any, card: Scorecard) -> Import | None:
    """What a file or a frame holds; None where the source holds facts already."""
    if isinstance(source, (str, os.PathLike)):
        return read_facts(source, card)
    if _is_frame(source):
        from bsc_xl.facts.table import from_frame

        return from_frame(source, card)
    return None


def read_facts(path: Source, card: Scorecard | None = None) -> Import:
    """Read a long table of facts; with a scorecard, facts that do not suit it are rejected with the reason."""
    from bsc_xl.facts.table import read_facts as read_table
    from bsc_xl.io.preflight import check_workbook_file

    return read_table(Path(path), card, check_workbook_file)


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refuse to replace a file unless that is asked for."""
    if path.exists() and not force:
        raise WrongUsage(f"{path} exists: choose another name, such as {free_name(path).name}, or add --force.")


def refuse_same(output: Path, *inputs: object) -> None:
    """Refuse an output that is an input, too: an input must not be replaced by what is made of it."""
    for one in inputs:
        if isinstance(one, (str, os.PathLike)) and os.path.realpath(one) == os.path.realpath(output):
            raise WrongUsage(f"{output} is read, and would be replaced by what is written: choose another name.")


def unknown(what: str, word: str, known: Collection[str]) -> WrongUsage:
    """The error that says that there is no such thing, and what there is."""
    listed = ", ".join(list(known)[:MOST_NAMED])
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    hint = nearest(word, known) or f"There {'is' if len(known) == 1 else 'are'} {listed}{more}."
    return WrongUsage(f"There is no {what} {word}. {hint}")
