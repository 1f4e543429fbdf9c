"""The command line: reads arguments, calls `bsc_xl.api`, prints, and ends with 0, 1 (findings) or 2 (cannot be done).

Whatever costs time to import is imported by the command that needs it, so that help appears at once.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bsc_xl import __version__
from bsc_xl.errors import BscError, FileInUse, InvalidDefinition

if TYPE_CHECKING:
    from rich.console import Console

    from bsc_xl.api import Loaded

FINDINGS, CANNOT = 1, 2


class _Verbs(TyperGroup):
    """The verbs in the order in which people need them; errors made on purpose end without a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # the base class passes it
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except InvalidDefinition as error:
            _show_faults(error)
            raise typer.Exit(FINDINGS) from None
        except BscError as error:
            typer.echo(str(error), err=True)
            if isinstance(error, FileInUse) and error.instead:
                typer.echo(f"Or write to another file: -o {error.instead.name}", err=True)
            raise typer.Exit(CANNOT) from None


app = typer.Typer(
    cls=_Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Balanced Scorecards that live in Excel. Begin with: bsc-xl demo",
)

Definition = Annotated[
    Path, typer.Argument(help="The definition: an Excel workbook (.xlsx) or TOML.", show_default=False)
]
Facts = Annotated[
    list[Path] | None,
    typer.Option(
        "--facts", help="Figures as a long table (.csv, .xlsx, .parquet); may be given again, later ones win."
    ),
]
Period = Annotated[str, typer.Option("--period", help="Report period, such as 2026-10, FY2026-Q1 or FY2026.")]
Day = Annotated[
    datetime | None,
    typer.Option("--report-date", formats=["%Y-%m-%d"], help="Day of the report; it decides what is late."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bsc-xl {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Balanced Scorecards that live in Excel. Begin with: bsc-xl demo."""


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to write it.")] = Path(),
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write a complete example: a definition to edit and the scored workbook built from it."""
    from bsc_xl import api

    with _long_work(quiet) as progress:
        definition, built = api.demo(folder, force=force, progress=progress)
    top = built.evaluation.top
    card = built.loaded.card
    _say(quiet, f"{definition}  the definition of {card.organisation}: open it in Excel and edit it")
    _say(quiet, f"{built.path}  the scored workbook: {built.sheets} sheets, {len(card.measures)} measures, "
                f"overall score {top.rollup.score or 0:.1f} ({top.status})")  # fmt: skip
    _say(quiet, f'Change a target, then: bsc-xl build "{definition}" -o "{built.path}"')


@app.command()
def init(
    template: Annotated[str, typer.Option("--template", "-t", help="Which one; see bsc-xl templates.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The definition to write (.xlsx or .toml).")],
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Begin a scorecard from a template."""
    from bsc_xl import api

    path = api.init(template, output, force=force)
    _say(quiet, f'{path}  edit it, then: bsc-xl build "{path}" -o scorecard.xlsx')


@app.command()
def build(
    definition: Definition,
    output: Annotated[Path, typer.Option("--output", "-o", help="The workbook to write (.xlsx).")],
    facts: Facts = None,
    period: Period = "",
    report_date: Day = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Build the scored workbook from a definition and its figures."""
    from bsc_xl import api

    with _long_work(quiet or as_json) as progress:
        built = api.build(definition, output, facts or (), period, _day(report_date), progress)
    top = built.evaluation.top
    if as_json:
        _print_json(
            {
                "workbook": str(built.path),
                "previous": str(built.previous) if built.previous else None,
                "sheets": built.sheets,
                "measures": len(built.loaded.card.measures),
                "period": built.evaluation.point.grid.periods[built.evaluation.point.column - 1].id,
                "score": top.rollup.score,
                "coverage": top.rollup.coverage,
                "status": top.status,
                **_findings(built.loaded),
            }
        )
    else:
        if built.previous:
            _say(quiet, f"{built.previous}  the workbook that stood there before")
        _say(quiet, f"{built.path}  {built.sheets} sheets, {len(built.loaded.card.measures)} measures, "
                    f"overall score {_overall(top.rollup.score, top.status)}")  # fmt: skip
    _end(built.loaded, quiet=quiet or as_json)


@app.command()
def score(
    definition: Definition,
    facts: Facts = None,
    period: Period = "",
    unit: Annotated[str, typer.Option("--unit", help="Only this unit, by id.")] = "",
    report_date: Day = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Score a definition without building a workbook."""
    from bsc_xl import api
    from bsc_xl.errors import WrongUsage
    from bsc_xl.model.fault import nearest

    scorer, loaded = api.evaluator(api.load(definition, facts or ()))
    evaluation = api.evaluate_at(scorer, period, _day(report_date))
    if unit and unit not in evaluation.units:
        raise WrongUsage(f"There is no unit {unit}. {nearest(unit, evaluation.units)}".strip())
    if as_json:
        _print_json({**api.as_data(evaluation, unit), **_findings(loaded)})
    else:
        from bsc_xl.report.console import print_scores

        units = [evaluation.units[unit]] if unit else evaluation.units.values()
        print_scores(_console(), evaluation, units)
    _end(loaded, quiet=quiet or as_json)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(help="A definition (.xlsx, .toml) or figures (.csv, .xlsx, .parquet).")],
    target: Annotated[Path, typer.Argument(help="The file to write; its ending says what it becomes.")],
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Turn a definition from Excel into TOML or back, or figures from one kind of file into another."""
    from bsc_xl import api

    path = api.convert(source, target, force=force)
    _say(quiet, str(path))


@app.command("import")
def import_(
    mapping: Annotated[Path, typer.Argument(help="TOML that says where the source is and which column is what.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The figures to write (.csv, .xlsx, .parquet).")],
    definition: Annotated[
        Path | None, typer.Option("--definition", help="Check the figures against this definition.")
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Import figures from CSV, Excel, Parquet or a database into the long table that build reads."""
    from bsc_xl import api

    found = api.import_facts(mapping, output, definition)
    if as_json:
        counts = {"facts": len(found.facts), "rows": found.rows, "entries": found.entries, "blanks": found.blanks}
        _print_json(
            {"output": str(output), **counts, "rejected": [_rejection(found.source, r) for r in found.rejected]}
        )
    else:
        _say(quiet, f"{output}  {found}")
        _print_rejected([(found.source, item) for item in found.rejected])
    if found.rejected:
        raise typer.Exit(FINDINGS)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a definition, for editors that check and complete TOML."""
    from bsc_xl import api

    _print_json(api.schema())


@app.command()
def templates(as_json: AsJson = False) -> None:
    """List the scorecards that come with bsc-xl."""
    from bsc_xl import api

    found = api.templates()
    if as_json:
        _print_json([{"name": item.name, "title": item.title, "summary": item.summary} for item in found])
        return
    for item in found:
        typer.echo(f"{item.name:18}{item.summary}")
    typer.echo("\nBegin with one: bsc-xl init --template NAME -o definition.xlsx")


def _overall(score: float | None, status: str) -> str:
    return status if score is None else f"{score:.1f} ({status})"


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _say(quiet: bool, words: str) -> None:
    if not quiet:
        typer.echo(words)


def _print_json(data: Any) -> None:
    import json

    typer.echo(json.dumps(data, indent=2, ensure_ascii=False, default=str))


def _console(*, err: bool = False) -> Console:
    from rich.console import Console

    console = Console(stderr=err, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = 200
    return console


def _long_work(quiet: bool) -> Any:
    from bsc_xl.report.console import LongWork

    return LongWork(_console(err=True), quiet=quiet)


def _show_faults(error: InvalidDefinition) -> None:
    from bsc_xl.model import Fault
    from bsc_xl.report.console import print_faults

    faults = [fault for fault in error.faults if isinstance(fault, Fault)]
    console = _console(err=True)
    count = len(faults)
    console.print(f"The definition has {count} {'fault' if count == 1 else 'faults'}; nothing was written.")
    print_faults(console, faults)


def _print_rejected(rejected: list[Any]) -> None:
    if rejected:
        from bsc_xl.report.console import print_rejected

        console = _console(err=True)
        count = sum(item.entries for _, item in rejected)
        console.print(f"{count:,} {'figure is' if count == 1 else 'figures are'} not used:")
        print_rejected(console, rejected)


def _rejection(source: str, item: Any) -> dict[str, Any]:
    return {"source": source, **{key: getattr(item, key) for key in ("row", "column", "found", "reason", "remedy")}}


def _findings(loaded: Loaded) -> dict[str, Any]:
    """Warnings, rejections and replaced figures as plain data."""
    return {
        "warnings": [str(fault) for fault in loaded.warnings],
        "rejected": [_rejection(source, item) for source, item in loaded.rejected],
        "replaced": len(loaded.overridden),
    }


def _end(loaded: Loaded, *, quiet: bool) -> None:
    """Print what was noticed, and end with 1 where figures were not used."""
    if not quiet:
        if loaded.warnings:
            from bsc_xl.report.console import print_faults

            console = _console(err=True)
            console.print("Noticed in the definition (the workbook is built all the same):")
            print_faults(console, loaded.warnings)
        if loaded.overridden:
            typer.echo(f"{len(loaded.overridden):,} figures were replaced by those of a later file.", err=True)
    if loaded.rejected:
        _print_rejected(list(loaded.rejected))
        raise typer.Exit(FINDINGS)


def main() -> None:
    """Entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        # Old Windows consoles cannot print every letter of every name; that must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
