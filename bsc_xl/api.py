"""The library's face: the verbs of the command line as functions.

    from bsc_xl import api
    card = api.read("scorecard.xlsx")
    api.build(card, "workbook.xlsx")
    frame = api.score(card, period="2026-10")

Paths may be texts. Faults in a definition raise `bsc_xl.errors.InvalidDefinition`, which lists them all; facts that
cannot be used are never dropped silently, but listed in what comes back.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsc_xl.errors import InvalidDefinition, WrongUsage
from bsc_xl.evaluation.entries import Rejected, entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.files import free_name, replace_file
from bsc_xl.model import Actual, Fault, PeriodError, Scorecard
from bsc_xl.model.check import check, has_errors
from bsc_xl.model.fault import nearest

if TYPE_CHECKING:
    import pandas as pd

    from bsc_xl.facts.load import Import
    from bsc_xl.facts.merge import Overridden

Source = str | os.PathLike[str]
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are."""


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


@dataclass(frozen=True)
class Template:
    """A ready scorecard that comes with bsc-xl."""

    name: str
    title: str
    summary: str
    path: Path


def read(definition: Source | Scorecard) -> Scorecard:
    """Read a definition.

    Args:
        definition: an Excel definition workbook or TOML file; a scorecard is checked and given back.

    Raises:
        InvalidDefinition: it has faults; all of them are listed.
        UnreadableInput: the file is missing, damaged, unsafe or of another kind.
    """
    return _read(definition)[0]


def _read(definition: Source | Scorecard) -> tuple[Scorecard, tuple[Fault, ...]]:
    if isinstance(definition, Scorecard):
        card: Scorecard | None = definition
        faults = check(definition)
    else:
        from bsc_xl.io.definition import read_definition

        card, faults = read_definition(Path(definition))
    if card is None or has_errors(faults):
        raise InvalidDefinition(faults)
    return card, tuple(faults)


def write(card: Scorecard, path: Source) -> Path:
    """Write a definition as Excel (.xlsx) or TOML (.toml); the same scorecard gives the same bytes."""
    from bsc_xl.io.definition import write_definition

    target = Path(path)
    write_definition(card, target)
    return target


def load(definition: Source | Scorecard, facts: Iterable[Source | Iterable[Actual]] = ()) -> Loaded:
    """Read a definition and its facts.

    Args:
        definition: a file or a scorecard; its own actuals count as the first source.
        facts: long tables (.csv, .xlsx, .parquet) or facts; later ones replace earlier ones.

    Raises:
        InvalidDefinition, UnreadableInput: as `read`; UnreadableInput also for a file of facts.
    """
    card, warnings = _read(definition)
    sources: list[Iterable[Actual]] = [card.actuals]
    rejected: list[tuple[str, Rejected]] = []
    for source in facts:
        if isinstance(source, (str, os.PathLike)):
            found = read_facts(source, card)
            sources.append(found.facts)
            rejected.extend((found.source, item) for item in found.rejected)
        else:
            sources.append(list(source))
    if len(sources) == 1:
        return Loaded(card, warnings, card.actuals, tuple(rejected), ())
    from bsc_xl.facts.merge import merge

    merged, overridden = merge(*sources)
    return Loaded(card, warnings, merged, tuple(rejected), overridden)


def read_facts(path: Source, card: Scorecard | None = None) -> Import:
    """Read a long table of facts; with a scorecard, facts that do not suit it are rejected with the reason."""
    from bsc_xl.facts.table import read_facts as read_table
    from bsc_xl.io.preflight import check_workbook_file

    return read_table(Path(path), card, check_workbook_file)


def evaluator(loaded: Loaded) -> tuple[Evaluator, Loaded]:
    """Put facts into the cells of the grid; those that found none join the rejected ones."""
    placed = entries(loaded.card, loaded.facts)
    unused = tuple(("facts", item) for item in placed.unused)
    return Evaluator(loaded.card, placed), replace(loaded, rejected=loaded.rejected + unused)


def evaluate(
    definition: Source | Scorecard,
    facts: Iterable[Source | Iterable[Actual]] = (),
    period: str = "",
    report_date: date | None = None,
) -> Evaluation:
    """Score a scorecard at a report period: the whole tree of units, perspectives, objectives and measures.

    Args:
        definition: a file or a scorecard.
        facts: as for `load`.
        period: such as 2026-10, FY2026-Q1 or FY2026; the definition's own where none is given.
        report_date: the day of the report, which decides what is late.

    Raises:
        WrongUsage: the text names no period.
    """
    return evaluate_at(evaluator(load(definition, facts))[0], period, report_date)


def evaluate_at(scorer: Evaluator, period: str = "", report_date: date | None = None) -> Evaluation:
    """Score at a report period.

    Raises:
        WrongUsage: the text names no period.
    """
    try:
        return scorer.at(period, report_date)
    except PeriodError as error:
        raise WrongUsage(str(error)) from error


def build(
    definition: Source | Scorecard,
    output: Source,
    facts: Iterable[Source | Iterable[Actual]] = (),
    period: str = "",
    report_date: date | None = None,
    progress: Progress | None = None,
) -> Built:
    """Build the scored workbook of a definition.

    Args:
        definition: a file or a scorecard.
        output: the .xlsx file to write; one that stands there is kept beside it as "... (previous).xlsx".
        facts: as for `load`.
        period: the report period the workbook opens with.
        report_date: a report date that is typed into the workbook.
        progress: told how far the work is.

    Raises:
        InvalidDefinition, UnreadableInput, WrongUsage: as `evaluate`; nothing is written then.
        FileInUse: the workbook is open in Excel.
    """
    target = Path(output)
    if target.suffix.lower() != ".xlsx":
        raise WrongUsage(f"{target.name}: a scorecard workbook ends in .xlsx; write for example -o scorecard.xlsx.")
    scorer, loaded = evaluator(load(definition, facts))
    if progress:
        progress("scoring", 0, 1)
    evaluation = evaluate_at(scorer, period, report_date)
    previous, sheets = _write_workbook(evaluation, target, report_date, progress)
    return Built(target, previous, loaded, evaluation, sheets)


def _write_workbook(
    evaluation: Evaluation, target: Path, report_date: date | None, progress: Progress | None
) -> tuple[Path | None, int]:
    from bsc_xl.io.xlsx_write import write_workbook
    from bsc_xl.layout.workbook import workbook_layout

    card = evaluation.card
    own_date = card.report_date if evaluation.point.column == card.report_column() else None
    layout = workbook_layout(evaluation, report_date or own_date)

    def step(done: int, count: int) -> None:
        if progress:
            progress("writing", done, count)

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


def score(
    definition: Source | Scorecard,
    facts: Iterable[Source | Iterable[Actual]] = (),
    period: str | Sequence[str] = "",
    unit: str = "",
    report_date: date | None = None,
) -> pd.DataFrame:
    """Score measures into a pandas frame, one row a measure, unit and period.

    Args:
        definition: a file or a scorecard.
        facts: as for `load`.
        period: a report period, several of them, or "all" for every one up to the definition's own.
        unit: only this unit's measures.
        report_date: the day of the report.

    Returns:
        Columns unit, measure, name, perspective, objective, period, latest, to_date, expected, attainment, score,
        status, met, trend, forecast, needed, freshness, smart, weight. Numbers that are not known are NaN; status
        says why.

    Raises:
        WrongUsage: no such unit or period.
    """
    scorer, _ = evaluator(load(definition, facts))
    return score_frame(scorer, period, unit, report_date)


def score_frame(
    scorer: Evaluator, period: str | Sequence[str] = "", unit: str = "", report_date: date | None = None
) -> pd.DataFrame:
    """As `score`, of a scorecard whose facts stand in their cells already."""
    import pandas as pd

    from bsc_xl.report.frame import COLUMNS, score_rows

    card = scorer.card
    if unit and unit not in card.unit_by_id:
        raise WrongUsage(f"There is no unit {unit}. {nearest(unit, card.unit_by_id)}".strip())
    rows: list[tuple[Any, ...]] = []
    for text in _periods(card, period):
        rows.extend(score_rows(evaluate_at(scorer, text, report_date), unit))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def as_data(evaluation: Evaluation, unit: str = "") -> dict[str, Any]:
    """Scores as plain data for JSON: the report point, units with perspectives and objectives, and measures."""
    from bsc_xl.report.frame import score_data

    return score_data(evaluation, unit)


def _periods(card: Scorecard, period: str | Sequence[str]) -> list[str]:
    if period == "all":
        return [p.id for p in card.grid.periods[: card.report_column()]]
    return [period] if isinstance(period, str) else list(period)


def convert(source: Source, target: Source, *, force: bool = False) -> Path:
    """Turn a definition from Excel into TOML or back, or facts between .csv, .xlsx and .parquet.

    A .toml on either side means a definition; a .csv or .parquet means facts.

    Raises:
        WrongUsage: two files of which neither says what they hold; the target exists and ``force`` is not set.
    """
    old, new = Path(source), Path(target)
    _refuse_existing(new, force=force)
    endings = {old.suffix.lower(), new.suffix.lower()}
    if endings & {".csv", ".parquet"}:
        from bsc_xl.facts.table import write_facts

        write_facts(read_facts(old).facts, new)
        return new
    if ".toml" not in endings and endings != {".xlsx"}:
        raise WrongUsage("convert turns .xlsx into .toml or back (definitions), or .csv, .xlsx and .parquet (facts).")
    return write(read(old), new)


def import_facts(
    mapping: Source,
    output: Source,
    definition: Source | Scorecard | None = None,
) -> Import:
    """Import facts by a mapping (TOML) and write them as a long table.

    Args:
        mapping: says where the source is and which column is what.
        output: .csv, .xlsx or .parquet.
        definition: with it, facts must suit it: known measures, right periods, right kinds of values.

    Returns:
        The facts that were written, and every row that was not, with its reason.
    """
    from bsc_xl.facts.load import importing
    from bsc_xl.facts.mapping import read_mapping
    from bsc_xl.facts.table import write_facts
    from bsc_xl.io.preflight import check_workbook_file

    card = read(definition) if definition is not None else None
    found = importing(read_mapping(Path(mapping)), card, check_workbook_file)
    write_facts(found.facts, Path(output))
    return found


def schema() -> dict[str, Any]:
    """The JSON Schema of a definition in TOML or JSON, for editors that complete and check while typing."""
    from bsc_xl.io.definition.json_schema import definition_schema

    return definition_schema()


def templates() -> list[Template]:
    """The scorecards that come with bsc-xl, by name."""
    from bsc_xl.shipped import templates_folder

    found = []
    for path in sorted(templates_folder().glob("*/definition.toml")):
        lines = (path.parent / "README.md").read_text(encoding="utf-8").split("\n\n")
        summary = " ".join(lines[1].split()) if len(lines) > 1 else ""
        found.append(Template(path.parent.name, lines[0].lstrip("# ").strip(), summary, path))
    return found


def template(name: str) -> Scorecard:
    """The scorecard of a template, its starter figures among its actuals.

    Raises:
        WrongUsage: there is no template of this name.
    """
    known = {item.name: item for item in templates()}
    if name not in known:
        hint = nearest(name, known) or f"There are {', '.join(known)}."
        raise WrongUsage(f"There is no template {name}. {hint}")
    card = read(known[name].path)
    figures = known[name].path.with_name("actuals.csv")
    return replace(card, actuals=read_facts(figures, card).facts) if figures.exists() else card


def init(name: str, output: Source, *, force: bool = False) -> Path:
    """Write a template as a definition to edit, its starter figures included.

    Raises:
        WrongUsage: no such template, or the file exists and ``force`` is not set.
    """
    target = Path(output)
    _refuse_existing(target, force=force)
    return write(template(name), target)


def _refuse_existing(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise WrongUsage(f"{path} exists; choose another name, such as {free_name(path).name}, or add --force.")


DEMO_TEMPLATE = "company"
DEMO_DEFINITION = "scorecard-definition.xlsx"
DEMO_WORKBOOK = "scorecard.xlsx"


def demo(folder: Source = ".", *, force: bool = False, progress: Progress | None = None) -> tuple[Path, Built]:
    """Write the demo: the definition of an invented company to edit, and the scored workbook built from it.

    Returns:
        The definition's path, and what was built.

    Raises:
        WrongUsage: the files exist and ``force`` is not set, or the folder cannot be made.
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUsage(f"{place} is no folder to write to: {error.strerror or error}.") from error
    existing = [place / name for name in (DEMO_DEFINITION, DEMO_WORKBOOK) if (place / name).exists()]
    if existing and not force:
        raise WrongUsage(f"{existing[0]} exists; name another folder (bsc-xl demo FOLDER), or add --force.")
    definition = init(DEMO_TEMPLATE, place / DEMO_DEFINITION, force=True)
    return definition, build(definition, place / DEMO_WORKBOOK, progress=progress)
