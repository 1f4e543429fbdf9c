"""The verbs, in the order in which people need them: each calls `bsc_xl.api` and prints.

Whatever costs time to import is imported by the verb that needs it, so that help appears at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bsc_xl import __version__
from bsc_xl.cli import diff_verb, rule_verbs, validate_verbs
from bsc_xl.cli.endings import FINDINGS
from bsc_xl.cli.group import Verbs
from bsc_xl.cli.options import AsJson, Day, Definition, Facts, Force, Interpreter, Period, Quiet
from bsc_xl.cli.output import (
    about,
    called,
    console,
    end,
    end_rejected,
    long_work,
    noticed,
    print_json,
    quoted,
    say,
)
from bsc_xl.errors import WrongUsage
from bsc_xl.layout.udf import Flavour

app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: it comes faster, and fits every window and file
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bsc-xl {__version__}")
        raise typer.Exit


@app.callback(epilog="Help on a command: bsc-xl build --help")
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Balanced Scorecards that live in Excel.

    Begin with: bsc-xl demo

    Ends with 0 if all is well, 1 if there is something to look at (faults in a definition, figures that cannot be
    used), 2 if the work could not be done.
    """


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write it.")] = Path(),
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write a complete example to try out.

    It is the definition of an invented company, to be edited in Excel, and the scored workbook built from it.
    """
    from bsc_xl import api

    with long_work(quiet=quiet) as progress:
        definition, built = api.demo(folder, force=force, progress=progress)
    card = built.loaded.card
    say(quiet, f"{definition}  the definition of {card.organisation}: open it in Excel and edit it")
    say(quiet, f"{built.path}  the scored workbook: {about(built)}")
    say(quiet, "Change a target (sheet Measures; sheet Targets where a measure has one for each year), then:")
    say(quiet, f"{called()} build {quoted(definition)} -o {quoted(built.path)}")


@app.command()
def init(
    template: Annotated[str, typer.Option("--template", "-t", metavar="NAME", help="Which one; see bsc-xl templates.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The definition to write (.xlsx or .toml).")
    ],
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Begin a scorecard from a template."""
    from bsc_xl import api

    with long_work(quiet=quiet):
        path = api.init(template, output, force=force)
    say(quiet, f"{path}  the definition: edit it, then: {called()} build {quoted(path)} -o scorecard.xlsx")


@app.command()
def build(
    definition: Definition,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The workbook to write (.xlsx, .xlsm).")
    ],
    facts: Facts = None,
    period: Period = "",
    report_date: Day = None,
    flavour: Annotated[
        Flavour,
        typer.Option(
            "--flavour",
            metavar="NAME",
            help="native: ordinary formulas (.xlsx); udf: functions that Python answers inside Excel (.xlsm).",
            show_default=False,
        ),
    ] = Flavour.NATIVE,
    interpreter: Interpreter = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Build the scored workbook from a definition.

    A workbook that stood there before, and was different, is kept beside it as "... (previous).xlsx".
    """
    from bsc_xl import api

    with long_work(quiet=quiet or as_json) as progress:
        built = api.build(definition, output, facts or (), period, report_date, progress, flavour, interpreter)
    if as_json:
        top = built.evaluation.top
        print_json(
            {
                "workbook": str(built.path),
                "previous": str(built.previous) if built.previous else None,
                "sheets": built.sheets,
                "measures": len(built.loaded.card.measures),
                "period": built.evaluation.period,
                "score": top.rollup.score,
                "coverage": top.rollup.coverage,
                "status": top.status,
                **noticed(built.loaded),
            }
        )
    else:
        if built.previous:
            say(quiet, f"{built.previous}  the workbook that stood there before")
        say(quiet, f"{built.path}  the scored workbook: {about(built)}")
    end(built.loaded, quiet=quiet, as_json=as_json)


@app.command()
def score(
    definition: Definition,
    facts: Facts = None,
    period: Period = "",
    unit: Annotated[
        str, typer.Option("--unit", metavar="ID", help="Only this unit; else all of them.", show_default=False)
    ] = "",
    report_date: Day = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the scores, and only what is wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print the scores of a definition, without building a workbook."""
    from bsc_xl import api

    with long_work(quiet=quiet or as_json) as progress:
        scorer, loaded = api.evaluator(api.load(definition, facts or ()))
        progress("scoring", 0, 0)
        unit = api.unit_id(scorer.card, unit)
        evaluation = api.evaluate_at(scorer, period, report_date)
    if as_json:
        print_json({**api.as_data(evaluation, unit), **noticed(loaded)})
    else:
        from bsc_xl.report.console import print_scores

        units = [evaluation.units[unit]] if unit else evaluation.units.values()
        print_scores(console(), evaluation, units)
    end(loaded, quiet=quiet, as_json=as_json)


@app.command()
def convert(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN",
            help="A definition (.xlsx, .toml), figures (.csv, .xlsx, .parquet) or a workbook (.xlsx, .xlsm).",
        ),
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; its ending says what it becomes.")],
    interpreter: Interpreter = "",
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Turn a definition from Excel into TOML or back.

    Figures likewise: from .csv, .xlsx or .parquet into another of these. And scored workbooks: from .xlsx, with
    ordinary formulas, into .xlsm, with functions that Python answers, or back; everything typed into them stays.
    """
    from bsc_xl import api

    with long_work(quiet=quiet):
        made = api.convert(source, target, force=force, interpreter=interpreter)
    say(quiet, f"{made.path}  made from {source}")
    end_rejected(made.rejected)


@app.command()
def doctor(
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="A workbook built by bsc-xl (.xlsm).")],
    as_json: AsJson = False,
) -> None:
    """Check whether this computer can run a workbook (.xlsm).

    Its functions are answered by Python. Says what is there, what is missing and what to do about it. Nothing that the
    workbook names is run.
    """
    from bsc_xl import api

    found = api.doctor(workbook)
    if as_json:
        checks = [{"check": c.name, "state": c.state.value, "found": c.found, "fix": c.fix} for c in found.checks]
        print_json({"workbook": str(found.path), "healthy": found.healthy, "checks": checks})
    else:
        for check in found.checks:
            typer.echo(f"{check.state.value:<12} {check.name}: {check.found}")
            if check.fix:
                typer.echo(f"{'':<12} {check.fix}")
    if not found.healthy:
        raise typer.Exit(FINDINGS)


@app.command()
def addin(
    program: Annotated[str, typer.Argument(metavar="PROGRAM", help="The program that it is for: libreoffice.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it (.oxt).", show_default=False),
    ] = None,
    install: Annotated[bool, typer.Option("--install", help="Install it for you, and write no file.")] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take it out again.")] = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write or install the add-in for LibreOffice.

    With it LibreOffice (24.8 or later) calculates workbooks whose functions Python answers. Without -o it is written to
    bsc-xl-functions.oxt; open it with LibreOffice, or use --install instead.
    """
    from bsc_xl import api

    if program.lower() != "libreoffice":
        raise WrongUsage(f"There is no add-in for {program}: write bsc-xl addin libreoffice.")
    if sum((output is not None, install, uninstall)) > 1:
        raise WrongUsage("Give one of --output, --install and --uninstall.")
    if install:
        version = api.install_libreoffice_addin()
        say(quiet, f"LibreOffice {version} has the functions; start it anew, and wizard and formulas know them.")
    elif uninstall:
        gone = api.uninstall_libreoffice_addin()
        say(quiet, "The functions are gone from LibreOffice." if gone else "The functions were not installed.")
    else:
        path = api.libreoffice_addin(output or "bsc-xl-functions.oxt", force=force)
        say(quiet, f"{path}  the add-in: open it with LibreOffice (24.8 or later) to install it")


@app.command("import")
def import_(
    mapping: Annotated[
        Path, typer.Argument(metavar="MAPPING", help="TOML that says where the source is and which column is what.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The figures to write (.csv, .xlsx, .parquet).")
    ],
    definition: Annotated[
        Path | None,
        typer.Option("--definition", metavar="FILE", help="Take only figures that suit this definition."),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Import figures from a file or a database.

    The source is CSV, Excel, Parquet or a query to an SQL database; what is written is the long table that
    bsc-xl build --facts reads.
    """
    from bsc_xl import api

    with long_work(quiet=quiet or as_json):
        found = api.import_facts(mapping, output, definition)
    rejected = [(found.source, item) for item in found.rejected]
    if as_json:
        from bsc_xl.report.data import rejection_data

        counts = {"facts": len(found.facts), "rows": found.rows, "entries": found.entries, "blanks": found.blanks}
        print_json({"output": str(output), **counts, "rejected": [rejection_data(*one) for one in rejected]})
    else:
        say(quiet, f"{output}  from {found}")
    end_rejected(rejected, as_json=as_json)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a definition.

    Editors use it to check and complete TOML while you type.
    """
    from bsc_xl import api

    print_json(api.schema())


@app.command()
def templates(as_json: AsJson = False) -> None:
    """List the scorecards that come with bsc-xl."""
    from bsc_xl import api

    found = api.templates()
    if as_json:
        print_json([{"name": item.name, "title": item.title, "summary": item.summary} for item in found])
        return
    from bsc_xl.report.console import print_list

    print_list(console(), [(item.name, item.summary) for item in found])
    typer.echo(f"\nBegin with one: {called()} init --template NAME -o definition.xlsx")


for _verb in (validate_verbs.validate, validate_verbs.fix, diff_verb.diff, rule_verbs.rules, rule_verbs.rule):
    app.command()(_verb)
