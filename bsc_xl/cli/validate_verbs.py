"""The verbs for workbooks that come back: validate them, fix what is safe to fix."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_xl.cli.endings import CANNOT, FINDINGS
from bsc_xl.cli.options import Force, Quiet
from bsc_xl.cli.output import called, console, counted, long_work, quoted, say
from bsc_xl.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bsc_xl.api.fixing import Fixed
    from bsc_xl.api.validating import Choices
    from bsc_xl.rules.outcome import Outcome


MOST_RENEWED = 10
"""So many renewed values are listed."""


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"
    HTML = "html"


Given = Annotated[
    Path | None,
    typer.Option(
        "--definition",
        metavar="FILE",
        help="The definition that you issued, to compare with; else what the workbook says of itself.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODES", help="Only rules whose codes begin so, such as FML or STL001,REV."),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="CODES", help="Leave out rules whose codes begin so.")
]
Rulebook = Annotated[
    str, typer.Option("--rulebook", metavar="DATE", help="A dated set of rules; else the newest.", show_default=False)
]
Waivers = Annotated[
    Path | None,
    typer.Option("--waivers", metavar="FILE", help="Findings that persons accepted (.toml).", show_default=False),
]


def validate(
    workbooks: Annotated[
        list[Path],
        typer.Argument(
            metavar="WORKBOOKS", help="Workbooks, folders, or patterns such as returned/*.xlsx.", show_default=False
        ),
    ],
    definition: Given = None,
    period: Annotated[
        str,
        typer.Option("--period", metavar="PERIOD", help="The report period that it must be at.", show_default=False),
    ] = "",
    unit: Annotated[
        str, typer.Option("--unit", metavar="UNIT", help="The unit that must have sent it.", show_default=False)
    ] = "",
    previous: Annotated[
        list[Path] | None,
        typer.Option("--previous", metavar="FILE", help="An earlier submission; may be given again, oldest first."),
    ] = None,
    select: Select = None,
    ignore: Ignore = None,
    rulebook: Rulebook = "",
    waivers: Waivers = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Hide the findings that this file lists.", show_default=False),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline",
            metavar="FILE",
            help="List all findings in a file, to hide them later.",
            show_default=False,
        ),
    ] = None,
    report: Annotated[
        Format, typer.Option("--format", metavar="FORM", help="text, json, sarif, markdown or html.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the report to a file.", show_default=False),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="FOLDER",
            help="Write copies there with a comment on every cell that has a finding.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", metavar="ENGINE", help="Ask a second engine too: libreoffice or formulas.", show_default=False
        ),
    ] = "",
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=1, help="Files at a time.", show_default=False)
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Print every finding.")] = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Validate workbooks that came back.

    Reads each safely, compares it with what was issued, recomputes every score from the entries and runs the rules.
    Nothing in a workbook is run, and none is changed. Ends with 0 if all are clean, 1 if something was found or could
    not be checked, 2 if a file could not be read.
    """
    from dataclasses import replace

    from bsc_xl.api.batch import validate_all
    from bsc_xl.rules.case import Wishes

    choices = replace(
        _choices(select, ignore, rulebook, waivers, baseline),
        previous=tuple(previous or ()),
        wishes=Wishes(period, unit, _today()),
        engine=engine,
    )
    _check_period(period)
    _refuse_outputs((output, write_baseline), (*workbooks, definition, waivers), force=force)
    with long_work(quiet=quiet) as progress:
        found = validate_all(workbooks, definition, choices=choices, jobs=jobs, progress=progress)
    _report(found, report, output, full=full, quiet=quiet)
    if write_baseline is not None:
        _write_baseline(found, write_baseline, quiet=quiet)
    if annotate is not None:
        _annotate(found, annotate, quiet=quiet)
    _end(found)


def fix(
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="The workbook.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The copy; else beside it.", show_default=False),
    ] = None,
    definition: Given = None,
    select: Select = None,
    ignore: Ignore = None,
    full: Annotated[bool, typer.Option("--full", help="List every stored value that was renewed.")] = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Put back in a copy what was issued.

    That is formulas, weights, labels, input rules, protection, and stored values. Figures and texts that people
    reported are never touched. Ends with 1 if findings are left for a person.
    """
    from bsc_xl.api.fixing import fix as fixed

    target = output or workbook.with_name(f"{workbook.stem} (fixed){workbook.suffix}")
    done = fixed(workbook, target, definition, choices=_choices(select, ignore, "", None, None), force=force)
    if done.path is None:
        say(quiet, "There is nothing that can be put back; nothing was written.")
    else:
        if not quiet:
            _list_changes(done, full=full)
        say(quiet, f"{done.path}  {counted(len(done.changes), 'change')}")
    if done.left:
        left = done.path or workbook
        typer.echo(
            f"{counted(len(done.left), 'finding')} left for a person: {called()} validate {quoted(left)}", err=True
        )
    _end([done.after])


def _list_changes(done: Fixed, *, full: bool) -> None:
    """Each change with old and new; stored values that follow from the rest are counted where they are many."""
    from bsc_xl.report.validation.cell_text import visible

    first = len(done.changes) - done.renewed
    few = full or done.renewed <= MOST_RENEWED
    for change in done.changes if few else done.changes[:first]:
        place = f"{change.sheet}!{change.ref}" if change.ref else change.sheet or "workbook"
        typer.echo(visible(f"{place}: {change.old} -> {change.new}"))
    if not few:
        sheets = len({change.sheet for change in done.changes[first:]})
        typer.echo(f"{counted(done.renewed, 'stored value')} renewed on {counted(sheets, 'sheet')}: --full lists them")


def _choices(
    select: list[str] | None,
    ignore: list[str] | None,
    rulebook: str,
    waivers: Path | None,
    baseline: Path | None,
) -> Choices:
    from bsc_xl.api.accepting import baseline as known
    from bsc_xl.api.accepting import waivers as accepted
    from bsc_xl.api.validating import Choices

    return Choices(
        select=_codes(select),
        ignore=_codes(ignore),
        rulebook=rulebook,
        waivers=accepted(waivers) if waivers else (),
        baseline=known(baseline) if baseline else frozenset(),
    )


def _check_period(period: str) -> None:
    """Refuse a text that names no period."""
    from bsc_xl.model import PeriodError
    from bsc_xl.model.period import Calendar

    try:
        if period:
            Calendar().period(period)
    except PeriodError as error:
        raise WrongUsage(f"{error}.") from None


def _refuse_outputs(outputs: Sequence[Path | None], inputs: Sequence[Path | None], *, force: bool) -> None:
    """Refuse files to write that exist or are read, before any work is done; a baseline may be renewed in its place."""
    from bsc_xl.api.reading import refuse_existing, refuse_same

    for output in outputs:
        if output is not None:
            refuse_same(output, *inputs)
            refuse_existing(output, force=force)


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for text in given or () for code in text.split(",") if code.strip())


def _today() -> date:
    from datetime import datetime

    return datetime.now().astimezone().date()


def _report(found: Sequence[Outcome], report: Format, output: Path | None, *, full: bool, quiet: bool) -> None:
    if report is Format.TEXT and output is None:
        from bsc_xl.report.validation.terminal import print_validation

        if not quiet or any(outcome.findings for outcome in found):
            print_validation(console(), found, full=full)
        return
    text = _written(found, report, full=full)
    if output is None:
        typer.echo(text, nl=not text.endswith("\n"))
        return
    from bsc_xl.files import replace_file

    with replace_file(output) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    say(quiet, f"{output}  the report")


def _written(found: Sequence[Outcome], report: Format, *, full: bool) -> str:
    if report is Format.JSON:
        from bsc_xl.report.validation.data import validation_json

        return validation_json(found)
    if report is Format.SARIF:
        from bsc_xl.report.validation.sarif import validation_sarif

        return validation_sarif(found)
    if report is Format.MARKDOWN:
        from bsc_xl.report.validation.markdown import validation_markdown

        return validation_markdown(found, full=full)
    if report is Format.HTML:
        from bsc_xl.report.validation.page import validation_page

        return validation_page(found)
    from bsc_xl.report.validation.terminal import validation_text

    return validation_text(found, full=full)


def _write_baseline(found: Sequence[Outcome], path: Path, *, quiet: bool) -> None:
    from bsc_xl.api.accepting import write_baseline

    count = write_baseline(found, path, force=True)  # refused already, where it must not be replaced
    say(quiet, f"{path}  {counted(count, 'finding')}; hide them with --baseline {quoted(path)}")


def _annotate(found: Sequence[Outcome], folder: Path, *, quiet: bool) -> None:
    from bsc_xl.api.annotating import annotated_copy, annotated_name
    from bsc_xl.rules.outcome import Verdict

    if folder.exists() and not folder.is_dir():
        raise WrongUsage(f"{folder} is a file; name a folder for the copies.")
    folder.mkdir(parents=True, exist_ok=True)
    for outcome in found:
        if outcome.verdict is Verdict.UNREADABLE or not outcome.findings:
            continue
        target = annotated_name(Path(outcome.path), folder)
        made = annotated_copy(outcome, target)
        say(quiet, f"{target}  sheet {made.sheet}, {counted(made.cells, 'comment')}")


def _end(found: Sequence[Outcome]) -> None:
    from bsc_xl.rules.outcome import Verdict

    if any(outcome.verdict is Verdict.UNREADABLE for outcome in found):
        raise typer.Exit(CANNOT)
    if any(outcome.verdict is not Verdict.CLEAN for outcome in found):
        raise typer.Exit(FINDINGS)
