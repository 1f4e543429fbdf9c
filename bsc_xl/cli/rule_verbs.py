"""The verbs about rules: what is checked in a workbook that came back, and what a finding means."""

from __future__ import annotations

from typing import Annotated

import typer

from bsc_xl.cli.options import AsJson
from bsc_xl.cli.output import called, console, counted, print_json


def rules(
    prefix: Annotated[
        str,
        typer.Argument(
            metavar="PREFIX", help="Only rules whose code begins so, such as FML.", show_default="all rules"
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List the rules by which workbooks are validated."""
    from bsc_xl import api

    found = api.rules(prefix)
    if as_json:
        from bsc_xl.report.validation.data import rule_data

        print_json([rule_data(one) for one in found])
        return
    from bsc_xl.report.rule_text import print_rules

    print_rules(console(), found)
    typer.echo(f"\n{counted(len(found), 'rule')}. What one means: {called()} rule {found[0].code}")


def rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the rule, such as FML001.")],
    as_json: AsJson = False,
) -> None:
    """Explain a rule.

    It says what is wrong, why it matters, what to do, what the rule does not see, and whether it can be repaired.
    """
    from bsc_xl import api

    found = api.rule(code)
    if as_json:
        from bsc_xl.report.validation.data import rule_data

        print_json(rule_data(found))
        return
    from bsc_xl.report.rule_text import print_rule

    print_rule(console(), found)
