"""What the verbs print, and how they end."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bsc_xl.cli.endings import FINDINGS
from bsc_xl.errors import InvalidDefinition

if TYPE_CHECKING:
    from rich.console import Console

    from bsc_xl.api import Loaded


def called() -> str:
    """How the program was called, if its plain name does not find it: inside an environment that is not active."""
    started = Path(sys.argv[0] if sys.argv else "")
    if started.name == "__main__.py":
        return "python -m bsc_xl"
    if started.stem != "bsc-xl" or shutil.which("bsc-xl"):
        return "bsc-xl"
    try:
        return quoted(started.relative_to(Path.cwd()))
    except ValueError:
        return quoted(started)


def quoted(path: Path) -> str:
    """A path as it can be typed: in quotes where it needs them."""
    text = str(path)
    return f'"{text}"' if any(not (c.isalnum() or c in "._-/\\:~") for c in text) else text


def about(built: Any) -> str:
    """What is in a workbook, in words."""
    top = built.evaluation.top
    if top.rollup.score is None:
        overall = f"no overall score ({top.status}: {top.rollup.coverage or 0:.0%} of the weight reported)"
    else:
        overall = f"overall score {top.rollup.score:.1f} ({top.status})"
    measures = counted(len(built.loaded.card.measures), "measure")
    return f"{counted(built.sheets, 'sheet')}, {measures}, {overall} in {built.evaluation.period}"


def counted(number: int, what: str) -> str:
    """A number with its noun, in the plural where it is not one."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def say(quiet: bool, words: str) -> None:
    """Print a line, unless the program is to be quiet."""
    if not quiet:
        typer.echo(words)


def print_json(data: Any) -> None:
    """Print data for a program to read."""
    import json

    from bsc_xl.report.data import without_infinities

    text = json.dumps(without_infinities(data), indent=2, ensure_ascii=False, allow_nan=False, default=str)
    typer.echo(text)


def console(*, err: bool = False) -> Console:
    """Where to print what is more than a line."""
    from bsc_xl.report.console import console as made

    return made(err=err)


def long_work(*, quiet: bool) -> Any:
    """A progress bar for the block, where somebody sees it and the work is long."""
    from bsc_xl.report.progress import LongWork

    return LongWork(console(err=True), quiet=quiet)


def show_faults(error: InvalidDefinition, *, as_json: bool) -> None:
    """Print every fault that stopped the work."""
    from bsc_xl.model import Fault
    from bsc_xl.report.console import print_faults
    from bsc_xl.report.data import fault_data

    faults = [fault for fault in error.faults if isinstance(fault, Fault)]
    if as_json:
        print_json({"error": f"{error.title}.", "faults": [fault_data(fault) for fault in faults]})
    paper = console(err=True)
    paper.print(f"{error.title}; nothing was written.", markup=False, soft_wrap=True)
    if not as_json:
        print_faults(paper, faults)


def noticed(loaded: Loaded) -> dict[str, Any]:
    """Warnings, rejections and replaced figures as plain data."""
    from bsc_xl.report.data import fault_data, rejection_data

    return {
        "warnings": [fault_data(fault) for fault in loaded.warnings],
        "rejected": [rejection_data(source, item) for source, item in loaded.rejected],
        "replaced": len(loaded.overridden),
    }


def end(loaded: Loaded, *, quiet: bool, as_json: bool) -> None:
    """Print what was noticed, and end with 1 where figures were not used."""
    if not quiet and not as_json:
        if loaded.warnings:
            from bsc_xl.report.console import print_faults

            paper = console(err=True)
            paper.print("Noticed in the definition:")
            print_faults(paper, loaded.warnings)
        if count := len(loaded.overridden):
            typer.echo(f"{counted(count, 'figure')} replaced by a later file.", err=True)
    end_rejected(loaded.rejected, as_json=as_json)


def end_rejected(rejected: Any, *, as_json: bool = False) -> None:
    """Print figures that were not used, and end with 1 where there are any."""
    if not rejected:
        return
    if not as_json:
        from bsc_xl.report.console import print_rejected

        count = sum(item.entries for _, item in rejected)
        typer.echo(f"{count:,} {'figure is' if count == 1 else 'figures are'} not used:", err=True)
        print_rejected(console(err=True), rejected)
    raise typer.Exit(FINDINGS)
