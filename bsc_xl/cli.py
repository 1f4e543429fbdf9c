"""The command line: reads arguments, calls `bsc_xl.api`, prints, and ends with 0, 1 (findings) or 2 (cannot be done).

Whatever costs time to import is imported by the command that needs it, so that help appears at once.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bsc_xl import __version__
from bsc_xl.errors import BscError, InvalidDefinition
from bsc_xl.layout.udf import Flavour

if TYPE_CHECKING:
    from rich.console import Console

    from bsc_xl.api import Loaded

FINDINGS, CANNOT, STOPPED, PIPE_CLOSED = 1, 2, 130, 141
_JSON = "bsc_xl.json"  # in the context: a program reads the answer, also where it is an error


class _Verbs(TyperGroup):
    """The verbs in the order in which people need them; what goes wrong is said in words, without a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # the base class passes it
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except InvalidDefinition as error:
            _show_faults(error, as_json=bool(ctx.meta.get(_JSON)))
            raise typer.Exit(FINDINGS) from None
        except BscError as error:
            words = str(error)
        except KeyboardInterrupt:
            typer.echo("\nStopped.", err=True)
            raise typer.Exit(STOPPED) from None
        except BrokenPipeError:
            _leave_pipe()
            raise typer.Exit(PIPE_CLOSED) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            words = f"{where}{error.strerror or error}."
        if ctx.meta.get(_JSON):
            _print_json({"error": words})
        typer.echo(words, err=True)
        raise typer.Exit(CANNOT)


app = typer.Typer(
    cls=_Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: it comes faster, and fits every window and file
)


def _to_day(text: str | date) -> date:
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is no day; write it like 2026-10-31.") from None


def _note_json(ctx: typer.Context, wanted: bool) -> bool:
    ctx.meta[_JSON] = wanted
    return wanted


Definition = Annotated[
    Path,
    typer.Argument(
        metavar="DEFINITION", help="The definition: an Excel workbook (.xlsx) or TOML (.toml).", show_default=False
    ),
]
Facts = Annotated[
    list[Path] | None,
    typer.Option(
        "--facts",
        metavar="FILE",
        help="Figures as a long table (.csv, .xlsx, .parquet). May be given again; later files replace earlier ones.",
    ),
]
Period = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="Report period, such as 2026-10, FY2026-Q1 or FY2026; else the definition's own.",
        show_default=False,
    ),
]
Day = Annotated[
    date | None,
    typer.Option(
        "--report-date",
        metavar="DAY",
        parser=_to_day,
        help="Day of the report, such as 2026-10-31: it decides what is late.",
    ),
]
Interpreter = Annotated[
    str,
    typer.Option(
        "--interpreter",
        metavar="PATH",
        help="Where Python is on the computers that open an .xlsm, such as C:\\Python311\\pythonw.exe.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what is wrong.")]
AsJson = Annotated[bool, typer.Option("--json", callback=_note_json, help="Print JSON, for a program to read.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]


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

    with _long_work(quiet=quiet) as progress:
        definition, built = api.demo(folder, force=force, progress=progress)
    card = built.loaded.card
    _say(quiet, f"{definition}  the definition of {card.organisation}: open it in Excel and edit it")
    _say(quiet, f"{built.path}  the scored workbook: {_about(built)}")
    _say(quiet, "Change a target (sheet Measures; sheet Targets where a measure has one for each year), then:")
    _say(quiet, f"{_called()} build {_quoted(definition)} -o {_quoted(built.path)}")


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

    with _long_work(quiet=quiet):
        path = api.init(template, output, force=force)
    _say(quiet, f"{path}  the definition: edit it, then: {_called()} build {_quoted(path)} -o scorecard.xlsx")


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

    with _long_work(quiet=quiet or as_json) as progress:
        built = api.build(definition, output, facts or (), period, report_date, progress, flavour, interpreter)
    if as_json:
        top = built.evaluation.top
        _print_json(
            {
                "workbook": str(built.path),
                "previous": str(built.previous) if built.previous else None,
                "sheets": built.sheets,
                "measures": len(built.loaded.card.measures),
                "period": built.evaluation.period,
                "score": top.rollup.score,
                "coverage": top.rollup.coverage,
                "status": top.status,
                **_noticed(built.loaded),
            }
        )
    else:
        if built.previous:
            _say(quiet, f"{built.previous}  the workbook that stood there before")
        _say(quiet, f"{built.path}  the scored workbook: {_about(built)}")
    _end(built.loaded, quiet=quiet, as_json=as_json)


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

    with _long_work(quiet=quiet or as_json) as progress:
        scorer, loaded = api.evaluator(api.load(definition, facts or ()))
        progress("scoring", 0, 0)
        unit = api.unit_id(scorer.card, unit)
        evaluation = api.evaluate_at(scorer, period, report_date)
    if as_json:
        _print_json({**api.as_data(evaluation, unit), **_noticed(loaded)})
    else:
        from bsc_xl.report.console import print_scores

        units = [evaluation.units[unit]] if unit else evaluation.units.values()
        print_scores(_console(), evaluation, units)
    _end(loaded, quiet=quiet, as_json=as_json)


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

    with _long_work(quiet=quiet):
        made = api.convert(source, target, force=force, interpreter=interpreter)
    _say(quiet, f"{made.path}  made from {source}")
    _end_rejected(made.rejected)


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

    with _long_work(quiet=quiet or as_json):
        found = api.import_facts(mapping, output, definition)
    rejected = [(found.source, item) for item in found.rejected]
    if as_json:
        from bsc_xl.report.data import rejection_data

        counts = {"facts": len(found.facts), "rows": found.rows, "entries": found.entries, "blanks": found.blanks}
        _print_json({"output": str(output), **counts, "rejected": [rejection_data(*one) for one in rejected]})
    else:
        _say(quiet, f"{output}  from {found}")
    _end_rejected(rejected, as_json=as_json)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a definition.

    Editors use it to check and complete TOML while you type.
    """
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
    from bsc_xl.report.console import print_list

    print_list(_console(), [(item.name, item.summary) for item in found])
    typer.echo(f"\nBegin with one: {_called()} init --template NAME -o definition.xlsx")


def _called() -> str:
    """How the program was called, if its plain name does not find it: inside an environment that is not active."""
    started = Path(sys.argv[0] if sys.argv else "")
    if started.name == "__main__.py":
        return "python -m bsc_xl"
    if started.stem != "bsc-xl" or shutil.which("bsc-xl"):
        return "bsc-xl"
    try:
        return _quoted(started.relative_to(Path.cwd()))
    except ValueError:
        return _quoted(started)


def _quoted(path: Path) -> str:
    text = str(path)
    return f'"{text}"' if any(not (c.isalnum() or c in "._-/\\:~") for c in text) else text


def _about(built: Any) -> str:
    """What is in a workbook, in words."""
    top = built.evaluation.top
    if top.rollup.score is None:
        overall = f"no overall score ({top.status}: {top.rollup.coverage or 0:.0%} of the weight reported)"
    else:
        overall = f"overall score {top.rollup.score:.1f} ({top.status})"
    measures = _count(len(built.loaded.card.measures), "measure")
    return f"{_count(built.sheets, 'sheet')}, {measures}, {overall} in {built.evaluation.period}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _say(quiet: bool, words: str) -> None:
    if not quiet:
        typer.echo(words)


def _print_json(data: Any) -> None:
    import json

    from bsc_xl.report.data import without_infinities

    text = json.dumps(without_infinities(data), indent=2, ensure_ascii=False, allow_nan=False, default=str)
    typer.echo(text)


def _console(*, err: bool = False) -> Console:
    from bsc_xl.report.console import console

    return console(err=err)


def _long_work(*, quiet: bool) -> Any:
    from bsc_xl.report.progress import LongWork

    return LongWork(_console(err=True), quiet=quiet)


def _show_faults(error: InvalidDefinition, *, as_json: bool) -> None:
    from bsc_xl.model import Fault
    from bsc_xl.report.console import print_faults
    from bsc_xl.report.data import fault_data

    faults = [fault for fault in error.faults if isinstance(fault, Fault)]
    if as_json:
        _print_json({"error": f"{error.title}.", "faults": [fault_data(fault) for fault in faults]})
    console = _console(err=True)
    console.print(f"{error.title}; nothing was written.", markup=False, soft_wrap=True)
    if not as_json:
        print_faults(console, faults)


def _noticed(loaded: Loaded) -> dict[str, Any]:
    """Warnings, rejections and replaced figures as plain data."""
    from bsc_xl.report.data import fault_data, rejection_data

    return {
        "warnings": [fault_data(fault) for fault in loaded.warnings],
        "rejected": [rejection_data(source, item) for source, item in loaded.rejected],
        "replaced": len(loaded.overridden),
    }


def _end(loaded: Loaded, *, quiet: bool, as_json: bool) -> None:
    """Print what was noticed, and end with 1 where figures were not used."""
    if not quiet and not as_json:
        if loaded.warnings:
            from bsc_xl.report.console import print_faults

            console = _console(err=True)
            console.print("Noticed in the definition:")
            print_faults(console, loaded.warnings)
        if count := len(loaded.overridden):
            typer.echo(f"{_count(count, 'figure')} replaced by a later file.", err=True)
    _end_rejected(loaded.rejected, as_json=as_json)


def _end_rejected(rejected: Any, *, as_json: bool = False) -> None:
    if not rejected:
        return
    if not as_json:
        from bsc_xl.report.console import print_rejected

        count = sum(item.entries for _, item in rejected)
        typer.echo(f"{count:,} {'figure is' if count == 1 else 'figures are'} not used:", err=True)
        print_rejected(_console(err=True), rejected)
    raise typer.Exit(FINDINGS)


def _leave_pipe() -> None:
    """Keep Python from complaining at its end that nobody reads any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def main() -> None:
    """Entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        # Old Windows consoles cannot print every letter of every name; that must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
