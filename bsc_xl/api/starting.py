"""What one begins with: templates, the demo, the JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bsc_xl.api.building import Built, build
from bsc_xl.api.reading import Progress, Source, read, read_facts, refuse_existing, unknown, write
from bsc_xl.errors import CannotWrite, WrongUsage
from bsc_xl.model import Scorecard

DEMO_TEMPLATE = "company"
DEMO_DEFINITION = "scorecard-definition.xlsx"
DEMO_WORKBOOK = "scorecard.xlsx"


@dataclass(frozen=True)
class Template:
    """A ready scorecard that comes with bsc-xl."""

    name: str
    title: str
    summary: str
    path: Path


def schema() -> dict[str, Any]:
    """The JSON Schema of a definition in TOML or JSON, for editors that complete and check while typing."""
    from bsc_xl.io.definition.json_schema import definition_schema

    return definition_schema()


def templates() -> list[Template]:
    """The scorecards that come with bsc-xl, by name."""
    from bsc_xl.shipped import templates_folder

    found = []
    for path in sorted(templates_folder().glob("*/definition.toml")):
        lines = (path.parent / "README.md").read_text(encoding="utf-8").split("\n\n")
        summary = " ".join(lines[1].split()) if len(lines) > 1 else ""
        found.append(Template(path.parent.name, lines[0].lstrip("# ").strip(), summary, path))
    return found


def template(name: str) -> Scorecard:
    """The scorecard of a template, its starter figures among its actuals.

    Raises:
        WrongUsage: there is no template of this name.
    """
    known = {item.name: item for item in templates()}
    if name not in known:
        raise unknown("template", name, known)
    card = read(known[name].path)
    figures = known[name].path.with_name("actuals.csv")
    return replace(card, actuals=read_facts(figures, card).facts) if figures.exists() else card


def init(name: str, output: Source, *, force: bool = False) -> Path:
    """Write a template as a definition to edit, its starter figures included.

    Raises:
        WrongUsage: no such template, or the file exists and ``force`` is not set.
    """
    target = Path(output)
    refuse_existing(target, force=force)
    return write(template(name), target)


def demo(folder: Source = ".", *, force: bool = False, progress: Progress | None = None) -> tuple[Path, Built]:
    """Write the demo: the definition of an invented company to edit, and the scored workbook built from it.

    Returns:
        The definition's path, and what was built.

    Raises:
        WrongUsage: the files exist and ``force`` is not set, or there is a file of the folder's name.
        CannotWrite: the folder cannot be made.
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise WrongUsage(f"{place} is a file: name a folder (bsc-xl demo FOLDER).") from error
    except OSError as error:
        raise CannotWrite(f"The folder {place} cannot be made: {error.strerror or error}.") from error
    existing = [place / name for name in (DEMO_DEFINITION, DEMO_WORKBOOK) if (place / name).exists()]
    if existing and not force:
        raise WrongUsage(f"{existing[0]} exists: name another folder (bsc-xl demo FOLDER), or add --force.")
    definition = init(DEMO_TEMPLATE, place / DEMO_DEFINITION, force=True)
    return definition, build(definition, place / DEMO_WORKBOOK, progress=progress)
