"""Write the parts of docs/ that follow from the program: tables of a definition, commands, SMART reasons, templates.

    python scripts/reference.py [--check]

A page says `<!-- made: NAME -->` where such a part begins and `<!-- /made -->` where it ends. With `--check` nothing is
written; the exit code is 1 when a page is out of date.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from bsc_xl import api
from bsc_xl.cli import app
from bsc_xl.io.definition.record import Column, Table
from bsc_xl.io.definition.records import TABLES
from bsc_xl.report.validation.data import schema
from bsc_xl.scoring.smart import FIXES, UNTESTABLE

DOCS = Path(__file__).resolve().parents[1] / "docs"
_PART = re.compile(r"(<!-- made: ([a-z-]+) -->\n).*?(<!-- /made -->)", re.DOTALL)


def main(arguments: list[str] | None = None) -> int:
    """Write the parts, or check them; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when a page is out of date")
    check = parser.parse_args(arguments).check
    changed = [page for page in sorted(DOCS.glob("*.md")) if renewed(page) != page.read_text(encoding="utf-8")]
    for page in changed:
        if not check:
            page.write_text(renewed(page), encoding="utf-8", newline="\n")
        print(f"{page.name} {'is out of date: python scripts/reference.py' if check else 'written'}")
    return 1 if check and changed else 0


def renewed(page: Path) -> str:
    """The text of a page with its made parts as they should be."""
    parts = all_parts()
    return _PART.sub(lambda found: f"{found[1]}\n{parts[found[2]]()}\n{found[3]}", page.read_text(encoding="utf-8"))


def made_parts(page: Path) -> list[str]:
    """The names of the made parts of a page."""
    return [found[2] for found in _PART.finditer(page.read_text(encoding="utf-8"))]


def all_parts() -> dict[str, Callable[[], str]]:
    """What makes each part, by its name."""
    found: dict[str, Callable[[], str]] = {
        "definition": lambda: "\n".join(_definition_table(table) for table in TABLES.values()),
        "smart": _smart,
        "templates": _templates,
        "report": _report,
    }
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # it is a group
        found[f"command-{name}"] = lambda command=command: _command(command)  # type: ignore[misc]
    return found


def _rows(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    cells = (" | ".join(cell.replace("|", "\\|") for cell in line) for line in lines)
    return "".join(f"| {line} |\n" for line in cells)


def _definition_table(table: Table) -> str:
    needed = " The program needs this sheet." if table.required else ""
    rows = [(f"**{_title(column)}**", f"`{column.name}`", _what(column)) for column in table.columns]
    return f"## {table.sheet}\n\n{table.purpose}{needed}\n\n" + _rows(("column", "in TOML", "what to write"), rows)


def _title(column: Column) -> str:
    return column.title.removesuffix(" *") + (" \\*" if column.required else "")


def _what(column: Column) -> str:
    words = column.help.removeprefix("Required. ")
    if column.choices:
        words += " Words: " + ", ".join(f"`{choice}`" for choice in column.choices) + "."
    if column.target:
        sheet = TABLES[column.target].sheet
        words += f" See [{sheet}](#{sheet.lower()})."
    return words


def _smart() -> str:
    rows = [(reason, "?" if reason in UNTESTABLE else "-", fix) for reason, fix in FIXES.items() if reason]
    return _rows(("reason", "mark", "what to do"), rows)


def _templates() -> str:
    rows = []
    for item in api.templates():
        card = api.template(item.name)
        counts = (len(card.perspectives), len(card.objectives), len(card.units), len(card.measures), len(card.actuals))
        rows.append(
            (f"[{item.name}](../workbook_templates/{item.name}/README.md)", *(f"{count:,}" for count in counts))
        )
    return _rows(("template", "perspectives", "objectives", "units", "measures", "figures"), rows)


def _report() -> str:
    """The fields of a report of validation, out of its JSON Schema."""
    found = schema()
    parts = [
        ("The report", found),
        *((f"Each of its {name}s", found["$defs"][name]) for name in ("file", "finding", "rule")),
    ]
    return "\n".join(
        f"### {title}\n\n" + _rows(("field", "what it holds"), _fields(part, found["$defs"])) for title, part in parts
    )


def _fields(part: dict[str, Any], shared: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Fields with what they hold; those of objects inside follow with dotted names, those of lists with []."""
    for name, field in part["properties"].items():
        meant = shared[field["$ref"].rpartition("/")[2]] if "$ref" in field else field
        words = f"The words {field['const']}." if "const" in field else meant["description"]
        yield f"`{above}{name}`", words
        if "properties" in field:
            yield from _fields(field, shared, f"{above}{name}.")
        elif "properties" in field.get("items", {}):
            yield from _fields(field["items"], shared, f"{above}{name}[].")


def _command(command: Any) -> str:
    rows = [_argument(entry) if entry.param_type_name == "argument" else _option(entry) for entry in command.params]
    return _rows(("you write", "needed", "what it does"), rows) if rows else "It takes nothing but `--help`.\n"


def _argument(entry: Any) -> tuple[str, str, str]:
    said = entry.show_default if isinstance(entry.show_default, str) else "the current folder"
    default = "" if entry.required else f" Left out: {said}."
    return f"`{entry.metavar or entry.name.upper()}`", "yes" if entry.required else "", entry.help + default


def _option(entry: Any) -> tuple[str, str, str]:
    value = "" if entry.is_flag else " " + (entry.metavar or entry.name.upper())
    return ", ".join(f"`{name}{value}`" for name in entry.opts), "yes" if entry.required else "", entry.help


if __name__ == "__main__":
    sys.exit(main())
