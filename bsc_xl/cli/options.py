"""Arguments and options that several verbs have."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

JSON_WANTED = "bsc_xl.json"  # in the context: a program reads the answer, also where it is an error


def _to_day(text: str | date) -> date:
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is no day; write it like 2026-10-31.") from None


def _note_json(ctx: typer.Context, wanted: bool) -> bool:
    ctx.meta[JSON_WANTED] = wanted
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
