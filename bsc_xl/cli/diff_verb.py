"""The verb that compares two workbooks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_xl.cli.endings import FINDINGS
from bsc_xl.cli.options import Force, Quiet
from bsc_xl.cli.output import console, long_work, say

if TYPE_CHECKING:
    from bsc_xl.rules.comparison import Comparison


class Format(StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A scored workbook.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The one to compare with it.", show_default=False)],
    definition: Annotated[
        Path | None,
        typer.Option(
            "--definition",
            metavar="FILE",
            help="The definition that you issued; else what each workbook says of itself.",
            show_default=False,
        ),
    ] = None,
    report: Annotated[Format, typer.Option("--format", metavar="FORM", help="text, json or markdown.")] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the report to a file.", show_default=False),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="List every difference.")] = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Say what differs between two workbooks.

    It tells changed figures with old, new and their effect on the overall score; notes, reviews and initiatives; the
    definition; the form; and the scores of both, recomputed from their entries. Ends with 0 if nothing differs, 1 if
    something does or could not be compared, 2 if a file could not be read.
    """
    from bsc_xl import api
    from bsc_xl.api.reading import refuse_existing, refuse_same

    if output is not None:
        refuse_same(output, old, new, definition)
        refuse_existing(output, force=force)
    with long_work(quiet=quiet) as progress:
        found = api.diff(old, new, definition, watch=lambda words: progress(words, 0, 0))
    _report(found, report, output, full=full, quiet=quiet)
    if not found.same:
        raise typer.Exit(FINDINGS)


def _report(found: Comparison, report: Format, output: Path | None, *, full: bool, quiet: bool) -> None:
    if report is Format.TEXT and output is None:
        from bsc_xl.report.comparison.terminal import print_comparison

        if not (quiet and found.same):
            print_comparison(console(), found, full=full)
        return
    text = _written(found, report, full=full)
    if output is None:
        typer.echo(text, nl=False)
        return
    from bsc_xl.files import replace_file

    with replace_file(output) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    say(quiet, f"{output}  the report")


def _written(found: Comparison, report: Format, *, full: bool) -> str:
    if report is Format.JSON:
        from bsc_xl.report.comparison.data import comparison_json

        return comparison_json(found)
    if report is Format.MARKDOWN:
        from bsc_xl.report.comparison.markdown import comparison_markdown

        return comparison_markdown(found, full=full)
    from bsc_xl.report.comparison.terminal import comparison_text

    return comparison_text(found, full=full)
