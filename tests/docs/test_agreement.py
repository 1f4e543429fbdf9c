"""The manual says what the program is: made parts are up to date, nothing is left out, nothing is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bsc_xl import api
from bsc_xl.cli import app
from bsc_xl.layout.measure_columns import RESULTS
from bsc_xl.layout.sheets import start_buttons
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Cascade, Method, NullReason, Polarity, RollupMethod, ValueType
from bsc_xl.scoring import Absence, Freshness
from bsc_xl.scoring.status import BELOW_RED_FLAG, BETWEEN, GOAL, INSUFFICIENT
from scripts.reference import all_parts, made_parts, main, renewed
from tests.docs.pages import DOCS, DOCUMENTS, ROOT

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_made_parts_are_up_to_date(page: Path) -> None:
    assert renewed(page) == page.read_text(encoding="utf-8"), "python scripts/reference.py"


def test_every_made_part_stands_somewhere_once() -> None:
    assert sorted(name for page in DOCS.glob("*.md") for name in made_parts(page)) == sorted(all_parts())


def test_the_check_of_made_parts_sees_a_change(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("<!-- made: smart -->\nold\n<!-- /made -->\n", encoding="utf-8")
    monkeypatch.setattr("scripts.reference.DOCS", tmp_path)
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented_with_an_example(name: str) -> None:
    page = text_of("commands.md")
    part = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert part, name
    wanted = [word for entry in COMMANDS[name].params for word in entry.opts]
    options = [word for word in wanted if word.startswith("-")]
    assert [word for word in options if f"`{word}" not in part] == []
    examples = "\n".join(re.findall(r"```sh\n(.*?)```", part, re.DOTALL))
    assert f"bsc-xl {name}" in examples
    missing = [
        entry.opts
        for entry in COMMANDS[name].params
        if entry.opts[0].startswith("-")
        and not any(f" {word} " in f"{examples} ".replace("\n", " ") for word in entry.opts)
    ]
    assert missing == []


def test_every_kind_of_sheet_is_described() -> None:
    layout = workbook_layout(api.evaluate(api.template("company")))
    headings = re.findall(r"^## (.+)$", text_of("workbook.md"), re.MULTILINE)
    words = {"perspective": "Perspective sheets", "unit": "Unit tabs"}
    wanted = {words.get(sheet.kind, sheet.name) for sheet in layout.sheets}
    assert wanted <= set(headings)


@pytest.mark.parametrize("caption", [caption for _, caption, _ in start_buttons.BUTTONS])
def test_every_button_is_described(caption: str) -> None:
    assert text_of("udf.md").count(f"| **{caption}** |") == 1


@pytest.mark.parametrize("title", [column.title for column in RESULTS])
def test_every_result_column_is_described(title: str) -> None:
    assert f"| **{title}** |" in text_of("workbook.md")


@pytest.mark.parametrize(
    "words", [Method, Polarity, RollupMethod, Cascade, ValueType], ids=lambda words: words.__name__
)
def test_every_word_of_scoring_is_explained(words: type[Method]) -> None:
    page = text_of("scoring.md")
    assert [word.value for word in words if word.value not in page] == []


@pytest.mark.parametrize("word", [*Absence, *Freshness, *NullReason, GOAL, BETWEEN, BELOW_RED_FLAG, INSUFFICIENT])
def test_every_state_is_explained(word: str) -> None:
    assert f"`{word}`" in text_of("scoring.md")


def test_only_commands_that_exist_are_named() -> None:
    for page in DOCUMENTS:
        named = re.findall(r"`bsc-xl ([a-z][a-z-]*)", page.read_text(encoding="utf-8"))
        assert set(named) <= set(COMMANDS), page.name


PROMISES = re.compile(r"\b(bsc-xl (?:collect|issue)|sparklines?|signed (?:workbook|manifest)s?)\b")


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.stem)
def test_no_page_speaks_of_what_is_not_there(page: Path) -> None:
    assert PROMISES.findall(page.read_text(encoding="utf-8")) == []


def test_templates_are_all_named() -> None:
    page = text_of("templates.md")
    assert [item.name for item in api.templates() if f"## {item.name}\n" not in page] == []


def test_the_version_in_the_changelog_is_the_program_s() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
