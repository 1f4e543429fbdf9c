"""What goes wrong in any verb is said in words, and ends with a number that says of which kind it is."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from bsc_xl.cli.endings import CANNOT, FINDINGS, PIPE_CLOSED, STOPPED, STOPPED_WORDS
from bsc_xl.cli.options import JSON_WANTED
from bsc_xl.cli.output import print_json, show_faults
from bsc_xl.errors import BscError, InvalidDefinition


class Verbs(TyperGroup):
    """The verbs in the order in which people need them; what goes wrong is said in words, without a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # the base class passes it
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except InvalidDefinition as error:
            show_faults(error, as_json=bool(ctx.meta.get(JSON_WANTED)))
            raise typer.Exit(FINDINGS) from None
        except BscError as error:
            words = str(error)
        except KeyboardInterrupt:
            typer.echo(STOPPED_WORDS, err=True)
            raise typer.Exit(STOPPED) from None
        except BrokenPipeError:
            _leave_pipe()
            raise typer.Exit(PIPE_CLOSED) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            words = f"{where}{error.strerror or error}."
        if ctx.meta.get(JSON_WANTED):
            print_json({"error": words})
        typer.echo(words, err=True)
        raise typer.Exit(CANNOT)


def _leave_pipe() -> None:
    """Keep Python from complaining at its end that nobody reads any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
